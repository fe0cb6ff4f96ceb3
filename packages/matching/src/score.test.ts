import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, listings, now, pair, plain, weights } from './testing/arbitraries.ts'
import { explain, recomputed } from './explanation.ts'
import type { Rarity } from './prepared.ts'
import type { Profile } from './profile.ts'
import { fuse } from './score.ts'
import { adjusted, checkWeights, type FactorKind, factorKinds, startWeights } from './weights.ts'

const direction = (own: Profile, other: Profile, rarity?: Rarity) =>
  explain(own, other, { now, ...(rarity && { rarity }) }).forMe

function factorOf<K extends FactorKind>(kind: K, own: Partial<Profile>, other: Partial<Profile>) {
  const found = direction(plain('own', own), plain('other', other)).factors.find((f) => f.kind === kind)
  return found as Extract<typeof found, { kind: K }>
}

describe('complementarity', () => {
  const inDays = (from: number, until: number) => ({
    activeFrom: now + from * day,
    activeUntil: now + until * day,
  })

  it.each<[string, Parameters<typeof listings>, Parameters<typeof listings>, number]>([
    ['nothing needed', [], ['rooms'], 0],
    ['nothing offered', ['rooms'], [], 0],
    ['the very thing', ['rooms'], ['rooms'], 1],
    ['another thing', ['rooms'], ['volunteers'], 0],
    ['a thing of the same family', ['rooms'], ['software'], 0.5],
    ['the family as a whole', ['rooms'], ['infrastructure'], 0.5],
    ['something out of the family needed', ['infrastructure'], ['rooms'], 0.5],
    ['one of two needs', ['rooms', 'law'], ['rooms'], 0.5],
    ['the better of two offers', ['rooms'], ['software', 'rooms'], 1],
    ['an offer that is over', ['rooms'], [['rooms', { activeUntil: now }]], 0],
    ['a need that is over', [['rooms', { activeUntil: now - day }]], ['rooms'], 0],
    ['an offer announced for an open need', ['rooms'], [['rooms', inDays(10, 20)]], 1],
    ['dates that meet by half', [['rooms', inDays(0, 10)]], [['rooms', inDays(5, 15)]], 0.5],
    ['dates that do not meet', [['rooms', inDays(0, 10)]], [['rooms', inDays(11, 15)]], 0],
    ['a day within months', [['rooms', inDays(0, 200)]], [['rooms', inDays(5, 6)]], 1],
    ['what has passed of a span', [['rooms', inDays(-90, 10)]], [['rooms', inDays(5, 15)]], 0.5],
    ['a span turned round', [['rooms', inDays(9, 3)]], ['rooms'], 0],
  ])('%s', (_, needs, offers, value) => {
    const found = factorOf('complementarity', { needs: listings(...needs) }, { offers: listings(...offers) })
    expect(found.value).toBeCloseTo(value, 12)
    expect(found.facts.matches.length > 0).toBe(value > 0)
  })

  it('names need and offer, the most valuable first', () => {
    const own = plain('own', { needs: listings('rooms', 'law') })
    const other = plain('other', { offers: listings('software', 'law', ['rooms', { remote: true }]) })
    const { factors } = direction(own, other, (category) => (category === 'law' ? 3 : 1))
    expect(factors[0]).toMatchObject({
      kind: 'complementarity',
      value: 1,
      facts: {
        needs: 2,
        matches: [
          {
            need: 'law-1',
            offer: 'law-1',
            category: 'law',
            offerCategory: 'law',
            exact: true,
            remote: false,
          },
          { need: 'rooms-0', offer: 'rooms-2', category: 'rooms', exact: true, remote: false },
        ],
      },
    })
  })

  it('counts a rare need more', () => {
    const own = plain('own', { needs: listings('rooms', 'law') })
    const other = plain('other', { offers: listings('law') })
    const { factors } = direction(own, other, (category) => (category === 'law' ? 3 : 1))
    expect(factors[0]?.value).toBe(0.75)
  })
})

