import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listings, now, pair, plain, profiles } from './testing/arbitraries.ts'
import { buildIndex, candidates } from './candidates.ts'
import { prepare, type Profile, type Rarity, scoreDirection } from './score.ts'
import { startWeights } from './weights.ts'

const endless = { perList: Infinity, enough: Infinity }
const related = new Set(['complementarity', 'peer', 'topic'])
const areRelated = (a: Profile, b: Profile, rarity: Rarity) =>
  a.district === b.district ||
  [
    [a, b],
    [b, a],
  ].some(([own, other]) =>
    scoreDirection(prepare(own!, now), prepare(other!, now), rarity, startWeights).factors.some(
      ({ kind, value }) => value > 0 && related.has(kind),
    ),
  )
const idsOf = (found: readonly Profile[]) => found.map(({ id }) => id)

describe('candidates', () => {
  it('miss nobody with a complementary listing, a shared problem or topic when lists are endless', () => {
    fc.assert(
      fc.property(profiles, (all) => {
        const index = buildIndex(all)
        for (const me of all) {
          const found = candidates(index, me, endless)
          const missed = all.filter(
            (other) => other.id !== me.id && !found.includes(other) && areRelated(me, other, index.rarity),
          )
          expect(missed).toEqual([])
        }
      }),
    )
  })

  it('never contain the one who asks, nor anybody twice', () => {
    fc.assert(
      fc.property(profiles, fc.integer({ min: 1, max: 5 }), fc.nat(9), (all, perList, turn) => {
        const index = buildIndex(all)
        for (const me of all) {
          const found = idsOf(candidates(index, me, { perList, turn }))
          expect(found).not.toContain(me.id)
          expect(new Set(found).size).toBe(found.length)
        }
      }),
    )
  })

  it('are the same whatever the order of the profiles', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 1, max: 5 }), ({ me, other, rest }, perList) => {
        const forwards = candidates(buildIndex([me, other, ...rest]), me, { perList })
        const backwards = candidates(buildIndex([...rest].reverse().concat(other, me)), me, { perList })
        expect(idsOf(backwards)).toEqual(idsOf(forwards))
      }),
    )
  })

  const crowd = Array.from({ length: 100 }, (_, n) =>
    plain(`c${n}`, { offers: listings('volunteers'), district: `d${n}`, municipality: `m${n}` }),
  )
  const rare = plain('rare', { offers: listings('law'), district: 'd', municipality: 'm' })
  const me = plain('me', { needs: listings('volunteers', 'law') })
  const index = buildIndex([...crowd, rare])

  it('come with the rarest property first', () => {
    expect(idsOf(candidates(index, me))[0]).toBe('rare')
    expect(candidates(index, me, { perList: 10 })).toHaveLength(11)
    expect(idsOf(candidates(index, me, { enough: 1 }))).toEqual(['rare'])
  })

  it('move on with each turn until everybody was looked at', () => {
    const turns = Array.from({ length: 10 }, (_, turn) => idsOf(candidates(index, me, { perList: 10, turn })))
    expect(turns[1]).not.toEqual(turns[0])
    expect(new Set(turns.flat()).size).toBe(101)
  })

  it('begin at different places for different organisations', () => {
    const firsts = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      idsOf(candidates(index, { ...me, id }, { perList: 3 })).join(),
    )
    expect(new Set(firsts).size).toBeGreaterThan(1)
  })

  it('stay a few hundred in a large association life', () => {
    const categories = Array.from({ length: 36 }, (_, n) => `category-${n}`)
    // Squares make the first categories the common ones.
    const pick = (n: number) => categories[Math.floor(((n % 97) / 97) ** 2 * 36)]!
    const many = Array.from({ length: 3000 }, (_, n) =>
      plain(`many-${n}`, {
        needs: listings(pick(n * 7), pick(n * 13 + 5), pick(n * 29 + 1)),
        offers: listings(pick(n * 11 + 3), pick(n * 17 + 2)),
        topics: [`topic-${n % 27}`, `topic-${(n * 5) % 27}`],
        municipality: `m${n % 421}`,
        district: `d${n % 27}`,
      }),
    )
    const large = buildIndex(many)
    const sizes = many.slice(0, 200).map((profile) => candidates(large, profile).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(440)
    expect(Math.min(...sizes)).toBeGreaterThan(50)
  })
})

describe('rarity', () => {
  it('falls with the number of organisations in need and stays at least 1', () => {
    const needs = (...categories: string[]) => listings(...categories)
    const { rarity } = buildIndex([
      plain('a', { needs: needs('rooms', 'law', 'rooms') }),
      plain('b', { needs: needs('rooms') }),
      plain('c', { needs: needs('rooms'), offers: needs('law') }),
    ])
    expect(rarity('rooms')).toBe(1)
    expect(rarity('law')).toBeCloseTo(Math.log(2) + 1, 12)
    expect(rarity('training')).toBeCloseTo(Math.log(4) + 1, 12)
    expect(buildIndex([]).rarity('rooms')).toBe(1)
  })
})
