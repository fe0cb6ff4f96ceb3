import { locales, type Locale } from '@augenhoehe/contracts'

/** What Intl is asked for: digits everybody reads, days before months, 24 hours. */
const formats: Readonly<Record<Locale, string>> = { de: 'de', en: 'en-GB', ar: 'ar-u-nu-latn' }
export const formatOf = (locale: Locale): string => formats[locale]

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

const timeZone = 'Europe/Berlin'
const written = (locale: Locale, options: Intl.DateTimeFormatOptions, at: Date) =>
  new Intl.DateTimeFormat(formats[locale], { ...options, timeZone }).format(at)

/** "14. November 2026", as people here say it. */
export const dayIn = (locale: Locale, at: Date) => written(locale, { dateStyle: 'long' }, at)
export const momentIn = (locale: Locale, at: Date) =>
  written(locale, { dateStyle: 'long', timeStyle: 'short' }, at)

export const listIn = (locale: Locale, items: readonly string[]) =>
  new Intl.ListFormat(formats[locale], { type: 'conjunction' }).format(items)

/** What stands between words that are merely put beside each other. */
export const commaIn = (locale: Locale) => (directionOf(locale) === 'rtl' ? '، ' : ', ')

/** A name keeps its own direction inside a sentence of another (Unicode isolates). */
export const isolated = (name: string) => `\u2068${name}\u2069`

/** How a mail begins that knows nobody by name. */
export const greeting: Readonly<Record<Locale, string>> = { de: 'Guten Tag,', en: 'Hello,', ar: 'مرحبًا،' }

/** A text that exists by language, as rooms and questions have it: the reader's, else German, else what there is. */
export const worded = (texts: Readonly<Record<string, string>>, locale: string): string =>
  texts[locale] ?? texts['de'] ?? Object.values(texts)[0] ?? ''

/** The language of the interface that a browser speaks best; German where it speaks none. */
export const spokenLocale = (accepted: readonly string[]): Locale =>
  accepted
    .map((tag) => tag.split('-', 1)[0])
    .find((tag): tag is Locale => locales.some((one) => one === tag)) ?? 'de'
