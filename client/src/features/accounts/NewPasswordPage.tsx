import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { shortestPassword } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, Link, PasswordField } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'

export function NewPasswordPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const [done, setDone] = useState(false)
  const form = useForm({
    initial: { newPassword: '' },
    wording: { newPassword: t('accounts.errors.password') },
    wrong: ({ newPassword }) => (newPassword.length < shortestPassword ? ['newPassword'] : []),
    send: (values) => call('accounts.resetPassword', { ...values, token: params.get('token') ?? '' }),
    onDone: () => setDone(true),
  })

  if (done) {
    return (
      <AccountFrame title={t('accounts.newPassword.doneTitle')} lead={t('accounts.newPassword.done')}>
        <Button href="/anmelden">{t('common.signIn')}</Button>
      </AccountFrame>
    )
  }

  return (
    <AccountFrame
      title={t('accounts.newPassword.title')}
      lead={t('accounts.newPassword.lead')}
      others={<Link href="/passwort-vergessen">{t('accounts.newPassword.another')}</Link>}
    >
      <Form onSubmit={form.submit} aria-label={t('accounts.newPassword.title')}>
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
            {t('accounts.newPassword.submit')}
          </Button>
        </FormActions>
      </Form>
    </AccountFrame>
  )
}
