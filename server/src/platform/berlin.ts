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

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** What the clocks show there: the day, its number in the week from Monday, 1, and the minute of the day. */
export function clockIn(moment: Date): { day: string; weekday: number; minute: number } {
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]))
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`
  return {
    day,
    weekday: ((new Date(day).getUTCDay() + 6) % 7) + 1,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}

/**
 * When the clocks there show this time. Shown twice, it is the first time; shown never, because they are put forward,
 * the moment at which they are.
 */
export function momentOf(day: string, minute: number): Date {
  const asUtc = Date.parse(day) + minute * 60_000
  const inSummer = new Date(asUtc - 2 * hourMs)
  const shown = clockIn(inSummer)
  if (shown.day === day && shown.minute === minute) return inSummer
  const inWinter = new Date(asUtc - hourMs)
  const then = clockIn(inWinter)
  if (then.day === day && then.minute === minute) return inWinter
  // Between two and three in the night of spring: the clocks jump at one o’clock UTC.
  return new Date(Date.parse(day) + hourMs)
}
