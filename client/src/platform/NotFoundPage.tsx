import { Button } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { Page } from './layout.tsx'
import { Notice } from './Notice.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('common.notFound.title')}>
      <Notice drawing="notFound" title={t('common.notFound.title')} text={t('common.notFound.text')}>
        <Button href="/">{t('common.toStart')}</Button>
        <Button look="line" href="/suche">
          {t('common.nav.search')}
        </Button>
      </Notice>
    </Page>
  )
}
