import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { Button, Link, PageHeader, SkeletonLines } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { Receipt } from './Receipt.tsx'

/** What has come of a report, for whoever has its link. */
export function ReportPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const { data, error, refetch } = useQuery(read('moderation.showReport', { token }))
  const title = t('moderating.receipt.title')
  if (isNowhere(error)) {
    return (
      <Page title={title}>
        <Notice
          drawing="notFound"
          title={t('moderating.receipt.unknown')}
          text={t('moderating.receipt.unknownText')}
        >
          <Button href="/">{t('common.toStart')}</Button>
        </Notice>
      </Page>
    )
  }
  return (
    <Page title={title}>
      <PageHeader title={title} lead={t('moderating.receipt.lead')} />
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={1} node={false} />}
      {data && <Receipt receipt={data} level={2} />}
      <p className={styles.footLink}>
        <Link href="/moderation/zahlen">{t('moderation.me.how')}</Link>
      </p>
    </Page>
  )
}
