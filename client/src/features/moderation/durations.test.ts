import { describe, expect, it } from 'vitest'
import { endOf } from './durations.ts'

const at = (hours: number, minutes = 0) => new Date(2026, 10, 22, hours, minutes)

describe('the end of a measure', () => {
  it('is midnight for today, and an hour away where midnight is nearer', () => {
    expect(endOf('today', at(14))).toEqual(new Date(2026, 10, 23))
    expect(endOf('today', at(23, 30))).toEqual(new Date(2026, 10, 23, 0, 30))
  })

  it('is as far away as it says, or nowhere', () => {
    expect(endOf('hour', at(14))).toEqual(at(15))
    expect(endOf('day', at(14))).toEqual(new Date(2026, 10, 23, 14))
    expect(endOf('week', at(14))).toEqual(new Date(2026, 10, 29, 14))
    expect(endOf('open', at(14))).toBeNull()
  })
})
