const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' })

/** The day of the calendar at this moment, where the associations are. */
export const dayOf = (moment: Date) => calendar.format(moment)

/** The moment a day is over there. */
export function endOfDay(day: string): Date {
  const midnight = Date.parse(day) + dayMs
  const next = new Date(midnight).toISOString().slice(0, 10)
  // Berlin is one hour ahead of UTC, in summer two.
  const inSummer = new Date(midnight - 2 * hourMs)
  return dayOf(inSummer) === next ? inSummer : new Date(midnight - hourMs)
}
