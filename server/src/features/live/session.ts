import type { QueueRule, SessionState } from '@augenhoehe/contracts'
import { speak, withCallTakenBack, withTurnEnded, type SpeakingAct } from './speaking.ts'
import { onStatement, type StatementAct } from './statements.ts'
import {
  changed,
  isEnd,
  isPossible,
  leadsTo,
  refused,
  type AgendaItemDoc,
  type BallotDoc,
  type HandDoc,
  type LiveState,
  type Outcome,
  type PhaseDoc,
  type QuestionDoc,
  type SessionDoc,
  type SessionPlan,
} from './state.ts'
import { onWall, type WallAct } from './wall.ts'

export type StageAct =
  | { kind: 'change'; rev: number; plan: SessionPlan }
  | { kind: 'moderators'; userIds: string[] }
  | { kind: 'move'; from: SessionState; to: SessionState; reason: string | null; by: string }
  | { kind: 'merge'; into: string; reason: string; by: string }
  | { kind: 'absorb'; from: Moved }
  | { kind: 'documented'; recordId: string; by: string }
  | { kind: 'goTo'; from: number; item: number; addMinutes: number | null; by: string }
  | { kind: 'queue'; rule: QueueRule | null; turnSeconds: number | null; closed: boolean | null }
export type Act = StageAct | SpeakingAct | WallAct | StatementAct

/** What moves from a session that was merged. */
export interface Moved {
  sessionId: string
  title: string
  session: Pick<SessionDoc, 'waiting' | 'tallies' | 'organisationIds'>
  questions: QuestionDoc[]
  ballots: LiveState['ballots']
}

const minuteMs = 60_000
const mostPhases = 100

/**
 * The session after somebody's act, or why it is refused; a refusal and a repetition leave everything as it is.
 * It depends on nothing else: the same acts in the same order give the same session.
 */
export function apply(state: LiveState, act: Act, now: number): Outcome {
  switch (act.kind) {
    case 'change':
      return change(state, act)
    case 'moderators':
      return isPossible('moderators', state.session)
        ? { state: changed(state, { moderators: act.userIds }) }
        : refused('live.ended')
    case 'move':
      return move(state, act, now)
    case 'merge':
      return isPossible('merge', state.session)
        ? { state: ended(state, 'merged', { mergedInto: act.into, reason: act.reason }, act.by, now) }
        : refused('live.ended')
    case 'absorb':
      return absorb(state, act.from)
    case 'documented':
      if (state.session.state === 'documented') return { state }
      return isPossible('documented', state.session)
        ? { state: ended(state, 'documented', { recordId: act.recordId }, act.by, now) }
        : refused('live.ended')
    case 'goTo':
      return goTo(state, act, now)
    case 'queue':
      return isPossible('queue', state.session)
        ? {
            state: changed(state, {
              ...(act.rule !== null && { rule: act.rule }),
              ...(act.turnSeconds !== null && { turnSeconds: act.turnSeconds }),
              ...(act.closed !== null && { queueClosed: act.closed }),
            }),
          }
        : refused('live.ended')
    case 'raise':
    case 'lower':
    case 'call':
    case 'turn':
      return speak(state, act, now)
    case 'ask':
    case 'support':
    case 'judge':
    case 'mergeQuestions':
      return onWall(state, act, now)
    case 'state':
    case 'closeStatement':
    case 'vote':
      return onStatement(state, act)
  }
}

/** A session as it is when it has just been planned. */
export const planned = (
  {
    roomId,
    threadId,
    plannedBy,
    clientId,
    code,
  }: Pick<SessionDoc, 'roomId' | 'threadId' | 'plannedBy' | 'clientId' | 'code'>,
  plan: SessionPlan,
  now: number,
): SessionDoc => ({
  ...plan,
  roomId,
  threadId,
  plannedBy,
  clientId,
  code,
  moderators: [plannedBy],
  state: 'planned',
  phases: [{ n: 1, kind: 'session-planned', reason: plan.title, by: plannedBy, at: now }],
  reason: null,
  mergedInto: null,
  absorbed: [],
  recordId: null,
  item: null,
  itemSince: null,
  itemMs: null,
  queueClosed: false,
  waiting: [],
  arrivals: 0,
  gone: [],
  tallies: { people: {}, groups: {} },
  turn: null,
  turnNumber: 0,
  taken: [],
  turnsTaken: 0,
  calledByHand: 0,
  organisationIds: [],
  runningIn: null,
  ended: false,
  rev: 1,
  planRev: 1,
})

function withPhase(
  { phases }: SessionDoc,
  kind: PhaseDoc['kind'],
  reason: string | null,
  by: string,
  at: number,
) {
  return [...phases, { n: (phases.at(-1)?.n ?? 0) + 1, kind, reason, by, at }].slice(-mostPhases)
}

/** What was dealt with stays as it was; the items after it are those of the plan. */
function change(state: LiveState, { rev, plan }: Extract<StageAct, { kind: 'change' }>): Outcome {
  const { session } = state
  if (!isPossible('change', session)) return refused('live.ended')
  if (rev < session.planRev || rev > session.rev) return refused('conflict')
  const dealtWith = session.item ?? 0
  const agenda: AgendaItemDoc[] = [...session.agenda.slice(0, dealtWith), ...plan.agenda.slice(dealtWith)]
  return {
    state: changed(state, {
      ...plan,
      agenda: agenda.map((item, index) => ({ ...item, n: index + 1 })),
      planRev: session.rev + 1,
    }),
  }
}

