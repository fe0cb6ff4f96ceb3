import type { DayPart, Weekday, WeekTime } from '@augenhoehe/contracts'
import { regional } from './format.ts'
import { useFormat, useLocale, useTranslation } from './i18n.ts'

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export const dayParts: readonly DayPart[] = ['morning', 'afternoon', 'evening']

/** A Monday. */
const monday = Date.UTC(2024, 0, 1, 12)
const dayMs = 24 * 60 * 60 * 1000

/** Words for the times of a week. */
export function useWeekWords() {
  const { t } = useTranslation()
  const { formatList } = useFormat()
  const locale = useLocale()
  const names = (weekday: 'narrow' | 'short' | 'long') => {
    const format = new Intl.DateTimeFormat(regional(locale), { weekday, timeZone: 'UTC' })
    return weekdays.map((_, index) => format.format(monday + index * dayMs).replace(/\.$/, ''))
  }
  const long = names('long')
  const parts = dayParts.map((part) => t(`matching.week.${part}`))
  return {
    // Arabic shortens no day but to its letter.
    short: names(locale === 'ar' ? 'narrow' : 'short'),
    long,
    parts,
    /** "Montag: vormittags und abends; Samstag: abends". */
    sentence: (times: readonly WeekTime[]) =>
      weekdays
        .flatMap((day, index) => {
          const free = parts.filter((_, part) => times.includes(`${day}-${dayParts[part]!}`))
          return free.length > 0 ? `${long[index]}: ${formatList(free)}` : []
        })
        .join('; '),
  }
}
