import { array, assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { giniOf, reportOf } from './report.ts'

describe('inequality', () => {
  it.each([
    [[], 0],
    [[0, 0, 0], 0],
    [[3, 3, 3], 0],
    [[0, 0, 0, 1], 0.75],
    [[1, 3], 0.25],
  ] as const)('of %j is %d', (shares, gini) => {
    expect(giniOf(shares)).toBeCloseTo(gini, 12)
  })

  it('lies within 0 and 1, whatever the order and unit', () => {
    const shares = array(double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 })
    assert(
      property(shares, (some) => {
        const gini = giniOf(some)
        expect(gini).toBeGreaterThanOrEqual(0)
        expect(gini).toBeLessThan(1)
        expect(giniOf(some.toReversed())).toBeCloseTo(gini, 9)
        expect(giniOf(some.map((share) => share * 2))).toBeCloseTo(gini, 9)
      }),
    )
  })
})

describe('a report', () => {
  const exposed = (shown: number, weighted: number, guaranteed = 0) => ({
    shown,
    weighted,
    guaranteed,
    viewers: 3,
    advantage: 0,
  })

  it('says how a cycle came out, without naming anybody', () => {
    const exposure = new Map([
      ['a', exposed(0, 0)],
      ['b', exposed(2, 2, 1)],
      ['c', exposed(4, 4)],
      ['d', exposed(10, 6)],
    ])
    const report = reportOf({ lists: new Map(), exposure, scored: 12 }, (id) => id === 'b' || id === 'c')
    expect(report).toEqual({
      organisations: 4,
      coverage: 0.75,
      shown: { fewest: 0, tenth: 0, mean: 4, ninetieth: 4, most: 10 },
      gini: expect.closeTo(0.4167, 3),
      newcomers: 1,
      guaranteed: 1 / 16,
      candidates: 3,
    })
  })

  it('is sound where nobody takes part', () => {
    const report = reportOf({ lists: new Map(), exposure: new Map(), scored: 0 }, () => true)
    expect(report).toMatchObject({ organisations: 0, coverage: 1, gini: 0, newcomers: null, guaranteed: 0 })
  })
})
