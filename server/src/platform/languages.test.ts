import { Locale } from '@augenhoehe/contracts'
import type { Request } from 'express'
import { describe, expect, it } from 'vitest'
import { dayIn, directionOf, endonyms, formatOf, localeOf, momentIn, worded } from './languages.ts'

const asked = (query: Record<string, unknown>, cookie = '', accepted: string[] = []) =>
  localeOf({
    query,
    headers: { cookie },
    acceptsLanguages: () => accepted,
  } as unknown as Request)

describe('the language of a page', () => {
  it('is what its address asks for, else what was chosen, else what the browser speaks, else German', () => {
    expect(asked({ lang: 'uk' }, 'locale=tr', ['en'])).toBe('uk')
    expect(asked({}, 'other=ar; locale=tr', ['en'])).toBe('tr')
    expect(asked({}, '', ['fr', 'en-GB', 'de'])).toBe('en')
    expect(asked({}, '', [])).toBe('de')
  })

  it('is none that does not exist, and a choice of several is no choice', () => {
    expect(asked({ lang: 'xx' }, 'locale=__proto__', ['tr-TR'])).toBe('tr')
    expect(asked({ lang: ['ar', 'uk'] })).toBe('de')
    expect(asked({}, 'mylocale=ar')).toBe('de')
  })

  it('is plain German only for who chose it, and Ukrainian for nobody who asks for Russian', () => {
    expect(asked({}, '', ['de-simple', 'de'])).toBe('de')
    expect(asked({}, 'locale=de-simple', ['de'])).toBe('de-simple')
    expect(asked({}, '', ['ru', 'ru-UA'])).toBe('de')
  })
})

const at = new Date('2026-11-14T13:05:00Z')

describe('every language', () => {
  it.each([
    ['de', '14. November 2026', '14. November 2026 um 14:05'],
    ['de-simple', '14. November 2026', '14. November 2026 um 14:05'],
    ['en', '14 November 2026', '14 November 2026 at 14:05'],
    ['tr', '14 Kasım 2026', '14 Kasım 2026 14:05'],
    ['ar', '14 نوفمبر 2026', '14 نوفمبر 2026 في 14:05'],
    ['uk', '14 листопада 2026 року', '14 листопада 2026 року о 14:05'],
  ] as const)('says days and moments as people here read them (%s)', (locale, day, moment) => {
    expect(dayIn(locale, at)).toBe(day)
    expect(momentIn(locale, at)).toBe(moment)
  })

  it.each(Locale.options)('has rules of its own for numbers and plurals (%s)', (locale) => {
    const { locale: used, numberingSystem } = new Intl.NumberFormat(formatOf(locale)).resolvedOptions()
    expect(used.split('-', 1)).toEqual(locale.split('-', 1))
    expect(numberingSystem).toBe('latn')
    expect(Intl.PluralRules.supportedLocalesOf(locale)).toHaveLength(1)
    expect(directionOf(locale)).toBe(/\p{Script=Arabic}/u.test(endonyms[locale]) ? 'rtl' : 'ltr')
  })
})

it('shows a text in German where nobody wrote it in the reader’s language', () => {
  expect(worded({ de: 'Raum', ar: 'غرفة' }, 'tr')).toBe('Raum')
  expect(worded({ de: 'Raum', 'de-simple': 'Ort' }, 'de-simple')).toBe('Ort')
  expect(worded({ en: 'room' }, 'uk')).toBe('room')
})
