import { z } from 'zod'
import {
  ClientId,
  Cursor,
  Done,
  Id,
  IsoTime,
  LanguageTag,
  Limit,
  QueryInt,
  Sentence,
  Text,
} from './common.ts'
import { events, operations } from './define.ts'
import { ListingKind } from './listings.ts'
import { ActingOrganisation } from './organisations.ts'
import { Contribution, grounds, ModerationRule } from './threads.ts'

/** What may be done to somebody’s words, a thread, or a person in a room. */
export const RestrictionKind = z.enum([
  'hold',
  'hide',
  'remove',
  'remove-translation',
  'reject',
  'lock',
  'suspend',
  'measure',
  'hide-listing',
  'hide-profile',
])
export type RestrictionKind = z.infer<typeof RestrictionKind>

/** What may hold in a whole room for a while. */
export const Measure = z.enum(['slow-mode', 'read-only', 'members-only', 'pre-check'])
export type Measure = z.infer<typeof Measure>

/** Why something was restricted: the rules of the house, and the one that machines apply. */
export const StatementRule = z.union([ModerationRule, z.literal('first-contribution')])

const Place = z.object({
  /** Empty outside rooms. */
  roomSlug: z.string(),
  /** By language. */
  room: z.record(z.string(), z.string()),
  threadId: Id.nullable(),
  thread: z.string().nullable(),
  contributionId: Id.nullable(),
  /** Outside rooms: whose profile or listing it is. */
  organisation: ActingOrganisation.nullable(),
  listing: z.object({ kind: ListingKind, title: z.string() }).nullable(),
})

export const Appeal = z.object({
  text: z.string(),
  at: IsoTime,
  /** Until when it is to be decided. */
  dueAt: IsoTime,
  decision: z
    .object({ outcome: z.enum(['upheld', 'overturned']), reason: z.string(), at: IsoTime })
    .nullable(),
})
export type Appeal = z.infer<typeof Appeal>

/** The statement of reasons of one restriction, as the person it concerns reads it. */
export const Statement = z
  .object({
    id: Id,
    kind: RestrictionKind,
    /** Which one, where the kind is `measure`. */
    measure: Measure.nullable(),
    place: Place,
    /** The person’s own words that it is about. */
    words: z.string().nullable(),
    rule: StatementRule,
    /** The sentence; none where a machine decided. */
    facts: z.string().nullable(),
    automated: z.boolean(),
    followedReport: z.boolean(),
    office: z.enum(['moderator', 'staff', 'none']),
    decidedAt: IsoTime,
    until: IsoTime.nullable(),
    state: z.enum(['in-force', 'ended', 'overturned']),
    /** Until when one may object; none where one cannot. */
    appealUntil: IsoTime.nullable(),
    appeal: Appeal.nullable(),
  })
  .meta({ id: 'Statement' })
export type Statement = z.infer<typeof Statement>

/** What somebody who reported something is told. */
export const ReportReceipt = z
  .object({
    /** Opens the page of this report, also without an account. */
    token: z.string(),
    rule: ModerationRule,
    sentence: z.string(),
    at: IsoTime,
    handledBy: z.enum(['moderators', 'staff']),
    dueAt: IsoTime,
    state: z.enum(['open', 'decided']),
    /** What came of it; whether it is still readable is seen where it stands. */
    outcome: z.enum(['restricted', 'not-restricted']).nullable(),
    decidedAt: IsoTime.nullable(),
    /** The sentence of whoever decided, where nothing was restricted. */
    answer: z.string().nullable(),
  })
  .meta({ id: 'ReportReceipt' })
export type ReportReceipt = z.infer<typeof ReportReceipt>

/** Why somebody who moderates may not decide this one. */
export const Conflict = z.enum(['own-words', 'own-organisation', 'own-decision', 'taken'])
export type Conflict = z.infer<typeof Conflict>

