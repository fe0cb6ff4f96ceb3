import { useTranslation } from './i18n.ts'
import { Page } from './layout.tsx'

/** Before the first page is there: the frame, and nothing that would jump. */
export function PageWaiting() {
  const { t } = useTranslation()
  return (
    <Page title={t('common.loading')} waiting>
      <output>{t('common.loading')}</output>
    </Page>
  )
}
