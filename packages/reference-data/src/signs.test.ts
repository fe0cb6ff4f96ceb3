import { assert, integer, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { beginning } from './signs.ts'

const family = '👨‍👩‍👧‍👦'
const flag = '🇺🇦'
const waving = '👋🏾'
const england = '🏴󠁧󠁢󠁥󠁮󠁧󠁿'

it.each([
  ['kurz', 10, 'kurz'],
  ['Gießen', 3, 'Gie'],
  [`${family}${family}${family}`, 2, `${family}${family}`],
  [`${flag}🇩🇪🇹🇷`, 1, flag],
  [`${waving}${waving}`, 1, waving],
  [`a${england}b`, 2, `a${england}`],
  ['नमस्ते दुनिया', 2, 'नम'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301e\u0301'],
  ['ሰላም ለኩሉ', 4, 'ሰላም '],
  ['ـَـِـُ', 2, 'ـَـِ'],
  ['', 3, ''],
])('%s shortened to %i signs is %s', (text, count, expected) => {
  expect(beginning(text, count)).toBe(expected)
})

it('never takes half of a sign where the piece it reads ends', () => {
  for (let before = 0; before < 40; before++) {
    const rest = beginning(`${'a'.repeat(before)}${family.repeat(20)}`, before + 2)
    expect(rest).toBe(`${'a'.repeat(before)}${family.repeat(2)}`)
  }
})

it('cuts a tower of marks, too, and reads no more of it than it needs', () => {
  const tower = `Z${'\u0301'.repeat(50_000)}`
  expect(beginning(tower, 10).length).toBeLessThanOrEqual(160)
  expect(beginning(`ab${tower}`, 10)).toBe('ab')
})

it('is a whole, readable beginning of whatever comes', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 60 }), integer({ min: 1, max: 20 }), (text, count) => {
      const short = beginning(text, count)
      return text.startsWith(short) && short.isWellFormed()
    }),
  )
})
