import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../aggregate/expression.ts'
import { MongoFault } from '../errors.ts'
import { BoundedRegex, estimateCost } from './bounded-regex.ts'
import { compileFilter } from './match.ts'
import { BSONRegExp } from 'bson'

/** Patterns that double their work with every further character, and a text that makes them do it. */
const CATASTROPHIC: readonly (readonly [pattern: string, text: string])[] = [
  ['(a+)+$', `${'a'.repeat(60)}b`],
  ['^(a|a)*$', `${'a'.repeat(60)}b`],
  ['^(a|aa)+$', `${'a'.repeat(120)}b`],
  ['([a-zA-Z]+)*!', 'a'.repeat(60)],
  ['(x+x+)+y', 'x'.repeat(60)],
  ['^(?:.*,){20}P', '1,'.repeat(60)],
  [String.raw`^(([a-z])+.)+[A-Z]([a-z])+$`, 'a'.repeat(80)],
  [String.raw`^([\w-]+\.?)+@x$`, 'a'.repeat(80)],
  [String.raw`(?=(a+)+$)`, `${'a'.repeat(60)}b`],
  [String.raw`(\w+)*\1!`, 'ab'.repeat(40)],
  [`${'a?'.repeat(24)}${'a'.repeat(24)}(?:a|a)*b`, 'a'.repeat(60)],
  ['(?:a{0,30}){0,30}b', 'a'.repeat(100)],
  ['a*b', 'a'.repeat(2_000_000)],
  ['(?:(?:a|b)*)*c', 'ab'.repeat(2_000_000)],
]

const codeOf = (attempt: () => unknown): number | undefined => {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error instanceof MongoFault ? error.code : Number.NaN
  }
}

describe('patterns without end (Q10)', () => {
  it.each(CATASTROPHIC)('are stopped: %s', (pattern, text) => {
    const filter = compileFilter({ a: { $regex: pattern } })
    expect(codeOf(() => filter.matches({ a: text }))).toBe(51156)
    expect(codeOf(() => evaluate({ $regexMatch: { input: '$a', regex: pattern } }, { a: text }))).toBe(51156)
    // What they do match is still found.
    expect(compileFilter({ a: new BSONRegExp('a|x|1', '') }).matches({ a: text }).matched).toBe(true)
  })

  it('are given up altogether once they have been slow too often', () => {
    const regex = new BoundedRegex('^(?:a|a)*$', 'u', { use: 60_000, slow: 0, slowTogether: 20 })
    const attempts = () => {
      for (let i = 0; i < 100_000; i += 1) regex.test('aaaaaaaaaaaab')
    }
    expect(codeOf(attempts)).toBe(51156)
  })

  it.each([
    ['abc', 3, 1],
    ['a+b', 3, 2],
    ['a+b+', 4, 3],
    ['(a+)+', 5, Infinity],
    ['(?:a|b)*', 8, Infinity],
    ['(?:ab)*', 7, 2],
    ['a?b?', 4, 1],
    [String.raw`[*+](?:\*)\{`, 12, 1],
    [String.raw`(a)\1`, 5, 2],
  ])('cost is bounded: %s', (pattern, length, degree) => {
    const cost = estimateCost(pattern)
    expect(cost.degree).toBe(degree)
    expect(cost.factor).toBeGreaterThanOrEqual(length)
  })

  it('harmless ones answer as without bounds, guarded or not', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      'a*',
      'b+?',
      '(a|b)',
      '(?:ab)?',
      '(a+|b)*',
      '^',
      'b{1,2}',
      '(?=a)',
      '\\b',
      '😀',
    )
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n', '😀'), { maxLength: 12 })
      .map((chars) => chars.join(''))
    fc.assert(
      fc.property(pattern, text, fc.constantFrom('u', 'iu'), (source, input, flags) => {
        const all = [...input.matchAll(new RegExp(source, `${flags}g`))]
        const last = all.findIndex(({ 0: found, index }) => {
          const passed = found || String.fromCodePoint(input.codePointAt(index) ?? 0)
          return index + passed.length >= input.length
        })
        const plain = last < 0 ? all : all.slice(0, last + 1)
        const bounded = new BoundedRegex(source, flags)
        const shape = (found: readonly RegExpExecArray[]) => found.map((match) => [match.index, ...match])
        expect(bounded.test(input)).toBe(plain.length > 0)
        expect(shape(bounded.matches(input, Infinity))).toEqual(shape(plain))
        expect(shape(bounded.matches(input, 1))).toEqual(shape(plain.slice(0, 1)))
      }),
      { numRuns: 2000 },
    )
  })

  it('patterns that are too long or too large are refused', () => {
    const code = (pattern: string, text: string, flags = '') =>
      codeOf(() => compileFilter({ a: new BSONRegExp(pattern, flags) }).matches({ a: text }))
    expect(code('a'.repeat(32_764), '')).toBeUndefined()
    expect(code('a'.repeat(32_765), '')).toBe(51091)
    expect(code(String.raw`\p{L}`.repeat(6000), '', 'i')).toBe(51091)
    expect(code('(a)'.repeat(10_000), 'a')).toBe(51156)
    for (const optional of ['a?', '(?:a|)', '(?:|a)', 'a{0,1}', '(?:a?){2}'])
      expect(code(optional.repeat(30), 'a')).toBe(51091)
  })
})
