import { arranged, counted, paused, usedAt } from './queue.ts'
import {
  changed,
  isPossible,
  isSameParty,
  isSameRequest,
  refused,
  withOrganisation,
  type HandDoc,
  type LiveState,
  type Outcome,
  type PartyDoc,
  type Request,
  type SessionDoc,
} from './state.ts'

/** More than a hall holds. */
export const mostHands = 300
const mostGone = 200
const mostTaken = 500
const extensionMs = 30_000

export interface RaiseHand {
  kind: 'raise'
  request: Request
  party: PartyDoc
  person: string
  group: string
  text: string | null
  /** Put on the list by a moderator: the list may be closed, and nobody is asked who they are. */
  entered: boolean
}
export type SpeakingAct =
  | RaiseHand
  | { kind: 'lower'; hand: number; by: string; moderator: boolean }
  | { kind: 'call'; afterTurn: number; hand: number | null }
  | {
      kind: 'turn'
      turn: number
      act: 'start' | 'pause' | 'extend' | 'end' | 'skip'
      seconds: number | null
      by: string
      moderator: boolean
    }

/** Who waits, in order. */
export const inOrder = ({ waiting, rule, tallies }: Pick<SessionDoc, 'waiting' | 'rule' | 'tallies'>) =>
  arranged(waiting, rule, tallies)

export function speak(state: LiveState, act: SpeakingAct, now: number): Outcome {
  switch (act.kind) {
    case 'raise':
      return raise(state, act, now)
    case 'lower':
      return lower(state, act)
    case 'call':
      return call(state, act, now)
    case 'turn':
      return onTurn(state, act, now)
  }
}

function raise(state: LiveState, { request, party, person, group, text, entered }: RaiseHand, now: number) {
  const { session } = state
  const stored = [...session.waiting, ...(session.turn ? [session.turn.hand] : [])].find((hand) =>
    isSameRequest(hand.request, request),
  )
  if (stored) {
    const isSame = isSameParty(stored.party, party) && stored.text === text
    return isSame ? { state, hand: stored.n } : refused('conflict')
  }
  const gone = session.gone.find((one) => isSameRequest(one, request))
  if (gone) return { state, hand: gone.n }
  if (!isPossible('raise', session)) return refused('live.ended')
  if (session.queueClosed && !entered) return refused('live.queue-closed')
  if (session.waiting.length >= mostHands) return refused('live.queue-closed')
  if (session.waiting.some((hand) => hand.person === person)) return refused('conflict')
  const n = session.arrivals + 1
  const hand: HandDoc = {
    n,
    arrival: n,
    person,
    group,
    skipped: false,
    party,
    request,
    raisedAt: now,
    text,
    from: null,
  }
  return {
    state: changed(state, {
      waiting: [...session.waiting, hand],
      arrivals: n,
      organisationIds: withOrganisation(session, party),
    }),
    hand: n,
  }
}

function lower(
  state: LiveState,
  { hand: n, by, moderator }: Extract<SpeakingAct, { kind: 'lower' }>,
): Outcome {
  const { session } = state
  const hand = session.waiting.find((one) => one.n === n)
  if (!hand) {
    // Taken back twice is taken back.
    if (session.gone.some((one) => one.n === n && (moderator || one.by === by))) return { state }
    return refused(isPossible('lower', session) ? 'conflict' : 'live.ended')
  }
  if (!moderator && hand.party.userId !== by) return refused('action.forbidden')
  if (!isPossible('lower', session)) return refused('live.ended')
  return {
    state: changed(state, {
      waiting: session.waiting.filter((one) => one !== hand),
      gone: withGone(session, hand),
    }),
  }
}

const withGone = ({ gone }: SessionDoc, { request, n, party }: HandDoc) =>
  [...gone, { ...request, n, party }].slice(-mostGone)

