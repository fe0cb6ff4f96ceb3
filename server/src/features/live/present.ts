import type {
  ActingOrganisation,
  CheckedStatement,
  Hand,
  LiveChanged,
  Party,
  SessionBrief,
  SessionPulse,
  SessionSnapshot,
  SessionStage,
  Turn,
  VoteValue,
  WallQuestion,
} from '@augenhoehe/contracts'
import { tallied, type Ballot } from './agreement.ts'
import { differing } from './model.ts'
import { maySeeCode, maySeeQuestion, maySeeWordsOf, maySeeWordsOfHand, type Standing } from './policy.ts'
import { reasonFor } from './queue.ts'
import { inOrder } from './speaking.ts'
import type {
  HandDoc,
  ListedSession,
  LiveState,
  PartyDoc,
  QuestionDoc,
  SessionDoc,
  StatementDoc,
  TurnDoc,
} from './state.ts'
import { rootOf, supportersOf } from './wall.ts'

/** The names a session is shown with. */
export interface Names {
  people: ReadonlyMap<string, { name: string }>
  organisations: ReadonlyMap<string, ActingOrganisation>
}

const iso = (ms: number) => new Date(ms).toISOString()

export function toParty(party: PartyDoc, names: Names): Party {
  const { userId, name, organisationId, institution, institutionKind } = party
  const organisation = organisationId ? names.organisations.get(organisationId) : undefined
  return {
    userId,
    name: userId ? (names.people.get(userId)?.name ?? '') : (name ?? ''),
    organisation: institution ?? organisation?.name ?? null,
    organisationSlug: organisation?.slug ?? null,
    organisationUnverified: organisation?.verified === false,
    isInstitution: institution !== null,
    institutionKind: institutionKind ?? null,
  }
}

const toHand = (
  hand: HandDoc,
  { rule, tallies }: SessionDoc,
  standing: Standing,
  names: Names,
  isCalled = false,
): Hand => ({
  n: hand.n,
  party: toParty(hand.party, names),
  raisedAt: iso(hand.raisedAt),
  written: hand.text !== null,
  text: maySeeWordsOfHand(standing, hand, isCalled) ? hand.text : null,
  reason: reasonFor(hand, rule, tallies),
  ...(hand.from !== null && { from: hand.from }),
})

const toTurn = (turn: TurnDoc, session: SessionDoc, standing: Standing, names: Names): Turn => ({
  number: turn.number,
  hand: toHand(turn.hand, session, standing, names, true),
  state: turn.state,
  byHand: turn.byHand,
  calledAt: iso(turn.calledAt),
  allowedMs: turn.allowedMs,
  usedMs: turn.usedMs,
  runningSince: turn.runningSince === null ? null : iso(turn.runningSince),
})

export function toQuestion(
  question: QuestionDoc,
  state: Pick<LiveState, 'questions' | 'ballots'>,
  standing: Standing,
  names: Names,
): WallQuestion {
  const supporters = [...supportersOf(state, question.id).values()]
  return {
    id: question.id,
    n: question.n,
    text: maySeeWordsOf(standing, question) ? question.text : '',
    lang: question.lang,
    state: question.state,
    askers: question.askers.map((asker) => toParty(asker, names)),
    mergedInto: question.mergedInto,
    reason: question.reason,
    supporters: supporters.length,
    organisations: new Set(supporters.flatMap(({ organisationId }) => organisationId ?? [])).size,
    askedAt: iso(question.askedAt),
    rev: question.rev,
    ...(question.from !== null && { from: question.from }),
  }
}

export function toStatement(
  { id, n, text, questionId, open, rev }: StatementDoc,
  { ballots }: Pick<LiveState, 'ballots'>,
): CheckedStatement {
  const votes = Object.entries(ballots[id] ?? {}).flatMap(([person, { value, group }]): Ballot[] =>
    value === null || value === 'support' ? [] : [{ person, group, value }],
  )
  return { id, n, text, questionId, open, rev, ...tallied(votes) }
}

const toModerators = ({ moderators }: Pick<SessionDoc, 'moderators'>, { people }: Names) =>
  moderators.map((userId) => ({ userId, name: people.get(userId)?.name ?? '' }))

