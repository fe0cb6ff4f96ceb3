import { IconCalendarPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Button, EmptyState, Link, Row, Rows, SkeletonLines } from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import { calendarEntry, saveCalendarEntry } from './calendar.ts'
import { hasEnded, isOn } from './pick.ts'

const most = 3

/** What somebody new can come to next: read along now, or put it into the calendar. */
export function NextDates() {
  const { t } = useTranslation()
  const { formatWeekday, formatTime } = useFormat()
  const { data, error, refetch } = useQuery(read('live.sessions', {}))
  if (error && !data) return <LoadFailed title={t('live.failed')} error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={2} node={false} />
  const next = data.sessions.filter(({ state }) => !hasEnded(state)).slice(0, most)
  if (next.length === 0) {
    return (
      <EmptyState
        drawing="dates"
        size="small"
        level={3}
        title={t('live.dates.empty')}
        action={<Link href="/termine">{t('common.nav.dates')}</Link>}
      >
        {t('live.dates.emptyText')}
      </EmptyState>
    )
  }
  return (
    <Rows label={t('welcome.dates.title')}>
      {next.map((session) => {
        const { id, title, startsAt, place, meetingUrl, state } = session
        const href = liveHref(session)
        return (
          <Row
            key={id}
            level={3}
            title={<bdi>{title}</bdi>}
            href={href}
            meta={
              <>
                <time dateTime={startsAt}>
                  {t('live.facts.dayAndTime', { day: formatWeekday(startsAt), time: formatTime(startsAt) })}
                </time>
                {(place !== null || meetingUrl !== null) && (
                  <>
                    {' · '}
                    <bdi>{place ?? t('live.dates.online')}</bdi>
                  </>
                )}
              </>
            }
            actions={
              isOn(state) ? (
                <Link href={href} aria-label={t('welcome.dates.nowNamed', { title })}>
                  {t('welcome.dates.now')}
                </Link>
              ) : (
                <Button
                  look="line"
                  icon={<IconCalendarPlus aria-hidden="true" />}
                  aria-label={t('welcome.dates.keepNamed', { title })}
                  onClick={() =>
                    saveCalendarEntry(
                      calendarEntry(session, { url: `${location.origin}${href}`, now: Date.now() }),
                      `augenhoehe-${startsAt.slice(0, 10)}.ics`,
                    )
                  }
                >
                  {t('welcome.dates.keep')}
                </Button>
              )
            }
          />
        )
      })}
    </Rows>
  )
}
