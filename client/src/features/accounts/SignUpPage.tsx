import { useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { looksLikeEmail, shortestPassword } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { currentLocale, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, Link, PasswordField, TextField } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'
import { MailSent } from './MailSent.tsx'
import { keepWayBack, useWayBack } from './way-back.ts'

export function SignUpPage() {
  const { t } = useTranslation()
  const { isSignedIn } = useMe()
  const wayBack = useWayBack()
  const [params] = useSearchParams()
  const [mailedTo, setMailedTo] = useState<string | null>(null)

  const form = useForm({
    initial: { name: '', email: params.get('email') ?? '', password: '' },
    wording: {
      name: t('accounts.errors.name'),
      email: t('accounts.errors.email'),
      password: t('accounts.errors.password'),
    },
    wrong: ({ name, email, password }) => [
      ...(name.trim() === '' ? (['name'] as const) : []),
      ...(looksLikeEmail(email) ? [] : (['email'] as const)),
      ...(password.length < shortestPassword ? (['password'] as const) : []),
    ],
    send: (values) => call('accounts.signUp', { ...values, locale: currentLocale() }),
    onDone: (_, sent) => {
      keepWayBack(wayBack)
      setMailedTo(sent.email)
    },
  })

  if (isSignedIn) return <Navigate to={wayBack} replace />
  if (mailedTo !== null) {
    return (
      <MailSent
        title={t('accounts.signUp.sentTitle')}
        email={mailedTo}
        text={t('accounts.signUp.sent')}
        onAgain={() => setMailedTo(null)}
      />
    )
  }

  return (
    <AccountFrame
      title={t('accounts.signUp.title')}
      lead={t('accounts.signUp.lead')}
      others={
        <Link href={`/anmelden${params.size > 0 ? `?${params}` : ''}`}>
          {t('accounts.signUp.haveAccount')}
        </Link>
      }
    >
      <Form onSubmit={form.submit} aria-label={t('accounts.signUp.title')}>
        <FormProblem form={form} />
        <TextField
          {...form.text('name')}
          label={t('accounts.fields.name')}
          hint={t('accounts.fields.nameHint')}
          autoComplete="name"
          dir="auto"
        />
        <TextField
          {...form.text('email')}
          label={t('accounts.fields.email')}
          type="email"
          autoComplete="email"
          inputMode="email"
          dir="ltr"
        />
        <PasswordField
          {...form.text('password')}
          label={t('accounts.fields.password')}
          hint={t('accounts.fields.passwordHint')}
          showLabel={t('accounts.fields.showPassword')}
          autoComplete="new-password"
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('accounts.signUp.submit')}
          </Button>
        </FormActions>
      </Form>
    </AccountFrame>
  )
}
