import { shortestPassword } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, PasswordField } from '../../ui/index.ts'

interface NewPasswordFormProps {
  label: string
  submitLabel: string
  send: (newPassword: string) => Promise<unknown>
  onDone: () => void
}

/** Takes a new password, whoever is to have it; empty again when it was taken. */
export function NewPasswordForm({ label, submitLabel, send, onDone }: NewPasswordFormProps) {
  const { t } = useTranslation()
  const form = useForm({
    initial: { newPassword: '' },
    wording: { newPassword: t('accounts.errors.password') },
    wrong: ({ newPassword }) => (newPassword.length < shortestPassword ? ['newPassword'] : []),
    send: ({ newPassword }) => send(newPassword),
    onDone: () => {
      form.set('newPassword', '')
      onDone()
    },
  })
  return (
    <Form onSubmit={form.submit} aria-label={label}>
      <FormProblem form={form} />
      <PasswordField
        {...form.text('newPassword')}
        label={t('accounts.fields.newPassword')}
        hint={t('accounts.fields.passwordHint')}
        showLabel={t('accounts.fields.showPassword')}
        autoComplete="new-password"
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {submitLabel}
        </Button>
      </FormActions>
    </Form>
  )
}
