import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listings, now, plain, profile } from './testing/arbitraries.ts'
import {
  createMarket,
  cycle,
  type Entry,
  type ListRules,
  type Market,
  type Member,
  mend,
  startRules,
  viewersOf,
} from './index.ts'

/** A market with everybody's lists, kept up as a server does: it reads the lists it is told to, and nothing else. */
function kept(members: readonly Member[], rules: ListRules) {
  const market = createMarket(members, { now })
  const steps = cycle(market, rules)
  let step = steps.next()
  while (!step.done) step = steps.next()
  const { lists, exposure } = step.value
  const holdersOf = (id: string) =>
    [...lists].flatMap(([owner, entries]) => (entries.some((entry) => entry.id === id) ? owner : []))
  const times = (id: string) => holdersOf(id).length

  function follow(changed: ReadonlySet<string>, ownOnly = false) {
    const needed = new Set(changed)
    if (!ownOnly)
      for (const id of changed)
        for (const one of [...holdersOf(id), ...viewersOf(market, id)]) needed.add(one)
    for (let rounds = 1; ; rounds++) {
      const known = new Map([...needed].map((id) => [id, lists.get(id)]))
      const shown = (id: string) => ({ shown: times(id), advantage: exposure.get(id)?.advantage ?? 0 })
      const mended = mend(market, known, changed, shown, { ownOnly, rules })
      if (mended.missing.length === 0) {
        for (const [owner, entries] of mended.lists)
          if (entries) lists.set(owner, entries)
          else lists.delete(owner)
        return rounds
      }
      for (const id of mended.missing) {
        expect(needed).not.toContain(id)
        needed.add(id)
      }
    }
  }
  return { market, lists, times, follow }
}

/** Whom everybody may be shown to. */
const viewersIn = (market: Market, id: string) =>
  market.all().filter((one) => one.id !== id && !one.hidden.has(id)).length

type Change =
  | { kind: 'become'; which: number; as: Member['profile'] }
  | { kind: 'come'; as: Member['profile'] }
  | { kind: 'go'; which: number }
  | { kind: 'hide'; which: number; others: readonly number[] }
  | { kind: 'full'; which: number }

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('become' as const), which: fc.nat(), as: profile }),
  fc.record({ kind: fc.constant('come' as const), as: profile }),
  fc.record({ kind: fc.constant('go' as const), which: fc.nat() }),
  fc.record({
    kind: fc.constant('hide' as const),
    which: fc.nat(),
    others: fc.array(fc.nat(), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('full' as const), which: fc.nat() }),
)

const rules: fc.Arbitrary<ListRules> = fc
  .record({
    length: fc.integer({ min: 1, max: 8 }),
    floor: fc.integer({ min: 1, max: 6 }),
    cap: fc.constantFrom(1, 2.5),
    guaranteedShare: fc.constantFrom(0, 0.6, 1),
  })
  .map((some) => ({ ...startRules, ...some }))

const everybody = fc.uniqueArray(profile, { minLength: 2, maxLength: 30, selector: ({ id }) => id })