/** Something that waits for a decision. */
export const QueueEntry = z
  .object({
    kind: z.enum(['held', 'report', 'appeal']),
    /** Of the case; of the statement for appeals, of the contribution for what is held. */
    id: Id,
    /** None outside rooms. */
    roomId: Id.nullable(),
    place: Place,
    language: z.string().nullable(),
    /** As moderators see it; none where it is not about a contribution. */
    contribution: Contribution.nullable(),
    /** What a profile or a listing says, where it is about one. */
    words: z.string().nullable(),
    reports: z.array(z.object({ rule: ModerationRule, sentence: z.string(), at: IsoTime })),
    statement: Statement.nullable(),
    since: IsoTime,
    dueAt: IsoTime,
    overdue: z.boolean(),
    handledBy: z.enum(['moderators', 'staff']),
    takenBy: z.object({ name: z.string(), isMe: z.boolean(), until: IsoTime }).nullable(),
    mayDecide: z.boolean(),
    conflict: Conflict.nullable(),
    /** The reading of the case: deciding names it, so that of two only one decides. */
    rev: z.int(),
  })
  .meta({ id: 'QueueEntry' })
export type QueueEntry = z.infer<typeof QueueEntry>

/** What somebody says is wrong; the same `clientId` counts once. */
const reported = { clientId: ClientId, rule: ModerationRule, sentence: Sentence }
const ofRoom = z.strictObject({ roomId: Id })
const ofStatement = z.strictObject({ statementId: Id })
const ofCase = z.strictObject({ caseId: Id })

export const RoomMeasure = z.object({
  measure: Measure,
  /** Between two contributions of one person, for slow mode. */
  seconds: z.int().nullable(),
  since: IsoTime,
  until: IsoTime.nullable(),
  rule: ModerationRule,
  reason: z.string(),
})
export type RoomMeasure = z.infer<typeof RoomMeasure>

export const Suspension = z.object({
  userId: Id,
  name: z.string(),
  until: IsoTime.nullable(),
  rule: ModerationRule,
  reason: z.string(),
})
const suspensions = z.object({ suspensions: z.array(Suspension) })
const measures = z.object({ measures: z.array(RoomMeasure) })

export const LogEntry = z.object({
  kind: RestrictionKind.exclude(['hold', 'hide-listing', 'hide-profile']),
  measure: Measure.nullable(),
  rule: StatementRule,
  at: IsoTime,
  office: z.enum(['moderator', 'staff', 'none']),
  until: IsoTime.nullable(),
  state: z.enum(['in-force', 'ended', 'overturned']),
})
export type LogEntry = z.infer<typeof LogEntry>

/** How far back figures go. */
export const mostMonths = 36

export const MonthNumbers = z.object({
  /** `2026-11`. */
  month: z.string(),
  reports: z.int(),
  notRestricted: z.int(),
  restrictions: z.record(z.string(), z.int()),
  rules: z.record(z.string(), z.int()),
  /** From a report to its decision, the middle one, in hours. */
  medianHours: z.number().nullable(),
  appeals: z.int(),
  overturned: z.int(),
})
export type MonthNumbers = z.infer<typeof MonthNumbers>

const blockedPeople = z.object({ people: z.array(z.object({ userId: Id, name: z.string() })) })
const blockedOrganisations = z.object({
  organisations: z.array(z.object({ organisationId: Id, name: z.string() })),
})

