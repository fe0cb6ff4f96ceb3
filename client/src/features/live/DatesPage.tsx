import type { SessionBrief } from '@augenhoehe/contracts'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { nameOrFormer } from '../../platform/former.ts'
import { useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { EmptyState, Link, PageHeader, Row, Rows, SectionHead, SkeletonLines, Tag } from '../../ui/index.ts'
import { deskHref, liveHref } from './addresses.ts'
import styles from './Dates.module.css'
import { hasEnded, isOn } from './pick.ts'
import { useTimes } from './times.ts'

/** Live sessions that are on, that come, and that were. */
export function DatesPage() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data, error, refetch } = useQuery(read('live.sessions', { limit: 100 }))
  const sessions = data?.sessions ?? []
  const now = sessions.filter(({ state }) => isOn(state))
  const coming = sessions
    .filter(({ state }) => state === 'planned')
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  const past = sessions
    .filter(({ state }) => hasEnded(state))
    .toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))

  return (
    <Page title={t('live.dates.title')}>
      <PageHeader
        title={t('live.dates.title')}
        lead={t('live.dates.lead')}
        actions={
          // Not a page of ours: the device's calendar takes it.
          <a className={styles.calendar} href={`/termine.ics?lang=${locale}`}>
            <IconCalendarPlus aria-hidden="true" />
            {t('live.dates.subscribe')}
          </a>
        }
      />
      {error && !data && <LoadFailed title={t('live.failed')} error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={4} />}
      {data && sessions.length === 0 && (
        <EmptyState drawing="dates" title={t('live.dates.empty')}>
          {t('live.dates.emptyText')}
        </EmptyState>
      )}
      <Group id="dates-now" title={t('live.dates.now')} sessions={now} />
      <Group id="dates-coming" title={t('live.dates.coming')} sessions={coming} />
      <Group id="dates-past" title={t('live.dates.past')} sessions={past} />
    </Page>
  )
}

function Group({ id, title, sessions }: { id: string; title: ReactNode; sessions: readonly SessionBrief[] }) {
  const { t } = useTranslation()
  const { formatWeekday, formatTime, formatList } = useFormat()
  const { long } = useTimes()
  if (sessions.length === 0) return null
  return (
    <section aria-labelledby={id} className={styles.group}>
      <SectionHead id={id}>{title}</SectionHead>
      <Rows>
        {sessions.map((session) => {
          const { startsAt, minutes, place, meetingUrl, moderators, state, reason } = session
          return (
            <Row
              key={session.id}
              level={3}
              title={<bdi>{session.title}</bdi>}
              href={liveHref(session)}
              meta={
                <>
                  <time dateTime={startsAt}>
                    {t('live.facts.dayAndTime', { day: formatWeekday(startsAt), time: formatTime(startsAt) })}
                  </time>
                  {'\u00a0· '}
                  <span className={styles.whole}>{long(minutes)}</span>
                </>
              }
              trailing={
                // That it is over, the heading says.
                state === 'planned' || state === 'documented' ? undefined : (
                  <Tag tone={isOn(state) ? 'live' : 'plain'}>{t(`live.word.${state}`)}</Tag>
                )
              }
              actions={
                session.mayRun &&
                !hasEnded(state) && <Link href={deskHref(session)}>{t('live.desk.title')}</Link>
              }
            >
              <p className={styles.where}>
                {(place !== null || meetingUrl !== null) && (
                  <>
                    <bdi>{place ?? t('live.dates.online')}</bdi>
                    {' · '}
                  </>
                )}
                {t('live.dates.by', { names: formatList(moderators.map(({ name }) => nameOrFormer(name))) })}
              </p>
              {reason !== null && (
                <p className={styles.where}>
                  <q dir="auto">{reason}</q>
                </p>
              )}
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}