function move(
  state: LiveState,
  { from, to, reason, by }: Extract<StageAct, { kind: 'move' }>,
  now: number,
): Outcome {
  const { session } = state
  if (session.state !== from) return refused(isEnd(session.state) ? 'live.ended' : 'conflict')
  if (!leadsTo[from].includes(to)) return refused('live.ended')
  if (to === 'cancelled' || to === 'no-result') return { state: ended(state, to, { reason }, by, now) }
  const begins = to === 'running' && session.item === null
  const phases = withPhase(session, `session-${to}` as PhaseDoc['kind'], null, by, now)
  const moved = {
    // Whoever speaks finishes; nobody begins any more.
    ...(to === 'wrapping-up' && withCallTakenBack(session)),
    state: to,
    phases,
    runningIn: to === 'running' ? session.threadId : null,
  }
  return {
    state: changed(state, begins ? { ...moved, ...turnedTo({ ...session, phases }, 1, by, now) } : moved),
  }
}

function ended(
  state: LiveState,
  to: 'documented' | 'no-result' | 'cancelled' | 'merged',
  rest: Partial<SessionDoc>,
  by: string,
  now: number,
): LiveState {
  // Whoever was called and has not spoken goes where the others go.
  const session = withTurnEnded(withCallTakenBack(state.session), now)
  return changed(state, {
    ...session,
    ...rest,
    state: to,
    phases: withPhase(session, `session-${to}`, rest.reason ?? null, by, now),
    // Who waited there moves on; elsewhere nobody is kept who was not heard.
    waiting: to === 'merged' ? session.waiting : [],
    code: null,
    runningIn: null,
    ended: true,
  })
}

/** What one reads of an item where it is entered: its words in German, or as they were written. */
const wordsOf = ({ title }: AgendaItemDoc) => title['de'] ?? Object.values(title)[0] ?? ''

function turnedTo(session: SessionDoc, n: number, by: string, now: number): Partial<SessionDoc> {
  const item = session.agenda[n - 1]
  if (!item) return {}
  return {
    item: n,
    itemSince: now,
    itemMs: item.minutes * minuteMs,
    phases: withPhase(session, 'session-item', wordsOf(item), by, now),
  }
}

function goTo(
  state: LiveState,
  { from, item, addMinutes, by }: Extract<StageAct, { kind: 'goTo' }>,
  now: number,
): Outcome {
  const { session } = state
  if (!isPossible('goTo', session)) return refused('live.ended')
  if ((session.item ?? 0) !== from) return refused('conflict')
  if (!session.agenda[item - 1]) return refused('conflict')
  if (item === session.item) {
    if (addMinutes === null) return { state }
    return { state: changed(state, { itemMs: (session.itemMs ?? 0) + addMinutes * minuteMs }) }
  }
  const next = turnedTo(session, item, by, now)
  return {
    state: changed(state, { ...next, itemMs: (next.itemMs ?? 0) + (addMinutes ?? 0) * minuteMs }),
  }
}

/** Everything that moves when a session is merged; what has ended keeps its own past. */
export const movedFrom = (state: LiveState): Moved => ({
  sessionId: state.id,
  title: state.session.title,
  session: state.session,
  questions: Object.values(state.questions),
  ballots: state.ballots,
})

/**
 * Takes in what moves: hands in the order in which they came, behind those who wait here; whoever waits in both
 * keeps the place they have here. Once for each session.
 */
function absorb(state: LiveState, from: Moved): Outcome {
  const { session } = state
  if (session.absorbed.includes(from.sessionId)) return { state }
  const isNew = ({ person }: HandDoc) => !session.waiting.some((hand) => hand.person === person)
  const hands = from.session.waiting
    .toSorted((a, b) => a.arrival - b.arrival)
    .filter(isNew)
    .map((hand, index) => {
      const n = session.arrivals + 1 + index
      return { ...hand, n, arrival: n, from: hand.from ?? from.title }
    })
  const first = Object.values(state.questions).reduce((most, { n }) => Math.max(most, n), 0)
  const questions = from.questions
    .toSorted((a, b) => a.n - b.n)
    .map((question, index) => ({
      ...question,
      n: first + 1 + index,
      from: question.from ?? from.title,
      rev: question.rev + 1,
    }))
  const moved: LiveState = {
    ...state,
    questions: { ...state.questions, ...Object.fromEntries(questions.map((one) => [one.id, one])) },
    ballots: { ...state.ballots, ...onlyOf(from.ballots, questions) },
  }
  return {
    state: changed(moved, {
      absorbed: [...session.absorbed, from.sessionId],
      waiting: [...session.waiting, ...hands],
      arrivals: session.arrivals + hands.length,
      tallies: {
        people: added(session.tallies.people, from.session.tallies.people),
        groups: added(session.tallies.groups, from.session.tallies.groups),
      },
      organisationIds: [...new Set([...session.organisationIds, ...from.session.organisationIds])],
    }),
  }
}

const onlyOf = (
  ballots: LiveState['ballots'],
  questions: readonly QuestionDoc[],
): Record<string, Readonly<Record<string, BallotDoc>>> =>
  Object.fromEntries(questions.flatMap(({ id }) => (ballots[id] ? [[id, ballots[id]] as const] : [])))

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum = { ...a }
  for (const [key, value] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + value
  return sum
}