export const moderation = operations({
  'moderation.report': {
    title: 'Report a contribution, with a rule and a sentence; also without an account.',
    who: 'anyone',
    http: 'POST /threads/:threadId/contributions/:contributionId/reports',
    input: z.strictObject({ threadId: Id, contributionId: Id, ...reported }),
    reply: ReportReceipt,
    problems: ['not-found', 'conflict'],
  },
  'moderation.reportListing': {
    title: 'Report a need or an offer, with a rule and a sentence; also without an account.',
    who: 'anyone',
    http: 'POST /listings/:listingId/reports',
    input: z.strictObject({ listingId: Id, ...reported }),
    reply: ReportReceipt,
    problems: ['not-found', 'conflict'],
  },
  'moderation.reportProfile': {
    title: 'Report the profile of an organisation, with a rule and a sentence; also without an account.',
    who: 'anyone',
    http: 'POST /organisations/:organisationId/reports',
    input: z.strictObject({ organisationId: Id, ...reported }),
    reply: ReportReceipt,
    problems: ['not-found', 'conflict'],
  },
  'moderation.showReport': {
    title: 'What has come of a report, by the token its sender was given.',
    who: 'anyone',
    http: 'GET /reports/:token',
    input: z.strictObject({ token: z.string().regex(/^[\w-]{20,64}$/, 'not a token') }),
    reply: ReportReceipt,
    problems: ['not-found'],
  },
  'moderation.ownReports': {
    title: 'One’s own reports, newest first.',
    who: 'signed-in',
    http: 'GET /moderation/reports',
    input: z.strictObject({ limit: Limit(50) }),
    reply: z.object({ reports: z.array(ReportReceipt) }),
  },
  'moderation.queue': {
    title: 'What waits for a decision of the reader, most urgent first.',
    who: 'signed-in',
    http: 'GET /moderation/queue',
    input: z.strictObject({ roomId: Id.optional(), language: LanguageTag.optional(), limit: Limit(50, 100) }),
    reply: z.object({
      entries: z.array(QueueEntry),
      more: z.boolean(),
      /** The rooms whose queue this is. */
      rooms: z.array(z.object({ id: Id, slug: z.string(), title: z.record(z.string(), z.string()) })),
    }),
    problems: ['action.forbidden'],
  },
  'moderation.take': {
    title: 'Say that one is on it; for half an hour nobody else decides.',
    who: 'signed-in',
    http: 'POST /moderation/cases/:caseId/take',
    status: 200,
    audited: true,
    input: ofCase,
    reply: QueueEntry,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.release': {
    title: 'Leave it to others again.',
    who: 'signed-in',
    http: 'POST /moderation/cases/:caseId/release',
    status: 200,
    audited: true,
    input: ofCase,
    reply: QueueEntry,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.decide': {
    title: 'Decide what was reported: restrict it with a rule and a sentence, or not, with a sentence.',
    who: 'signed-in',
    http: 'POST /moderation/cases/:caseId/decide',
    status: 200,
    audited: true,
    input: ofCase.extend({
      decision: z.enum(['dismiss', 'hide', 'remove', 'lock']),
      rule: ModerationRule.optional(),
      reason: Sentence,
      rev: z.int().positive(),
    }),
    reply: Done,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.statements': {
    title: 'Decisions about what the reader wrote or may do, newest first.',
    who: 'signed-in',
    http: 'GET /moderation/statements',
    input: z.strictObject({ limit: Limit(50) }),
    reply: z.object({ statements: z.array(Statement) }),
  },
  'moderation.statement': {
    title: 'One decision, for the person it concerns.',
    who: 'signed-in',
    http: 'GET /moderation/statements/:statementId',
    input: ofStatement,
    reply: Statement,
    problems: ['not-found'],
  },
  'moderation.appeal': {
    title: 'Object to a decision, once; somebody else decides.',
    who: 'signed-in',
    http: 'POST /moderation/statements/:statementId/appeal',
    input: ofStatement.extend({ clientId: ClientId, text: Text(2000, 3) }),
    reply: Statement,
    problems: ['not-found', 'conflict', 'appeal.late'],
  },
  'moderation.decideAppeal': {
    title: 'Decide an appeal: uphold the decision or overturn it, with a sentence.',
    who: 'signed-in',
    http: 'POST /moderation/statements/:statementId/appeal/decide',
    status: 200,
    audited: true,
    input: ofStatement.extend({ outcome: z.enum(['upheld', 'overturned']), reason: Sentence }),
    reply: Done,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.setMeasure': {
    title: 'Let a measure hold in a room, with a rule and a sentence (moderators).',
    who: 'signed-in',
    http: 'POST /rooms/:roomId/measures',
    status: 200,
    audited: true,
    input: ofRoom.extend({
      measure: Measure,
      seconds: z.int().min(10).max(86_400).optional(),
      until: IsoTime.optional(),
      ...grounds,
    }),
    reply: measures,
    problems: ['not-found', 'action.forbidden'],
  },
  'moderation.liftMeasure': {
    title: 'End a measure in a room (moderators).',
    who: 'signed-in',
    http: 'DELETE /rooms/:roomId/measures/:measure',
    audited: true,
    input: ofRoom.extend({ measure: Measure }),
    reply: measures,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.suspend': {
    title: 'Let somebody only read in a room for a while, with a rule and a sentence (moderators).',
    who: 'signed-in',
    http: 'POST /rooms/:roomId/suspensions',
    status: 200,
    audited: true,
    input: ofRoom.extend({ userId: Id, until: IsoTime, ...grounds }),
    reply: suspensions,
    problems: ['not-found', 'action.forbidden'],
  },
  'moderation.liftSuspension': {
    title: 'Let somebody write in a room again (moderators).',
    who: 'signed-in',
    http: 'DELETE /rooms/:roomId/suspensions/:userId',
    audited: true,
    input: ofRoom.extend({ userId: Id }),
    reply: suspensions,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.suspensions': {
    title: 'Who may only read in a room at present (moderators).',
    who: 'signed-in',
    http: 'GET /rooms/:roomId/suspensions',
    input: ofRoom,
    reply: suspensions,
    problems: ['not-found', 'action.forbidden'],
  },
  'moderation.log': {
    title: 'What was decided in a room, newest first: no names, no words.',
    who: 'signed-in',
    http: 'GET /rooms/:roomId/moderation-log',
    input: ofRoom.extend({ cursor: Cursor.optional(), limit: Limit(50) }),
    reply: z.object({ entries: z.array(LogEntry), nextCursor: z.string().nullable() }),
    problems: ['not-found'],
  },
  'moderation.numbers': {
    title: 'Figures of moderation by month, newest first; for everybody.',
    who: 'anyone',
    http: 'GET /moderation/numbers',
    input: z.strictObject({ months: QueryInt(1, mostMonths).default(12) }),
    reply: z.object({ months: z.array(MonthNumbers) }),
  },
  'moderation.blocks': {
    title: 'Whom the reader has blocked.',
    who: 'signed-in',
    http: 'GET /blocks',
    input: z.strictObject({}),
    reply: blockedPeople,
  },
  'moderation.block': {
    title: 'Fold away what somebody writes, for oneself; they are not told.',
    who: 'signed-in',
    http: 'POST /blocks',
    status: 200,
    input: z.strictObject({ userId: Id }),
    reply: blockedPeople,
    problems: ['not-found', 'conflict'],
  },
  'moderation.unblock': {
    title: 'Show again what somebody writes.',
    who: 'signed-in',
    http: 'DELETE /blocks/:userId',
    input: z.strictObject({ userId: Id }),
    reply: blockedPeople,
    problems: ['not-found'],
  },
  'moderation.organisationBlocks': {
    title: 'Which organisations an organisation has blocked (its admins).',
    who: 'signed-in',
    http: 'GET /organisations/:organisationId/blocks',
    input: z.strictObject({ organisationId: Id }),
    reply: blockedOrganisations,
    problems: ['not-found', 'action.forbidden'],
  },
  'moderation.blockOrganisation': {
    title:
      'No suggestions and requests between two organisations any more; the other one is not told (admins).',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/blocks',
    status: 200,
    audited: true,
    input: z.strictObject({ organisationId: Id, blockedId: Id }),
    reply: blockedOrganisations,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'moderation.unblockOrganisation': {
    title: 'Allow suggestions and requests between two organisations again (admins).',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/blocks/:blockedId',
    audited: true,
    input: z.strictObject({ organisationId: Id, blockedId: Id }),
    reply: blockedOrganisations,
    problems: ['not-found', 'action.forbidden'],
  },
})

export const moderationEvents = events({
  /** Something in a queue of the listener, or a decision about them, is not what it was: ask again. */
  'moderation.changed': z.object({ what: z.enum(['queue', 'statements']) }),
})
