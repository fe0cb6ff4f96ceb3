import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { RedeemPage } from './RedeemPage.tsx'

export function VerifyPage() {
  const { t } = useTranslation()
  return (
    <RedeemPage
      title={t('accounts.verify.title')}
      lead={t('accounts.verify.lead')}
      action={t('accounts.verify.submit')}
      redeem={(token) => call('accounts.verifyEmail', { token })}
    />
  )
}
