import type { ListingHindrance, ListingState } from '@augenhoehe/contracts'
import { needKindById } from '@augenhoehe/reference-data/taxonomy'
import { dayOf, endOfDay } from '../../platform/berlin.ts'
import { daysAfter, listingDays } from './policy.ts'

/** So many days before it expires the admins are reminded of an entry. */
export const remindDays = 14
/** So long the link of that mail renews it; later one signs in. */
export const linkDays = 180
/** A reminder that could not be handed over is tried for so long. */
export const triedDays = 3
/** So long it can be taken back that an entry was fulfilled or withdrawn. */
export const regretDays = 7
/** How far ahead a period may begin and end, and how long ago it may have begun. */
const aheadDays = { from: 2 * 365, until: 5 * 365 }
const backDays = 365

interface Worded {
  category: string
  from: string | null
  until: string | null
}

/** When an entry that somebody stands by now is over: by itself, or with the last day of its period. */
export function expiryOf(at: Date, until: string | null): Date {
  const end = daysAfter(at, listingDays)
  const last = until === null ? end : endOfDay(until)
  return last < end ? last : end
}

/** What has to be changed before an entry may be shown again. */
export function hindrancesOf({ category, until }: Omit<Worded, 'from'>, now: Date): ListingHindrance[] {
  const hindrances: ListingHindrance[] = []
  if (!needKindById(category)) hindrances.push('category')
  if (until !== null && until < dayOf(now)) hindrances.push('until')
  return hindrances
}

/** What is wrong with a period, by its field. Nobody looks for what is over already. */
export function periodFaults({ from, until }: Omit<Worded, 'category'>, now: Date) {
  const dayIn = (days: number) => dayOf(daysAfter(now, days))
  const faults: { from?: string[]; until?: string[] } = {}
  if (from !== null && from > dayIn(aheadDays.from)) faults.from = ['too far ahead']
  if (from !== null && from < dayIn(-backDays)) faults.from = ['too long ago']
  if (until !== null && until > dayIn(aheadDays.until)) faults.until = ['too far ahead']
  if (until !== null && until < dayOf(now)) faults.until = ['over']
  if (from !== null && until !== null && until < from) faults.until = ['before it begins']
  return faults
}

interface Closed {
  state: ListingState
  closed?: { at: Date; before: ListingState } | null
}

/** Until when it can be taken back that an entry was fulfilled or withdrawn; null where it cannot. */
export function undoUntilOf({ state, closed }: Closed, now: Date): Date | null {
  if (!closed || (state !== 'fulfilled' && state !== 'withdrawn')) return null
  const until = daysAfter(closed.at, regretDays)
  return now < until ? until : null
}

/** An entry ends by itself, and not with its period: then somebody has to be asked. */
export const endsByItself = ({ expiresAt, until }: { expiresAt: Date; until: string | null }) =>
  until === null || expiresAt < endOfDay(until)