/** The session once the present turn, if there is one, has ended and was counted. */
export function withTurnEnded(session: SessionDoc, now: number): SessionDoc {
  const { turn } = session
  if (!turn) return session
  const usedMs = usedAt(turn, now)
  const { number, hand, byHand } = turn
  return {
    ...session,
    turn: null,
    tallies: counted(session.tallies, hand, usedMs),
    taken: [...session.taken, { number, hand: hand.n, party: hand.party, usedMs, byHand, at: now }].slice(
      -mostTaken,
    ),
    turnsTaken: session.turnsTaken + 1,
    calledByHand: session.calledByHand + (byHand ? 1 : 0),
    gone: withGone(session, hand),
  }
}

/**
 * The session once a call that nobody has followed yet is taken back: the hand waits where it did, and nothing is
 * counted. Who has raised another one meanwhile keeps that one, in the place of the first.
 */
export function withCallTakenBack(session: SessionDoc): SessionDoc {
  const { turn } = session
  if (turn?.state !== 'called') return session
  return withHandBack({ ...session, turn: null }, turn.hand)
}

/** Everybody waits once: with a hand that went back, or with the one they have raised since. */
function withHandBack(session: SessionDoc, back: HandDoc): SessionDoc {
  const { waiting } = session
  const newer = waiting.find(({ person }) => person === back.person)
  if (!newer) return { ...session, waiting: [...waiting, back] }
  const arrival = Math.min(newer.arrival, back.arrival)
  return {
    ...session,
    waiting: waiting.map((hand) => (hand === newer ? { ...newer, arrival } : hand)),
    gone: withGone(session, back),
  }
}

function call(
  state: LiveState,
  { afterTurn, hand: wanted }: Extract<SpeakingAct, { kind: 'call' }>,
  now: number,
): Outcome {
  if (!isPossible('call', state.session)) return refused('live.ended')
  if ((state.session.turn?.number ?? 0) !== afterTurn) return refused('conflict')
  const session = withTurnEnded(state.session, now)
  const [next] = inOrder(session)
  const hand = wanted === null ? next : session.waiting.find(({ n }) => n === wanted)
  if (!hand) return refused('conflict')
  const number = session.turnNumber + 1
  return {
    state: changed(state, {
      ...session,
      waiting: session.waiting.filter((one) => one !== hand),
      turnNumber: number,
      turn: {
        number,
        hand,
        state: 'called',
        byHand: hand !== next,
        calledAt: now,
        allowedMs: session.turnSeconds * 1000,
        usedMs: 0,
        runningSince: null,
      },
    }),
    turn: number,
    hand: hand.n,
  }
}

function onTurn(
  state: LiveState,
  { turn: number, act, seconds, by, moderator }: Extract<SpeakingAct, { kind: 'turn' }>,
  now: number,
): Outcome {
  const { session } = state
  const { turn } = session
  if (!moderator && !(act === 'end' && turn?.number === number && turn.hand.party.userId === by))
    return refused(turn?.number === number ? 'action.forbidden' : 'conflict')
  if (!isPossible('turn', session)) return refused('live.ended')
  if (turn?.number !== number) return refused('conflict')
  switch (act) {
    case 'start':
      return turn.state === 'speaking'
        ? { state }
        : { state: changed(state, { turn: { ...turn, state: 'speaking', runningSince: now } }) }
    case 'pause':
      if (turn.state === 'paused') return { state }
      if (turn.state === 'called') return refused('conflict')
      return { state: changed(state, { turn: { ...turn, ...paused(turn, now), state: 'paused' } }) }
    case 'extend': {
      const more = seconds === null ? extensionMs : seconds * 1000
      return { state: changed(state, { turn: { ...turn, allowedMs: turn.allowedMs + more } }) }
    }
    case 'end':
      return { state: changed(state, withTurnEnded(session, now)) }
    case 'skip': {
      if (turn.state !== 'called') return refused('conflict')
      const arrival = session.arrivals + 1
      return {
        state: changed(
          state,
          withHandBack(
            { ...session, turn: null, arrivals: arrival },
            { ...turn.hand, arrival, skipped: true },
          ),
        ),
      }
    }
  }
}
