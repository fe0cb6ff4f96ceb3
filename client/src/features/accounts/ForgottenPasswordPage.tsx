import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, Link, TextField } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'
import { MailSent } from './MailSent.tsx'

export function ForgottenPasswordPage() {
  const { t } = useTranslation()
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const form = useForm({
    initial: { email: '' },
    wording: { email: t('accounts.errors.email') },
    wrong: ({ email }) => (looksLikeEmail(email) ? [] : ['email']),
    send: (values) => call('accounts.requestPasswordReset', values),
    onDone: (_, { email }) => setMailedTo(email),
  })

  if (mailedTo !== null) {
    return (
      <MailSent
        title={t('accounts.mail.title')}
        email={mailedTo}
        text={t('accounts.forgotten.sent')}
        onAgain={() => setMailedTo(null)}
      />
    )
  }

  return (
    <AccountFrame
      title={t('accounts.forgotten.title')}
      lead={t('accounts.forgotten.lead')}
      others={<Link href="/anmelden">{t('accounts.forgotten.back')}</Link>}
    >
      <Form onSubmit={form.submit} aria-label={t('accounts.forgotten.title')}>
        <FormProblem form={form} />
        <TextField
          {...form.text('email')}
          label={t('accounts.fields.email')}
          type="email"
          autoComplete="email"
          inputMode="email"
          dir="ltr"
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('accounts.forgotten.submit')}
          </Button>
        </FormActions>
      </Form>
    </AccountFrame>
  )
}
