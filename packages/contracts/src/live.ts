import { z } from 'zod'
import { InstitutionKind } from './accounts.ts'
import {
  ClientId,
  Done,
  Email,
  Id,
  IsoTime,
  LanguageTag,
  Limit,
  Line,
  Text,
  WebAddress,
  Word,
} from './common.ts'
import { events, operations } from './define.ts'
import { Name } from './names.ts'

/** How far a session has come. The last four are ends. */
export const SessionState = z.enum([
  'planned',
  'ready',
  'running',
  'wrapping-up',
  'documented',
  'no-result',
  'cancelled',
  'merged',
])
export type SessionState = z.infer<typeof SessionState>

/** How the next speaker is found. */
export const QueueRule = z.enum(['first-come', 'first-time', 'least-time'])
export type QueueRule = z.infer<typeof QueueRule>

/** Who acts: the person, and the association or office they act for. People without one have neither. */
const Party = z.object({
  userId: Id.nullable(),
  name: z.string(),
  /** An association's name, or that of an office. */
  organisation: z.string().nullable(),
  organisationSlug: z.string().nullable(),
  /** It is an association, and nobody has verified it yet. */
  organisationUnverified: z.boolean(),
  /** Writes and speaks for an office; always shown. */
  isInstitution: z.boolean(),
  /** What kind of office it is; none where that was not kept. */
  institutionKind: InstitutionKind.nullable(),
})
export type Party = z.infer<typeof Party>

const Moderator = z.object({ userId: Id, name: z.string() })

export const AgendaItem = z.object({
  /** From 1, in the order they are dealt with. */
  n: z.int().positive(),
  /** A guiding question of the room, or words of its own. */
  questionId: z.string().nullable(),
  /** By language where it is a guiding question; otherwise under `und`. */
  title: z.record(z.string(), z.string()),
  minutes: z.int().positive(),
})
export type AgendaItem = z.infer<typeof AgendaItem>

/** What lists say of a session that runs. */
export const SessionPulse = z.object({
  /** How many associations have raised a hand, asked, supported or voted. */
  organisations: z.int().min(0),
  /** The association that has the floor, or the person who speaks for none. */
  speaker: z.string().nullable(),
})
export type SessionPulse = z.infer<typeof SessionPulse>

/** A session as it stands in lists and on the page of dates. */
export const SessionBrief = z
  .object({
    id: Id,
    roomId: Id,
    roomSlug: z.string(),
    threadId: Id,
    title: z.string(),
    state: SessionState,
    startsAt: IsoTime,
    /** Minutes of all items together. */
    minutes: z.int(),
    /** In words; none when it only takes place here. */
    place: z.string().nullable(),
    meetingUrl: z.string().nullable(),
    /** Sessions with the same word are parallel parts of one topic. */
    topic: z.string().nullable(),
    moderators: z.array(Moderator),
    guestsMayAsk: z.boolean(),
    /** Only while it runs. */
    pulse: SessionPulse.nullable(),
    /** Why it was cancelled, merged, or ended without a result. */
    reason: z.string().nullable(),
    mergedInto: Id.nullable(),
    /** The record that came of it, once there is one. */
    recordId: Id.nullable(),
    mayRun: z.boolean(),
  })
  .meta({ id: 'SessionBrief' })
export type SessionBrief = z.infer<typeof SessionBrief>

/** Why somebody stands where they stand. */
export const PlaceReason = z.object({
  kind: z.enum(['order-of-arrival', 'speaks-first-time', 'has-spoken', 'time-so-far', 'skipped']),
  /** What their association, or they alone, have spoken so far. */
  spokenMs: z.int().min(0),
})
export type PlaceReason = z.infer<typeof PlaceReason>

export const Hand = z
  .object({
    /** Names it within the session: its arrival, from 1. */
    n: z.int().positive(),
    party: Party,
    raisedAt: IsoTime,
    /** A turn in writing: its words are shown when it is called. Until then only to its author and moderators. */
    written: z.boolean(),
    text: z.string().nullable(),
    reason: PlaceReason,
    /** The session it was raised in, where that was merged into this one. */
    from: z.string().optional(),
  })
  .meta({ id: 'Hand' })
export type Hand = z.infer<typeof Hand>