describe('between two cycles', () => {
  it('shows everybody at least min(floor, possible viewers) times, whatever changes in whatever order', () => {
    fc.assert(
      fc.property(everybody, fc.array(change, { maxLength: 12 }), rules, (profiles, changes, rules) => {
        const { market, lists, times, follow } = kept(
          profiles.map((profile) => ({ profile })),
          rules,
        )
        /** The fewest viewers each has had since it was last looked after. Who may be seen by more waits for the cycle. */
        const fewest = new Map(market.all().map(({ id }) => [id, viewersIn(market, id)]))
        for (const [step, one] of changes.entries()) {
          const all = market.all()
          if (all.length < 2) break
          const some = all['which' in one ? one.which % all.length : 0]!
          const { member } = some
          const id = one.kind === 'come' ? `new ${step}` : some.id
          if (one.kind === 'go') market.remove(id)
          else if (one.kind === 'hide') {
            const others = one.others.map((other) => all[other % all.length]!.id)
            market.put({ ...member, hidden: others.filter((other) => other !== id) })
          } else if (one.kind === 'full') market.put({ ...member, full: !member.full })
          else market.put({ ...(one.kind === 'become' && member), profile: { ...one.as, id } })
          const ownOnly = one.kind === 'hide' || one.kind === 'full'
          expect(follow(new Set([id]), ownOnly)).toBeLessThanOrEqual(4)

          if (!ownOnly) fewest.delete(id)
          expect([...lists.keys()].sort()).toEqual(
            market
              .all()
              .map((other) => other.id)
              .sort(),
          )
          for (const other of market.all()) {
            const viewers = Math.min(viewersIn(market, other.id), fewest.get(other.id) ?? Infinity)
            fewest.set(other.id, viewers)
            expect(times(other.id), other.id).toBeGreaterThanOrEqual(Math.min(rules.floor, viewers))
          }
          for (const [owner, entries] of lists) isSound(market, owner, entries, rules)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('shows somebody who comes as often as a cycle would, at once, and nobody else less than that', () => {
    // Everybody has each other already, and the newcomer nothing to give.
    const couples = Array.from({ length: 60 }, (_, n) =>
      plain(`o${String(n).padStart(2, '0')}`, {
        needs: listings(n % 2 ? 'law' : 'rooms'),
        offers: listings(n % 2 ? 'rooms' : 'law'),
        topics: ['youth'],
        lat: 50 + n / 60,
      }),
    )
    const { market, lists, times, follow } = kept(
      couples.map((profile) => ({ profile })),
      startRules,
    )
    for (const name of ['first', 'second', 'third']) {
      market.put({ profile: plain(name, { lat: 51.9, languages: ['uk'] }) })
      follow(new Set([name]))
      expect(lists.get(name)).toHaveLength(startRules.length)
      expect(times(name)).toBe(startRules.floor)
    }
    for (const { id } of market.all()) expect(times(id), id).toBeGreaterThanOrEqual(startRules.floor)
    const owed = [...lists.values()].flatMap((entries) => entries.filter(({ slot }) => slot === 'guarantee'))
    expect(owed.some(({ id }) => id === 'third')).toBe(true)
  })

  it('gives a place to those who lose one by somebody going', () => {
    const few = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => ({ profile: plain(id) }))
    const { market, times, follow } = kept(few, { ...startRules, length: 3, floor: 3 })
    const before = few.map(({ profile: { id } }) => times(id))
    expect(before).toEqual(few.map(() => 3))
    market.remove('a')
    follow(new Set(['a']))
    for (const { id } of market.all()) expect(times(id), id).toBeGreaterThanOrEqual(3)
  })

  it('says whose lists it has to know', () => {
    const all = Array.from({ length: 60 }, (_, n) => ({ profile: plain(`o${n}`, { lat: 50 + n / 60 }) }))
    const { market, lists } = kept(all, startRules)
    const own = new Map([['o3', lists.get('o3')]])
    const { missing } = mend(market, own, new Set(['o3']), () => ({ shown: 0, advantage: 0 }))
    expect(missing.toSorted()).toEqual(viewersOf(market, 'o3').toSorted())
  })
})

function isSound(market: Market, owner: string, entries: readonly Entry[], rules: ListRules) {
  const ids = entries.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).not.toContain(owner)
  for (const id of ids) {
    expect(market.of(id), id).toBeDefined()
    expect(market.of(owner)!.hidden).not.toContain(id)
  }
  expect(entries.map(({ score }) => score)).toEqual(entries.map(({ score }) => score).sort((a, b) => b - a))
  // Longer only where the guarantee asks for it.
  const guaranteed = entries.filter(({ slot }) => slot === 'guarantee').length
  expect(entries.length).toBeLessThanOrEqual(Math.max(rules.length, rules.length + guaranteed))
}
