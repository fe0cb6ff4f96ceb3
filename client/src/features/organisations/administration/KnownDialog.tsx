import type { Acquaintance } from '@augenhoehe/contracts'
import { call } from '../../../platform/api.ts'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { RadioField, TextField, useToast } from '../../../ui/index.ts'

const ways = ['visited', 'met', 'worked-together', 'recommended'] as const

interface KnownDialogProps {
  organisationId: string
  name: string
  onDone: () => void
  onClose: () => void
}

/** The staff says how it knows an association; only the staff reads that. */
export function KnownDialog({ organisationId, name, onDone, onClose }: KnownDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const form = useForm<{ how: Acquaintance | null; whom: string }, unknown>({
    initial: { how: null, whom: '' },
    wording: {
      how: t('verification.administration.howMissing'),
      whom: t('verification.administration.whomMissing'),
    },
    wrong: ({ how, whom }) => [
      ...(how === null ? (['how'] as const) : []),
      ...(whom.trim().length < 3 ? (['whom'] as const) : []),
    ],
    send: async ({ how, whom }) => how && call('organisations.verifyKnown', { organisationId, how, whom }),
    onDone: () => {
      toast.show({ text: t('verification.nowVerified', { name }), closeLabel: t('common.close') })
      onDone()
      onClose()
    },
  })
  return (
    <FormDialog
      form={form}
      title={t('verification.administration.knowTitle', { name })}
      submitLabel={t('verification.administration.accept')}
      onClose={onClose}
    >
      <RadioField
        {...form.field('how')}
        label={t('verification.administration.how')}
        options={ways.map((way) => ({ value: way, label: t(`verification.acquaintance.${way}`) }))}
        value={form.values.how}
        onChange={(value) => form.set('how', value as Acquaintance)}
      />
      <TextField
        {...form.text('whom')}
        label={t('verification.administration.whom')}
        hint={t('verification.administration.whomHint')}
      />
    </FormDialog>
  )
}
