import type { ReturnReason, RevocationReason } from '@augenhoehe/contracts'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { RadioField, TextAreaField, useToast } from '../../../ui/index.ts'

interface ReasonDialogProps<R extends ReturnReason | RevocationReason> {
  title: string
  confirmLabel: string
  reasons: readonly R[]
  send: (reason: R, note: string) => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

/** Why, in words the admins understand; they read exactly this. */
export function ReasonDialog<R extends ReturnReason | RevocationReason>({
  title,
  confirmLabel,
  reasons,
  send,
  onDone,
  onClose,
}: ReasonDialogProps<R>) {
  const { t } = useTranslation()
  const toast = useToast()
  const form = useForm<{ reason: R | null; note: string }, unknown>({
    initial: { reason: null, note: '' },
    wording: {
      reason: t('verification.administration.reasonMissing'),
      note: t('verification.administration.noteMissing'),
    },
    wrong: ({ reason, note }) => {
      if (reason === null) return ['reason']
      return (reason === 'other' && note.trim() === '') || note.length > 500 ? ['note'] : []
    },
    send: async ({ reason, note }) => reason && send(reason, note.trim()),
    onDone: () => {
      toast.show({ text: t('verification.administration.told'), closeLabel: t('common.close') })
      onDone()
      onClose()
    },
  })
  return (
    <FormDialog form={form} title={title} submitLabel={confirmLabel} onClose={onClose}>
      <RadioField
        {...form.field('reason')}
        label={t('verification.administration.why')}
        options={reasons.map((reason) => ({ value: reason, label: t(`verification.reason.${reason}`) }))}
        value={form.values.reason}
        onChange={(value) => form.set('reason', value as R)}
      />
      <TextAreaField
        {...form.text('note')}
        label={t('verification.administration.note')}
        hint={t('verification.administration.noteHint')}
      />
    </FormDialog>
  )
}
