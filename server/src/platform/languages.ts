import { locales, type Locale } from '@augenhoehe/contracts'
import { directionOf } from '@augenhoehe/reference-data'
import type { Request, Response } from 'express'

/** What Intl is asked for: digits everybody reads, days before months, 24 hours. */
const formats: Readonly<Record<Locale, string>> = {
  de: 'de',
  'de-simple': 'de',
  en: 'en-GB',
  tr: 'tr',
  ar: 'ar-u-hc-h23-nu-latn',
  uk: 'uk',
}
export const formatOf = (locale: Locale): string => formats[locale]

export { directionOf }

const timeZone = 'Europe/Berlin'
const written = (locale: Locale, options: Intl.DateTimeFormatOptions, at: Date) =>
  // "14 листопада 2026 р." cannot stand before a full stop or inside a sentence; the whole word can.
  new Intl.DateTimeFormat(formats[locale], { ...options, timeZone }).format(at).replace(/\s?р\./, ' року')

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
export const greeting: Readonly<Record<Locale, string>> = {
  de: 'Guten Tag,',
  'de-simple': 'Guten Tag,',
  en: 'Hello,',
  tr: 'Merhaba,',
  ar: 'مرحبًا،',
  uk: 'Вітаємо!',
}

/** A text that exists by language, as rooms and questions have it: the reader's, else German, else what there is. */
export const worded = (texts: Readonly<Record<string, string>>, locale: string): string =>
  texts[locale] ?? texts['de'] ?? Object.values(texts)[0] ?? ''

/** What each calls itself. */
export const endonyms: Readonly<Record<Locale, string>> = {
  de: 'Deutsch',
  'de-simple': 'Einfache Sprache',
  en: 'English',
  tr: 'Türkçe',
  ar: 'العربية',
  uk: 'Українська',
}

/** The query that chooses a language, and the cookie that keeps the choice: the program has the same. */
export const languageName = 'lang'
const cookieName = 'locale'

const knownLocale = (tag: unknown): Locale | undefined => locales.find((locale) => locale === tag)

/** What the address asks for, where it asks for a language of ours. */
export const askedLocale = ({ query }: Pick<Request, 'query'>): Locale | undefined =>
  knownLocale(query[languageName])

/** Keeps the choice for the pages that follow. */
export const keepLocale = (response: Response, locale: Locale) =>
  void response.cookie(cookieName, locale, { path: '/', maxAge: 365 * 86_400_000, sameSite: 'lax' })

/**
 * The language of a page: what its address asks for, else what was chosen before, else what the browser speaks best, else
 * German. Plain German is never guessed.
 */
export function localeOf(request: Pick<Request, 'query' | 'headers' | 'acceptsLanguages'>): Locale {
  const kept = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1]
  const spoken = () =>
    request
      .acceptsLanguages()
      .map((tag) => knownLocale(tag.split('-', 1)[0]))
      .find((locale) => locale !== undefined)
  return askedLocale(request) ?? knownLocale(kept) ?? spoken() ?? 'de'
}
