import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rules, violationsIn, type Limits, type Rule } from './checker.ts'
import type { Happening, History, StoredContribution } from './history.ts'

const limits: Limits = { acks: 1, shownWithinMs: 1000, settleMs: 0, graceMs: 100 }

/** One step of a made-up platform; numbers choose among who and what there is. */
type Step =
  | { do: 'write'; who: number; thread: number; again: boolean; overlap: boolean }
  | { do: 'leave' | 'join'; page: number; thread: number }
  | { do: 'fault' }

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: fc.nat(2),
      thread: fc.nat(1),
      again: fc.boolean(),
      overlap: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'join' as const),
      page: fc.nat(1),
      thread: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'fault' as const }) },
)

/** What a platform without any fault would have been seen to do. */
function honest(steps: readonly Step[]): Happening[] {
  const history: Happening[] = []
  const stored: StoredContribution[][] = [[], []]
  const reading = new Set<string>()
  let at = 0
  const say = (happening: object) => history.push({ at: (at += 10), ...happening } as Happening)
  const join = (page: number, thread: number) => {
    if (reading.has(`${page} ${thread}`)) return
    reading.add(`${page} ${thread}`)
    say({ kind: 'join', page: `page ${page}`, thread: `thread ${thread}` })
  }
  for (const page of [0, 1]) for (const thread of [0, 1]) join(page, thread)
  let number = 0
  function write(who: number, thread: number, again: boolean) {
    const draft = { author: `writer ${who}`, thread: `thread ${thread}`, clientId: `message ${number++}` }
    const text = `words ${draft.clientId}`
    say({ kind: 'sent', ...draft, text })
    const place = stored[thread]!
    const contribution: StoredContribution = {
      id: `id ${draft.clientId}`,
      seq: place.length + 1,
      clientId: draft.clientId,
      author: draft.author,
      text,
    }
    place.push(contribution)
    for (const page of [0, 1]) {
      if (!reading.has(`${page} ${thread}`)) continue
      const seen = { page: `page ${page}`, thread: draft.thread, contribution }
      say({ kind: 'recv', ...seen })
      say({ kind: 'show', ...seen, before: place.length > 1 ? place.length - 1 : null, after: null })
    }
    for (let times = again ? 2 : 1; times > 0; times--)
      say({ kind: 'acked', ...draft, id: contribution.id, seq: contribution.seq, text })
  }
  for (const one of steps) {
    if (one.do === 'write') write(one.who, one.thread, one.again)
    if (one.do === 'join') join(one.page, one.thread)
    if (one.do === 'leave' && reading.delete(`${one.page} ${one.thread}`)) {
      say({ kind: 'leave', page: `page ${one.page}`, thread: `thread ${one.thread}` })
      at += limits.graceMs
    }
    if (one.do === 'fault') {
      say({ kind: 'fault', is: 'begun', name: 'made up' })
      say({ kind: 'fault', is: 'over', name: 'made up' })
    }
  }
  // Everybody once more, after the last fault, while nobody is away.
  for (const page of [0, 1]) for (const thread of [0, 1]) join(page, thread)
  for (const who of [0, 1, 2]) for (const thread of [0, 1]) write(who, thread, false)
  at += 2 * limits.shownWithinMs
  for (const thread of [0, 1])
    say({ kind: 'final', thread: `thread ${thread}`, contributions: [...stored[thread]!] })
  return history
}

const histories = fc.array(step, { maxLength: 40 }).map(honest)

/** Breaks a whole history at a place that a number chooses; nothing where it has no such place. */
type Break = (history: Happening[], choice: number) => History | undefined

const at = (history: Happening[], kind: Happening['kind'], choice: number) => {
  const all = history.flatMap((one, index) => (one.kind === kind ? index : []))
  return all.length === 0 ? undefined : all[choice % all.length]!
}
const changed = <K extends Happening['kind']>(
  kind: K,
  change: (one: Extract<Happening, { kind: K }>, history: Happening[]) => Happening | undefined,
): Break => {
  return (history, choice) => {
    const index = at(history, kind, choice)
    if (index === undefined) return undefined
    const next = change(history[index] as Extract<Happening, { kind: K }>, history)
    return next && history.with(index, next)
  }
}
const without =
  (fits: (one: Happening) => boolean): Break =>
  (history) => {
    const left = history.filter((one) => !fits(one))
    return left.length < history.length ? left : undefined
  }