/** Whose turn it is. All times are the server's. */
export const Turn = z
  .object({
    /** Counts the turns of the session; acts on a turn name it, so that none hits the next one. */
    number: z.int().positive(),
    hand: Hand,
    state: z.enum(['called', 'speaking', 'paused']),
    byHand: z.boolean(),
    calledAt: IsoTime,
    /** How much time it has, extensions included. */
    allowedMs: z.int(),
    /** How much had been used when it last began or was paused. */
    usedMs: z.int(),
    /** Since when the clock runs; none while it does not. */
    runningSince: IsoTime.nullable(),
  })
  .meta({ id: 'Turn' })
export type Turn = z.infer<typeof Turn>

export const WallState = z.enum(['pending', 'published', 'called', 'answered', 'merged', 'moved', 'rejected'])
export type WallState = z.infer<typeof WallState>

export const WallQuestion = z
  .object({
    id: Id,
    n: z.int().positive(),
    text: z.string(),
    lang: z.string().nullable(),
    state: WallState,
    /** Everybody whose question it is: the first, and those of what was merged into it. Guests by the name they gave. */
    askers: z.array(Party),
    mergedInto: Id.nullable(),
    /** Why it was moved or rejected. */
    reason: z.string().nullable(),
    /** People, each once, and how many associations they are of. */
    supporters: z.int().min(0),
    organisations: z.int().min(0),
    askedAt: IsoTime,
    /** Names its reading; deciding about it says which one was read. */
    rev: z.int(),
    /** The session it was asked in, where that was merged into this one. */
    from: z.string().optional(),
  })
  .meta({ id: 'WallQuestion' })
export type WallQuestion = z.infer<typeof WallQuestion>

/** Fixed words for how opinions lie; more than one may hold. */
export const AgreementLabel = z.enum(['single-voice', 'several', 'almost-all', 'consensus', 'divided'])
export type AgreementLabel = z.infer<typeof AgreementLabel>

export const VoteValue = z.enum(['agree', 'disagree', 'unsure'])
export type VoteValue = z.infer<typeof VoteValue>

export const CheckedStatement = z
  .object({
    id: Id,
    n: z.int().positive(),
    text: z.string(),
    questionId: z.string().nullable(),
    open: z.boolean(),
    agree: z.int().min(0),
    disagree: z.int().min(0),
    unsure: z.int().min(0),
    /** Associations among those who agree. */
    organisations: z.int().min(0),
    labels: z.array(AgreementLabel),
    rev: z.int(),
  })
  .meta({ id: 'CheckedStatement' })
export type CheckedStatement = z.infer<typeof CheckedStatement>

/** People who voted alike: how many they are, and how they voted; never who they are. */
export const OpinionGroup = z
  .object({
    size: z.int().min(3),
    statements: z.array(
      z.object({
        statementId: Id,
        agree: z.int().min(0),
        disagree: z.int().min(0),
        unsure: z.int().min(0),
      }),
    ),
  })
  .meta({ id: 'OpinionGroup' })
export type OpinionGroup = z.infer<typeof OpinionGroup>

/** What moves in a session, apart from queue, wall and agreement. */
export const SessionStage = z
  .object({
    state: SessionState,
    title: z.string(),
    startsAt: IsoTime,
    place: z.string().nullable(),
    meetingUrl: z.string().nullable(),
    rule: QueueRule,
    turnSeconds: z.int(),
    agenda: z.array(AgendaItem),
    /** Which item is dealt with, and since when; none before it began. */
    item: z.int().positive().nullable(),
    itemSince: IsoTime.nullable(),
    /** The item's minutes and what was added to them. */
    itemMs: z.int().nullable(),
    guestsMayAsk: z.boolean(),
    questionsNeedApproval: z.boolean(),
    /** Nobody new may queue. */
    queueClosed: z.boolean(),
    moderators: z.array(Moderator),
    reason: z.string().nullable(),
    mergedInto: Id.nullable(),
    recordId: Id.nullable(),
    turn: Turn.nullable(),
    /** The last turns in short, newest first, and how often somebody was called by hand. */
    turnsTaken: z.int().min(0),
    calledByHand: z.int().min(0),
    /** How many associations have raised a hand, asked, supported or voted. */
    organisations: z.int().min(0),
  })
  .meta({ id: 'SessionStage' })
export type SessionStage = z.infer<typeof SessionStage>

