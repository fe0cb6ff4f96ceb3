import { useNavigate, useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { looksLikeEmail, shortestPassword } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, PasswordField, TextField } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'

/** For whoever has just installed the platform and holds the link it printed. */
export function ClaimPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const takeMe = useTakeMe()
  const form = useForm({
    initial: { name: '', email: '', password: '' },
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
    send: (values) => call('accounts.claimPlatform', { ...values, token: params.get('token') ?? '' }),
    onDone: (me) => {
      takeMe(me)
      void navigate('/', { replace: true })
    },
  })
  return (
    <AccountFrame title={t('accounts.claim.title')} lead={t('accounts.claim.lead')}>
      <Form onSubmit={form.submit} aria-label={t('accounts.claim.title')}>
        <FormProblem form={form} />
        <TextField {...form.text('name')} label={t('accounts.fields.name')} autoComplete="name" dir="auto" />
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
            {t('accounts.claim.submit')}
          </Button>
        </FormActions>
      </Form>
    </AccountFrame>
  )
}