const toStage = (session: SessionDoc, standing: Standing, names: Names): SessionStage => ({
  state: session.state,
  title: session.title,
  startsAt: iso(session.startsAt),
  place: session.place,
  meetingUrl: session.meetingUrl,
  rule: session.rule,
  turnSeconds: session.turnSeconds,
  agenda: session.agenda,
  item: session.item,
  itemSince: session.itemSince === null ? null : iso(session.itemSince),
  itemMs: session.itemMs,
  guestsMayAsk: session.guestsMayAsk,
  questionsNeedApproval: session.questionsNeedApproval,
  queueClosed: session.queueClosed,
  moderators: toModerators(session, names),
  reason: session.reason,
  mergedInto: session.mergedInto,
  recordId: session.recordId,
  turn: session.turn && toTurn(session.turn, session, standing, names),
  turnsTaken: session.turnsTaken,
  calledByHand: session.calledByHand,
  organisations: session.organisationIds.length,
})

/** What lists say of a session that runs. */
export function toPulse(
  { state, organisationIds, turn }: Pick<SessionDoc, 'state' | 'organisationIds' | 'turn'>,
  names: Names,
): SessionPulse | null {
  if (state !== 'running') return null
  const party = turn && toParty(turn.hand.party, names)
  return { organisations: organisationIds.length, speaker: party && (party.organisation ?? party.name) }
}

export const toBrief = (
  { id, session }: { id: string; session: ListedSession },
  { slug }: { slug: string },
  names: Names,
  mayRun: boolean,
): SessionBrief => ({
  id,
  roomId: session.roomId,
  roomSlug: slug,
  threadId: session.threadId,
  title: session.title,
  state: session.state,
  startsAt: iso(session.startsAt),
  minutes: session.agenda.reduce((sum, { minutes }) => sum + minutes, 0),
  place: session.place,
  meetingUrl: session.meetingUrl,
  topic: session.topic,
  moderators: toModerators(session, names),
  guestsMayAsk: session.guestsMayAsk,
  pulse: toPulse(session, names),
  reason: session.reason,
  mergedInto: session.mergedInto,
  recordId: session.recordId,
  mayRun,
})

/** Who waits; where a session has ended nobody does. */
export const queueOf = (session: SessionDoc): HandDoc[] => (session.ended ? [] : inOrder(session))

export function mineOf(
  { questions, statements, ballots }: LiveState,
  userId: string | null,
): SessionSnapshot['mine'] {
  const supported = new Set<string>()
  const votes: Record<string, VoteValue> = {}
  for (const [target, said] of Object.entries(ballots)) {
    const value = userId === null ? undefined : said[userId]?.value
    if (!value) continue
    if (value !== 'support') {
      if (statements[target]) votes[target] = value
      continue
    }
    const root = rootOf(questions, target)
    if (root) supported.add(root.id)
  }
  return { supported: [...supported], votes }
}

const partiesOf = ({ waiting, turn }: SessionDoc) => [
  ...waiting.map(({ party }) => party),
  ...(turn ? [turn.hand.party] : []),
]

/** Everybody whose name is needed to show all of a session. */
export const partiesIn = ({ session, questions }: LiveState): PartyDoc[] => [
  ...partiesOf(session),
  ...Object.values(questions).flatMap(({ askers }) => askers),
]

export function toSnapshot(state: LiveState, standing: Standing, names: Names, now: Date): SessionSnapshot {
  const { id, session } = state
  return {
    sessionId: id,
    roomId: session.roomId,
    threadId: session.threadId,
    rev: session.rev,
    now: now.toISOString(),
    stage: toStage(session, standing, names),
    queue: queueOf(session).map((hand) => toHand(hand, session, standing, names)),
    questions: Object.values(state.questions)
      .filter((question) => maySeeQuestion(standing, question))
      .toSorted((a, b) => a.n - b.n)
      .map((question) => toQuestion(question, state, standing, names)),
    statements: Object.values(state.statements)
      .toSorted((a, b) => a.n - b.n)
      .map((statement) => toStatement(statement, state)),
    mine: mineOf(state, standing.userId),
    mayRun: standing.moderator,
    mayTakePart: standing.mayTakePart,
    code: maySeeCode(standing, session) ? session.code : null,
  }
}

/** What two readings of a session's clock differ in. */
export interface Difference {
  from: LiveState
  to: LiveState
  stage: boolean
  /** It stands in lists otherwise than before. */
  listed: boolean
  /** What lists say of it while it runs is otherwise than before. */
  pulse: boolean
  /** Who waits, in order, where that or one of them is not as it was. */
  queue: { order: number[]; hands: HandDoc[] } | null
  questions: QuestionDoc[]
  statements: StatementDoc[]
  /** Who said something new about a question or a statement. */
  voters: string[]
}

