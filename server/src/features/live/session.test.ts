import type { QueueRule, SessionState } from '@augenhoehe/contracts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, movedFrom, planned, type Act } from './session.ts'
import { inOrder } from './speaking.ts'
import { isEnd, leadsTo, type LiveState, type PartyDoc } from './state.ts'
import { familyOf, rootOf, supportersOf } from './wall.ts'

const plan = {
  title: 'Live-Abend',
  startsAt: 0,
  place: null,
  meetingUrl: null,
  topic: null,
  rule: 'first-time' as const,
  turnSeconds: 120,
  agenda: [1, 2, 3].map((n) => ({ n, questionId: null, title: { und: `Frage ${n}` }, minutes: 20 })),
  guestsMayAsk: true,
  questionsNeedApproval: false,
}
const identity = {
  roomId: 'room',
  threadId: 'thread',
  plannedBy: 'moderator',
  clientId: 'plan',
  code: 'ABC234',
}
const fresh = (id = 'session'): LiveState => ({
  id,
  session: planned({ ...identity, clientId: id }, { ...plan, title: id }, 0),
  questions: {},
  statements: {},
  ballots: {},
})

const person = fc.integer({ min: 1, max: 5 }).map((n) => `person:${n}`)
const partyOf = (userId: string): PartyDoc => ({
  userId,
  name: null,
  organisationId:
    userId === 'person:1' || userId === 'person:2' ? 'one' : userId === 'person:3' ? 'two' : null,
  institution: null,
})
const groupOf = (userId: string) => partyOf(userId).organisationId ?? userId
const count = fc.nat(6)
const small = fc.integer({ min: 1, max: 6 })
const state = fc.constantFrom<SessionState>(
  'planned',
  'ready',
  'running',
  'wrapping-up',
  'no-result',
  'cancelled',
)
const requestOf = fc.record({ by: person, clientId: fc.nat(30).map((n) => `request ${n}`) })
const questionId = fc.nat(8).map((n) => `question ${n}`)
const statementId = fc.nat(2).map((n) => `statement ${n}`)

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ from: state, to: state }).map(({ from, to }): Act => ({
      kind: 'move',
      from,
      to,
      reason: 'ein Grund',
      by: 'moderator',
    })),
  },
  {
    weight: 6,
    arbitrary: fc.record({ request: requestOf, entered: fc.boolean() }).map(({ request, entered }): Act => ({
      kind: 'raise',
      request,
      party: partyOf(request.by),
      person: request.by,
      group: groupOf(request.by),
      text: null,
      entered,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('lower' as const),
      hand: small,
      by: person,
      moderator: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('call' as const), afterTurn: count, hand: fc.option(small) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('turn' as const),
      turn: small,
      act: fc.constantFrom('start', 'pause', 'extend', 'end', 'skip'),
      seconds: fc.constant(null),
      by: person,
      moderator: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('queue' as const),
      rule: fc.option(fc.constantFrom<QueueRule>('first-come', 'first-time', 'least-time')),
      turnSeconds: fc.constant(null),
      closed: fc.option(fc.boolean()),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('goTo' as const),
      from: fc.nat(3),
      item: fc.integer({ min: 1, max: 4 }),
      addMinutes: fc.option(fc.constant(5)),
      by: fc.constant('moderator'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({ id: questionId, pending: fc.boolean(), by: person })
      .map(({ id, pending, by }): Act => ({
        kind: 'ask',
        id,
        request: { by: 'asker', clientId: id },
        party: partyOf(by),
        text: id,
        lang: null,
        pending,
      })),
  },
  {
    weight: 5,
    arbitrary: fc.record({ questionId, by: person, on: fc.boolean() }).map(({ by, ...rest }): Act => ({
      kind: 'support',
      by,
      ...rest,
      party: partyOf(by),
      group: groupOf(by),
    })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      questionId,
      rev: fc.integer({ min: 1, max: 3 }),
      to: fc.constantFrom('published', 'called', 'answered', 'moved', 'rejected'),
      reason: fc.constant('ein Grund'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('mergeQuestions' as const),
      questionId,
      into: questionId,
      rev: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: statementId.map((id): Act => ({
      kind: 'state',
      id,
      request: { by: 'moderator', clientId: id },
      text: id,
      questionId: null,
    })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ statementId, by: person, value: fc.option(fc.constantFrom('agree', 'disagree', 'unsure')) })
      .map(({ by, ...rest }): Act => ({ kind: 'vote', by, ...rest, party: partyOf(by), group: groupOf(by) })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('closeStatement' as const), statementId, open: fc.boolean() }),
  },
)
/** A session as it is after being led on for a while, mostly one that runs. */
const begins: Act[] = (['ready', 'running'] as const).map((to, index): Act => ({
  kind: 'move',
  from: index === 0 ? 'planned' : 'ready',
  to,
  reason: null,
  by: 'moderator',
}))
const acts = fc
  .tuple(fc.nat(2), fc.array(act, { maxLength: 80 }))
  .map(([steps, rest]) => [...begins.slice(0, steps), ...rest])

/** Plays what people do, a second apart; `seen` looks at the session after every act that was not refused. */
function play(
  done: readonly Act[],
  seen: (now: LiveState, before: LiveState, one: Act) => void = () => {},
  from = fresh(),
) {
  let now = from
  for (const [second, one] of done.entries()) {
    const outcome = apply(now, one, (second + 1) * 1000)
    if ('refused' in outcome) continue
    const before = now
    now = outcome.state
    seen(now, before, one)
  }
  return now
}

describe('A session', () => {
  it('is the same whenever the same acts are played again', () => {
    fc.assert(
      fc.property(acts, (done) => {
        expect(play(done)).toEqual(play(structuredClone(done)))
      }),
    )
  })

  it('answers a request that comes again with what is stored, and stays as it is', () => {
    fc.assert(
      fc.property(acts, (done) => {
        play(done, (now, _, one) => {
          if (!['raise', 'ask', 'state'].includes(one.kind)) return
          const [first, again] = [apply(now, one, 5), apply(now, one, 6)]
          expect(first).toEqual(again)
          expect(first).toHaveProperty('state', now)
        })
      }),
    )
  })

  it('is never changed in place, neither by an act nor by a refusal', () => {
    fc.assert(
      fc.property(acts, (done) => {
        let now = fresh()
        for (const one of done) {
          const before = structuredClone(now)
          const outcome = apply(now, one, 1000)
          expect(now).toEqual(before)
          if (!('refused' in outcome)) now = outcome.state
        }
      }),
    )
  })

  it('goes only where its state leads, counts every change once, and changes no more after its end', () => {
    fc.assert(
      fc.property(acts, (done) => {
        play(done, ({ session }, { session: before }, { kind }) => {
          expect([before.rev, before.rev + 1]).toContain(session.rev)
          if (session.state !== before.state) {
            expect(kind).toBe('move')
            expect(leadsTo[before.state]).toContain(session.state)
          }
          if (isEnd(before.state)) expect(session).toEqual(before)
          expect(session.ended).toBe(isEnd(session.state))
          expect(session.runningIn !== null).toBe(session.state === 'running')
        })
      }),
    )
  })

  it('has everybody on its list once, in the order of their numbers, and never who has the floor by the same hand', () => {
    fc.assert(
      fc.property(acts, (done) => {
        play(done, ({ session: { waiting, turn, arrivals } }) => {
          expect(new Set(waiting.map((hand) => hand.person)).size).toBe(waiting.length)
          const numbers = [...waiting, ...(turn ? [turn.hand] : [])].map(({ n }) => n)
          expect(new Set(numbers).size).toBe(numbers.length)
          for (const n of numbers) expect(n).toBeLessThanOrEqual(arrivals)
        })
      }),
    )
  })

  it('keeps every asker and every supporter once, whatever is merged', () => {
    fc.assert(
      fc.property(acts, (done) => {
        play(done, (now, before, one) => {
          if (one.kind !== 'mergeQuestions' || now === before) return
          const root = rootOf(now.questions, one.into)!
          const [from, into] = [before.questions[one.questionId]!, rootOf(before.questions, one.into)!]
          const askers = [...from.askers, ...into.askers].flatMap(({ userId }) => userId ?? [])
          expect(root.askers.flatMap(({ userId }) => userId ?? []).toSorted()).toEqual(
            [...new Set(askers)].toSorted(),
          )
          const supporters = new Set([from.id, into.id].flatMap((id) => [...supportersOf(before, id).keys()]))
          expect([...supportersOf(now, root.id).keys()].toSorted()).toEqual([...supporters].toSorted())
          expect(familyOf(now.questions, root.id)).toContain(from.id)
        })
      }),
    )
  })

  it('takes in each merged session once: hands in the order they came, everybody once, tallies added up', () => {
    fc.assert(
      fc.property(acts, acts, (here, there) => {
        const source = play(there, undefined, fresh('other'))
        const named = { ...movedFrom(source), questions: [], ballots: {} }
        const target = play(here)
        const once = apply(target, { kind: 'absorb', from: named }, 0)
        if ('refused' in once) throw new Error('Taking in is never refused')
        expect(apply(once.state, { kind: 'absorb', from: named }, 1)).toEqual({ state: once.state })
        const { waiting, tallies } = once.state.session
        expect(new Set(waiting.map((hand) => hand.person)).size).toBe(waiting.length)
        const came = waiting.filter(({ from }) => from === 'other').map(({ raisedAt }) => raisedAt)
        expect(came.length + target.session.waiting.length).toBe(waiting.length)
        const arrivals = (session: LiveState['session']) =>
          session.waiting.toSorted((a, b) => a.arrival - b.arrival)
        expect(waiting.filter(({ from }) => from === 'other').map((hand) => hand.person)).toEqual(
          arrivals(source.session)
            .map((hand) => hand.person)
            .filter((one) => !target.session.waiting.some((hand) => hand.person === one)),
        )
        const sum = (all: Record<string, number>) => Object.values(all).reduce((a, b) => a + b, 0)
        expect(sum(tallies.groups)).toBe(
          sum(target.session.tallies.groups) + sum(source.session.tallies.groups),
        )
      }),
    )
  })
})

describe('A call that nobody has followed yet', () => {
  const turnAct = (act: 'start' | 'pause' | 'skip'): Act => ({
    kind: 'turn',
    turn: 1,
    act,
    seconds: null,
    by: 'moderator',
    moderator: true,
  })
  const raise = (n: number, clientId = `hand ${n}`): Act => ({
    kind: 'raise',
    request: { by: `person:${n}`, clientId },
    party: partyOf(`person:${n}`),
    person: `person:${n}`,
    group: groupOf(`person:${n}`),
    text: null,
    entered: false,
  })
  const call = (hand: number | null): Act => ({ kind: 'call', afterTurn: 0, hand })
  const to = (next: SessionState): Act => ({
    kind: 'move',
    from: 'running',
    to: next,
    reason: null,
    by: 'moderator',
  })
  const merge: Act = { kind: 'merge', into: 'other', reason: 'Wir machen zusammen weiter.', by: 'moderator' }
  /** Three wait, in the order of their numbers; then this happens, each a second after the other. */
  const after = (...acts: Act[]) => play([...begins, raise(1), raise(2), raise(3), ...acts]).session
  const numbers = ({ waiting, rule, tallies }: LiveState['session']) =>
    inOrder({ waiting, rule, tallies }).map(({ n }) => n)
  const counts = ({ tallies, turnsTaken, calledByHand, taken }: LiveState['session']) => ({
    people: Object.keys(tallies.people),
    turnsTaken,
    calledByHand,
    taken: taken.map(({ hand, usedMs }) => [hand, usedMs]),
  })
  const nothing = { people: [], turnsTaken: 0, calledByHand: 0, taken: [] }

  it.each([
    ['wrapping up', 'the next', null, to('wrapping-up')],
    ['wrapping up', 'by hand', 2, to('wrapping-up')],
    ['a merger', 'the next', null, merge],
    ['a merger', 'by hand', 2, merge],
  ] as const)(
    'ends with %s, where it was %s: the hand waits where it did, nothing is counted',
    (_, __, hand, act) => {
      const session = after(call(hand), act)
      expect([session.turn, numbers(session)]).toEqual([null, [1, 2, 3]])
      expect(session.waiting.every(({ skipped }) => !skipped)).toBe(true)
      expect(counts(session)).toEqual(nothing)
      expect(movedFrom({ ...fresh(), session }).session.waiting).toHaveLength(3)
    },
  )

  it('can be made again once the session goes on', () => {
    const back = play([
      ...begins,
      raise(1),
      raise(2),
      call(null),
      to('wrapping-up'),
      { ...to('running'), from: 'wrapping-up' } as Act,
      call(null),
    ]).session
    expect([back.turn?.hand.n, back.turn?.number, numbers(back)]).toEqual([1, 2, [2]])
  })

  it.each([
    ['speaking', [turnAct('start')], 2000],
    ['paused', [turnAct('start'), turnAct('pause')], 1000],
  ] as const)(
    'is another matter once the turn has begun: who is %s finishes, and is counted',
    (state, acts, usedMs) => {
      const wrapping = after(call(null), ...acts, to('wrapping-up'))
      expect([wrapping.turn?.state, wrapping.turn?.hand.n, numbers(wrapping)]).toEqual([state, 1, [2, 3]])
      expect(counts(wrapping)).toEqual(nothing)
      const end: Act = { ...turnAct('start'), act: 'end', by: 'person:1', moderator: false } as Act
      const done = after(call(null), ...acts, to('wrapping-up'), end)
      expect(done.turn).toBeNull()
      expect(counts(done)).toEqual({
        people: ['person:1'],
        turnsTaken: 1,
        calledByHand: 0,
        taken: [[1, usedMs]],
      })
      // What runs when the session falls through or is merged is counted too.
      expect(counts(after(call(null), ...acts, merge)).turnsTaken).toBe(1)
      const through: Act = { ...to('no-result'), from: 'wrapping-up', reason: 'Keine Einigung.' } as Act
      const over = after(call(null), ...acts, to('wrapping-up'), through)
      expect([over.turn, over.waiting, counts(over).turnsTaken]).toEqual([null, [], 1])
    },
  )

  it.each([
    ['taken back', to('wrapping-up'), [4, 2, 3]],
    ['skipped', turnAct('skip'), [2, 3, 4]],
  ] as const)(
    'that is %s leaves everybody on the list once, with the hand they raised meanwhile',
    (_, act, order) => {
      const session = after(call(null), raise(1, 'again'), act)
      expect(numbers(session)).toEqual(order)
      // The first hand is gone; asked for again it answers as it did.
      expect(session.gone.map(({ n }) => n)).toEqual([1])
    },
  )
})
