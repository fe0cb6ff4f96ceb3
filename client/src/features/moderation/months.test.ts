import type { MonthNumbers } from '@augenhoehe/contracts'
import { expect, it } from 'vitest'
import { since } from './months.ts'

const month = (name: string, reports: number): MonthNumbers => ({
  month: name,
  reports,
  notRestricted: 0,
  restrictions: {},
  rules: {},
  medianHours: null,
  appeals: 0,
  overturned: 0,
})

it('figures begin with the month in which something first happened, and leave none out since', () => {
  const months = [month('2026-11', 0), month('2026-10', 2), month('2026-09', 0), month('2026-08', 1)]
  expect(since([...months, month('2026-07', 0)]).map((one) => one.month)).toEqual([
    '2026-11',
    '2026-10',
    '2026-09',
    '2026-08',
  ])
  expect(since([month('2026-11', 0)])).toEqual([])
})
