import { useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { currentLocale, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Link } from '../../ui/index.ts'
import { AccountFrame } from './AccountFrame.tsx'
import { MailSent } from './MailSent.tsx'
import { NewAccountForm } from './NewAccountForm.tsx'
import { useNewAccount } from './useNewAccount.ts'
import { keepWayBack, useWayBack } from './way-back.ts'

export function SignUpPage() {
  const { t } = useTranslation()
  const { isSignedIn } = useMe()
  const wayBack = useWayBack()
  const [params] = useSearchParams()
  const [mailedTo, setMailedTo] = useState<string | null>(null)

  const form = useNewAccount({
    email: params.get('email') ?? '',
    send: ({ name, email, password }) =>
      call('accounts.signUp', { name, email, password, locale: currentLocale() }),
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
      <NewAccountForm form={form} title={t('accounts.signUp.title')} submit={t('accounts.signUp.submit')} />
    </AccountFrame>
  )
}
