import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Button, EmptyState } from '../../ui/index.ts'

export function NoOrganisation() {
  const { t } = useTranslation()
  return (
    <Page title={t('common.nav.own')}>
      <EmptyState
        drawing="members"
        size="page"
        level={1}
        title={t('accounts.me.noOrganisation')}
        action={<Button href="/mein-verein/neu">{t('accounts.me.createOrganisation')}</Button>}
      >
        {t('accounts.me.noOrganisationText')}
      </EmptyState>
    </Page>
  )
}