/** Everything a reader sees of a session at one reading of its clock. */
export const SessionSnapshot = z
  .object({
    sessionId: Id,
    roomId: Id,
    threadId: Id,
    rev: z.int().min(0),
    /** The server's time when it answered. */
    now: IsoTime,
    stage: SessionStage,
    /** Who waits, in order. */
    queue: z.array(Hand),
    /** Moderators also see what is pending; an asker their own. */
    questions: z.array(WallQuestion),
    statements: z.array(CheckedStatement),
    mine: z.object({
      supported: z.array(Id),
      votes: z.record(Id, VoteValue),
    }),
    mayRun: z.boolean(),
    mayTakePart: z.boolean(),
    /** For joining, to moderators and where guests may ask. */
    code: z.string().nullable(),
  })
  .meta({ id: 'SessionSnapshot' })
export type SessionSnapshot = z.infer<typeof SessionSnapshot>

/** How a queue has changed: all who wait by their number, in order, and those that are new or not as they were. */
export const QueueChange = z.object({ order: z.array(z.int().positive()), changed: z.array(Hand) })
export type QueueChange = z.infer<typeof QueueChange>

const Plan = {
  title: Line(140, 3),
  startsAt: IsoTime,
  place: Line(200).nullable(),
  meetingUrl: WebAddress.nullable(),
  topic: Word.nullable(),
  rule: QueueRule,
  turnSeconds: z.int().min(15).max(1800),
  agenda: z
    .array(
      z
        .strictObject({
          questionId: Word.optional(),
          title: Line(200, 3).optional(),
          minutes: z.int().min(1).max(240),
        })
        .refine(({ questionId, title }) => (questionId === undefined) !== (title === undefined), {
          message: 'either a guiding question or a title',
        }),
    )
    .min(1)
    .max(7),
  guestsMayAsk: z.boolean(),
  questionsNeedApproval: z.boolean(),
}
const Reason = Line(500, 3)
const Code = z
  .string()
  .transform((code) => code.replaceAll(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^[2-9A-HJKMNP-Z]{6}$/, 'not a code'))

const ofSession = z.strictObject({ sessionId: Id })
const asParty = { actingOrganisationId: Id.optional() }
const moving = ['not-found', 'action.forbidden', 'live.ended', 'conflict'] as const
const takingPart = [...moving, 'room.suspended', 'room.read-only', 'room.members-only'] as const

