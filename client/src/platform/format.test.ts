import { describe, expect, it } from 'vitest'
import { formats } from './format.ts'

const now = new Date(2026, 10, 24, 9, 0)
const de = formats('de')

describe('days', () => {
  it.each([
    [new Date(2026, 10, 24, 23, 59), 'heute'],
    [new Date(2026, 10, 23, 0, 1), 'gestern'],
    [new Date(2026, 10, 21, 12), 'vor 3 Tagen'],
    [new Date(2026, 10, 14, 12), '14.\u00a0November'],
    [new Date(2025, 10, 14, 12), '14.\u00a0November 2025'],
  ])('%s is said as %s', (day, words) => {
    expect(de.formatRelativeDay(day, now)).toBe(words)
  })
})

it('never says that a place is no distance away', () => {
  expect(de.formatDistance(0.2)).toBe('1 km')
  expect(de.formatDistance(12.6)).toBe('13 km')
})

it('joins names that contain "und" with commas alone', () => {
  expect(de.formatEnumeration(['Kinder und Jugend', 'Kultur'])).toBe('Kinder und Jugend, Kultur')
  expect(formats('ar').formatEnumeration(['أ', 'ب'])).toBe('أ، ب')
})

it('writes English dates as they are read in Europe', () => {
  expect(formats('en').formatDate(new Date(2026, 8, 8), now)).toBe('8\u00a0September')
})
