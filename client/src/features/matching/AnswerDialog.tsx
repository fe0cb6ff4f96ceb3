import type { ContactRequest, DeclineReason } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, Dialog, Form, RadioField, TextAreaField } from '../../ui/index.ts'

interface AnswerDialogProps {
  decision: 'accept' | 'decline'
  request: ContactRequest
  onClose: () => void
}

const reasons: readonly DeclineReason[] = ['no-capacity', 'not-now', 'no-fit', 'other']

export function AnswerDialog({ decision, request, onClose }: AnswerDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [message, setMessage] = useState('')
  const [tried, setTried] = useState(false)
  const missing = decision === 'decline' && reason === null

  const answer = useMutation({
    mutationFn: () => {
      const words = message.trim() === '' ? {} : { message }
      return call('matching.answer', {
        requestId: request.id,
        answer:
          decision === 'accept' || reason === null
            ? { decision: 'accept', ...words }
            : { decision: 'decline', reason, ...words },
      })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['matching.requests'] })
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    if (!missing) answer.mutate()
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`matching.answer.${decision}Named`, { name: request.organisation.name })}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={submit} busy={answer.isPending}>
            {t(`matching.answer.${decision}`)}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{t(`matching.answer.${decision}Text`)}</p>
        {decision === 'decline' && (
          <RadioField
            label={t('matching.answer.reasonLabel')}
            options={reasons.map((value) => ({ value, label: t(`matching.answer.reason.${value}`) }))}
            value={reason}
            onChange={(value) => setReason(reasons.find((known) => known === value) ?? null)}
            error={tried && missing ? t('matching.answer.reasonMissing') : undefined}
          />
        )}
        <TextAreaField
          label={`${t('matching.answer.message')} (${t('common.optional')})`}
          value={message}
          maxLength={2000}
          minRows={2}
          dir="auto"
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        {answer.error && (
          <Banner tone="problem" inset>
            {problemText(answer.error)}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}