const inFinal = (
  change: (all: StoredContribution[], choice: number) => StoredContribution[] | undefined,
): Break => {
  return (history, choice) => {
    const index = at(history, 'final', choice)!
    const final = history[index] as Extract<Happening, { kind: 'final' }>
    const contributions = change([...final.contributions], choice)
    return contributions && history.with(index, { ...final, contributions })
  }
}

/** For each rule, ways to break it, and which rules may be broken along with it. */
const breaks: Record<Rule, { by: Break; also?: Rule[] }[]> = {
  L1: [{ by: inFinal((all, choice) => all.toSpliced(choice % all.length, 1)), also: ['P2', 'S2'] }],
  L2: [
    {
      // Somebody who stays was never told.
      by: (history, choice) => {
        const last = history.findLast((one) => one.kind === 'acked')!
        return history.filter(
          (one) =>
            !(one.kind === 'show' && one.contribution.id === last.id && one.page === `page ${choice % 2}`),
        )
      },
      also: ['T1'],
    },
  ],
  D1: [
    {
      by: inFinal((all) => [...all, { ...all[0]!, id: 'another', seq: all.at(-1)!.seq + 1 }]),
    },
  ],
  D2: [
    {
      by: (history, choice) => {
        const index = at(history, 'show', choice)!
        const show = history[index] as Extract<Happening, { kind: 'show' }>
        return history.toSpliced(index + 1, 0, {
          ...show,
          contribution: { ...show.contribution, id: 'another' },
        })
      },
      also: ['P2'],
    },
  ],
  P1: [
    {
      by: inFinal((all) => [
        ...all,
        { id: 'x', seq: all.at(-1)!.seq + 1, clientId: 'nobody’s', author: 'nobody', text: 'from nowhere' },
      ]),
    },
  ],
  P2: [
    {
      by: (history, choice) => {
        const index = at(history, 'recv', choice)!
        const recv = history[index] as Extract<Happening, { kind: 'recv' }>
        return history.toSpliced(index + 1, 0, {
          ...recv,
          contribution: { ...recv.contribution, id: 'phantom' },
        })
      },
    },
  ],
  P3: [
    {
      by: inFinal((all, choice) =>
        all.map((one, index) => (index === choice % all.length ? { ...one, text: 'otherwise' } : one)),
      ),
      also: ['A2'],
    },
    {
      by: changed('show', (one) => ({ ...one, contribution: { ...one.contribution, text: 'otherwise' } })),
    },
  ],
  A1: [
    {
      by: (history, choice) => {
        const index = at(history, 'acked', choice)!
        const ack = history[index] as Extract<Happening, { kind: 'acked' }>
        return history.toSpliced(index + 1, 0, { ...ack, id: 'another one' })
      },
      also: ['L1', 'T1'],
    },
  ],
  A2: [
    {
      by: inFinal((all, choice) =>
        all.map((one, index) => (index === choice % all.length ? { ...one, author: 'another' } : one)),
      ),
      also: ['P1'],
    },
  ],
  S1: [{ by: inFinal((all) => (all.length > 1 ? all.toReversed() : undefined)), also: ['S2'] }],
  S2: [
    {
      by: (history) => {
        const moved = (one: StoredContribution) => ({ ...one, seq: one.seq > 1 ? one.seq + 1 : one.seq })
        if (!history.some((one) => one.kind === 'final' && one.contributions.length > 1)) return undefined
        return history.map((one) =>
          one.kind === 'final'
            ? { ...one, contributions: one.contributions.map(moved) }
            : one.kind === 'acked'
              ? { ...one, seq: one.seq > 1 ? one.seq + 1 : one.seq }
              : one,
        )
      },
    },
  ],
  O1: [
    {
      // Two that came one after the other change places.
      by: (history, choice) => {
        const thread = `thread ${choice % 2}`
        const [one, other] = [
          ...new Set(
            history.flatMap((happened) =>
              happened.kind === 'acked' && happened.thread === thread ? happened.id : [],
            ),
          ),
        ].slice(-2)
        if (one === undefined || other === undefined) return undefined
        const seqOf = new Map(
          history.flatMap((happened) =>
            happened.kind === 'acked' ? [[happened.id, happened.seq] as const] : [],
          ),
        )
        const swap = (id: string, seq: number) =>
          id === one ? seqOf.get(other)! : id === other ? seqOf.get(one)! : seq
        return history.map((happened) => {
          if (happened.kind === 'acked') return { ...happened, seq: swap(happened.id, happened.seq) }
          if (happened.kind !== 'final') return happened
          const contributions = happened.contributions
            .map((stored) => ({ ...stored, seq: swap(stored.id, stored.seq) }))
            .sort((a, b) => a.seq - b.seq)
          return { ...happened, contributions }
        })
      },
    },
  ],
  O2: [
    { by: changed('show', (one) => ({ ...one, before: one.contribution.seq + 1 })) },
    { by: changed('show', (one) => ({ ...one, after: one.contribution.seq })) },
  ],
  V1: [
    {
      // Somebody who has left goes on being told.
      by: (history, choice) => {
        const last = history.findLastIndex((one) => one.kind === 'recv')
        const recv = history[last] as Extract<Happening, { kind: 'recv' }>
        const page = `stranger ${choice}`
        return history.toSpliced(last + 1, 0, { ...recv, page })
      },
    },
    {
      by: (history) => {
        const sent = history.findLastIndex((one) => one.kind === 'sent')
        const { thread, at: when } = history[sent] as Extract<Happening, { kind: 'sent' }>
        return [
          ...history.slice(0, sent),
          { at: when - 5, kind: 'leave', page: 'page 0', thread },
          ...history.slice(sent).map((one) => ({ ...one, at: one.at + 10 * limits.graceMs })),
        ]
      },
      also: ['T1'],
    },
  ],
  T1: [
    {
      by: (history, choice) => {
        const last = history.findLast((one) => one.kind === 'acked')!
        const late = history.flatMap((one) =>
          one.kind === 'show' && one.contribution.id === last.id && one.page === `page ${choice % 2}`
            ? { ...one, at: last.at + limits.shownWithinMs + 50 }
            : [],
        )
        return [
          ...history.filter((one) => !late.some(({ page }) => isSameShow(one, page, last.id))),
          ...late,
        ].toSorted((a, b) => a.at - b.at)
      },
    },
  ],
  N0: [{ by: without((one) => one.kind === 'acked'), also: ['N1', 'L2', 'O1', 'T1'] }],
  N1: [
    {
      by: (history) => {
        const end = history.findIndex((one) => one.kind === 'final')
        const when = history[end - 1]!.at
        return history.toSpliced(end, 0, { at: when + 1, kind: 'fault', is: 'over', name: 'at the very end' })
      },
    },
    { by: without((one) => one.kind === 'sent'), also: ['P1', 'O1', 'C0'] },
  ],
  C0: [
    { by: without((one) => one.kind === 'final'), also: ['L1'] },
    { by: without((one) => one.kind === 'final' && one.thread === 'thread 1') },
  ],
}
const isSameShow = (one: Happening, page: string, id: string) =>
  one.kind === 'show' && one.page === page && one.contribution.id === id