const unseen = new Set<string>([
  'waiting',
  'arrivals',
  'gone',
  'tallies',
  'taken',
  'phases',
  'rev',
  'planRev',
  'absorbed',
])

const inLists = new Set<string>([
  'state',
  'title',
  'startsAt',
  'place',
  'meetingUrl',
  'topic',
  'agenda',
  'moderators',
  'guestsMayAsk',
])

export function differenceOf(from: LiveState, to: LiveState): Difference {
  const fields = differing<unknown>({ ...from.session }, { ...to.session }).map(([key]) => key)
  const ballots = differing(from.ballots, to.ballots)
  const voters = ballots.flatMap(([target, said]) =>
    differing(from.ballots[target] ?? {}, said).map(([userId]) => userId),
  )
  const questions = new Set(differing(from.questions, to.questions).map(([id]) => id))
  const statements = new Set(differing(from.statements, to.statements).map(([id]) => id))
  for (const [target] of ballots) {
    const root = rootOf(to.questions, target)
    if (root) questions.add(root.id)
    else if (to.statements[target]) statements.add(target)
  }
  return {
    from,
    to,
    stage: fields.some((key) => !unseen.has(key)),
    listed: fields.some((key) => inLists.has(key)),
    pulse:
      from.session.turn?.number !== to.session.turn?.number ||
      from.session.organisationIds.length !== to.session.organisationIds.length,
    queue: fields.some((key) => ['waiting', 'tallies', 'rule', 'ended'].includes(key))
      ? queueDifference(from.session, to.session)
      : null,
    questions: [...questions].map((id) => to.questions[id]!),
    statements: [...statements].map((id) => to.statements[id]!),
    voters: [...new Set(voters)],
  }
}

function queueDifference(from: SessionDoc, to: SessionDoc): Difference['queue'] {
  const before = new Map(queueOf(from).map((hand) => [hand.n, hand]))
  const queue = queueOf(to)
  const order = queue.map(({ n }) => n)
  const hands = queue.filter((hand) => {
    const known = before.get(hand.n)
    if (known !== hand) return true
    const [was, is] = [reasonFor(known, from.rule, from.tallies), reasonFor(hand, to.rule, to.tallies)]
    return was.kind !== is.kind || was.spokenMs !== is.spokenMs
  })
  const isSameOrder = order.length === before.size && [...queueOf(from)].every(({ n }, i) => n === order[i])
  return hands.length === 0 && isSameOrder ? null : { order, hands }
}

/** Everybody whose name is needed to show what differs. */
export const partiesInDifference = ({ to, stage, queue, questions }: Difference): PartyDoc[] => [
  ...(stage && to.session.turn ? [to.session.turn.hand.party] : []),
  ...(queue?.hands.map(({ party }) => party) ?? []),
  ...questions.flatMap(({ askers }) => askers),
]

/** Who sees more of it than everybody, besides moderators; null where all see the same. */
export function concernedBy({ queue, questions }: Difference): string[] | null {
  const parties = [
    ...(queue?.hands.filter(({ text }) => text !== null).map(({ party }) => party) ?? []),
    ...questions.filter(({ shown, state }) => !shown || state === 'rejected').flatMap(({ askers }) => askers),
  ]
  return parties.length === 0 ? null : [...new Set(parties.flatMap(({ userId }) => userId ?? []))]
}

/** What one reader is told of it; nothing but the clock where they see none of it. */
export function toChanged(difference: Difference, standing: Standing, names: Names, now: Date): LiveChanged {
  const { from, to, stage, queue, statements } = difference
  const questions = difference.questions.filter((question) => maySeeQuestion(standing, question))
  return {
    sessionId: to.id,
    afterRev: from.session.rev,
    rev: to.session.rev,
    now: now.toISOString(),
    ...(stage && { stage: toStage(to.session, standing, names) }),
    ...(queue && {
      queue: {
        order: queue.order,
        changed: queue.hands.map((hand) => toHand(hand, to.session, standing, names)),
      },
    }),
    ...(questions.length > 0 && {
      questions: questions.map((question) => toQuestion(question, to, standing, names)),
    }),
    ...(statements.length > 0 && {
      statements: statements.map((statement) => toStatement(statement, to)),
    }),
  }
}
