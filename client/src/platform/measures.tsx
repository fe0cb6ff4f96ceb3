import type { Room, RoomMeasure } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { Banner, Link } from '../ui/index.ts'
import { useFormat, useTranslation } from './i18n.ts'
import styles from './measures.module.css'
import { askRooms } from './room-news.ts'
import { useMe } from './session.tsx'
import { useNow } from './useNow.ts'

const minute = 60_000

/** What holds at this moment: measures end by the clock, and nobody says so. */
export function useMeasures({ measures }: Pick<Room, 'measures'>): RoomMeasure[] {
  const now = useNow(minute)
  return measures.filter(({ until }) => until === null || Date.parse(until) > now)
}

/** "5 Minuten" for the pace of a room. */
export function usePace(): (seconds: number) => string {
  const { t } = useTranslation()
  return (seconds) =>
    seconds % 60 !== 0
      ? t('moderation.pace.seconds', { count: seconds })
      : t('moderation.pace.minutes', { count: Math.round(seconds / 60) })
}

/** One sentence for what a measure means to whoever reads here. */
export function useMeasureWords(): (measure: RoomMeasure) => string {
  const { t } = useTranslation()
  const pace = usePace()
  return ({ measure, seconds }) =>
    measure === 'slow-mode'
      ? t('moderation.measure.slow-mode', { pace: pace(seconds ?? 60) })
      : t(`moderation.measure.${measure}`)
}

/** A day and, where it is near, the hour. */
export function useEnd(): (until: string) => string {
  const { t } = useTranslation()
  const { formatDate, formatTime } = useFormat()
  return (until) =>
    Date.parse(until) - Date.now() < 36 * 60 * minute
      ? t('moderation.dayAndTime', { day: formatDate(until), time: formatTime(until) })
      : formatDate(until)
}

interface RoomMeasuresProps {
  room: Room
}

/** What holds in a room for a while, why, and until when. */
export function RoomMeasures({ room }: RoomMeasuresProps) {
  const { t } = useTranslation()
  const words = useMeasureWords()
  const end = useEnd()
  const measures = useMeasures(room)
  if (measures.length === 0) return null
  return (
    <div className={styles.measures}>
      {measures.map((measure) => (
        <Banner key={measure.measure} tone="info" inset>
          {words(measure)}{' '}
          {measure.until !== null && <>{t('moderation.until', { until: end(measure.until) })} </>}
          <span className={styles.reason}>
            {t(`threads.rule.${measure.rule}`)}: <bdi>{measure.reason}</bdi>
          </span>
        </Banner>
      ))}
    </div>
  )
}

const longestTimer = 2 ** 31 - 1
/** The server’s clock may be a little behind. */
const graceMs = 1000

/** What ends by the clock changes what one may do: the server is asked when it is due. */
function useEnds({ measures, suspendedUntil }: Room) {
  const queries = useQueryClient()
  const ends = [suspendedUntil, ...measures.map(({ until }) => until)]
    .filter((until) => until !== null)
    .join()
  useEffect(() => {
    const lefts = ends.split(',').map((until) => Date.parse(until) - Date.now())
    const left = Math.min(...lefts.filter((ms) => ms > 0))
    if (left === Infinity) return undefined
    const timer = setTimeout(() => askRooms(queries), Math.min(left + graceMs, longestTimer))
    return () => clearTimeout(timer)
  }, [ends, queries])
}

/** Why somebody who is signed in cannot write in this room, or nothing where neither the archive nor a measure is the reason. */
export function useWritingRefusal(room: Room): ReactNode {
  const { t } = useTranslation()
  const end = useEnd()
  const measures = useMeasures(room)
  const now = useNow(minute)
  const { user, memberships } = useMe()
  useEnds(room)
  if (room.archived) return t('problem.room.archived')
  if (room.suspendedUntil !== null && Date.parse(room.suspendedUntil) > now) {
    return (
      <>
        {t('moderation.refused.suspended', { until: end(room.suspendedUntil) })}{' '}
        <Link href={`/ich/entscheidungen/${room.suspensionStatementId ?? ''}`}>
          {t('moderation.refused.why')}
        </Link>
      </>
    )
  }
  if (room.mayModerate) return null
  if (measures.some(({ measure }) => measure === 'read-only')) return t('problem.room.read-only')
  const belongs = memberships.length > 0 || user?.role !== 'member'
  return !belongs && measures.some(({ measure }) => measure === 'members-only')
    ? t('problem.room.members-only')
    : null
}
