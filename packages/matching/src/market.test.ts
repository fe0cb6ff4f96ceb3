import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listings, now, pair, plain, profiles } from './testing/arbitraries.ts'
import { createMarket, explain, type Market, type Profile } from './index.ts'
import { startSearch } from './market.ts'

const endless = { perList: Infinity, enough: Infinity }
const marketOf = (all: readonly Profile[]) =>
  createMarket(
    all.map((profile) => ({ profile })),
    { now },
  )
const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id)
const search = (market: Market, id: string, options = {}) => idsOf(market.candidates(market.of(id)!, options))

const related = new Set(['complementarity', 'peer', 'topic'])
const areRelated = (a: Profile, b: Profile) =>
  a.district === b.district ||
  Object.values(explain(a, b, { now }))
    .flatMap((part) => (typeof part === 'object' ? part.factors : []))
    .some(({ kind, value }) => value > 0 && related.has(kind))

describe('candidates', () => {
  it('miss nobody with a complementary listing, a shared problem or topic when lists are endless', () => {
    fc.assert(
      fc.property(profiles, (all) => {
        const market = marketOf(all)
        for (const me of all) {
          const found = new Set(search(market, me.id, endless))
          expect(
            all.filter((other) => other !== me && !found.has(other.id) && areRelated(me, other)),
          ).toEqual([])
        }
      }),
    )
  })

  it('never contain the one who asks, nor anybody twice', () => {
    fc.assert(
      fc.property(profiles, fc.integer({ min: 1, max: 5 }), fc.nat(9), (all, perList, turn) => {
        const market = marketOf(all)
        for (const me of all) {
          const found = search(market, me.id, { perList, turn })
          expect(found).not.toContain(me.id)
          expect(new Set(found).size).toBe(found.length)
        }
      }),
    )
  })

  it('are the same for a profile that is no member, but for itself', () => {
    fc.assert(
      fc.property(pair, ({ me, other, rest }) => {
        const market = marketOf([me, other, ...rest])
        expect(idsOf(market.candidates(me))).toEqual(search(market, me.id))
      }),
    )
  })

  const crowd = Array.from({ length: 100 }, (_, n) =>
    plain(`c${n}`, { offers: listings('volunteers'), district: `d${n}`, municipality: `m${n}` }),
  )
  const rare = plain('rare', {
    offers: listings('law'),
    district: 'd',
    municipality: 'm',
    lat: 40,
  })
  const me = plain('me', { needs: listings('volunteers', 'law') })
  const market = marketOf([...crowd, rare, me])

  it('come with the rarest property first', () => {
    expect(search(market, 'me')[0]).toBe('rare')
    expect(search(market, 'me', { enough: 1 })[0]).toBe('rare')
  })

  it('are the nearest ones of long lists', () => {
    const near = plain('near', { offers: listings('volunteers'), lat: 50.587, lon: 8.676 })
    const far = Array.from({ length: 200 }, (_, n) =>
      plain(`f${String(n)}`, { offers: listings('volunteers'), lat: 51 + n / 100, lon: 9 }),
    )
    expect(search(marketOf([...far, near, me]), 'me', { perList: 8 })).toContain('near')
  })

  it('move on with each turn until everybody was looked at', () => {
    const turns = Array.from({ length: 60 }, (_, turn) => search(market, 'me', { perList: 10, turn }))
    expect(turns[1]).not.toEqual(turns[0])
    expect(new Set(turns.flat()).size).toBe(101)
  })

  it('pass over those one cannot talk to while there are others', () => {
    const foreign = Array.from({ length: 60 }, (_, n) =>
      plain(`foreign-${n}`, { offers: listings('law'), languages: ['ar'] }),
    )
    const speaking = Array.from({ length: 20 }, (_, n) => plain(`speaking-${n}`, { offers: listings('law') }))
    const found = search(marketOf([...foreign, ...speaking, me]), 'me', { perList: 20 })
    expect(found.filter((id) => id.startsWith('speaking')).length).toBeGreaterThanOrEqual(15)
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
    const large = marketOf(many)
    const sizes = many.slice(0, 200).map(({ id }) => search(large, id).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(startSearch.enough + startSearch.perList + 12)
    expect(Math.min(...sizes)).toBeGreaterThan(50)
  })
})

describe('a market', () => {
  it('is the same whoever came first, and after any changes as if it had been made so', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 12 })
    fc.assert(
      fc.property(profiles, changes, (all, changes) => {
        const changed = marketOf(all)
        const there = new Set(all)
        for (const [which, stays] of changes) {
          const profile = all[which % all.length]!
          if (stays) {
            changed.put({ profile })
            there.add(profile)
          } else {
            changed.remove(profile.id)
            there.delete(profile)
          }
        }
        const fresh = marketOf([...there].reverse())
        expect(changed.size).toBe(there.size)
        expect(idsOf(changed.all())).toEqual(idsOf(fresh.all()))
        for (const { id } of there) {
          expect(new Set(search(changed, id, endless))).toEqual(new Set(search(fresh, id, endless)))
          for (const other of there) {
            if (other.id === id) continue
            const [a, b] = [changed.of(id)!, changed.of(other.id)!]
            expect(changed.score(a, b)).toBe(changed.explain(a, b).score)
          }
        }
      }),
    )
  })

  it('scores as it explains', () => {
    fc.assert(
      fc.property(profiles, (all) => {
        const market = marketOf(all)
        const [me, other] = [market.of(all[0]!.id)!, market.of(all[1]!.id)!]
        const explained = market.explain(me, other)
        expect(market.score(me, other)).toBe(explained.score)
        expect(market.score(other, me)).toBe(explained.score)
        expect(market.scores(me, other)).toEqual({
          forMe: explained.forMe.score,
          forThem: explained.forThem.score,
        })
      }),
    )
  })

  it('knows rare needs from common ones', () => {
    const needs = (...categories: string[]) => listings(...categories)
    const { rarity } = marketOf([
      plain('a', { needs: needs('rooms', 'law', 'rooms') }),
      plain('b', { needs: needs('rooms') }),
      plain('c', { needs: needs('rooms'), offers: needs('law') }),
    ])
    expect(rarity('rooms')).toBe(1)
    expect(rarity('law')).toBeCloseTo(Math.log(2) + 1, 12)
    expect(rarity('training')).toBeCloseTo(Math.log(4) + 1, 12)
    expect(marketOf([]).rarity('rooms')).toBe(1)
  })
})
