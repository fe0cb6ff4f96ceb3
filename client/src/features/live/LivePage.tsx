import { useTranslation } from '../../platform/i18n.ts'
import { LiveView } from './LiveView.tsx'
import { SessionPage } from './SessionPage.tsx'

export function LivePage() {
  const { t } = useTranslation()
  return (
    <SessionPage title={t('live.title')}>
      <LiveView />
    </SessionPage>
  )
}
