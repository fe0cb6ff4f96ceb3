import type { SecondStep as Waiting } from '@augenhoehe/contracts'
import { useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe, useTakeMe } from '../../platform/session.tsx'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, Link, PasswordField, TextField } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'
import styles from './AccountFrame.module.css'
import { MailSent } from './MailSent.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { knowsPasskeys, showPasskey } from './passkeys.ts'
import { SecondStep } from './SecondStepLater.tsx'
import { keepWayBack, useWayBack } from './way-back.ts'

export function SignInPage() {
  const { t } = useTranslation()
  const { isSignedIn } = useMe()
  const takeMe = useTakeMe()
  const wayBack = useWayBack()
  const [params] = useSearchParams()
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const email = params.get('email') ?? ''

  const wording = { email: t('accounts.errors.email'), password: t('accounts.errors.passwordMissing') }
  const form = useForm({
    initial: { email, password: '' },
    wording,
    wrong: (values) => [
      ...(looksLikeEmail(values.email) ? [] : (['email'] as const)),
      ...(values.password === '' ? (['password'] as const) : []),
    ],
    send: (values) => call('accounts.signIn', values),
    onDone: ({ secondStep, ...me }) => (secondStep ? setWaiting(secondStep) : takeMe(me)),
  })
  const link = useForm({
    initial: { email },
    wording,
    wrong: (values) => (looksLikeEmail(values.email) ? [] : ['email']),
    send: (values) => call('accounts.requestMagicLink', values),
    onDone: (_, sent) => {
      keepWayBack(wayBack)
      setMailedTo(sent.email)
    },
  })

  if (isSignedIn) return <Navigate to={wayBack} replace />
  if (waiting) return <SecondStep step={waiting} onDone={takeMe} onOver={() => setWaiting(null)} />
  if (mailedTo !== null) {
    return (
      <MailSent
        title={t('accounts.mail.title')}
        email={mailedTo}
        text={t('accounts.signIn.linkSent')}
        onAgain={() => setMailedTo(null)}
      />
    )
  }

  const query = params.size > 0 ? `?${params}` : ''
  return (
    <AccountFrame
      title={t('accounts.signIn.title')}
      others={
        <>
          {knowsPasskeys() && (
            <PasskeyButton
              label={t('accounts.signIn.passkey')}
              look="line"
              use={async () => call('accounts.signInWithPasskey', { passkey: await showPasskey() })}
              onDone={takeMe}
            />
          )}
          <Link href={`/registrieren${query}`}>{t('accounts.signIn.noAccount')}</Link>
        </>
      }
    >
      <Form onSubmit={form.submit} aria-label={t('accounts.signIn.title')}>
        <FormProblem form={form} />
        <FormProblem form={{ ...link, errors: [] }} />
        <TextField
          {...form.text('email')}
          error={form.text('email').error ?? link.text('email').error}
          onChange={(event) => {
            form.text('email').onChange(event)
            link.text('email').onChange(event)
          }}
          label={t('accounts.fields.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          dir="ltr"
        />
        <PasswordField
          {...form.text('password')}
          label={t('accounts.fields.password')}
          showLabel={t('accounts.fields.showPassword')}
          autoComplete="current-password"
        />
        <p className={styles.forgotten}>
          <Link href="/passwort-vergessen">{t('accounts.signIn.forgotten')}</Link>
        </p>
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('accounts.signIn.submit')}
          </Button>
          <Button look="line" onClick={() => link.submit()} busy={link.busy} busyLabel={t('common.loading')}>
            {t('accounts.signIn.sendLink')}
          </Button>
        </FormActions>
      </Form>
    </AccountFrame>
  )
}
