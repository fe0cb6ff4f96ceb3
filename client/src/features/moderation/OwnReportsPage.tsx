import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { EmptyState, SkeletonLines } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { OwnPage } from './OwnPage.tsx'
import { Receipt } from './Receipt.tsx'

export function OwnReportsPage() {
  return (
    <SignInFirst>
      <OwnReports />
    </SignInFirst>
  )
}

function OwnReports() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('moderation.ownReports', {}))
  return (
    <OwnPage title={t('moderating.ownReports.title')} lead={t('moderating.ownReports.lead')}>
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} node={false} />}
      {data?.reports.length === 0 && (
        <EmptyState drawing="quiet" title={t('moderating.ownReports.empty')}>
          {t('moderating.ownReports.emptyText')}
        </EmptyState>
      )}
      {data && data.reports.length > 0 && (
        <ul className={styles.entries}>
          {data.reports.map((receipt) => (
            <li key={receipt.token}>
              <Receipt receipt={receipt} level={2} />
            </li>
          ))}
        </ul>
      )}
    </OwnPage>
  )
}
