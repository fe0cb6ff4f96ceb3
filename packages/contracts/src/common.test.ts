import { describe, expect, it } from 'vitest'
import { Line, Text } from './common.ts'

describe('words somebody wrote', () => {
  it.each([
    ['nothing but blanks', ' \t '],
    ['nothing to see', '\u200b\u2060\u200d'],
    ['marks without a letter', '\u0301\u0301'],
  ])('are refused when there is %s', (_, text) => {
    expect(Line(80).safeParse(text).success).toBe(false)
    expect(Text(80).safeParse(text).success).toBe(false)
  })

  it('may be empty where that is allowed', () => {
    expect(Line(80, 0).parse('')).toBe('')
    expect(Text(80, 0).parse('')).toBe('')
  })

  it('keep what scripts need: joiners, emoji, direction marks', () => {
    for (const text of ['می\u200cخواهم', '👩\u200d👧', 'a\u200fb', '❤️']) {
      expect(Line(80).parse(text)).toBe(text.normalize('NFC'))
      expect(Text(80).parse(text)).toBe(text.normalize('NFC'))
    }
  })

  it('do not turn the sentence around a name', () => {
    expect(Line(80).parse('Verein \u202elieh\u2069')).toBe('Verein lieh')
  })
})
