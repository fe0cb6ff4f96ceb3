import type { Room } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { ComposingForm, type Composed } from '../../platform/composing/ComposingForm.tsx'
import { useDraft, type Draft } from '../../platform/composing/draft.ts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { offline, useOffline } from '../../platform/later-offline.ts'
import { ProblemError, unreachable } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.tsx'
import { RadioField, TextField } from '../../ui/index.ts'
import styles from './Rooms.module.css'

interface StartThreadFormProps {
  room: Room
}

const free = 'free'
const shortestTitle = 3

export function StartThreadForm({ room }: StartThreadFormProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const { user } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [search] = useSearchParams()
  const asked = search.get('frage')
  const wished = room.questions.find(({ id, retired }) => !retired && id === asked)?.id
  const [question, setQuestion] = useState<string | null>(wished ?? (asked === free ? free : null))
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<ReactNode>()
  /** What is on its way: kept with the messages by now, and still shown here. */
  const [sending, setSending] = useState<Draft | null>(null)
  const { key, draft, change, clear, give, saved } = useDraft(`start.${room.id}`)
  const title = useRef<HTMLInputElement>(null)
  const shown = sending ?? draft
  const untitled = shown.title.trim().length < shortestTitle
  const outbox = useOffline()?.outboxOf(user?.id ?? '')
  useEffect(() => outbox?.start(), [outbox])
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])

  const start = async (composed: Composed, userId: string) => {
    const { begin, outboxOf } = await offline()
    const sender = outboxOf(userId)
    const clientId = newClientId()
    const words = draft
    setSending(words)
    setProblem(undefined)
    clear(true)
    const begun = await begin(
      sender,
      {
        ...composed,
        roomId: room.id,
        clientId,
        title: words.title,
        ...(question !== null && question !== free && { questionId: question }),
      },
      { title: words.title, address: `/raeume/${room.slug}/neu?frage=${question ?? free}` },
      key,
    )
    // It is on the page of what waits, if anything is to be done.
    if (left.current) return
    if (begun.kind === 'refused' || begun.kind === 'stays') {
      if (begun.kind === 'refused') await sender.takeOut(clientId, key)
      await give(words)
      setSending(null)
      setProblem(begun.kind === 'stays' ? t('offline.stays') : problemText(new ProblemError(begun.problem)))
      return
    }
    if (begun.kind === 'begun') {
      const { thread } = begun
      queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, thread)
      await navigate(`/raeume/${room.slug}/${thread.id}`, { replace: true })
    } else await navigate(begun.kind === 'waits' ? '/ungesendet' : `/raeume/${room.slug}`, { replace: true })
  }
  const send = (composed: Composed) => {
    setTried(true)
    if (untitled) title.current?.focus()
    else if (question === null) document.querySelector<HTMLElement>(`#${questionField} input`)?.focus()
    else if (user && !sending) start(composed, user.id).catch(() => setProblem(problemText(unreachable())))
  }

  return (
    <div className={styles.form}>
      <TextField
        ref={title}
        label={t('starting.titleLabel')}
        hint={t('starting.titleHint')}
        value={shown.title}
        maxLength={140}
        readOnly={sending !== null}
        dir="auto"
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={tried && untitled ? t('starting.titleMissing') : undefined}
      />
      <RadioField
        id={questionField}
        label={t('starting.questionLabel')}
        options={[
          ...room.questions
            .filter(({ retired }) => !retired)
            .toSorted((a, b) => a.order - b.order)
            .map(({ id, order, text }) => ({
              value: id,
              label: `${formatNumber(order)}. ${localised(text, locale)}`,
            })),
          { value: free, label: t('starting.free') },
        ]}
        value={question}
        onChange={setQuestion}
        error={tried && question === null ? t('starting.questionMissing') : undefined}
      />
      <ComposingForm
        alwaysOpen
        label={t('starting.title')}
        textLabel={t('starting.textLabel')}
        sendLabel={t('starting.send')}
        draft={shown}
        saved={saved}
        onDraft={(part) => sending ?? change(part)}
        onSend={send}
        busy={sending !== null}
        problem={problem}
      />
    </div>
  )
}

const questionField = 'start-question'
