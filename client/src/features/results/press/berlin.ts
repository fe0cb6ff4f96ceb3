import { regional } from '../../../platform/format.ts'

/** Newspapers print by the clock in Germany, wherever the telephone is. */
const zone = 'Europe/Berlin'

const fields = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment as two fields of a form. */
export function toBerlin(instant: string): { date: string; time: string } {
  const of = Object.fromEntries(
    fields.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  return { date: `${of['year']}-${of['month']}-${of['day']}`, time: `${of['hour']}:${of['minute']}` }
}

/** How far the clock there is ahead of UTC at this moment. */
const offsetAt = (at: number) => {
  const { date, time } = toBerlin(new Date(at).toISOString())
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / 60_000) * 60_000
}

/** The moment two fields mean; none where they mean none. An hour that is there twice is the first of both. */
export function fromBerlin(date: string, time: string): string | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time) || Number.isNaN(asUtc)) return null
  const found = [asUtc - offsetAt(asUtc - 7_200_000), asUtc - offsetAt(asUtc)].toSorted((a, b) => a - b)
  const meant = found.find((at) => at + offsetAt(at) === asUtc) ?? found[0]!
  return new Date(meant).toISOString()
}

/** The day there, with its year: what is printed lies about for long. */
export const berlinDay = (instant: string, locale: string) =>
  new Intl.DateTimeFormat(regional(locale), { timeZone: zone, dateStyle: 'long' }).format(new Date(instant))

/** The day and time there, in words. */
export const berlinMoment = (instant: string, locale: string) =>
  new Intl.DateTimeFormat(regional(locale), {
    timeZone: zone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(instant))
