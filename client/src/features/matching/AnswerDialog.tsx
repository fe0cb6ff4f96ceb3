import type { ContactRequest, DeclineReason } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { UnverifiedNote } from '../../platform/UnverifiedNote.tsx'
import { useForm } from '../../platform/useForm.ts'
import { RadioField, TextAreaField } from '../../ui/index.ts'

export interface AnswerDialogProps {
  decision: 'accept' | 'decline'
  request: ContactRequest
  onClose: () => void
}

interface Entries extends Record<string, unknown> {
  reason: DeclineReason | null
  message: string
}

const reasons: readonly DeclineReason[] = ['no-capacity', 'not-now', 'no-fit', 'other']

export function AnswerDialog({ decision, request, onClose }: AnswerDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm<Entries, ContactRequest>({
    initial: { reason: null, message: '' },
    wording: { reason: t('offering.answer.reasonMissing') },
    wrong: ({ reason }) => (decision === 'decline' && reason === null ? ['reason'] : []),
    send: ({ reason, message }) => {
      const words = message.trim() === '' ? {} : { message }
      const answer =
        decision === 'accept' ? { decision, ...words } : { decision, reason: reason ?? 'other', ...words }
      return call('matching.answer', { requestId: request.id, answer })
    },
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['matching.requests'] })
      onClose()
    },
  })

  return (
    <FormDialog
      form={form}
      title={t(`offering.answer.${decision}Named`, { name: request.organisation.name })}
      text={t(`offering.answer.${decision}Text`)}
      submitLabel={t(`offering.answer.${decision}`)}
      onClose={onClose}
    >
      <UnverifiedNote of={request.organisation} />
      {decision === 'decline' && (
        <RadioField
          {...form.field('reason')}
          label={t('offering.answer.reasonLabel')}
          options={reasons.map((value) => ({ value, label: t(`offering.answer.reason.${value}`) }))}
          value={form.values.reason}
          onChange={(value) => form.set('reason', reasons.find((known) => known === value) ?? null)}
        />
      )}
      <TextAreaField
        {...form.text('message')}
        label={`${t('offering.answer.message')} (${t('common.optional')})`}
        maxLength={2000}
        minRows={2}
        dir="auto"
      />
    </FormDialog>
  )
}
