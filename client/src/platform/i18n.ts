import type { Locale } from '@augenhoehe/contracts'
import { directionOf, label } from '@augenhoehe/reference-data'
import { createInstance, type i18n as I18n } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Messages } from '../locales/de/index.ts'
import type { LaterMessages } from '../locales/de/later.ts'
import { formats } from './format.ts'
import { isolated } from './isolated.ts'
import { recall, remember } from './remembered.ts'

export { directionOf as dirOf, label, useTranslation }

export const i18n: I18n = createInstance()

interface Language {
  endonym: string
  /** For the bar on phones. */
  short: string
  dir: 'ltr' | 'rtl'
  /** Not yet read by anyone who grew up with it. */
  draft: boolean
  load: () => Promise<{ messages: Messages }>
  /** Words of pages that few open. */
  later: () => Promise<{ messages: LaterMessages }>
}

export const languages: Readonly<Record<Locale, Language>> = {
  de: {
    endonym: 'Deutsch',
    short: 'DE',
    dir: 'ltr',
    draft: false,
    load: () => import('../locales/de/index.ts'),
    later: () => import('../locales/de/later.ts'),
  },
  'de-simple': {
    endonym: 'Einfache Sprache',
    short: 'Einfach',
    dir: 'ltr',
    draft: false,
    load: () => import('../locales/de-simple/index.ts'),
    later: () => import('../locales/de-simple/later.ts'),
  },
  en: {
    endonym: 'English',
    short: 'EN',
    dir: 'ltr',
    draft: false,
    load: () => import('../locales/en/index.ts'),
    later: () => import('../locales/en/later.ts'),
  },
  tr: {
    endonym: 'Türkçe',
    short: 'TR',
    dir: 'ltr',
    draft: true,
    load: () => import('../locales/tr/index.ts'),
    later: () => import('../locales/tr/later.ts'),
  },
  ar: {
    endonym: 'العربية',
    short: 'عربي',
    dir: 'rtl',
    draft: true,
    load: () => import('../locales/ar/index.ts'),
    later: () => import('../locales/ar/later.ts'),
  },
  uk: {
    endonym: 'Українська',
    short: 'УКР',
    dir: 'ltr',
    draft: true,
    load: () => import('../locales/uk/index.ts'),
    later: () => import('../locales/uk/later.ts'),
  },
}

const fallback: Locale = 'de'
const storageKey = 'locale'

export const isLocale = (tag: string | null | undefined): tag is Locale =>
  typeof tag === 'string' && Object.hasOwn(languages, tag)

/** Also for the server, which writes some pages before the program runs. */
function keep(locale: Locale) {
  remember(storageKey, locale)
  document.cookie = `locale=${locale}; path=/; max-age=31536000; samesite=lax`
}

/**
 * What the address says, else what this browser chose before, else what it speaks, else German. Plain German is never
 * guessed: people choose it.
 */
export function preferredLocale(wanted: readonly string[] = navigator.languages): Locale {
  const asked = new URLSearchParams(window.location.search).get('lang')
  if (isLocale(asked)) keep(asked)
  const chosen = isLocale(asked) ? asked : recall(storageKey)
  if (isLocale(chosen)) return chosen
  return wanted.map(languageOf).find(isLocale) ?? fallback
}

async function load(locale: Locale) {
  if (i18n.hasResourceBundle(locale, 'translation')) return
  const { messages } = await languages[locale].load()
  i18n.addResourceBundle(locale, 'translation', messages, true)
}

let laterWanted = false
const laterLoaded = new Set<Locale>()
let begin = () => {}
const begun = new Promise<void>((resolve) => {
  begin = resolve
})

/** Fetches the words of pages that few open; from then on also in every language one changes to. */
export async function loadLater(locale?: Locale) {
  laterWanted = true
  // The first page is fetched before its language is there; both shall be under way at once.
  if (!i18n.isInitialized) languages[preferredLocale()].later().catch(() => undefined)
  await begun
  const wanted = locale ?? currentLocale()
  if (laterLoaded.has(wanted)) return
  const { messages } = await languages[wanted].later()
  i18n.addResourceBundle(wanted, 'translation', messages, true)
  laterLoaded.add(wanted)
}

export async function startI18n(locale = preferredLocale()) {
  const loading = languages[locale].load()
  await i18n.use(initReactI18next).init({
    lng: locale,
    fallbackLng: fallback,
    resources: {},
    // React escapes by itself; here only directions are kept apart.
    interpolation: { escapeValue: true, escape: (value) => isolated(value, dir()) },
    react: { useSuspense: false },
  })
  const { messages } = await loading
  i18n.addResourceBundle(locale, 'translation', messages, true)
  begin()
}

/** Switches the interface; `forNextTime` also on this device. */
export async function changeLocale(locale: Locale, forNextTime = true) {
  if (forNextTime) keep(locale)
  if (i18n.resolvedLanguage === locale) return
  await Promise.all([load(locale), laterWanted && loadLater(locale)])
  await i18n.changeLanguage(locale)
}

export const currentLocale = (): Locale => (isLocale(i18n.language) ? i18n.language : fallback)

/** The reader's language; the component follows when it changes. */
export function useLocale(): Locale {
  const { i18n: current } = useTranslation()
  return isLocale(current.language) ? current.language : fallback
}

export const dir = (locale: Locale = currentLocale()) => languages[locale].dir

/** On a text somebody wrote: its language and where it runs, or only what its first letter says. */
export const spokenIn = (tag: string | null | undefined) =>
  tag ? { lang: tag, dir: directionOf(tag) } : ({ dir: 'auto' } as const)

/** The language without what follows it: plain German is German where only the language counts. */
export const languageOf = (tag: string): string => tag.split('-', 1)[0]!

/** A text that exists by language, as rooms and questions have it. */
export const localised = (texts: Readonly<Record<string, string>>, locale: string): string =>
  texts[locale] ?? texts[fallback] ?? Object.values(texts)[0] ?? ''

/** Times, dates, numbers and distances in the reader's language. */
export const useFormat = () => formats(useLocale())