it('there are eighteen rules', () => {
  expect(Object.keys(rules)).toHaveLength(18)
  expect(Object.keys(breaks).sort()).toEqual(Object.keys(rules).sort())
})

it('a whole history breaks none of them', () => {
  fc.assert(
    fc.property(histories, (history) => {
      expect(violationsIn(history, limits)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

it('an empty history is not taken for a good one', () => {
  const found = new Set(violationsIn([], limits).map(({ rule }) => rule))
  expect([...found].sort()).toEqual(['C0', 'N0', 'N1'])
})

describe.each(Object.keys(rules) as Rule[])('%s', (rule) => {
  it.each(breaks[rule].map((one, index) => [index + 1, one] as const))(
    'is found broken, in every history and by nothing else (%d)',
    (_, { by, also = [] }) => {
      let broken = 0
      fc.assert(
        fc.property(histories, fc.nat(1000), (history, choice) => {
          const other = by(history, choice)
          if (!other) return
          broken++
          const found = new Set(violationsIn(other, limits).map((one) => one.rule))
          expect([...found]).toContain(rule)
          expect([...found].filter((one) => one !== rule && !also.includes(one))).toEqual([])
        }),
        { numRuns: 100 },
      )
      expect(broken).toBeGreaterThan(10)
    },
  )
})
