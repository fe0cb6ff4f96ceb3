import type { Contribution, ContributionDraft, Room, Thread } from '@augenhoehe/contracts'
import { useState, type Ref } from 'react'
import type { Composed } from '../../platform/composing/ComposingForm.tsx'
import { type useDraft } from '../../platform/composing/draft.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { offline } from '../../platform/later-offline.ts'
import { useConnection } from '../../platform/live.ts'
import { useMeasures, useWritingRefusal } from '../../platform/measures.tsx'
import { questionInTalk } from '../../platform/question-in-talk.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import styles from './ThreadPage.module.css'
import { useQuotedName } from './useQuotedName.ts'
import { useSayTyping } from './useSayTyping.ts'
import { excerpt } from './excerpt.ts'

/** Together with what keeps the words: nobody shall write into nothing. */
async function composingForm() {
  const [form] = await Promise.all([import('../../platform/composing/ComposingForm.tsx'), offline()])
  return form.ComposingForm
}
const ComposingForm = later(() => withWords(composingForm))
const TypingHint = later(() => withWords(async () => (await import('./TypingHint.tsx')).TypingHint))

export interface ThreadDockProps {
  room: Room
  thread: Thread
  known: ReadonlyMap<string, Contribution>
  contributions: readonly Contribution[]
  writing: ReturnType<typeof useDraft>
  textRef: Ref<HTMLTextAreaElement>
  /** False where it can neither be sent nor kept: then its words are back where one writes. */
  onSend: (draft: ContributionDraft) => Promise<boolean>
}

/** Where one writes, or why one cannot. */
export function WriteDock({ room, thread, known, contributions, writing, textRef, onSend }: ThreadDockProps) {
  const { t } = useTranslation()
  const quotedName = useQuotedName()
  const connection = useConnection()
  const { draft, change, clear, saved } = writing
  const [stays, setStays] = useState(false)
  const refused = useWritingRefusal(room)
  const sayTyping = useSayTyping(thread.id)
  const preCheck = useMeasures(room).some(({ measure }) => measure === 'pre-check')

  if (!thread.mayContribute || refused) {
    const reason = contributions.findLast(({ event }) => event?.kind === 'locked')?.event?.reason
    return (
      <p className={styles.notice}>
        <span>
          {thread.locked ? t('threads.locked.text') : (refused ?? t('threads.readOnly'))}{' '}
          {thread.locked && reason && <q dir="auto">{reason}</q>}
        </span>
      </p>
    )
  }

  const answered = draft.replyTo === null ? undefined : known.get(draft.replyTo)
  const send = async (composed: Composed) => {
    const questionId = questionInTalk(thread.id)
    const sending = onSend({
      ...composed,
      ...(questionId && { questionId }),
      threadId: thread.id,
      clientId: newClientId(),
      ...(answered && { replyTo: answered.id }),
    })
    clear(true)
    setStays(!(await sending))
  }
  const waits = (thread.moderated || preCheck) && !thread.mayModerate
  const note = connection === 'online' ? waits && t('threads.composer.moderated') : t('threads.waiting')

  return (
    <>
      <TypingHint threadId={thread.id} />
      <ComposingForm
        label={t('threads.composer.label')}
        textLabel={answered ? t('threads.composer.replyText') : t('threads.composer.text')}
        sendLabel={t('threads.composer.send')}
        draft={draft}
        saved={saved}
        onDraft={(part) => {
          change(part)
          if (part.text) sayTyping()
        }}
        onSend={(composed) => void send(composed)}
        problem={stays && connection !== 'online' ? t('offline.stays') : undefined}
        note={note || (thread.finished && t('threads.finished.text')) || undefined}
        textRef={textRef}
        reply={
          answered && {
            organisation: quotedName(answered),
            text: excerpt(answered.text),
            removeLabel: t('threads.reply.remove'),
            onRemove: () => change({ replyTo: null }),
          }
        }
      />
    </>
  )
}
