import { problemCodes } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { messages as ar } from './ar/index.ts'
import { messages as arLater } from './ar/later.ts'
import { messages as de } from './de/index.ts'
import { messages as deLater } from './de/later.ts'
import { messages as en } from './en/index.ts'
import { messages as enLater } from './en/later.ts'

const languages = { de: { ...de, ...deLater }, en: { ...en, ...enLater }, ar: { ...ar, ...arLater } }
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

const texts = Object.fromEntries(
  Object.entries(languages).map(([language, tree]) => [language, flatten(tree)]),
)

const plural = /_(zero|one|two|few|many|other)$/
const withoutForm = (key: string) => key.replace(plural, '')
const names = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)|<(\w+)/g)].map((match) => String(match[1] ?? match[2])).toSorted()

const german = texts['de']!
const keys = new Set([...german.keys()].map(withoutForm))

describe.each(['en', 'ar'])('the texts in %s', (language) => {
  const here = texts[language]!

  it('are the same ones as in German', () => {
    expect(new Set([...here.keys()].map(withoutForm))).toEqual(keys)
  })

  it('fill in the same words and links', () => {
    for (const [key, text] of here) {
      const original = german.get(key) ?? german.get(`${withoutForm(key)}_other`) ?? ''
      // "One" and "two" may be words instead of numbers.
      if (plural.test(key)) expect(names(original), key).toEqual(expect.arrayContaining(names(text)))
      else expect(names(text), key).toEqual(names(original))
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
