import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Email, LanguageTag, Limit, Line, QueryInt, Text } from './common.ts'

const accepts = (schema: { safeParse: (raw: unknown) => { success: boolean } }, raw: unknown) =>
  schema.safeParse(raw).success

describe('text', () => {
  it('counts as people count, not as machines store', () => {
    expect(accepts(Text(3), '🙂🙂🙂')).toBe(true)
    expect(accepts(Text(3), '🙂🙂🙂🙂')).toBe(false)
  })

  it('is trimmed, composed, with one kind of line break', () => {
    expect(Text(20).parse('  a\u0308\r\nb ')).toBe('ä\nb')
    expect(Line(20).parse(' zwei   Wörter ')).toBe('zwei Wörter')
  })

  it.each([['lone \ud800 surrogate'], ['null \u0000 byte'], ['escape \u001b[2J'], ['   ']])(
    'refuses %j',
    (raw) => {
      expect(accepts(Text(100), raw)).toBe(false)
      expect(accepts(Line(100), raw)).toBe(false)
    },
  )

  it('refuses a second line where there is one', () => {
    expect(accepts(Line(20), 'eins\nzwei')).toBe(false)
  })

  it('never returns more than was allowed, whatever comes', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const parsed = Text(20).safeParse(raw)
        return !parsed.success || (Array.from(parsed.data).length <= 20 && parsed.data.isWellFormed())
      }),
    )
  })
})

describe('numbers in a query', () => {
  it.each([
    ['7', 7],
    [7, 7],
    ['007', 7],
  ])('%j is %d', (raw, number) => expect(QueryInt(1, 10).parse(raw)).toBe(number))

  it.each([['7.5'], ['-1'], ['1e3'], [''], ['0x10'], [7.5], [Number.NaN], [null], [['7']], [{ $gt: 1 }]])(
    '%j is refused',
    (raw) => {
      expect(accepts(QueryInt(1, 10), raw)).toBe(false)
    },
  )

  it('are at most a page, and the standard when left out', () => {
    expect(Limit(30).parse(undefined)).toBe(30)
    expect(Limit(30).parse('5000')).toBe(100)
    expect(accepts(Limit(30), '0')).toBe(false)
  })
})

it('an address is compared in lower case', () => {
  expect(Email.parse(' Samira@Example.ORG ')).toBe('samira@example.org')
  expect(accepts(Email, 'samira@')).toBe(false)
})

it.each([
  ['de', true],
  ['de-simple', true],
  ['zh-Hant-TW', true],
  ['german', false],
  ['d', false],
  ['de_DE', false],
])('%s is a language tag: %s', (tag, is) => expect(accepts(LanguageTag, tag)).toBe(is))
