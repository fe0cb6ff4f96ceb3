import {
  groupOfNotice,
  immediateGroups,
  NoticeGroup,
  type NoticeKind,
  type NotificationPreferences,
} from '@augenhoehe/contracts'
import { clockIn, momentOf } from '../../platform/berlin.ts'
import type { NoticeDoc } from './model.ts'

export type Preferences = Omit<NotificationPreferences, 'pushKey' | 'suggestions'>
type Channels = Preferences['groups'][NoticeGroup]

/** What somebody chose; the rest is as it is for everybody. */
export type Chosen = Partial<Omit<Preferences, 'groups' | 'digest'>> & {
  digest?: Partial<Preferences['digest']>
  groups?: Partial<Record<NoticeGroup, Partial<Channels>>>
}

const atOnce: ReadonlySet<NoticeGroup> = new Set(immediateGroups)
export const isImmediate = (kind: NoticeKind) => atOnce.has(groupOfNotice[kind])

/** Rings unasked: what waits for somebody, not what is there to be read some time. */
const ringing: ReadonlySet<NoticeGroup> = new Set([...immediateGroups, 'sessions'])

/** How it is for everybody who chose nothing. */
export function preferencesOf(chosen: Chosen | null): Preferences {
  const { groups = {}, digest = {}, ...rest } = chosen ?? {}
  return {
    mail: true,
    push: true,
    pushDetails: false,
    quiet: null,
    turnWakes: true,
    followWhatIWrite: true,
    ...rest,
    digest: { every: 'weekly', weekday: 1, hour: 8, ...digest },
    groups: Object.fromEntries(
      NoticeGroup.options.map((group): [NoticeGroup, Channels] => {
        const own = groups[group]
        return [
          group,
          {
            mail: atOnce.has(group) ? (own?.mail ?? true) : null,
            digest: own?.digest ?? true,
            push: own?.push ?? ringing.has(group),
          },
        ]
      }),
    ) as Preferences['groups'],
  }
}

/** One choice upon another: what is left out stays. */
export function chosenAfter(before: Chosen | null, change: Chosen): Chosen {
  const { groups = {}, digest, ...rest } = change
  const known = before?.groups ?? {}
  return {
    ...before,
    ...without(rest),
    ...(digest && { digest: { ...before?.digest, ...without(digest) } }),
    groups: {
      ...known,
      ...Object.fromEntries(
        Object.entries(groups).map(([group, channels]) => [
          group,
          { ...known[group as NoticeGroup], ...without(channels ?? {}) },
        ]),
      ),
    },
  }
}

const without = <T extends object>(change: T): T =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * The moment from which somebody may be disturbed again; the present one where it is not quiet. Times are those of the
 * clocks where the associations are: on the days they are changed, quiet ends when the clock says so.
 */
export function awakeAt(quiet: Preferences['quiet'], now: Date): Date {
  if (!quiet || quiet.from === quiet.to) return now
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)]
  const { day, minute } = clockIn(now)
  const overMidnight = from > to
  const isQuiet = overMidnight ? minute >= from || minute < to : minute >= from && minute < to
  if (!isQuiet) return now
  const ends = momentOf(overMidnight && minute >= from ? nextDay(day) : day, to)
  // An hour that the clocks show twice, or not at all, never makes anybody wait for a moment that has passed.
  return ends > now ? ends : now
}

const dayMs = 86_400_000
const nextDay = (day: string) => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10)

/** From when on somebody may be told of this, by whatever disturbs. */
export const undisturbedAt = (
  { quiet, turnWakes }: Pick<Preferences, 'quiet' | 'turnWakes'>,
  kind: NoticeKind,
  now: Date,
) => (turnWakes && groupOfNotice[kind] === 'turn' ? now : awakeAt(quiet, now))

/** What is answered in a talk is written of a little later, so that whoever is there reads it first. */
export const patienceMs = 60_000

/** Whether and from when on something is mailed at once. */
export function mailFor(
  preferences: Preferences,
  kind: NoticeKind,
  now: Date,
): { mail: 'none' } | { mail: 'due'; mailAt: Date } {
  const wanted = preferences.mail && preferences.groups[groupOfNotice[kind]].mail === true
  // Who is next has no time to look for mails.
  if (!wanted || !isImmediate(kind) || kind === 'turn.next') return { mail: 'none' }
  const due = groupOfNotice[kind] === 'answer' ? new Date(now.getTime() + patienceMs) : now
  return { mail: 'due', mailAt: undisturbedAt(preferences, kind, due) }
}

