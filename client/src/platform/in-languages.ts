import type { Locale } from '@augenhoehe/contracts'
import { isLocale, languages } from './i18n.ts'

const locales = Object.keys(languages).filter(isLocale)

/** What is typed, by language; empty where nobody has written anything. */
export type Typed = Record<Locale, string>
type Sent = { de: string } & Partial<Record<Locale, string>>

export const otherLocales = locales.filter((locale) => locale !== 'de')

export const typed = (words: Readonly<Record<string, string>> = {}): Typed =>
  Object.fromEntries(locales.map((locale) => [locale, words[locale] ?? ''])) as Typed

/** German always, other languages where something was written. */
export const sent = (words: Typed): Sent => ({
  ...Object.fromEntries(
    otherLocales.flatMap((locale) => (words[locale].trim() ? [[locale, words[locale]]] : [])),
  ),
  de: words.de,
})

export const tooShort = (words: Typed, least = 3) =>
  words.de.trim().length < least ||
  otherLocales.some((locale) => words[locale].trim() !== '' && words[locale].trim().length < least)
