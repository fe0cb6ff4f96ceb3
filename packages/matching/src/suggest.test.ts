import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, listing, listings, now, pair, plain, profiles, weights } from './testing/arbitraries.ts'
import { buildIndex, explain, fuse, type Profile, scoreOf, startWeights, suggest } from './index.ts'

describe('suggest', () => {
  it('leaves out the one who asks and ranks the rest, ties by id', () => {
    fc.assert(
      fc.property(profiles, weights, (all, weights) => {
        const [me] = all
        const found = suggest(me!, all, { now, weights })
        expect(new Set(found.map(({ id }) => id))).toEqual(new Set(all.slice(1).map(({ id }) => id)))
        for (const { score } of found) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
        expect(found).toEqual([...found].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)))
      }),
    )
  })

  it('is the same whatever the order of the others', () => {
    fc.assert(
      fc.property(profiles, fc.nat(), (all, turn) => {
        const [me, ...others] = all
        const cut = turn % others.length
        const turned = [...others.slice(cut), ...others.slice(0, cut)].reverse()
        expect(suggest(me!, turned, { now })).toEqual(suggest(me!, others, { now }))
      }),
    )
  })

  it('gives scores that follow exactly from what is stored with them', () => {
    fc.assert(
      fc.property(profiles, weights, (all, weights) => {
        const found = suggest(all[0]!, all, { now, weights })
        const stored = JSON.parse(JSON.stringify(found)) as typeof found
        for (const { forMe, forThem, score, weightsVersion } of stored) {
          expect(scoreOf(forMe)).toBe(forMe.score)
          expect(scoreOf(forThem)).toBe(forThem.score)
          expect(fuse(scoreOf(forMe), scoreOf(forThem), weights.fusion)).toBe(score)
          expect(weightsVersion).toBe(weights.version)
        }
      }),
    )
  })

  it('sees a pair alike from both sides', () => {
    fc.assert(
      fc.property(pair, weights, ({ me, other, rest }, weights) => {
        const options = { now, weights, index: buildIndex([me, other, ...rest]) }
        const mine = explain(me, other, options)
        const theirs = explain(other, me, options)
        expect(theirs.score).toBe(mine.score)
        expect(theirs.forMe).toEqual(mine.forThem)
        expect(theirs.reasons).toEqual(mine.reasonsForThem)
      }),
    )
  })

  it('never ranks somebody lower for one more offer that matches', () => {
    const ranks = fc.tuple(pair, listing, fc.nat())
    fc.assert(
      fc.property(ranks, ([{ me, other, rest }, offer, which]) => {
        fc.pre(me.needs.length > 0)
        const { category } = me.needs[which % me.needs.length]!
        const options = { now, index: buildIndex([me, other, ...rest]) }
        const richer: Profile = { ...other, offers: [...other.offers, { ...offer, category, id: 'more' }] }
        const before = explain(me, other, options)
        const after = explain(me, richer, options)
        expect(after.forMe.score).toBeGreaterThanOrEqual(before.forMe.score)
        expect(after.forThem.score).toBe(before.forThem.score)
        expect(after.score).toBeGreaterThanOrEqual(before.score)
      }),
    )
  })

  it('changes nothing that it is given', () => {
    fc.assert(
      fc.property(profiles, (all) => {
        const copy = structuredClone(all)
        suggest(all[0]!, all, { now })
        expect(all).toEqual(copy)
      }),
    )
  })

  it('prefers mutual benefit to a one-sided one', () => {
    const me = plain('me', { needs: listings('law'), offers: listings('rooms') })
    const giver = plain('giver', { offers: listings('law') })
    const partner = plain('partner', { offers: listings('law'), needs: listings('rooms') })
    expect(suggest(me, [giver, partner], { now }).map(({ id }) => id)).toEqual(['partner', 'giver'])
    expect(suggest(me, [giver, partner], { now, limit: 1 })).toHaveLength(1)
  })

  it('does not drop a newcomer with needs and no offers', () => {
    const me = plain('me', { offers: listings('rooms') })
    const newcomer = plain('newcomer', { needs: listings('rooms') })
    const nobody = plain('nobody')
    expect(suggest(me, [nobody, newcomer], { now })[0]?.id).toBe('newcomer')
  })

  it('refuses weights that are not sound', () => {
    const broken = { ...startWeights, relatedCredit: 2 }
    expect(() => suggest(plain('me'), [], { now, weights: broken })).toThrow(/relatedCredit/)
  })
})

describe('reasons', () => {
  it('are at most three stored factors above zero, best first, the language last', () => {
    fc.assert(
      fc.property(pair, weights, ({ me, other }, weights) => {
        const suggestion = explain(me, other, { now, weights })
        for (const [reasons, { factors, gate }] of [
          [suggestion.reasons, suggestion.forMe],
          [suggestion.reasonsForThem, suggestion.forThem],
        ] as const) {
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
    const { reasons, reasonsForThem } = explain(me, other, { now })
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
    expect(explain(me, far, { now }).reasons).toEqual([])
  })
})