/** Whether and from when on it rings. */
export function pushFor(
  preferences: Preferences,
  kind: NoticeKind,
  now: Date,
): { push: 'none' } | { push: 'due'; pushAt: Date } {
  if (!preferences.push || !preferences.groups[groupOfNotice[kind]].push) return { push: 'none' }
  return { push: 'due', pushAt: undisturbedAt(preferences, kind, now) }
}

/**
 * The period a digest belongs to, once its hour has come; undefined before. Whoever was not written to in its hour is
 * written to later in it, but not at night, and of what was new by that hour: the rest waits for the next.
 */
export function periodOf(
  { every, weekday, hour }: Preferences['digest'],
  now: Date,
): { period: string; since: Date; begins: Date } | undefined {
  if (every === 'off') return undefined
  const { day, weekday: today, minute } = clockIn(now)
  const hourNow = Math.floor(minute / 60)
  if (every === 'daily')
    return hourNow >= hour && hourNow <= Math.max(hour, lastHour)
      ? { period: day, since: momentOf(daysBefore(day, 2), 0), begins: momentOf(day, hour * 60) }
      : undefined
  const first = daysBefore(day, (today - weekday + 7) % 7)
  const begun = first !== day || hourNow >= hour
  const atNight = first !== day && (hourNow < firstHour || hourNow > lastHour)
  if (!begun || atNight || (first === day && hourNow > Math.max(hour, lastHour))) return undefined
  return {
    period: `week ${first}`,
    since: momentOf(daysBefore(first, 14), 0),
    begins: momentOf(first, hour * 60),
  }
}
const [firstHour, lastHour] = [7, 21]
const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)

/** Everything that happened to one thing. */
export interface Line<N extends Grouped = Grouped> {
  object: string
  newest: N
  count: number
  unread: boolean
}
type Grouped = Pick<NoticeDoc, '_id' | 'object' | 'kind' | 'contribution' | 'from' | 'at' | 'readAt'>

const later = (a: Grouped, b: Grouped) =>
  b.at.getTime() - a.at.getTime() || String(b._id).localeCompare(String(a._id))

/** How many contributions a notice stands for. */
const spanOf = ({ contribution, from }: Grouped) =>
  contribution && from !== null ? Math.max(1, contribution.seq - from + 1) : 1

/**
 * One line for each thing, whatever happened to it last first. It counts what was not read, where anything was not;
 * a contribution of which somebody is told twice, because it answers them where they follow all, counts once.
 */
export function linesOf<N extends Grouped>(notices: readonly N[]): Line<N>[] {
  const groups = new Map<string, N[]>()
  for (const notice of notices) {
    const group = groups.get(notice.object)
    if (group) group.push(notice)
    else groups.set(notice.object, [notice])
  }
  return [...groups]
    .map(([object, group]): Line<N> => {
      const fresh = group.filter(({ readAt }) => readAt === null)
      const counted = (fresh.length > 0 ? fresh : group).toSorted(later)
      const last = counted[0]!
      // That it answers them says more than that it is new where they follow all.
      const newest =
        counted.find(
          ({ from, contribution }) =>
            from === null && contribution !== null && contribution.id === last.contribution?.id,
        ) ?? last
      return { object, newest, count: countOf(counted), unread: fresh.length > 0 }
    })
    .sort((a, b) => later(a.newest, b.newest))
}

function countOf(notices: readonly Grouped[]): number {
  const spans = notices.filter(({ contribution, from }) => contribution !== null && from !== null)
  const within = ({ contribution, from }: Grouped) =>
    from === null &&
    contribution !== null &&
    spans.some((span) => contribution.seq >= span.from! && contribution.seq <= span.contribution!.seq)
  return notices.reduce((sum, notice) => sum + (within(notice) ? 0 : spanOf(notice)), 0)
}

/** More than anybody reads; the oldest go first. */
export const mostKept = 1000
export const keptDays = 90
export const mostFollowed = 500
export const mostDevices = 10
/** More mails at once in a day wait for the digest. */
export const mostMailsADay = 20
/** What stands for "and more". */
export const mostCounted = 100
