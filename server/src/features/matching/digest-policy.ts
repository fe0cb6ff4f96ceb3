import { clockIn } from '../../platform/berlin.ts'

const dayMs = 24 * 60 * 60 * 1000

/** New suggestions are told of at most once in a calendar week: the Monday a moment belongs to. */
export function mondayOf(now: Date): string {
  const { day, weekday } = clockIn(now)
  return new Date(Date.parse(day) - (weekday - 1) * dayMs).toISOString().slice(0, 10)
}

export const mostNew = 3
/** So many that were told of are remembered, so that the same is not new twice. */
export const mostTold = 200

/** What is new of a list: its best that were not told of before. */
export const newOf = <T extends { id: string }>(entries: readonly T[], told: ReadonlySet<string>): T[] =>
  entries.filter(({ id }) => !told.has(id)).slice(0, mostNew)

/**
 * Whether somebody gets the mail: as they chose; otherwise those who run an association that seeks or offers something.
 */
export const wantsDigest = (chosen: boolean | null, runsOneWithEntries: boolean) =>
  chosen ?? runsOneWithEntries
