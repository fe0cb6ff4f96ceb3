import { expect, it } from 'vitest'
import { beginningOf, endOf, lastDay } from './days.ts'

it('counts the last day in', () => {
  const end = endOf('2026-02-28')!
  expect(end).toEqual(new Date(2026, 2, 1))
  expect(new Date(lastDay(end.toISOString())).getDate()).toBe(28)
  expect(beginningOf('2026-02-28')).toEqual(new Date(2026, 1, 28))
})

it.each(['', 'morgen', '28.2.2026'])('knows no day in "%s"', (text) => {
  expect(beginningOf(text)).toBeUndefined()
})
