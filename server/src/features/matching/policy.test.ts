import type { ListingState } from '@augenhoehe/contracts'
import {
  adjusted,
  type Adjustment,
  explain,
  type Listing,
  type Profile,
  startWeights,
} from '@augenhoehe/matching'
import { describe, expect, it } from 'vitest'
import { freeSlot, isNewcomer, mayBecome, mayRead, mayReword, stateOf } from './policy.ts'
import { axisOf, toExplanation } from './present.ts'

const now = new Date('2026-03-01T12:00:00Z')
const sooner = new Date('2026-02-28T12:00:00Z')
const later = new Date('2026-03-02T12:00:00Z')
const states: ListingState[] = ['active', 'paused', 'fulfilled', 'expired', 'withdrawn']

describe('an entry', () => {
  it.each([
    ['active', ['active', 'paused', 'fulfilled', 'withdrawn']],
    ['paused', ['active', 'fulfilled', 'withdrawn']],
    ['expired', ['active', 'withdrawn']],
    ['fulfilled', []],
    ['withdrawn', []],
  ] as const)('that is %s may become %j', (from, allowed: readonly ListingState[]) => {
    expect(states.filter((to) => mayBecome(from, to))).toEqual(states.filter((to) => allowed.includes(to)))
    expect(mayReword(from)).toBe(allowed.length > 0)
  })

  it.each([
    ['active', later, 'active'],
    ['active', now, 'expired'],
    ['active', sooner, 'expired'],
    ['paused', sooner, 'paused'],
    ['fulfilled', sooner, 'fulfilled'],
  ] as const)('stored as %s until %s is %s', (state, expiresAt, is) => {
    expect(stateOf({ state, expiresAt }, now)).toBe(is)
  })

  it.each(states)('that is %s is read by members, and by others only while active', (state) => {
    expect(mayRead(state, true)).toBe(true)
    expect(mayRead(state, false)).toBe(state === 'active')
  })
})

it.each([
  [[], 0],
  [[1, 2], 0],
  [[0, 1], 2],
  [[2, 0, 1], undefined],
])('of three places, with %j taken, the free one is %s', (taken, slot) => {
  expect(freeSlot(taken, 3)).toBe(slot)
})

it.each([
  ['2026-02-28', true],
  ['2025-12-02', true],
  ['2025-11-30', false],
])('who came on %s is new on the first of March: %s', (joined, isNew) => {
  expect(isNewcomer(new Date(joined), now)).toBe(isNew)
})

describe('what two organisations have to do with each other', () => {
  const listing = (id: string, category: string): Listing => ({
    id,
    category,
    remote: false,
    lastConfirmedAt: now.getTime(),
  })
  const profile = (id: string, lists: Partial<Profile>): Profile => ({
    id,
    needs: [],
    offers: [],
    topics: [],
    languages: ['de'],
    municipality: '06531005',
    district: '06531',
    lat: 50.58,
    lon: 8.67,
    joinedAt: 0,
    lastConfirmedAt: 0,
    ...lists,
  })
  const match = (mine: Partial<Profile>, theirs: Partial<Profile>) =>
    explain(profile('me', mine), profile('them', theirs), { now: now.getTime() })
  const need = listing('n', 'rooms')
  const offer = listing('o', 'rooms')

  it.each([
    ['help received', { needs: [need] }, { offers: [offer] }, 'they-offer', 'o'],
    ['help given', { offers: [offer] }, { needs: [need] }, 'they-seek', 'n'],
    ['the same need', { needs: [need] }, { needs: [listing('p', 'rooms')] }, 'peers', 'p'],
  ])('is %s', (_, mine, theirs, direction, listingId) => {
    expect(axisOf(match(mine, theirs))).toEqual({ category: 'rooms', direction, listingId })
  })

  it('may be the place alone', () => {
    const found = match({}, {})
    expect(axisOf(found)).toEqual({ category: null, direction: 'peers', listingId: null })
    expect(toExplanation(found).reasons.map(({ kind }) => kind)).toEqual(['distance', 'language'])
  })

  it('is told from where the reader stands, also what the other side has of it', () => {
    const { reasons, theirReasons } = toExplanation(match({ offers: [offer] }, { needs: [need] }))
    const helping = {
      kind: 'complementarity',
      direction: 'they-seek',
      terms: ['rooms'],
      instead: [],
      km: null,
    }
    expect(reasons[0]).toEqual(helping)
    expect(theirReasons[0]).toEqual(helping)
    expect(reasons.length).toBeLessThanOrEqual(3)
  })

  it('never calls the thing itself what is only of the same group', () => {
    const sought = { ...listing('n', 'bookkeeping'), parentCategory: 'finance' }
    const close = { ...listing('o', 'fundraising'), parentCategory: 'finance' }
    const { reasons } = toExplanation(match({ needs: [sought] }, { offers: [close] }))
    expect(reasons[0]).toMatchObject({
      direction: 'they-offer',
      terms: ['bookkeeping'],
      instead: ['fundraising'],
    })
    const both = toExplanation(match({ needs: [sought] }, { offers: [close, listing('p', 'bookkeeping')] }))
    expect(both.reasons[0]).toMatchObject({ terms: ['bookkeeping'], instead: [] })
  })

  it('adds up to the score by its factors', () => {
    const found = match({ needs: [need], topics: ['culture'] }, { offers: [offer], topics: ['culture'] })
    const { factors } = toExplanation(found)
    const sum = factors.reduce((total, { contribution }) => total + contribution, 0)
    expect(sum).toBeCloseTo(found.forMe.score, 12)
  })

  it.each<[string, Adjustment, string[]]>([
    ['what it set', { distance: 1.5, topic: 0.75 }, ['de']],
    ['what it learned', { complementarity: 0.5 }, ['de']],
    ['how much a language counts for it', { language: 1.5 }, ['uk']],
  ])('never tells of the other side %s, and yet makes up its benefit', (_, adjustment, languages) => {
    const [mine, theirs] = [
      profile('me', { offers: [offer], topics: ['culture'], languages }),
      profile('them', { needs: [need], topics: ['culture'] }),
    ]
    const at = { now: now.getTime() }
    const usual = explain(mine, theirs, at)
    const turned = explain(mine, theirs, { ...at, theirWeights: adjusted(startWeights, adjustment) })
    expect(turned.forThem.score).not.toBeCloseTo(usual.forThem.score, 3)
    const { theirFactors, theirBenefit } = toExplanation(turned)
    const gate = theirFactors.find(({ kind }) => kind === 'language')!.value
    expect(gate).toBe(usual.forThem.gate.value)
    let sum = 0
    for (const { kind, weight, value, contribution } of theirFactors) {
      if (kind === 'language') continue
      expect(contribution).toBeCloseTo(weight * value * gate, 12)
      expect(value).toBeLessThanOrEqual(1)
      // The usual one, unless what was contributed is more than that.
      expect(weight).toBe(Math.max(startWeights.factors[kind], contribution / gate))
      sum += contribution
    }
    expect(sum).toBeCloseTo(theirBenefit, 12)
    const plain = usual.forThem.factors.map(({ kind, weight, value, contribution }) => ({
      kind,
      weight,
      value,
      contribution,
    }))
    expect(toExplanation(usual).theirFactors.slice(0, -1)).toEqual(plain)
  })
})
