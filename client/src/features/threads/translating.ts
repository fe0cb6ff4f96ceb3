import type { Contribution, Translation } from '@augenhoehe/contracts'
import { languageOf } from '../../platform/i18n.ts'
import { useRemembered } from '../../platform/remembered.ts'
import { translationKey } from './translation-key.ts'

/** The same language, whatever region or script is named with it. */
export const isSameLanguage = (one: string | null, other: string | null) =>
  one !== null && other !== null && languageOf(one) === languageOf(other)

/** Shown at once to who reads in that language, where the original is in another; otherwise only offered. */
export const isShownOpen = (
  translation: Pick<Translation, 'lang'>,
  { lang }: Pick<Contribution, 'lang'>,
  locale: string,
) => isSameLanguage(translation.lang, locale) && !isSameLanguage(lang, locale)

/** The language to begin with: the reader's, unless the original or a translation is in it already. */
export function languageToTranslateTo(
  { lang, translations }: { lang: string | null; translations: readonly Pick<Translation, 'lang'>[] },
  locale: string,
  known: readonly string[],
): string {
  const taken = [lang, ...translations.map((one) => one.lang)]
  const own = languageOf(locale)
  return [own, ...known].find((tag) => !taken.some((other) => isSameLanguage(tag, other))) ?? own
}

interface Draft {
  lang: string
  /** By language: who tries another one does not lose the first. */
  texts: Record<string, string>
}

/** A translation that was begun; it stays in this browser until it is sent or given up. */
export function useTranslationDraft(userId: string, id: string, lang: string) {
  const [stored, store] = useRemembered(translationKey(userId, id))
  const draft = parse(stored)
  const texts = draft?.texts ?? {}
  const chosen = draft?.lang ?? lang
  return {
    lang: chosen,
    /** Null where nothing was begun in this language. */
    text: texts[chosen] ?? null,
    write: (text: string) => store(JSON.stringify({ lang: chosen, texts: { ...texts, [chosen]: text } })),
    choose: (tag: string) => store(JSON.stringify({ lang: tag, texts })),
    clear: () => store(''),
  }
}

/** Whether words are kept that nobody has sent. */
export const hasDraft = (stored: string | null) =>
  Object.values(parse(stored)?.texts ?? {}).some((text) => text.trim() !== '')

function parse(stored: string | null): Draft | null {
  try {
    return stored ? (JSON.parse(stored) as Draft) : null
  } catch {
    return null
  }
}
