const day = /^(\d{4})-(\d{2})-(\d{2})$/

/** The beginning of a day on this device; undefined for what is no day. */
export function beginningOf(text: string, daysLater = 0): Date | undefined {
  const [, year, month, date] = day.exec(text) ?? []
  if (year === undefined) return undefined
  const found = new Date(Number(year), Number(month) - 1, Number(date) + daysLater)
  return Number.isNaN(found.getTime()) ? undefined : found
}

/** A day that is named as the last one is over at midnight. */
export const endOf = (text: string) => beginningOf(text, 1)

/** The day before the moment something ends, which people call its last. */
export const lastDay = (to: string) => new Date(new Date(to).getTime() - 1).toISOString()
