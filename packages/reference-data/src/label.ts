/** Languages in which at least part of the vocabulary is worded. German and English are always there. */
export type LabelLocale = 'de' | 'en' | 'tr' | 'ar' | 'uk' | 'fa' | 'fr' | 'ru' | 'es'

export type Texts = { de: string; en: string } & { [locale in Exclude<LabelLocale, 'de' | 'en'>]?: string }

export interface Labelled {
  labels: Texts
}

/** The text in the given language (BCP 47; a region or variant is ignored where unknown), else in German. */
export function textIn(texts: Texts, locale: string): string {
  const byLocale: Partial<Record<string, string>> = texts
  const language = locale.split('-', 1)[0] ?? locale
  return own(byLocale, locale) ?? own(byLocale, language) ?? texts.de
}

/** Whether there is a text in the given language itself, so that nothing else stands in for it. */
export const isWordedIn = ({ labels }: Labelled, locale: string): boolean =>
  Object.hasOwn(labels, locale) || Object.hasOwn(labels, locale.split('-', 1)[0]!)

export const label = (entry: Labelled, locale: string): string => textIn(entry.labels, locale)

const own = (texts: Partial<Record<string, string>>, key: string) =>
  Object.hasOwn(texts, key) ? texts[key] : undefined
