import type { Factor, Listing, Suggestion } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { summarySample } from '../../testing/organisations.ts'
import { changesOf, fused } from './changes.ts'

const fusion = { exponent: -1, floor: 0.02 }
const factor = (kind: Factor['kind'], weight: number, value: number): Factor => ({
  kind,
  weight,
  value,
  contribution: weight * value,
})
const suggestion = (more: Partial<Suggestion> = {}): Suggestion => {
  const benefit = 0.3
  const theirBenefit = 0.1
  return {
    organisation: summarySample({ languages: ['ar', 'de'] }),
    score: fused(benefit, theirBenefit, fusion),
    slot: 'fit',
    km: 3,
    newcomer: false,
    axis: { category: null, direction: 'peers', listing: null },
    reasons: [],
    theirReasons: [],
    benefit,
    factors: [factor('complementarity', 0.4, 0.5), factor('language', 0, 1)],
    theirBenefit,
    theirFactors: [
      factor('complementarity', 0.4, 0),
      factor('freshness', 0.1, 0.9),
      factor('language', 0, 1),
    ],
    ...more,
  }
}
const entry = (kind: Listing['kind'], category: string, state: Listing['state'] = 'active') =>
  ({ kind, category, state }) as Listing
const none = { own: [], theirs: [] }

describe('what would change a score', () => {
  it('is nothing where entries and factors hold nothing', () => {
    expect(changesOf(suggestion(), fusion, none)).toEqual([])
  })

  it('is an offer of what they seek and nobody offers yet, with what it could lead to', () => {
    const theirs = [entry('need', 'rooms'), entry('need', 'rooms'), entry('need', 'equipment', 'paused')]
    expect(changesOf(suggestion(), fusion, { own: [], theirs })).toEqual([
      { kind: 'offer', terms: ['rooms'], score: fused(0.3, 0.5, fusion) },
    ])
    expect(changesOf(suggestion(), fusion, { own: [entry('offer', 'rooms')], theirs })).toEqual([])
    // A need of the same kind is no offer.
    expect(changesOf(suggestion(), fusion, { own: [entry('need', 'rooms')], theirs })).toHaveLength(1)
  })

  it('is a need of what they offer', () => {
    const found = changesOf(suggestion(), fusion, { own: [], theirs: [entry('offer', 'bookkeeping')] })
    expect(found).toEqual([{ kind: 'need', terms: ['bookkeeping'], score: fused(0.5, 0.1, fusion) }])
  })

  it('is a language where the gate is not open', () => {
    const narrow = suggestion({
      factors: [factor('complementarity', 0.4, 1), factor('language', 0, 0.2)],
      theirFactors: [factor('complementarity', 0.4, 1), factor('language', 0, 0.2)],
      benefit: 0.08,
      theirBenefit: 0.08,
      score: 0.08,
    })
    const [first] = changesOf(narrow, fusion, none)
    expect(first).toMatchObject({ kind: 'language', terms: ['ar', 'de'] })
    expect(first?.score).toBeCloseTo(0.4, 12)
  })

  it('is confirming what has become old, and nothing that would not be seen', () => {
    const old = suggestion({ theirFactors: [factor('freshness', 0.1, 0.2), factor('language', 0, 1)] })
    expect(changesOf(old, fusion, none).map(({ kind }) => kind)).toEqual(['fresh'])
    const tiny = suggestion({ theirFactors: [factor('freshness', 0.001, 0.2), factor('language', 0, 1)] })
    expect(changesOf(tiny, fusion, none)).toEqual([])
  })
})

it('fuses as the server does', () => {
  expect(fused(0.5, 0.5, fusion)).toBeCloseTo(0.5, 12)
  expect(fused(0.4, 0, fusion)).toBeCloseTo(2 / (1 / 0.4 + 1 / 0.02), 12)
  expect(fused(0.4, 0.1, { exponent: 0, floor: 0.02 })).toBeCloseTo(0.2, 12)
})
