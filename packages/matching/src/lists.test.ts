import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, listings, now, plain, profile } from './testing/arbitraries.ts'
import { createMarket, type Cycle, cycle, type ListRules, type Member, startRules } from './index.ts'

const drive = (steps: Generator<void, Cycle>): Cycle => {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
const cycleOf = (members: readonly Member[], rules: ListRules = startRules, turn = 0) =>
  drive(cycle(createMarket(members, { now }), rules, { turn }))

/** Any associations, and any who are not to be shown to whom. */
const members = (most: number): fc.Arbitrary<Member[]> =>
  fc.uniqueArray(profile, { minLength: 1, maxLength: most, selector: ({ id }) => id }).chain((all) =>
    fc.tuple(
      ...all.map((profile) =>
        fc.record({
          profile: fc.constant(profile),
          hidden: fc.subarray(all.map(({ id }) => id)),
          full: fc.boolean(),
        }),
      ),
    ),
  )

const rules: fc.Arbitrary<ListRules> = fc
  .record({
    length: fc.integer({ min: 1, max: 12 }),
    floor: fc.integer({ min: 0, max: 6 }),
    cap: fc.constantFrom(0.5, 1, 2.5),
    balance: fc.constantFrom(0, 0.1, 0.5),
    guaranteedShare: fc.constantFrom(0, 0.6, 1),
  })
  .map((some) => ({ ...startRules, ...some }))

const mayStand = (viewer: Member, other: Member) =>
  viewer !== other && !(viewer.hidden ?? []).includes(other.profile.id)

describe('a cycle', () => {
  it('shows everybody at least min(floor, possible viewers) times and nobody to whom they are hidden', () => {
    fc.assert(
      fc.property(members(25), rules, fc.nat(5), (all, rules, turn) => {
        const { lists, exposure } = cycleOf(all, rules, turn)
        expect(lists.size).toBe(all.length)
        const shown = new Map<string, number>()
        for (const viewer of all) {
          const ids = lists.get(viewer.profile.id)!.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const id of ids) {
            expect(
              mayStand(
                viewer,
                all.find((one) => one.profile.id === id)!,
              ),
            ).toBe(true)
            shown.set(id, (shown.get(id) ?? 0) + 1)
          }
        }
        for (const one of all) {
          const viewers = all.filter((viewer) => mayStand(viewer, one)).length
          const known = exposure.get(one.profile.id)!
          expect(known.viewers).toBe(viewers)
          expect(known.shown).toBe(shown.get(one.profile.id) ?? 0)
          expect(known.shown).toBeGreaterThanOrEqual(Math.min(rules.floor, viewers))
          expect(known.shown).toBeGreaterThanOrEqual(known.guaranteed)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('goes beyond the cap, beyond the length of a list and shows the full only where the guarantee asks for it', () => {
    fc.assert(
      fc.property(members(25), rules, (all, rules) => {
        const { lists, exposure } = cycleOf(all, rules)
        for (const { profile, full } of all) {
          const { shown } = exposure.get(profile.id)!
          const lifted = Math.floor(rules.floor * rules.newcomerLift)
          expect(shown).toBeLessThanOrEqual(Math.max(full ? 0 : Math.floor(rules.length * rules.cap), lifted))
          const entries = lists.get(profile.id)!
          if (entries.length > rules.length)
            expect(entries.filter(({ slot }) => slot === 'guarantee').length).toBeGreaterThanOrEqual(
              entries.length - rules.length,
            )
        }
      }),
    )
  })

  it('is in the order of the score, and the same whatever the order of members', () => {
    fc.assert(
      fc.property(members(15), (all) => {
        const { lists, exposure } = cycleOf(all)
        for (const entries of lists.values())
          expect(entries.map(({ score }) => score)).toEqual(
            entries.map(({ score }) => score).sort((a, b) => b - a),
          )
        const again = cycleOf([...all].reverse())
        expect(again.lists).toEqual(lists)
        expect(again.exposure).toEqual(exposure)
      }),
    )
  })

  it('copes with whoever leaves, comes or changes while it runs', () => {
    fc.assert(
      fc.property(members(12), fc.nat(), fc.nat(), (all, gone, changed) => {
        const market = createMarket(all, { now })
        const steps = cycle(market)
        for (let step = 0; ; step++) {
          const { done, value } = steps.next()
          if (done) {
            expect(value.lists.size).toBe(all.length)
            for (const one of all)
              expect(value.exposure.get(one.profile.id)!.shown).toBeGreaterThanOrEqual(
                Math.min(startRules.floor, value.exposure.get(one.profile.id)!.viewers),
              )
            return
          }
          if (step === 0) {
            market.remove(all[gone % all.length]!.profile.id)
            market.put({ profile: plain('arrived while it ran') })
            const { profile } = all[changed % all.length]!
            market.put({ profile: { ...profile, offers: listings('law', 'rooms') } })
          }
        }
      }),
    )
  })

  it('gives newcomers more where they fit', () => {
    const helpers = Array.from({ length: 60 }, (_, n) =>
      plain(`h${n}`, { needs: listings('law'), offers: listings('rooms'), joinedAt: now - 400 * day }),
    )
    const fresh = plain('new', { needs: listings('rooms'), offers: listings('law'), joinedAt: now - 3 * day })
    const all = [...helpers, fresh].map((profile) => ({ profile }))
    expect(cycleOf(all).exposure.get('new')!.shown).toBeGreaterThanOrEqual(8)
  })

  it('keeps a list varied while there is a choice', () => {
    const me = plain('me', { needs: listings('law', 'rooms', 'training') })
    const giving = (category: string, many: number) =>
      Array.from({ length: many }, (_, n) =>
        plain(`${category}-${n}`, {
          offers: listings(category),
          municipality: `m${n % 7}`,
          district: `d${n % 3}`,
        }),
      )
    const all = [me, ...giving('law', 20), ...giving('rooms', 20), ...giving('training', 20)]
    const { lists } = cycleOf(
      all.map((profile) => ({ profile })),
      { ...startRules, variety: { ...startRules.variety, worth: 0 } },
    )
    const entries = lists.get('me')!.filter(({ slot }) => slot === 'fit')
    for (const category of ['law', 'rooms', 'training'])
      expect(entries.filter(({ id }) => id.startsWith(category)).length).toBeLessThanOrEqual(4)
  })
})
