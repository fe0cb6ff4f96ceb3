import type { Thread } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useNews } from '../../../platform/news.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useActing } from '../../../platform/session.tsx'
import { Banner, Button, ConfirmDialog, Link } from '../../../ui/index.ts'
import styles from './Conversation.module.css'

export interface ConversationNoteProps {
  thread: Thread & { conversation: NonNullable<Thread['conversation']> }
  /** Puts words where one writes. */
  onWrite: (words: string) => void
  /** It is shown. */
  onSettled?: (() => void) | undefined
}

const asked = ['threads.get'] as const

/** Above a conversation of two associations: between whom it is, who reads it, and how it ends. */
export function ConversationNote({ thread, onWrite, onSettled }: ConversationNoteProps) {
  const { t } = useTranslation()
  const [ending, setEnding] = useState(false)
  const { own, other, ended, mayEnd } = thread.conversation
  useNews('conversation.changed', asked)
  useOwnVoice(own)
  useEffect(() => onSettled?.(), [onSettled])
  const first = t('deciding.conversation.firstSentence')
  return (
    <section className={styles.note} aria-label={t('deciding.conversation.between')}>
      <p>
        {t('deciding.conversation.who', { own: own[0]!.name, other: other.name })}{' '}
        {ended ? t('deciding.conversation.ended') : t('deciding.conversation.voice', { own: own[0]!.name })}
      </p>
      {!ended && thread.mayContribute && thread.lastContributionAt === null && (
        <p className={styles.first}>
          <q>{first}</q>
          <Button look="line" onClick={() => onWrite(first)}>
            {t('deciding.conversation.takeFirst')}
          </Button>
        </p>
      )}
      {ended ? (
        <p>
          <Link href={`/organisationen/${other.slug}`}>
            {t('deciding.conversation.askAgain', { other: other.name })}
          </Link>
        </p>
      ) : (
        mayEnd && (
          <Button look="text" onClick={() => setEnding(true)}>
            {t('deciding.conversation.end')}
          </Button>
        )
      )}
      {ending && <EndDialog thread={thread} onClose={() => setEnding(false)} />}
    </section>
  )
}

/** Whatever one spoke for elsewhere: here one speaks for one's own side. */
function useOwnVoice(own: readonly { id: string }[]) {
  const { acting, choices, setActing } = useActing()
  const voice = choices.find(({ organisationId }) => own.some(({ id }) => id === organisationId))
  const fits = acting !== null && own.some(({ id }) => id === acting.organisationId)
  useEffect(() => {
    if (!fits && voice) setActing(voice.organisationId)
  }, [fits, voice, setActing])
}

function EndDialog({ thread, onClose }: Pick<ConversationNoteProps, 'thread'> & { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const end = useMutation({
    mutationFn: () => call('threads.end', { threadId: thread.id }),
    onSuccess: (now) => {
      queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, now)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('deciding.conversation.endTitle')}
      confirmLabel={t('deciding.conversation.end')}
      cancelLabel={t('deciding.conversation.keep')}
      onConfirm={() => end.mutate()}
      onCancel={onClose}
      busy={end.isPending}
    >
      <p>{t('deciding.conversation.endText', { other: thread.conversation.other.name })}</p>
      {end.error && (
        <Banner tone="problem" inset>
          {problemText(end.error)}
        </Banner>
      )}
    </ConfirmDialog>
  )
}
