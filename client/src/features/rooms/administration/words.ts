import type { Locale, RoomFrame } from '@augenhoehe/contracts'
import { isLocale, languages } from '../../../platform/i18n.ts'

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

/** A question while it is being edited; `key` stays through every move. */
export interface QuestionEntry {
  key: string
  id?: string
  text: Typed
  short: Typed
}

let made = 0
export const newQuestion = (): QuestionEntry => ({ key: `new-${++made}`, text: typed(), short: typed() })

export const asked = (questions: RoomFrame['questions']): QuestionEntry[] =>
  questions
    .filter(({ retired }) => !retired)
    .toSorted((a, b) => a.order - b.order)
    .map(entryOf)

export const entryOf = ({ id, text, short }: RoomFrame['questions'][number]): QuestionEntry => ({
  key: id,
  id,
  text: typed(text),
  short: typed(short),
})

/** The short form is optional to write: without one the question itself stands there. */
export const sentQuestions = (entries: readonly QuestionEntry[]) =>
  entries.map(({ id, text, short }) => ({
    ...(id !== undefined && { id }),
    text: sent(text),
    short: sent({ ...short, de: short.de.trim() || beginning(text.de) }),
  }))

const longest = 80
const beginning = (text: string) => {
  const points = Array.from(text.trim())
  return points.length <= longest ? points.join('') : `${points.slice(0, longest - 1).join('')}…`
}

export const incomplete = (entries: readonly QuestionEntry[]) =>
  entries.length === 0 || entries.some(({ text }) => tooShort(text))
