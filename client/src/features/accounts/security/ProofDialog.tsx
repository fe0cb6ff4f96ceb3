import { call } from '../../../platform/api.ts'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { reconnectLive } from '../../../platform/live.ts'
import { useForm } from '../../../platform/useForm.ts'
import { PasswordField } from '../../../ui/index.ts'

/** Asks who is there before something sensitive; what was begun goes on by itself. */
export function ProofDialog({ onSettled }: { onSettled: (proved: boolean) => void }) {
  const { t } = useTranslation()
  const form = useForm({
    initial: { password: '' },
    wording: { password: t('security.prove.wrong') },
    wrong: ({ password }) => (password === '' ? ['password'] : []),
    send: (values) => call('accounts.prove', { proof: values }),
    onDone: () => {
      // The session has another cookie now, and the old connection has ended with the old one.
      reconnectLive()
      onSettled(true)
    },
  })
  return (
    <FormDialog
      form={form}
      title={t('security.prove.title')}
      text={t('security.prove.text')}
      submitLabel={t('security.prove.submit')}
      onClose={() => onSettled(false)}
    >
      <PasswordField
        {...form.text('password')}
        label={t('accounts.fields.password')}
        showLabel={t('accounts.fields.showPassword')}
        autoComplete="current-password"
        data-autofocus
      />
    </FormDialog>
  )
}
