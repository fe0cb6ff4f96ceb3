import type { Locale } from '@augenhoehe/contracts'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { Types } from 'mongoose'
import { worded } from '../../platform/languages.ts'
import type { ListedSession } from './state.ts'

const minuteMs = 60_000

export interface Dated {
  id: string
  session: ListedSession
  /** Of the page on which it takes place. */
  url: string
}

const minutesOf = ({ agenda }: ListedSession) => agenda.reduce((sum, { minutes }) => sum + minutes, 0)

const statusOf = ({ state }: ListedSession) =>
  state === 'cancelled' || state === 'merged' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED

/**
 * Sessions as a calendar that programs fetch again and again: the same sessions give the same bytes, because what
 * is stamped on them is when they came to be, not when somebody asks.
 */
export function calendarOf(
  sessions: readonly Dated[],
  { name, host, locale }: { name: string; host: string; locale: Locale },
): string {
  const calendar = ical({
    name,
    prodId: { company: 'Augenhöhe', product: 'Termine', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 60 * 60,
  })
  for (const { id, session, url } of sessions) {
    const start = new Date(session.startsAt)
    calendar.createEvent({
      id: `${id}@${host}`,
      start,
      end: new Date(session.startsAt + minutesOf(session) * minuteMs),
      stamp: new Types.ObjectId(id).getTimestamp(),
      sequence: session.planRev,
      summary: session.title,
      description: session.agenda.map(({ n, title }) => `${n}. ${worded(title, locale)}`).join('\n'),
      url,
      status: statusOf(session),
      ...(session.place !== null && { location: session.place }),
    })
  }
  return calendar.toString()
}
