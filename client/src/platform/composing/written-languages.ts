/** What people here write in most, besides whatever they speak. */
const common = [
  'de',
  'en',
  'ar',
  'tr',
  'uk',
  'fa',
  'ru',
  'fr',
  'es',
  'ku',
  'ti',
  'sq',
  'pl',
  'it',
  'so',
  'ur',
]

export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What browsers do not know by its own name. */
const ownNames: Readonly<Record<string, string>> = {
  ku: 'Kurdî',
  ti: 'ትግርኛ',
  sq: 'Shqip',
  so: 'Soomaali',
  ur: 'اردو',
}

const endonym = (tag: string) =>
  Intl.DisplayNames.supportedLocalesOf(tag).length > 0
    ? languageName(tag, tag)
    : (ownNames[tag] ?? languageName(tag, tag))

const capitalised = (name: string, locale: string) =>
  name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1)

export interface WrittenLanguage {
  tag: string
  endonym: string
}

export function writtenLanguages(detected: string | null): WrittenLanguage[] {
  const tags = [...new Set([...(detected ? [detected] : []), ...common])]
  return tags.map((tag) => ({ tag, endonym: capitalised(endonym(tag), tag) }))
}
