import type { Conflict } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'

/** When something is to be decided, and how long one may object. */
export const reportDays = 3
export const appealDays = 14
/** Half a year, as the Digital Services Act (article 20) asks of larger services. */
export const appealWithinDays = 183
export const leaseMs = 30 * 60_000
/** Beyond that, whoever reports more in a day is answered `rate.limited`. */
export const mostOpenReports = 20

export const daysAfter = (start: Date, days: number) => new Date(start.getTime() + days * 86_400_000)

/** Whose case it is: everybody here is a party, and so is whoever shares an association with one of them. */
export interface Parties {
  people: readonly string[]
  organisations: readonly string[]
}

/** A judge of a case: who, and which associations they belong to. */
export interface Judge {
  id: string
  organisations: readonly string[]
}

/** Why somebody may not decide: they are a party, or their own association is. Nobody judges at home. */
export function partiality(judge: Judge, parties: Parties): Conflict | null {
  if (parties.people.includes(judge.id)) return 'own-words'
  return judge.organisations.some((id) => parties.organisations.includes(id)) ? 'own-organisation' : null
}

/** An appeal is decided by somebody who did not decide before. */
export const partialityInAppeal = (
  judge: Judge,
  parties: Parties,
  decidedBy: string | null,
): Conflict | null => (judge.id === decidedBy ? 'own-decision' : partiality(judge, parties))

/** A moderator reads the languages that were given to them, and what has none; no languages means all. */
export const reads = (assigned: readonly string[] | null | undefined, language: string | null) =>
  !assigned || language === null || assigned.some((one) => one.split('-')[0] === language.split('-')[0])

/** Somebody else is on it at this moment. */
export const isTaken = (
  { takenBy, takenUntil }: { takenBy: string | null; takenUntil: Date | null },
  judge: string,
  now: Date,
) => takenBy !== null && takenBy !== judge && takenUntil !== null && takenUntil > now

/** What one may object to: what somebody decided about one’s own words, thread or right to write. */
export const isAppealable = ({ kind, state }: { kind: string; state: string }) =>
  [
    'hide',
    'remove',
    'remove-translation',
    'reject',
    'lock',
    'suspend',
    'hide-listing',
    'hide-profile',
  ].includes(kind) && state !== 'overturned'

/** The office an act is entered under: staff may be the administrators of the platform. */
export const officeIn = ({ role }: Actor, office: 'moderator' | 'staff') =>
  office === 'staff' && role === 'admin' ? ('admin' as const) : office
