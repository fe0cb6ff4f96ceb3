import type { ListingState } from '@augenhoehe/contracts'

const dayMs = 24 * 60 * 60 * 1000
export const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * dayMs)

export const listingDays = 180
export const requestDays = 14
export const dismissedDays = 90
export const newcomerDays = 90
/** How long a request that came to nothing is kept. */
export const requestMemoryDays = 365

/** What may follow what. From active to active: renewed for another 180 days. */
const next: Record<ListingState, readonly ListingState[]> = {
  active: ['active', 'paused', 'fulfilled', 'withdrawn'],
  paused: ['active', 'fulfilled', 'withdrawn'],
  expired: ['active', 'withdrawn'],
  fulfilled: [],
  withdrawn: [],
}
export const mayBecome = (from: ListingState, to: ListingState) => next[from].includes(to)

/** Words of what is over are not rewritten. */
export const mayReword = (state: ListingState) => next[state].length > 0

/** An active entry whose time is over has expired, whether or not a job has said so. */
export const stateOf = (
  { state, expiresAt }: { state: ListingState; expiresAt: Date },
  now: Date,
): ListingState => (state === 'active' && expiresAt <= now ? 'expired' : state)

/** What is active and not hidden is public; everything else is for those who may see the inside. */
export const mayRead = (state: ListingState, isMember: boolean, hiddenBy: string | null = null) =>
  (state === 'active' && hiddenBy === null) || isMember

export const isNewcomer = (joinedAt: Date, now: Date) => now < daysAfter(joinedAt, newcomerDays)

/** The first free of so many places; undefined when as many are taken, also others than these. */
export function freeSlot(taken: Iterable<number>, places: number): number | undefined {
  const used = new Set(taken)
  if (used.size >= places) return undefined
  for (let slot = 0; slot < places; slot++) if (!used.has(slot)) return slot
  return undefined
}

/** A night has passed since the last cycle: less than a day, because a cycle ends later than it begins. */
export const nightHours = 20
/** A night was missed. */
export const overdueHours = 26

/** Whether lists are to be made anew: where there are none, where they are so old, or of other weights. */
export const isDue = (
  last: { madeAt: Date; weightsVersion: string } | null,
  weightsVersion: string,
  now: Date,
  hours: number,
): boolean =>
  last === null ||
  last.weightsVersion !== weightsVersion ||
  // One that is to come was made by a clock that has been put right since.
  Math.abs(now.getTime() - last.madeAt.getTime()) >= (hours / 24) * dayMs
