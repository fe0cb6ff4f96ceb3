import type { Room } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { ComposingForm, type Composed } from '../../platform/composing/ComposingForm.tsx'
import { useDraft } from '../../platform/composing/draft.ts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
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
  const queries = useQueryClient()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [search] = useSearchParams()
  const wished = room.questions.find(({ id, retired }) => !retired && id === search.get('frage'))?.id
  const [question, setQuestion] = useState<string | null>(wished ?? null)
  const [tried, setTried] = useState(false)
  const { draft, change, clear, saved } = useDraft(`start.${room.id}`)
  // The same through every retry: nothing is started twice.
  const clientId = useRef(newClientId())
  const title = useRef<HTMLInputElement>(null)
  const untitled = draft.title.trim().length < shortestTitle

  const start = useMutation({
    mutationFn: (composed: Composed) =>
      call('threads.start', {
        ...composed,
        roomId: room.id,
        clientId: clientId.current,
        title: draft.title,
        ...(question !== null && question !== free && { questionId: question }),
      }),
    onSuccess: async ({ thread }) => {
      clear()
      queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, thread)
      void queries.invalidateQueries({ queryKey: ['threads.list'] })
      await navigate(`/raeume/${room.slug}/${thread.id}`, { replace: true })
    },
    onError: (error) => {
      if (isProblem(error, 'conflict')) clientId.current = newClientId()
    },
  })
  const send = (composed: Composed) => {
    setTried(true)
    if (untitled) title.current?.focus()
    else if (question !== null) start.mutate(composed)
    else document.querySelector<HTMLElement>(`#${questionField} input`)?.focus()
  }

  return (
    <div className={styles.form}>
      <TextField
        ref={title}
        label={t('starting.titleLabel')}
        hint={t('starting.titleHint')}
        value={draft.title}
        maxLength={140}
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
        draft={draft}
        saved={saved}
        onDraft={change}
        onSend={send}
        busy={start.isPending}
        problem={start.error ? problemText(start.error) : undefined}
      />
    </div>
  )
}

const questionField = 'start-question'
