import { describe, expect, it } from 'vitest'
import { hasDraft, isSameLanguage, isShownOpen, languageToTranslateTo } from './translating.ts'

describe('languages of a contribution', () => {
  it.each([
    ['de', 'de', true],
    ['de-AT', 'de', true],
    ['de', 'en', false],
    [null, 'de', false],
    [null, null, false],
  ])('%s and %s', (one, other, same) => {
    expect(isSameLanguage(one, other)).toBe(same)
  })

  it.each([
    // translation, original, reader, shown at once
    ['de', 'tr', 'de', true],
    ['de', null, 'de', true],
    ['de', 'de-AT', 'de', false],
    ['en', 'tr', 'de', false],
  ])('a translation into %s of words in %s, for who reads %s', (lang, original, locale, open) => {
    expect(isShownOpen({ lang }, { lang: original }, locale)).toBe(open)
  })

  it.each<[string | null, string[], string, string]>([
    ['tr', [], 'de', 'de'],
    ['de', [], 'de', 'en'],
    ['tr', ['de'], 'de', 'en'],
    ['de', ['en', 'ar'], 'de', 'tr'],
  ])('of words in %s with %j, a reader of %s begins with %s', (lang, done, locale, begins) => {
    const translations = done.map((one) => ({ lang: one }))
    expect(languageToTranslateTo({ lang, translations }, locale, ['de', 'en', 'ar', 'tr'])).toBe(begins)
  })

  it('knows what was begun, whatever lies in the browser', () => {
    expect(hasDraft(JSON.stringify({ lang: 'de', texts: { de: ' ', en: 'Th' } }))).toBe(true)
    for (const stored of [null, '', 'not JSON', JSON.stringify({ lang: 'de', texts: { de: ' ' } })])
      expect(hasDraft(stored)).toBe(false)
  })
})
