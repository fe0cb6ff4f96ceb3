import type { ReleaseBrief } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../platform/api.ts'
import { useLocale, useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useMe } from '../../../platform/session.tsx'
import { soften } from '../../../platform/soften.ts'
import { Button, EmptyState, Link, PageHeader, Row, Rows, SkeletonLines, Tag } from '../../../ui/index.ts'
import { berlinDay, berlinMoment } from './berlin.ts'
import styles from './Press.module.css'
import { ownQuotesHref, releaseEditorHref, releaseHref } from './press-hrefs.ts'
import { usePressNews } from './usePressNews.ts'

/** `/presse`: what everybody may print; and for whoever writes, what is not out yet. */
export function PressListPage() {
  const { t } = useTranslation()
  usePressNews()
  const { data, error, refetch } = useQuery(read('results.releases', {}))
  const all = data?.releases
  const own = all?.filter(({ state }) => state !== 'public') ?? []
  const open = all?.filter(({ state }) => state === 'public') ?? []
  return (
    <Page title={t('press.list.title')}>
      <PageHeader title={t('press.list.title')} lead={t('press.list.lead')} />
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} lines={2} node={false} />}
      {own.length > 0 && (
        <section className={styles.group} aria-labelledby="press-own">
          <h2 id="press-own">{t('press.list.own')}</h2>
          <Rows label={t('press.list.own')}>
            {own.map((brief) => (
              <Brief key={brief.id} brief={brief} level={3} />
            ))}
          </Rows>
        </section>
      )}
      {all && open.length === 0 && (
        <EmptyState
          drawing="threads"
          title={t('press.list.none')}
          action={
            <Button look="line" href="/ergebnisse">
              {t('press.list.toResults')}
            </Button>
          }
        >
          {t('press.list.noneText')}
        </EmptyState>
      )}
      {open.length > 0 && (
        <section className={styles.group} aria-labelledby={own.length > 0 ? 'press-open' : undefined}>
          {own.length > 0 && <h2 id="press-open">{t('press.list.open')}</h2>}
          <Rows label={t('press.list.open')}>
            {open.map((brief) => (
              <Brief key={brief.id} brief={brief} level={own.length > 0 ? 3 : 2} />
            ))}
          </Rows>
        </section>
      )}
      <OwnQuotesLink />
    </Page>
  )
}

function Brief({ brief, level }: { brief: ReleaseBrief; level: 2 | 3 }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { id, heading, lead, state, at } = brief
  return (
    <Row
      level={level}
      title={<bdi>{soften(heading) || t('press.untitled')}</bdi>}
      href={state === 'draft' ? releaseEditorHref(id) : releaseHref(id)}
      meta={state === 'public' ? berlinDay(at, locale) : undefined}
    >
      {state === 'draft' && (
        <p className={styles.tag}>
          <Tag>{t('common.draft')}</Tag>
        </p>
      )}
      {state === 'embargoed' && (
        <p className={styles.tag}>
          <Tag tone="saffron">{t('press.embargoed', { moment: berlinMoment(at, locale) })}</Tag>
        </p>
      )}
      {lead !== '' && (
        <p className={styles.beginning} dir="auto">
          {lead}
        </p>
      )}
    </Row>
  )
}

/** For whoever was ever quoted. */
function OwnQuotesLink() {
  const { t } = useTranslation()
  const { isSignedIn } = useMe()
  const { data } = useQuery({ ...read('results.ownQuotes', {}), enabled: isSignedIn })
  if (!data || data.quotes.length === 0) return null
  return (
    <p className={styles.further}>
      <Link href={ownQuotesHref}>{t('press.own.title')}</Link>
    </p>
  )
}
