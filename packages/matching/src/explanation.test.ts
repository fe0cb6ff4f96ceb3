import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, listing, listings, now, pair, plain, weights } from './testing/arbitraries.ts'
import { explain, fuse, type Profile, recomputed, reasonsOf, startWeights } from './index.ts'

describe('an explanation', () => {
  it('is reproduced by the factors stored with it, and the fused score by the two directions', () => {
    fc.assert(
      fc.property(pair, weights, ({ me, other }, weights) => {
        const found = explain(me, other, { now, weights })
        const stored = JSON.parse(JSON.stringify(found)) as typeof found
        expect(recomputed(stored.forMe)).toBe(found.forMe.score)
        expect(recomputed(stored.forThem)).toBe(found.forThem.score)
        expect(fuse(recomputed(stored.forMe), recomputed(stored.forThem), weights.fusion)).toBe(found.score)
        expect(stored.weightsVersion).toBe(weights.version)
      }),
    )
  })

  it('is the same from both sides, also where each has weights of its own', () => {
    fc.assert(
      fc.property(pair, weights, weights, ({ me, other }, weights, theirs) => {
        const theirWeights = { ...theirs, fusion: weights.fusion }
        const mine = explain(me, other, { now, weights, theirWeights })
        const seenByThem = explain(other, me, { now, weights: theirWeights, theirWeights: weights })
        expect(seenByThem.score).toBe(mine.score)
        expect(seenByThem.forMe).toEqual(mine.forThem)
        expect(seenByThem.forThem).toEqual(mine.forMe)
      }),
    )
  })

  it('never loses by one more offer that matches', () => {
    fc.assert(
      fc.property(pair, listing, fc.nat(), ({ me, other }, offer, which) => {
        fc.pre(me.needs.length > 0)
        const { category } = me.needs[which % me.needs.length]!
        const richer: Profile = { ...other, offers: [...other.offers, { ...offer, category, id: 'more' }] }
        const before = explain(me, other, { now })
        const after = explain(me, richer, { now })
        expect(after.forMe.score).toBeGreaterThanOrEqual(before.forMe.score)
        expect(after.forThem.score).toBe(before.forThem.score)
        expect(after.score).toBeGreaterThanOrEqual(before.score)
      }),
    )
  })

  it('changes nothing that it is given', () => {
    fc.assert(
      fc.property(pair, ({ me, other }) => {
        const copy = structuredClone([me, other])
        explain(me, other, { now })
        expect([me, other]).toEqual(copy)
      }),
    )
  })

  it('does not depend on what somebody is called, nor since when they are here', () => {
    fc.assert(
      fc.property(pair, fc.string(), fc.integer(), ({ me, other }, id, joinedAt) => {
        const { score } = explain(me, other, { now })
        expect(
          explain({ ...me, id, joinedAt }, { ...other, id: `${id} `, joinedAt: -joinedAt }, { now }).score,
        ).toBe(score)
      }),
    )
  })

  it('refuses weights that are not sound', () => {
    const broken = { ...startWeights, relatedCredit: 2 }
    expect(() => explain(plain('me'), plain('you'), { now, weights: broken })).toThrow(/relatedCredit/)
  })
})

describe('reasons', () => {
  it('are at most three stored factors above zero, best first, the language last', () => {
    fc.assert(
      fc.property(pair, weights, ({ me, other }, weights) => {
        const suggestion = explain(me, other, { now, weights })
        for (const direction of [suggestion.forMe, suggestion.forThem]) {
          const { factors, gate } = direction
          const reasons = reasonsOf(direction)
          expect(reasons.length).toBeLessThanOrEqual(3)
          const shares = reasons.map((reason) => (reason.kind === 'language' ? 0 : reason.contribution))
          expect(shares).toEqual([...shares].sort((a, b) => b - a))
          for (const reason of reasons) {
            expect(reason.kind === 'language' ? gate : factors.find(({ kind }) => kind === reason.kind)).toBe(
              reason,
            )
            expect(reason.value).toBeGreaterThan(0)
            const substance = reason.kind === 'language' ? reason.facts.common.length : reason.contribution
            expect(substance).toBeGreaterThan(0)
          }
        }
      }),
    )
  })

  it('tell each side what it has from the other', () => {
    const me = plain('me', { needs: listings('bookkeeping'), offers: listings('rooms'), topics: ['youth'] })
    const other = plain('other', { needs: listings('rooms'), offers: listings('bookkeeping') })
    const { forMe, forThem } = explain(me, other, { now })
    const [reasons, reasonsForThem] = [reasonsOf(forMe), reasonsOf(forThem)]
    expect(reasons.map(({ kind }) => kind)).toEqual(['complementarity', 'distance', 'freshness'])
    expect(reasons[0]).toMatchObject({
      facts: { matches: [{ need: 'bookkeeping-0', category: 'bookkeeping' }] },
    })
    expect(reasonsForThem[0]).toMatchObject({ facts: { matches: [{ need: 'rooms-0', category: 'rooms' }] } })
  })

  it('do not boast of what is far, old or foreign', () => {
    const me = plain('me', { languages: ['tr'] })
    const far = plain('far', {
      languages: ['ar'],
      municipality: 'x',
      district: 'x',
      lat: 51.4,
      lastConfirmedAt: now - 300 * day,
    })
    expect(reasonsOf(explain(me, far, { now }).forMe)).toEqual([])
  })
})
