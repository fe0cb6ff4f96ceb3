/** A mail at most once in a calendar week: Monday to Sunday where the associations are. */
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

const dayMs = 24 * 60 * 60 * 1000
/** Nobody is written to at night. */
const [firstHour, lastHour] = [7, 19]

/** The Monday a moment belongs to, and whether it is a time for mails. */
export function weekOf(now: Date): { monday: string; isDaytime: boolean } {
  const parts = Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, value]))
  const day = Date.parse(`${parts['year']}-${parts['month']}-${parts['day']}T00:00:00Z`)
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7
  const hour = Number(parts['hour'])
  return {
    monday: new Date(day - sinceMonday * dayMs).toISOString().slice(0, 10),
    isDaytime: hour >= firstHour && hour <= lastHour,
  }
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
