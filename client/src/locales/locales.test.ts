import { locales, problemCodes } from '@augenhoehe/contracts'
import { languages as offered } from '../platform/i18n.ts'
import { describe, expect, it } from 'vitest'

/** What every page has, and what only few have, of each language. */
const parts = import.meta.glob<{ messages: object }>('./*/{index,later}.ts', { eager: true })
const sources = import.meta.glob<string>('../{platform,features,routes}/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

type Texts = Map<string, string>

function flatten(tree: object, prefix = '', found: Texts = new Map()): Texts {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else flatten(value as object, `${prefix}${key}.`, found)
  }
  return found
}

const texts: Record<string, Texts> = {}
for (const [path, { messages }] of Object.entries(parts)) {
  const language = path.split('/')[1]!
  texts[language] = flatten(messages, '', texts[language])
}

const plural = /_(zero|one|two|few|many|other)$/
const withoutForm = (key: string) => key.replace(plural, '')
const names = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)|<(\w+)/g)].map((match) => String(match[1] ?? match[2])).toSorted()

const german = texts['de']!
const keys = new Set([...german.keys()].map(withoutForm))

describe('the languages', () => {
  it('are offered in one order, each with all its words', () => {
    expect(Object.keys(offered)).toEqual([...locales])
    expect(Object.keys(texts).toSorted()).toEqual([...locales].toSorted())
  })

  it('are drafts where nobody who grew up with them has read all of it', () => {
    const drafts = locales.filter((locale) => offered[locale].draft)
    expect(drafts).toEqual(['tr', 'ar', 'uk'])
  })

  it('say of themselves in which direction they are written', () => {
    for (const locale of locales) expect(offered[locale].dir, locale).toBe(locale === 'ar' ? 'rtl' : 'ltr')
  })
})

describe.each(locales.filter((locale) => locale !== 'de'))('the texts in %s', (language) => {
  const here = texts[language]!

  it('are the same ones as in German', () => {
    expect(new Set([...here.keys()].map(withoutForm))).toEqual(keys)
  })

  it('are in their own language, not left in German or English', () => {
    const long = (text: string) =>
      text
        .replaceAll(/\{\{.*?\}\}|<.*?>/g, '')
        .trim()
        .split(/\s+/).length >= 4
    const left = [...here].filter(
      ([key, text]) =>
        long(text) &&
        language !== 'de-simple' &&
        [german, ...(language === 'en' ? [] : [texts['en']!])].some((others) => others.get(key) === text),
    )
    expect(left).toEqual([])
  })

  it('fill in the same words and links', () => {
    const rules = new Intl.PluralRules(language)
    const numbers = Array.from({ length: 200 }, (_, number) => number)
    // A form that stands for one number alone may have a word instead: in Ukrainian "one" is also 21.
    const mayBeWord = (form: string) => numbers.filter((number) => rules.select(number) === form).length < 2
    for (const [key, text] of here) {
      const form = plural.exec(key)?.[1]
      const original = names(german.get(form ? `${withoutForm(key)}_other` : key) ?? '')
      if (form && mayBeWord(form)) expect(original, key).toEqual(expect.arrayContaining(names(text)))
      else expect(names(text), key).toEqual(original)
    }
  })
})

describe.each(Object.entries(texts))('the texts in %s', (language, here) => {
  it('have every form of plural that the language needs', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const counted = new Set([...here.keys()].filter((key) => plural.test(key)).map(withoutForm))
    for (const key of counted) {
      for (const form of forms) expect(here.has(`${key}_${form}`), `${key}_${form}`).toBe(true)
    }
  })

  it('say something, without spaces at the ends', () => {
    for (const [key, text] of here) expect(text.trim() === text && text !== '', key).toBe(true)
  })

  it.each(problemCodes)('explain the refusal %s', (code) => {
    expect(here.has(`problem.${code}`)).toBe(true)
  })
})

const code = Object.entries(sources).filter(([path]) => !path.includes('.test.'))

describe('the code', () => {
  it('sees the files it judges', () => {
    expect(code.length).toBeGreaterThan(40)
  })

  it('uses every text', () => {
    const all = code.map(([, source]) => source).join('\n')
    const dynamic = [...all.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!)
    const unused = [...keys].filter(
      (key) =>
        !new RegExp(`['"]${key.replaceAll('.', '\\.')}['"]`).test(all) &&
        !dynamic.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })

  it.each(code.filter(([path]) => path.endsWith('.tsx')))(
    '%s keeps its words in the locales',
    (_, source) => {
      const bare = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      // Text between tags that is more than punctuation, and attributes that people read.
      const between = [...bare.matchAll(/>\s*([^<>{}=;()]*\p{L}{3,}[^<>{}=;()]*)<\//gu)].map((match) =>
        match[1]!.trim(),
      )
      const attributes = [
        ...bare.matchAll(/\b(?:label|title|placeholder|alt|hint|aria-label)="([^"]*)"/g),
      ].map((match) => match[1]!)
      expect([...between, ...attributes].filter((words) => words !== 'Augenhöhe')).toEqual([])
      expect(
        bare
          .match(/['"`][^'"`\n]*[äöüßÄÖÜ][^'"`\n]*['"`]/g)
          ?.filter((words) => !/^.Augenhöhe.$/.test(words)) ?? [],
      ).toEqual([])
    },
  )
})