export const live = operations({
  'live.sessions': {
    title: 'Sessions the reader may see: coming ones first, then those that have ended.',
    who: 'anyone',
    http: 'GET /live/sessions',
    input: z.strictObject({ roomId: Id.optional(), threadId: Id.optional(), limit: Limit(50, 100) }),
    reply: z.object({ sessions: z.array(SessionBrief) }),
    problems: ['not-found'],
  },
  'live.plan': {
    title: 'Plan a live session on a thread (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/sessions',
    audited: true,
    input: z.strictObject({ threadId: Id, clientId: ClientId, ...Plan }),
    reply: SessionBrief,
    problems: ['not-found', 'action.forbidden', 'conflict', 'thread.locked'],
  },
  'live.change': {
    title: 'Change what was planned (its moderators); what runs keeps the items it has dealt with.',
    who: 'signed-in',
    http: 'PATCH /live/sessions/:sessionId',
    audited: true,
    input: ofSession.extend({ rev: z.int().min(0), ...Plan }),
    reply: SessionBrief,
    problems: moving,
  },
  'live.get': {
    title: 'One session as it stands now.',
    who: 'anyone',
    http: 'GET /live/sessions/:sessionId',
    input: ofSession,
    reply: SessionSnapshot,
    problems: ['not-found'],
  },
  'live.findByCode': {
    title: 'Which session a short code leads to.',
    who: 'anyone',
    http: 'GET /live/codes/:code',
    input: z.strictObject({ code: Code }),
    reply: z.object({
      sessionId: Id,
      title: z.string(),
      state: SessionState,
      /** Where its thread is, for whoever may read it. */
      thread: z.object({ id: Id, roomSlug: z.string() }).nullable(),
      guestsMayAsk: z.boolean(),
    }),
    problems: ['not-found'],
  },
  'live.knownModerators': {
    title:
      'Who moderates in a room the reader may see and could moderate on this thread, too (moderators of the room).',
    who: 'signed-in',
    http: 'GET /threads/:threadId/moderators',
    input: z.strictObject({ threadId: Id }),
    reply: z.object({ people: z.array(Moderator) }),
    problems: ['not-found', 'action.forbidden'],
  },
  'live.findModerator': {
    title:
      'Who could moderate on this thread, by the address of their account; no account is answered like one that may not (moderators of the room).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/moderators/search',
    status: 200,
    input: z.strictObject({ threadId: Id, email: Email }),
    reply: Moderator,
    problems: ['not-found', 'action.forbidden'],
  },
  'live.setModerators': {
    title: 'Say who else moderates this session (moderators of the room).',
    who: 'signed-in',
    http: 'POST /live/sessions/:sessionId/moderators',
    status: 200,
    audited: true,
    input: ofSession.extend({ userIds: z.array(Id).max(10) }),
    reply: SessionBrief,
    problems: moving,
  },
  'live.move': {
    title:
      'Lead a session on: make it ready, run it, wrap it up, go back to running, or end it with a reason.',
    who: 'signed-in',
    http: 'POST /live/sessions/:sessionId/state',
    socket: 'live.move',
    status: 200,
    audited: true,
    input: ofSession.extend({
      from: SessionState,
      to: SessionState.exclude(['planned', 'documented', 'merged']),
      /** Needed to cancel, and to end without a result. */
      reason: Reason.optional(),
    }),
    reply: z.object({ state: SessionState, rev: z.int() }),
    problems: moving,
  },
  'live.merge': {
    title:
      'Merge a session into another of the same topic: hands and questions move and keep where they came from.',
    who: 'signed-in',
    http: 'POST /live/sessions/:sessionId/merge',
    status: 200,
    audited: true,
    input: ofSession.extend({ into: Id, reason: Reason }),
    reply: z.object({ state: SessionState, rev: z.int() }),
    problems: moving,
  },
  'live.goTo': {
    title: 'Turn to an item of the agenda, or give the present one more time (moderators).',
    who: 'signed-in',
    socket: 'live.goTo',
    audited: true,
    input: ofSession.extend({
      /** The item that was being dealt with when this was decided; 0 for none. */
      from: z.int().min(0).max(7),
      item: z.int().min(1).max(7),
      addMinutes: z.int().min(1).max(60).optional(),
    }),
    reply: Done,
    problems: moving,
  },
  'live.setQueue': {
    title: 'Change the rule, the time of a turn, or close the list (moderators).',
    who: 'signed-in',
    socket: 'live.setQueue',
    audited: true,
    input: ofSession.extend({
      rule: QueueRule.optional(),
      turnSeconds: Plan.turnSeconds.optional(),
      closed: z.boolean().optional(),
    }),
    reply: Done,
    problems: moving,
  },
  'live.raiseHand': {
    title:
      'Ask to speak, or hand in a turn in writing. The same `clientId` again answers with what is stored.',
    who: 'signed-in',
    socket: 'live.raiseHand',
    input: ofSession.extend({ clientId: ClientId, ...asParty, text: Text(2000).optional() }),
    reply: z.object({ n: z.int().positive(), place: z.int().min(0) }),
    problems: [...takingPart, 'live.queue-closed'],
  },
  'live.enterHand': {
    title: 'Put somebody on the list who asks in the room (moderators).',
    who: 'signed-in',
    socket: 'live.enterHand',
    audited: true,
    input: ofSession.extend({ clientId: ClientId, organisationId: Id.optional(), name: Name(80) }),
    reply: z.object({ n: z.int().positive(), place: z.int().min(0) }),
    problems: moving,
  },
  'live.lowerHand': {
    title: 'Take back one’s hand; moderators may take somebody off the list.',
    who: 'signed-in',
    socket: 'live.lowerHand',
    audited: true,
    input: ofSession.extend({ hand: z.int().positive() }),
    reply: Done,
    problems: moving,
  },
  'live.call': {
    title: 'Call the next by the rule, or somebody by hand; whoever had the floor has ended (moderators).',
    who: 'signed-in',
    socket: 'live.call',
    audited: true,
    input: ofSession.extend({
      /** The number of the turn that was seen, 0 for none: of two calls at once only one counts. */
      afterTurn: z.int().min(0),
      /** By hand; without it whoever is next once the present turn has been counted. */
      hand: z.int().positive().optional(),
    }),
    reply: z.object({ turn: z.int().positive(), hand: z.int().positive() }),
    problems: moving,
  },
  'live.turn': {
    title: 'Start, pause, lengthen, end or skip the present turn (moderators; its speaker may end it).',
    who: 'signed-in',
    socket: 'live.turn',
    audited: true,
    input: ofSession.extend({
      turn: z.int().positive(),
      act: z.enum(['start', 'pause', 'extend', 'end', 'skip']),
      seconds: z.int().min(5).max(600).optional(),
    }),
    reply: Done,
    problems: moving,
  },
  'live.ask': {
    title: 'Put a question on the wall; with the session’s code also as a guest, where it allows that.',
    who: 'anyone',
    http: 'POST /live/sessions/:sessionId/questions',
    socket: 'live.ask',
    input: ofSession.extend({
      clientId: ClientId,
      text: Text(500, 3),
      lang: LanguageTag.optional(),
      ...asParty,
      code: Code.optional(),
      /** How a guest wants to be named. */
      name: Name(60).optional(),
    }),
    reply: WallQuestion,
    problems: [...takingPart, 'session.required', 'live.wall-full'],
  },
  'live.support': {
    title: 'Say that a question is one’s own too, or no longer.',
    who: 'signed-in',
    socket: 'live.support',
    input: ofSession.extend({ questionId: Id, on: z.boolean(), ...asParty }),
    reply: Done,
    problems: takingPart,
  },
  'live.judgeQuestion': {
    title: 'Publish a question, call it, mark it answered, move or reject it with a reason (moderators).',
    who: 'signed-in',
    socket: 'live.judgeQuestion',
    audited: true,
    input: ofSession.extend({
      questionId: Id,
      rev: z.int(),
      to: WallState.exclude(['pending', 'merged']),
      reason: Reason.optional(),
    }),
    reply: WallQuestion,
    problems: moving,
  },
  'live.mergeQuestions': {
    title: 'Merge a question into another; its askers and supporters stay (moderators).',
    who: 'signed-in',
    socket: 'live.mergeQuestions',
    audited: true,
    input: ofSession.extend({ questionId: Id, into: Id, rev: z.int() }),
    reply: WallQuestion,
    problems: moving,
  },
  'live.state': {
    title: 'Put a statement to everybody: agree, disagree, unsure (moderators).',
    who: 'signed-in',
    socket: 'live.state',
    audited: true,
    input: ofSession.extend({ clientId: ClientId, text: Text(500, 3), questionId: Word.optional() }),
    reply: CheckedStatement,
    problems: [...moving, 'live.wall-full'],
  },
  'live.closeStatement': {
    title: 'End the vote on a statement, or open it again (moderators).',
    who: 'signed-in',
    socket: 'live.closeStatement',
    audited: true,
    input: ofSession.extend({ statementId: Id, open: z.boolean() }),
    reply: CheckedStatement,
    problems: moving,
  },
  'live.vote': {
    title: 'Agree, disagree, be unsure, or take that back.',
    who: 'signed-in',
    socket: 'live.vote',
    input: ofSession.extend({ statementId: Id, value: VoteValue.nullable(), ...asParty }),
    reply: Done,
    problems: takingPart,
  },
  'live.groups': {
    title: 'Who votes alike, over all statements whose vote has ended; none below thirty voters.',
    who: 'anyone',
    http: 'GET /live/sessions/:sessionId/groups',
    input: ofSession,
    reply: z.object({
      /** How many voted on any of them. */
      voters: z.int().min(0),
      /** From how many voters on groups are looked for. */
      fewest: z.int(),
      groups: z.array(OpinionGroup),
    }),
    problems: ['not-found'],
  },
  'live.follow': {
    title: 'Receive how a session moves, beginning with how it stands now.',
    who: 'anyone',
    socket: 'live.follow',
    input: ofSession,
    reply: SessionSnapshot,
    problems: ['not-found'],
  },
  'live.unfollow': {
    title: 'No longer receive how a session moves.',
    who: 'anyone',
    socket: 'live.unfollow',
    input: ofSession,
    reply: Done,
  },
  'live.time': {
    title: 'What the server’s clock says, for everybody’s to be set by.',
    who: 'anyone',
    socket: 'live.time',
    input: z.strictObject({}),
    reply: z.object({ now: IsoTime }),
  },
})

export const liveEvents = events({
  /** To who follows the session; what is not named has not changed. After a gap one follows again. */
  'live.changed': z.object({
    sessionId: Id,
    afterRev: z.int().min(0),
    rev: z.int().positive(),
    now: IsoTime,
    stage: SessionStage.optional(),
    queue: QueueChange.optional(),
    questions: z.array(WallQuestion).optional(),
    statements: z.array(CheckedStatement).optional(),
  }),
  /** To those in the room, unless it is closed: who takes part and speaks is otherwise than lists said. */
  'live.pulse': z.object({ sessionId: Id, pulse: SessionPulse }),
  /** To the person's own connections: what they support and how they voted, on whichever device. */
  'live.mine': z.object({ sessionId: Id, mine: SessionSnapshot.shape.mine }),
})
export type LiveChanged = z.infer<(typeof liveEvents)['live.changed']>
