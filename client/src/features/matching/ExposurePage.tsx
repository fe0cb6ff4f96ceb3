import type { AllOperations, OwnMembership, Reply } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { EmptyState, Link, SkeletonLines } from '../../ui/index.ts'
import { CycleBars } from './CycleBars.tsx'
import styles from './Feed.module.css'
import { OwnFeedPage } from './OwnFeedPage.tsx'

type Exposure = Reply<AllOperations['matching.exposure']>

/** How often the own association is shown to others, and how often that is usual. */
export function ExposurePage() {
  const { t } = useTranslation()
  return (
    <OwnFeedPage title={t('feed.exposure.title')} lead={({ name }) => t('feed.exposure.lead', { name })}>
      {(own) => <Exposed key={own.organisationId} own={own} />}
    </OwnFeedPage>
  )
}

function Exposed({ own }: { own: OwnMembership }) {
  const { t } = useTranslation()
  const { organisationId } = own
  const { data, error, refetch } = useQuery(read('matching.exposure', { organisationId }))
  if (error && !data) return <LoadFailed title={t('matching.failed')} error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={3} />
  if (!data.usual) {
    return (
      <EmptyState drawing="matches" title={t('feed.exposure.none')}>
        {t('feed.exposure.noneText')}
      </EmptyState>
    )
  }
  return (
    <div className={styles.stack}>
      <section aria-label={t('feed.exposure.now')}>
        <p className={styles.big}>{t('feed.exposure.lists', { count: data.lists })}</p>
        <p>{t(`feed.exposure.place.${placeOf(data.lists, data.usual)}`)}</p>
        <dl className={styles.facts}>
          <Fact term={t('feed.exposure.opened')} text={t('feed.exposure.openedText')} value={data.opened} />
          <Fact
            term={t('feed.exposure.guaranteed')}
            text={t('feed.exposure.guaranteedText')}
            value={data.guaranteed}
          />
          <Fact
            term={t('feed.exposure.viewers')}
            text={t('feed.exposure.viewersText')}
            value={data.viewers}
          />
          <Fact
            term={t('feed.exposure.mean')}
            text={
              data.usual.fewest === data.usual.ninetieth
                ? t('feed.exposure.meanSame')
                : t('feed.exposure.meanText', {
                    tenth: data.usual.tenth,
                    ninetieth: data.usual.ninetieth,
                    fewest: data.usual.fewest,
                  })
            }
            value={data.usual.mean}
          />
        </dl>
      </section>
      {/* One bar alone shows nothing. */}
      {data.cycles.length > 1 && (
        <section>
          <h2>{t('feed.exposure.cycles')}</h2>
          <CycleBars cycles={data.cycles} mean={data.usual.mean} />
        </section>
      )}
      <section>
        <h2>{t('feed.exposure.how')}</h2>
        <p>{t('feed.exposure.howText')}</p>
        <p>
          <Link href="/mein-verein">{t('feed.exposure.toEntries')}</Link>
        </p>
      </section>
    </div>
  )
}

/** Where most are, one is in the middle. */
function placeOf(lists: number, { tenth, ninetieth }: NonNullable<Exposure['usual']>) {
  if (lists < tenth) return 'below'
  return lists > ninetieth ? 'above' : 'middle'
}

function Fact({ term, text, value }: { term: string; text: string; value: number }) {
  const { formatNumber } = useFormat()
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd className={styles.value}>{formatNumber(Math.round(value))}</dd>
      <dd className={styles.soft}>{text}</dd>
    </div>
  )
}
