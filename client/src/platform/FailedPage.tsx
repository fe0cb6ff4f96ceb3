import { Button } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { Page } from './layout.tsx'
import { Notice } from './Notice.tsx'
import { isProblem } from './problem-error.ts'
import { NotFoundPage } from './NotFoundPage.tsx'

/** A page that broke, or could not be fetched after a new version was installed; the frame around it stays. */
export function FailedPage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (isProblem(error, 'not-found')) return <NotFoundPage />
  return (
    <Page title={t('common.failed.title')}>
      <Notice drawing="error" title={t('common.failed.title')} text={t('common.failed.text')}>
        <Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>
        <Button look="text" href="/">
          {t('common.toStart')}
        </Button>
      </Notice>
    </Page>
  )
}
