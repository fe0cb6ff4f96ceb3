import type { ResultItem } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Button, Dialog, Form, FormActions, TextAreaField, useToast } from '../../ui/index.ts'
import styles from './Results.module.css'
import { useKept } from './useKept.ts'

interface OpenQuestionAnswerProps {
  recordId: string
  item: ResultItem
}

/** For moderators, under an open question: what came of it. */
export function OpenQuestionAnswer({ recordId, item }: OpenQuestionAnswerProps) {
  const { t } = useTranslation()
  const [answering, setAnswering] = useState(false)
  return (
    <>
      <Button look="text" onClick={() => setAnswering(true)}>
        {t('results.answering.open')}
      </Button>
      {answering && <Answering recordId={recordId} item={item} onClose={() => setAnswering(false)} />}
    </>
  )
}

function Answering({ recordId, item, onClose }: OpenQuestionAnswerProps & { onClose: () => void }) {
  const { t } = useTranslation()
  const { user } = useMe()
  const toast = useToast()
  const queries = useQueryClient()
  const [kept, keep] = useKept(`open-question.${user?.id}.${item.id}`)
  const form = useForm<{ text: string }, ResultItem>({
    initial: { text: kept },
    wording: { text: t('results.answering.missing') },
    wrong: ({ text }) => (text.trim().length < 3 ? ['text'] : []),
    send: ({ text }) => call('results.answerOpenQuestion', { recordId, itemId: item.id, text: text.trim() }),
    onDone: () => {
      keep('')
      void queries.invalidateQueries({ queryKey: ['results.get'] })
      toast.show({ text: t('results.answering.done'), closeLabel: t('common.close') })
      onClose()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={t('results.answering.title')} closeLabel={t('common.cancel')}>
      <Form onSubmit={form.submit} className={styles.dialog}>
        <FormProblem form={form} />
        <p dir="auto">{item.text}</p>
        <TextAreaField
          {...form.text('text')}
          label={t('results.answering.label')}
          hint={t('results.answering.hint')}
          onChange={(event) => {
            form.set('text', event.currentTarget.value)
            keep(event.currentTarget.value)
          }}
          maxLength={1000}
          dir="auto"
          data-autofocus
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('results.answering.send')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
