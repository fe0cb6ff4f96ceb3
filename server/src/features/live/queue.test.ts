import type { QueueRule } from '@augenhoehe/contracts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arranged, counted, paused, reasonFor, usedAt, type Tallies, type Waiting } from './queue.ts'

type Act =
  | { kind: 'raise'; person: number; group: number | null }
  | { kind: 'lower'; which: number }
  | { kind: 'call'; spokenMs: number }
  | { kind: 'call-by-hand'; which: number; spokenMs: number }
  | { kind: 'skip' }
  | { kind: 'rule'; rule: QueueRule }

const rule = fc.constantFrom<QueueRule>('first-come', 'first-time', 'least-time')
const spokenMs = fc.integer({ min: 0, max: 5 }).map((minutes) => minutes * 60_000)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('raise' as const),
      person: fc.integer({ min: 1, max: 8 }),
      group: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lower' as const), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('call' as const), spokenMs }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('call-by-hand' as const), which: fc.nat(9), spokenMs }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'skip' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rule' as const), rule }) },
)

interface Meeting {
  rule: QueueRule
  arrivals: number
  waiting: Waiting[]
  tallies: Tallies
}

/** Plays what people do; `seen` looks at the list after every act. */
function play(acts: readonly Act[], first: QueueRule, seen: (meeting: Meeting, before: Meeting) => void) {
  let meeting: Meeting = { rule: first, arrivals: 0, waiting: [], tallies: { people: {}, groups: {} } }
  for (const one of acts) {
    const before = meeting
    meeting = after(meeting, one)
    meeting = { ...meeting, waiting: arranged(meeting.waiting, meeting.rule, meeting.tallies) }
    seen(meeting, before)
  }
  return meeting
}

function after(meeting: Meeting, one: Act): Meeting {
  const { waiting, arrivals } = meeting
  const speak = (hand: Waiting | undefined, ms: number): Meeting =>
    hand
      ? {
          ...meeting,
          waiting: waiting.filter(({ n }) => n !== hand.n),
          tallies: counted(meeting.tallies, hand, ms),
        }
      : meeting
  switch (one.kind) {
    case 'raise': {
      const n = arrivals + 1
      const person = `person:${one.person}`
      if (waiting.some((hand) => hand.person === person)) return meeting
      const group = one.group === null ? person : `organisation:${one.group}`
      return {
        ...meeting,
        arrivals: n,
        waiting: [...waiting, { n, arrival: n, person, group, skipped: false }],
      }
    }
    case 'lower':
      return { ...meeting, waiting: waiting.filter((_, place) => place !== one.which) }
    case 'call':
      return speak(waiting[0], one.spokenMs)
    case 'call-by-hand':
      return speak(waiting[one.which], one.spokenMs)
    case 'skip': {
      const [next, ...rest] = waiting
      if (!next) return meeting
      const arrival = arrivals + 1
      return { ...meeting, arrivals: arrival, waiting: [...rest, { ...next, arrival, skipped: true }] }
    }
    case 'rule':
      return { ...meeting, rule: one.rule }
  }
}

/** Every two who wait, the one before and the one behind. */
const pairs = (waiting: readonly Waiting[]) =>
  waiting.flatMap((ahead, place) => waiting.slice(place + 1).map((behind) => [ahead, behind] as const))

const acts = fc.array(act, { maxLength: 60 })

