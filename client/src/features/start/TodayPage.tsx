import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { FurtherWays } from '../../platform/FurtherWays.tsx'
import { Held } from '../../platform/Held.tsx'
import { Page } from '../../platform/layout.tsx'
import { useActing, useMe } from '../../platform/session.tsx'
import { Banner, Button, EmptyState, Link, PageHeader } from '../../ui/index.ts'
import { Proof } from './Proof.tsx'
import styles from './TodayPage.module.css'

interface TodayPageProps {
  /** What is on at this moment. */
  live: ReactNode
  /** What comes next. */
  dates: ReactNode
  /** What has time. */
  last: ReactNode
  /** What one should know first; silent where there is nothing. */
  notices: ReactNode
  /** My turn: comes first and, where nothing waits, is silent. */
  requests: (organisationId: string) => ReactNode
  threads: ReactNode
  matches: (organisationId: string) => ReactNode
  /** For people without an association of their own. */
  listings: ReactNode
}

export function TodayPage({
  live,
  notices,
  requests,
  dates,
  last,
  threads,
  matches,
  listings,
}: TodayPageProps) {
  const { t } = useTranslation()
  const { formatWeekday } = useFormat()
  const { user, memberships } = useMe()
  const { acting } = useActing()
  const [today] = useState(() => new Date())
  const own = acting ?? memberships[0]
  const organisationId = own?.organisationId ?? ''
  // What waits for an answer stands above everything that does not.
  const { isLoading: areRequestsAsked } = useQuery({
    ...read('matching.requests', { organisationId }),
    enabled: organisationId !== '',
  })
  return (
    <Page title={t('common.nav.today')}>
      {live}
      <PageHeader eyebrow={formatWeekday(today)} title={t('common.nav.today')} />
      <div className={styles.sections}>
        {user?.welcome === 'begun' && (
          <Banner tone="info" inset action={<Link href="/willkommen">{t('welcome.goOn')}</Link>}>
            {t('welcome.stillOpen')}
          </Banner>
        )}
        {notices}
        {own && requests(own.organisationId)}
        {!own && !user?.institution && (
          <EmptyState
            drawing="members"
            title={t('start.whichOrganisation')}
            action={<Button href="/mein-verein/neu">{t('accounts.me.createOrganisation')}</Button>}
          >
            {t('accounts.me.noOrganisationText')}
          </EmptyState>
        )}
        <Held until={!areRequestsAsked}>
          <Proof title={t('start.newThreads')} more={<Link href="/raeume">{t('start.allRooms')}</Link>}>
            {threads}
          </Proof>
          {own ? (
            matches(own.organisationId)
          ) : (
            <Proof
              title={t('start.newListings')}
              more={<Link href="/suchen-und-bieten">{t('start.allListings')}</Link>}
            >
              {listings}
            </Proof>
          )}
          {dates}
          {last}
          <FurtherWays />
        </Held>
      </div>
    </Page>
  )
}
