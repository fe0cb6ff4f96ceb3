import type {
  InstitutionKind,
  ProblemCode,
  QueueRule,
  SessionState,
  ThreadEvent,
  VoteValue,
  WallState,
} from '@augenhoehe/contracts'
import type { Tallies, TurnClock, Waiting } from './queue.ts'

/** Who acts, and for whom; names are looked up when it is shown, but for those who have no account. */
export interface PartyDoc {
  userId: string | null
  name: string | null
  organisationId: string | null
  /** The office they speak for. */
  institution: string | null
  /** What kind of office that is. */
  institutionKind?: InstitutionKind
}

/** Names a request of somebody's client, so that a retry changes nothing. */
export interface Request {
  by: string
  clientId: string
}

export interface HandDoc extends Waiting {
  party: PartyDoc
  request: Request
  raisedAt: number
  /** The words of a turn in writing. */
  text: string | null
  /** The title of the session it was raised in, where that was merged into this one. */
  from: string | null
}

export interface TurnDoc extends TurnClock {
  number: number
  hand: HandDoc
  state: 'called' | 'speaking' | 'paused'
  byHand: boolean
  calledAt: number
}

/** A turn that is over. */
export interface TakenDoc {
  number: number
  hand: number
  party: PartyDoc
  usedMs: number
  byHand: boolean
  at: number
}

export interface AgendaItemDoc {
  n: number
  questionId: string | null
  title: Record<string, string>
  minutes: number
}

/** What is entered in the thread: a state that was reached, or an item that was turned to. */
export interface PhaseDoc {
  n: number
  kind: Extract<ThreadEvent['kind'], `session-${string}`>
  reason: string | null
  by: string
  at: number
}

export interface SessionPlan {
  title: string
  startsAt: number
  place: string | null
  meetingUrl: string | null
  topic: string | null
  rule: QueueRule
  turnSeconds: number
  agenda: AgendaItemDoc[]
  guestsMayAsk: boolean
  questionsNeedApproval: boolean
}

/** All moments are milliseconds of the server's clock. */
export interface SessionDoc extends SessionPlan {
  roomId: string
  threadId: string
  plannedBy: string
  clientId: string
  /** Who moderates it besides those who moderate the room. */
  moderators: string[]
  state: SessionState
  /** The last of them; their numbers go on. */
  phases: PhaseDoc[]
  reason: string | null
  mergedInto: string | null
  /** Sessions whose hands and questions have moved here. */
  absorbed: string[]
  recordId: string | null
  item: number | null
  itemSince: number | null
  itemMs: number | null
  queueClosed: boolean
  waiting: HandDoc[]
  arrivals: number
  /** The last hands that were taken back or have had their turn, for retries. */
  gone: (Request & { n: number; party?: PartyDoc })[]
  tallies: Tallies
  turn: TurnDoc | null
  turnNumber: number
  taken: TakenDoc[]
  turnsTaken: number
  calledByHand: number
  /** Associations that have raised a hand, asked, supported or voted. */
  organisationIds: string[]
  code: string | null
  /** The thread, while it runs there: only one does. */
  runningIn: string | null
  ended: boolean
  rev: number
  /** The reading of the clock at which what was planned last changed. */
  planRev: number
}

/** What lists show of a session; the rest may be long. */
export type ListedSession = Omit<SessionDoc, (typeof unlisted)[number]>
export const unlisted = ['waiting', 'gone', 'tallies', 'taken', 'phases'] as const

export interface QuestionDoc {
  id: string
  n: number
  text: string
  lang: string | null
  state: WallState
  /** Whether everybody has seen it. */
  shown: boolean
  askers: PartyDoc[]
  request: Request
  mergedInto: string | null
  reason: string | null
  askedAt: number
  rev: number
  from: string | null
}

export interface StatementDoc {
  id: string
  n: number
  text: string
  questionId: string | null
  open: boolean
  request: Request
  rev: number
}

/** What one person said about one question or statement; none: taken back. */
export interface BallotDoc {
  value: VoteValue | 'support' | null
  organisationId: string | null
  /** The office it was said for. */
  institution?: string | null
  /** For whom it counts: the association, the office, or the person alone. */
  group: string
}
/** By what they are about, then by person. */
export type Ballots = Readonly<Record<string, Readonly<Record<string, BallotDoc>>>>

/** A session with all that belongs to it; never changed in place. */
export interface LiveState {
  id: string
  session: SessionDoc
  questions: Readonly<Record<string, QuestionDoc>>
  statements: Readonly<Record<string, StatementDoc>>
  ballots: Ballots
}

export type Outcome =
  | { state: LiveState; hand?: number; turn?: number; question?: string; statement?: string }
  | { refused: ProblemCode }

export const refused = (code: ProblemCode): Outcome => ({ refused: code })

/** The clock's next reading. */
export const changed = (state: LiveState, session: Partial<SessionDoc>): LiveState => ({
  ...state,
  session: { ...state.session, ...session, rev: state.session.rev + 1 },
})

/** Where each state may lead when moderators say so; the other ends have ways of their own. */
export const leadsTo: Readonly<Record<SessionState, readonly SessionState[]>> = {
  planned: ['ready', 'cancelled'],
  ready: ['running', 'cancelled'],
  running: ['wrapping-up'],
  'wrapping-up': ['running', 'no-result'],
  documented: [],
  'no-result': [],
  cancelled: [],
  merged: [],
}

const beforeTheEnd = ['planned', 'ready', 'running', 'wrapping-up'] as const
const gathering = ['ready', 'running'] as const
const open = ['ready', 'running', 'wrapping-up'] as const

/** In which states each act may be done. */
export const possibleIn = {
  change: beforeTheEnd,
  moderators: beforeTheEnd,
  queue: beforeTheEnd,
  merge: ['planned', 'ready', 'running'],
  absorb: beforeTheEnd,
  goTo: ['running'],
  raise: gathering,
  lower: open,
  call: ['running'],
  turn: ['running', 'wrapping-up'],
  ask: gathering,
  support: open,
  judge: open,
  mergeQuestions: open,
  state: open,
  closeStatement: open,
  vote: open,
  documented: ['wrapping-up'],
} as const satisfies Record<string, readonly SessionState[]>

export const isPossible = (act: keyof typeof possibleIn, { state }: Pick<SessionDoc, 'state'>) =>
  (possibleIn[act] as readonly SessionState[]).includes(state)

export const isEnd = (state: SessionState) => leadsTo[state].length === 0

/** With the association of somebody who takes part. */
export const withOrganisation = (
  { organisationIds }: SessionDoc,
  { organisationId }: Pick<PartyDoc, 'organisationId'>,
) =>
  organisationId === null || organisationIds.includes(organisationId)
    ? organisationIds
    : [...organisationIds, organisationId]

export const isSameParty = (a: PartyDoc, b: PartyDoc) =>
  a.userId === b.userId &&
  a.name === b.name &&
  a.organisationId === b.organisationId &&
  a.institution === b.institution

export const isSameRequest = (a: Request, b: Request) => a.by === b.by && a.clientId === b.clientId