describe('The order of speakers', () => {
  it('is the order of arrival where the first to come speaks first', () => {
    fc.assert(
      fc.property(acts, (done) => {
        play(
          done.filter(({ kind }) => kind !== 'rule'),
          'first-come',
          ({ waiting }) => {
            for (const [ahead, behind] of pairs(waiting)) expect(ahead.arrival).toBeLessThan(behind.arrival)
          },
        )
      }),
    )
  })

  it('lets nobody who has not spoken wait behind somebody who has, where first-time speakers come first', () => {
    fc.assert(
      fc.property(acts, rule, (done, first) => {
        play(done, first, ({ rule: now, waiting, tallies }) => {
          if (now !== 'first-time') return
          const hasSpoken = ({ person }: Waiting) => (tallies.people[person] ?? 0) > 0
          for (const [ahead, behind] of pairs(waiting)) {
            expect(hasSpoken(ahead) && !hasSpoken(behind)).toBe(false)
            if (hasSpoken(ahead) === hasSpoken(behind)) expect(ahead.arrival).toBeLessThan(behind.arrival)
          }
        })
      }),
    )
  })

  it('lets nobody whose association spoke less wait behind one that spoke more, where least time comes first', () => {
    fc.assert(
      fc.property(acts, rule, (done, first) => {
        play(done, first, ({ rule: now, waiting, tallies }) => {
          if (now !== 'least-time') return
          const spoken = ({ group }: Waiting) => tallies.groups[group] ?? 0
          for (const [ahead, behind] of pairs(waiting)) {
            expect(spoken(ahead)).toBeLessThanOrEqual(spoken(behind))
            if (spoken(ahead) === spoken(behind)) expect(ahead.arrival).toBeLessThan(behind.arrival)
          }
        })
      }),
    )
  })

  it('changes for those who wait only when a turn has ended, somebody was skipped, or the rule was changed', () => {
    const betweenTurns = new Set<Act['kind']>(['call', 'call-by-hand', 'skip', 'rule'])
    fc.assert(
      fc.property(acts, rule, (done, first) => {
        let step = 0
        play(done, first, ({ waiting }, before) => {
          const { kind } = done[step++]!
          if (betweenTurns.has(kind)) return
          const both = new Set(waiting.map(({ n }) => n))
          const stayed = before.waiting.filter(({ n }) => both.has(n)).map(({ n }) => n)
          const known = new Set(stayed)
          expect(waiting.filter(({ n }) => known.has(n)).map(({ n }) => n)).toEqual(stayed)
        })
      }),
    )
  })

  it('depends on nothing but what is stored: any order of reading gives the same list', () => {
    fc.assert(
      fc.property(acts, rule, fc.infiniteStream(fc.nat()), (done, first, chance) => {
        const { waiting, rule: now, tallies } = play(done, first, () => {})
        const shuffled = waiting
          .map((hand) => ({ hand, key: chance.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ hand }) => hand)
        expect(arranged(shuffled, now, tallies)).toEqual(waiting)
      }),
    )
  })

  it('counts people without an association singly, and those of one together', () => {
    const hand = (n: number, person: string, group: string): Waiting => ({
      n,
      arrival: n,
      person,
      group,
      skipped: false,
    })
    const [amal, bora, cem] = [
      hand(1, 'amal', 'organisation:1'),
      hand(2, 'bora', 'organisation:1'),
      hand(3, 'cem', 'cem'),
    ]
    const tallies = counted({ people: {}, groups: {} }, amal, 60_000)
    expect(arranged([bora, cem], 'least-time', tallies)).toEqual([cem, bora])
    expect(arranged([bora, cem], 'first-time', tallies)).toEqual([bora, cem])
    expect(reasonFor(bora, 'least-time', tallies)).toEqual({ kind: 'time-so-far', spokenMs: 60_000 })
    expect(reasonFor(bora, 'first-time', tallies)).toEqual({ kind: 'speaks-first-time', spokenMs: 60_000 })
    expect(reasonFor(amal, 'first-time', tallies).kind).toBe('has-spoken')
    expect(reasonFor({ ...cem, skipped: true }, 'first-come', tallies).kind).toBe('skipped')
  })
})

describe('The clock of a turn', () => {
  it('counts while it runs, and stands still while it does not', () => {
    const running = { allowedMs: 120_000, usedMs: 10_000, runningSince: 1000 }
    expect(usedAt(running, 31_000)).toBe(40_000)
    const still = paused(running, 31_000)
    expect(still).toEqual({ allowedMs: 120_000, usedMs: 40_000, runningSince: null })
    expect(usedAt(still, 99_000)).toBe(40_000)
  })

  it('never runs backwards when the clock of the server is set back', () => {
    expect(usedAt({ allowedMs: 1, usedMs: 5000, runningSince: 10_000 }, 2000)).toBe(5000)
  })
})
