import { expect, it } from 'vitest'
import { dayOf, endOfDay } from './berlin.ts'

it.each([
  ['2026-01-31', '2026-01-31T23:00:00.000Z'],
  ['2026-07-31', '2026-07-31T22:00:00.000Z'],
  ['2026-03-28', '2026-03-28T23:00:00.000Z'],
  ['2026-03-29', '2026-03-29T22:00:00.000Z'],
  ['2026-10-24', '2026-10-24T22:00:00.000Z'],
  ['2026-10-25', '2026-10-25T23:00:00.000Z'],
  ['2024-02-29', '2024-02-29T23:00:00.000Z'],
])('the %s is over at %s, and not a moment before', (day, over) => {
  expect(endOfDay(day).toISOString()).toBe(over)
  expect(dayOf(new Date(endOfDay(day).getTime() - 1))).toBe(day)
  expect(dayOf(endOfDay(day)) > day).toBe(true)
})
