import { expect, it } from 'vitest'
import { berlinDay, berlinMoment, fromBerlin, toBerlin } from './berlin.ts'

it.each([
  ['2026-11-24', '10:00', '2026-11-24T09:00:00.000Z'],
  ['2026-07-01', '00:30', '2026-06-30T22:30:00.000Z'],
  ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25', '01:30', '2026-10-24T23:30:00.000Z'],
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
])('%s %s in Berlin is %s', (date, time, instant) => {
  expect(fromBerlin(date, time)).toBe(instant)
  expect(toBerlin(instant)).toEqual({ date, time })
})

it('takes no half of a moment', () => {
  expect(fromBerlin('2026-11-24', '')).toBeNull()
  expect(fromBerlin('', '10:00')).toBeNull()
  expect(fromBerlin('2026-13-40', '10:00')).toBeNull()
})

it('is told by the clock there', () => {
  expect(berlinMoment('2026-11-24T09:00:00.000Z', 'de')).toBe('24. November 2026 um 10:00')
  expect(berlinDay('2026-06-30T22:30:00.000Z', 'de')).toBe('1. Juli 2026')
  expect(berlinDay('2026-06-30T22:30:00.000Z', 'en')).toBe('1 July 2026')
})