describe('the other factors', () => {
  it.each<[string, FactorKind, Partial<Profile>, Partial<Profile>, number]>([
    [
      'half of the needs shared',
      'peer',
      { needs: listings('rooms', 'law') },
      { needs: listings('law') },
      0.5,
    ],
    ['all needs shared', 'peer', { needs: listings('law') }, { needs: listings('rooms', 'law') }, 1],
    ['a question shared', 'peer', { questions: ['q1', 'q2'] }, { questions: ['q2'] }, 0.5],
    ['no problem shared', 'peer', { needs: listings('law') }, { needs: listings('rooms') }, 0],
    ['one of few topics', 'topic', { topics: ['a', 'b', 'c'] }, { topics: ['c', 'd'] }, 0.5],
    ['a topic named twice', 'topic', { topics: ['a', 'b', 'b'] }, { topics: ['a', 'a'] }, 1],
    ['no topics', 'topic', { topics: [] }, { topics: ['a'] }, 0],
    ['the same place', 'distance', {}, {}, 1],
    ['the same district', 'distance', {}, { municipality: 'x', lat: 50.94573 }, Math.exp(-1) + 0.1],
    ['forty kilometres', 'distance', {}, { municipality: 'x', district: 'x', lat: 50.94573 }, Math.exp(-1)],
    ['the poles apart', 'distance', { lat: 90 }, { lat: -90, municipality: 'x', district: 'x' }, 0],
    ['newcomer and experienced', 'maturity', { experience: 0.1 }, { experience: 0.9 }, 0.8],
    ['two alike', 'maturity', { experience: 0.4 }, { experience: 0.4 }, 0],
    ['experience unknown', 'maturity', { experience: 0.4 }, {}, 0],
    ['confirmed today, nothing matches', 'freshness', {}, {}, 1 / 3],
    ['confirmed 90 days ago', 'freshness', {}, { lastConfirmedAt: now - 90 * day }, 1 / 6],
    ['confirmed tomorrow', 'freshness', {}, { lastConfirmedAt: now + day }, 1 / 3],
    ['a fresh match', 'freshness', { needs: listings('law') }, { offers: listings('law') }, 1],
    ['a fresh peer', 'freshness', { needs: listings('law') }, { needs: listings('law') }, 2 / 3],
  ])('%s', (_, kind, own, other, value) => {
    expect(factorOf(kind, own, other).value).toBeCloseTo(value, 4)
  })

  it('takes distance out where need and offer may both be remote', () => {
    const far = { municipality: 'x', district: 'x', lat: 51.4 }
    const remote = (mine: boolean, theirs: boolean) =>
      factorOf(
        'distance',
        { needs: listings(['law', { remote: mine }]) },
        { ...far, offers: listings(['law', { remote: theirs }]) },
      )
    expect(remote(true, true)).toMatchObject({ value: 1, facts: { remote: true } })
    expect(remote(true, false).value).toBeLessThan(0.2)
    expect(remote(false, true).value).toBeLessThan(0.2)
    expect(remote(true, true).facts.km).toBeCloseTo(90.5, 1)
  })

  it('says who is more experienced and how old a confirmation is', () => {
    expect(factorOf('maturity', { experience: 0 }, { experience: 1 }).facts.moreExperienced).toBe('other')
    expect(factorOf('maturity', { experience: 1 }, { experience: 0 }).facts.moreExperienced).toBe('own')
    const offers = listings(['law', { lastConfirmedAt: now - 3.5 * day }])
    expect(factorOf('freshness', { needs: listings('law') }, { offers }).facts).toEqual({
      days: 0,
      needDays: 0,
      offerDays: 3,
    })
  })
})

describe('the language gate', () => {
  it.each<[string, Partial<Profile>, Partial<Profile>, number, string[]]>([
    ['one in common', { languages: ['de', 'tr'] }, { languages: ['tr', 'ar'] }, 1, ['tr']],
    ['plain German and German', { languages: ['de-simple'] }, { languages: ['de'] }, 1, ['de-simple']],
    ['an interpreter here', { languages: ['tr'], hasInterpreter: true }, { languages: ['ar'] }, 0.6, []],
    ['an interpreter there', { languages: ['tr'] }, { languages: ['ar'], hasInterpreter: true }, 0.6, []],
    ['none', { languages: ['tr'] }, { languages: ['ar'] }, 0.2, []],
    ['nothing stated', { languages: [] }, { languages: ['ar'] }, 0.2, []],
  ])('%s', (_, own, other, value, common) => {
    const { gate } = direction(plain('own', own), plain('other', other))
    expect(gate).toMatchObject({ value, facts: { common } })
  })

  it('multiplies everything', () => {
    const own = plain('own', { needs: listings('law') })
    const open = direction(own, plain('other', { offers: listings('law') }))
    const shut = direction(own, plain('other', { offers: listings('law'), languages: ['ar'] }))
    expect(shut.score).toBeCloseTo(open.score * 0.2, 12)
  })
})

describe('fusion', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const { fusion } = startWeights

  it.each([
    [-1, 0.2, 0.6, 0.3],
    [0, 0.2, 0.8, 0.4],
    [1, 0.2, 0.8, 0.5],
    [-1, 0, 1, 0.04 / 1.02],
    [-1, 0, 0, 0.02],
    [-1, 1, 1, 1],
  ])('exponent %d of %d and %d is %d', (exponent, a, b, fused) => {
    expect(fuse(a, b, { ...fusion, exponent })).toBeCloseTo(fused, 12)
  })

  it('is symmetric, between both and within [floor, 1]', () => {
    fc.assert(
      fc.property(share, share, fc.constantFrom(-3, -1, -0.5, 0, 1, 2), (a, b, exponent) => {
        const fused = fuse(a, b, { ...fusion, exponent })
        expect(fuse(b, a, { ...fusion, exponent })).toBe(fused)
        expect(fused).toBeGreaterThanOrEqual(Math.max(Math.min(a, b), fusion.floor) - 1e-12)
        expect(fused).toBeLessThanOrEqual(Math.min(1, Math.max(a, b, fusion.floor) + 1e-12))
      }),
    )
  })

  it('never falls when one direction rises', () => {
    fc.assert(
      fc.property(share, share, share, (a, b, c) => {
        expect(fuse(Math.max(a, c), b, fusion)).toBeGreaterThanOrEqual(fuse(Math.min(a, c), b, fusion))
      }),
    )
  })
})

