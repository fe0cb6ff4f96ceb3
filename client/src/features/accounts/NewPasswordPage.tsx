import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, Link } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'
import { NewPasswordForm } from './NewPasswordForm.tsx'

export function NewPasswordPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const [done, setDone] = useState(false)
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
      <NewPasswordForm
        label={t('accounts.newPassword.title')}
        submitLabel={t('accounts.newPassword.submit')}
        send={(newPassword) =>
          call('accounts.resetPassword', { newPassword, token: params.get('token') ?? '' })
        }
        onDone={() => setDone(true)}
      />
    </AccountFrame>
  )
}
