import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { RedeemPage } from './RedeemPage.tsx'

export function MagicLinkPage() {
  const { t } = useTranslation()
  return (
    <RedeemPage
      title={t('accounts.magicLink.title')}
      lead={t('accounts.magicLink.lead')}
      action={t('common.signIn')}
      redeem={(token) => call('accounts.redeemMagicLink', { token })}
    />
  )
}