describe('every direction', () => {
  it('is within [0, 1] and follows exactly from what is stored with it', () => {
    fc.assert(
      fc.property(pair, weights, ({ me, other }, weights) => {
        const direction = explain(me, other, { now, weights }).forMe
        expect(direction.score).toBeGreaterThanOrEqual(0)
        expect(direction.score).toBeLessThanOrEqual(1)
        for (const { value, weight, contribution } of direction.factors) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
          expect(contribution).toBe(weight * value * direction.gate.value)
        }
        const stored = JSON.parse(JSON.stringify(direction)) as typeof direction
        expect(stored).toEqual(direction)
        expect(recomputed(stored)).toBe(direction.score)
        expect(
          Math.min(
            1,
            stored.factors.reduce((sum, f) => sum + f.contribution, 0),
          ),
        ).toBe(direction.score)
      }),
    )
  })

  it('does not depend on the order of lists within a profile', () => {
    const turned = (profile: Profile): Profile => ({
      ...profile,
      needs: [...profile.needs].reverse(),
      offers: [...profile.offers].reverse(),
      topics: [...profile.topics].reverse(),
      languages: [...profile.languages].reverse(),
    })
    fc.assert(
      fc.property(pair, ({ me, other }) => {
        expect(direction(turned(me), turned(other))).toEqual(direction(me, other))
      }),
    )
  })
})

describe('weights', () => {
  it('start sound', () => {
    expect(checkWeights(startWeights)).toBe(startWeights)
  })

  it.each([
    [{ factors: { ...startWeights.factors, peer: 0.2 } }, /sum to/],
    [{ factors: { ...startWeights.factors, peer: -0.15, topic: 0.45 } }, /factor is not/],
    [{ language: { common: 1, interpreter: 0.1, none: 0.2 } }, /language gates/],
    [{ language: { common: 2, interpreter: 0.6, none: 0.2 } }, /language gate is/],
    [{ relatedCredit: 1.5 }, /relatedCredit/],
    [{ distance: { ...startWeights.distance, decayKm: 0 } }, /decayKm/],
    [{ distance: { ...startWeights.distance, sameDistrict: -1 } }, /bonus/],
    [{ freshnessHalfLifeDays: 0 }, /HalfLife/],
    [{ fusion: { exponent: Number.NEGATIVE_INFINITY, floor: 0.02 } }, /exponent/],
    [{ fusion: { exponent: -1, floor: 0 } }, /floor/],
  ])('%j are refused', (change, fault) => {
    expect(() => checkWeights({ ...startWeights, ...change })).toThrow(fault)
  })
})

describe('adjusted weights', () => {
  const turn = fc.double({ min: -5, max: 5, noNaN: true })
  const turns = fc.record(
    {
      complementarity: turn,
      peer: turn,
      topic: turn,
      distance: turn,
      maturity: turn,
      freshness: turn,
      language: turn,
    },
    { requiredKeys: [] },
  )

  it('stay sound and within half and one and a half before they are brought back to 1', () => {
    fc.assert(
      fc.property(turns, (adjustment) => {
        const weights = checkWeights(adjusted(startWeights, adjustment))
        const shares = factorKinds.map((kind) => weights.factors[kind] / startWeights.factors[kind])
        // Common to all is what brings the sum back to 1.
        expect(Math.max(...shares) / Math.min(...shares)).toBeLessThanOrEqual(3 + 1e-9)
        for (const gate of ['interpreter', 'none'] as const) {
          expect(weights.language[gate]).toBeGreaterThanOrEqual(startWeights.language[gate] * 0.5 - 1e-12)
          expect(weights.language[gate]).toBeLessThanOrEqual(startWeights.language[gate] * 1.5 + 1e-12)
        }
      }),
    )
  })

  it('are the start where nothing is turned', () => {
    expect(adjusted(startWeights, {})).toBe(startWeights)
    expect(adjusted(startWeights, { topic: 1 })).toBe(startWeights)
  })

  it('move what is turned, at the cost of the rest', () => {
    const near = adjusted(startWeights, { distance: 1.5 })
    expect(near.factors.distance).toBeCloseTo(0.18 / 1.06, 12)
    expect(near.factors.topic).toBeCloseTo(0.15 / 1.06, 12)
    expect(near.language).toEqual(startWeights.language)
    expect(adjusted(startWeights, { language: 1.5 }).language).toEqual({
      common: 1,
      interpreter: 0.3,
      none: 0.1,
    })
    expect(adjusted(startWeights, { language: 0.5 }).language.interpreter).toBeCloseTo(0.9, 12)
  })
})
