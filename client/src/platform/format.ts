type Instant = string | Date

const day = 86_400_000
const asDate = (instant: Instant) => (typeof instant === 'string' ? new Date(instant) : instant)
const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** "14. November" stays on one line; "р." cannot stand before a full stop or inside a sentence, the whole word can. */
const unbroken = (day: string) => day.replace(/(\d\.?) (?=\p{L})/u, '$1\u00a0').replace(/\s?р\./, ' року')

/** What Intl is asked for. Days before months and 24 hours also in English: everybody here lives in Germany. */
export const regional = (locale: string) =>
  locale === 'en' ? 'en-GB' : locale === 'de-simple' ? 'de' : locale

function createFormats(language: string) {
  const locale = regional(language)

  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })
  const dateWithYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number = new Intl.NumberFormat(locale)
  const kilometres = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: 0,
  })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })

  const comma = locale.startsWith('ar') ? '، ' : ', '

  const formatDate = (instant: Instant, now = new Date()) => {
    const value = asDate(instant)
    return unbroken((value.getFullYear() === now.getFullYear() ? date : dateWithYear).format(value))
  }

  return {
    formatTime: (instant: Instant) => time.format(asDate(instant)),
    /** With the year only where it is another one. */
    formatDate,
    /** With the year, for what is kept. */
    formatFullDate: (instant: Instant) => unbroken(dateWithYear.format(asDate(instant))),
    formatWeekday: (instant: Instant) => unbroken(weekday.format(asDate(instant))),
    formatNumber: (value: number) => number.format(value),
    /** Below one kilometre nobody cares; "0 km" would be odd. */
    formatDistance: (km: number) => kilometres.format(Math.max(1, Math.round(km))),
    /** Between what stands beside each other, with its space. */
    comma,
    formatList: (items: readonly string[]) => list.format(items),
    /** For names that may contain "and" themselves: only commas. */
    formatEnumeration: (items: readonly string[]) => items.join(comma),
    /** "heute", "gestern", "vor 3 Tagen"; further away the date. */
    formatRelativeDay: (instant: Instant, now = new Date()) => {
      const days = Math.round((startOfDay(asDate(instant)) - startOfDay(now)) / day)
      return Math.abs(days) <= 6 ? relative.format(days, 'day') : formatDate(instant, now)
    },
  }
}

export type Formats = ReturnType<typeof createFormats>

const made = new Map<string, Formats>()

/** Intl objects are slow to make, so there is one set per language. */
export function formats(locale: string): Formats {
  const known = made.get(locale)
  if (known) return known
  const fresh = createFormats(locale)
  made.set(locale, fresh)
  return fresh
}
