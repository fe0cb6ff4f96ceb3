import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listings, now, plain, profile } from './testing/arbitraries.ts'
import { createMarket, cycle, listOf, type Profile, revised, startRules, viewersOf } from './index.ts'

const others = Array.from({ length: 40 }, (_, n) =>
  plain(`o${String(n).padStart(2, '0')}`, {
    needs: listings('law'),
    offers: listings('rooms'),
    lat: 50 + n / 50,
  }),
)
const cycled = (all: readonly Profile[]) => {
  const market = createMarket(
    all.map((profile) => ({ profile })),
    { now },
  )
  const steps = cycle(market)
  for (;;) {
    const step = steps.next()
    if (step.done) return { market, ...step.value, shown: (id: string) => step.value.exposure.get(id) }
  }
}

describe('between two cycles', () => {
  it('a new offer is in the lists of those who need it at once', () => {
    const { market, lists, shown } = cycled([...others, plain('me')])
    market.put({ profile: plain('me', { offers: listings('law'), needs: listings('rooms') }) })
    const viewers = viewersOf(market, 'me')
    expect(viewers.length).toBeGreaterThanOrEqual(10)
    const taken = viewers.filter((id) =>
      revised(market, id, lists.get(id)!, 'me', shown)?.some((entry) => entry.id === 'me'),
    )
    expect(taken.length).toBeGreaterThanOrEqual(10)
    expect(listOf(market, 'me', lists.get('me')!, shown)!.length).toBe(startRules.length)
  })

  it('keeps lists sound whatever changes', () => {
    const all = fc.uniqueArray(profile, { minLength: 3, maxLength: 20, selector: ({ id }) => id })
    fc.assert(
      fc.property(all, profile, fc.nat(), fc.boolean(), (all, after, which, goes) => {
        const { market, lists, shown } = cycled(all)
        const { id } = all[which % all.length]!
        if (goes) market.remove(id)
        else market.put({ profile: { ...after, id } })
        for (const [viewer, before] of lists) {
          const now = revised(market, viewer, before, id, shown)
          if (viewer === id && goes) expect(now).toBeUndefined()
          if (!now) continue
          expect(now).not.toEqual(before)
          expect(new Set(now.map((entry) => entry.id)).size).toBe(now.length)
          expect(now.length).toBeLessThanOrEqual(Math.max(before.length, startRules.length))
          for (const entry of now) {
            const score = entry.id === id ? market.score(market.of(viewer)!, market.of(id)!) : undefined
            if (score !== undefined) expect(entry.score).toBe(score)
          }
          // Nobody who is owed a place loses it to a change elsewhere.
          const owed = before.filter((entry) => entry.slot === 'guarantee' && entry.id !== id)
          for (const entry of owed) expect(now).toContainEqual(entry)
          if (goes) expect(now.map((entry) => entry.id)).not.toContain(id)
          expect(revised(market, viewer, now, id, shown)).toBeUndefined()
        }
        const own = listOf(market, id, lists.get(id)!, shown)
        expect(own === undefined).toBe(goes)
        for (const entry of own ?? []) {
          expect(entry.id).not.toBe(id)
          expect(entry.score).toBe(market.score(market.of(id)!, market.of(entry.id)!))
        }
      }),
    )
  })

  it('shows nobody to whom they are hidden, and no more of whoever is full', () => {
    const { market, lists, shown } = cycled([...others, plain('me')])
    const viewer = viewersOf(market, 'o00')[0]!
    market.put({ ...market.of(viewer)!.member, hidden: ['o00'] })
    expect(
      revised(market, viewer, lists.get(viewer)!, 'o00', shown)?.some(({ id }) => id === 'o00'),
    ).not.toBe(true)
    expect(viewersOf(market, 'o00')).not.toContain(viewer)
    expect(listOf(market, viewer, lists.get(viewer)!, shown)!.map(({ id }) => id)).not.toContain('o00')
    market.put({ profile: plain('me', { offers: listings('law') }), full: true })
    expect(
      revised(
        market,
        'o03',
        lists.get('o03')!.filter(({ id }) => id !== 'me'),
        'me',
        shown,
      ),
    ).toBeUndefined()
  })
})
