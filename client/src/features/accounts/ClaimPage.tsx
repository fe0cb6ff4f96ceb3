import { useNavigate, useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useTakeMe } from '../../platform/session.tsx'
import { AccountFrame } from './AccountFrame.tsx'
import { NewAccountForm } from './NewAccountForm.tsx'
import { useNewAccount } from './useNewAccount.ts'

/** For whoever has just installed the platform and holds the link it printed. */
export function ClaimPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const takeMe = useTakeMe()
  const form = useNewAccount({
    send: ({ name, email, password }) =>
      call('accounts.claimPlatform', { name, email, password, token: params.get('token') ?? '' }),
    onDone: (me) => {
      takeMe(me)
      void navigate('/', { replace: true })
    },
  })
  return (
    <AccountFrame title={t('administration.claim.title')} lead={t('administration.claim.lead')}>
      <NewAccountForm
        form={form}
        title={t('administration.claim.title')}
        submit={t('administration.claim.submit')}
      />
    </AccountFrame>
  )
}
