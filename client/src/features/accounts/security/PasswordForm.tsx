import { call } from '../../../platform/api.ts'
import { shortestPassword } from '../../../platform/checks.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { reconnectLive } from '../../../platform/live.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, PasswordField, SectionHead, useToast } from '../../../ui/index.ts'

export function PasswordForm() {
  const { t } = useTranslation()
  const toast = useToast()
  const form = useForm({
    initial: { newPassword: '' },
    wording: { newPassword: t('accounts.errors.password') },
    wrong: ({ newPassword }) => (newPassword.length < shortestPassword ? ['newPassword'] : []),
    send: (values) => call('accounts.changePassword', values),
    onDone: () => {
      reconnectLive()
      form.set('newPassword', '')
      toast.show({ text: t('security.password.done'), closeLabel: t('common.close') })
    },
  })
  return (
    <section aria-labelledby="security-password">
      <SectionHead id="security-password">{t('security.password.title')}</SectionHead>
      <p>{t('security.password.text')}</p>
      <Form onSubmit={form.submit} aria-labelledby="security-password">
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
            {t('security.password.submit')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
