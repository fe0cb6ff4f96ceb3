import { z } from 'zod'
import { InstitutionLabel } from './accounts.ts'
import { ClientId, Cursor, Done, Id, IsoTime, Limit, Line, Text, Word } from './common.ts'
import { events, operations } from './define.ts'

/** How many stand behind a statement, in fixed words. */
export const Spread = z.enum(['single-voice', 'several', 'almost-all', 'consensus'])
export type Spread = z.infer<typeof Spread>

export const RecordState = z.enum(['draft', 'in-review', 'published'])
export type RecordState = z.infer<typeof RecordState>

export const ItemKind = z.enum(['finding', 'need', 'idea', 'demand', 'open-question'])
export type ItemKind = z.infer<typeof ItemKind>

/** What a statement rests on. Words and author only as far as the reader may see them; otherwise a stub stays. */
export const Source = z.object({
  contributionId: Id,
  seq: z.int().positive().nullable(),
  state: z.enum(['readable', 'removed']),
  /** Of a draft, for whoever works on it: its author took it back and may expect that its words go too. */
  withdrawn: z.literal(true).optional(),
  /** The association it was written for, or whoever wrote it for none; none on a stub. */
  by: z.string().nullable(),
  excerpt: z.string(),
})
export type Source = z.infer<typeof Source>

/** What the draft took over from a session that is no contribution: a question of the wall, or a vote and its counts. */
export const ItemOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wall') }),
  z.object({
    kind: z.literal('vote'),
    agree: z.int().min(0),
    disagree: z.int().min(0),
    unsure: z.int().min(0),
    /** Associations among those who agree. */
    organisations: z.int().min(0),
  }),
])
export type ItemOrigin = z.infer<typeof ItemOrigin>

export const ResultItem = z
  .object({
    id: Id,
    /** The guiding question it answers; none where it stands apart. */
    questionId: z.string().nullable(),
    order: z.int(),
    kind: ItemKind,
    text: z.string(),
    spread: Spread.nullable(),
    /** What the data suggest, and why the moderators chose something else. */
    suggestedSpread: Spread.nullable(),
    spreadNote: z.string().nullable(),
    sources: z.array(Source),
    origin: ItemOrigin.nullable(),
    /** It has neither sources nor an origin: the moderators added it, and it says so. */
    supplement: z.boolean(),
    /** Of an open question: who looks into it, until when, and what came of it. */
    owner: z.object({ organisationId: Id.nullable(), words: z.string() }).nullable(),
    due: z.iso.date().nullable(),
    answer: z.object({ text: z.string(), at: IsoTime }).nullable(),
    rev: z.int().positive(),
  })
  .meta({ id: 'ResultItem' })
export type ResultItem = z.infer<typeof ResultItem>

export const ConfirmationValue = z.enum(['confirm', 'comment', 'dissent'])
export type ConfirmationValue = z.infer<typeof ConfirmationValue>

/** For whom somebody answers: an association, or the office they write for. */
export const Answering = z.object({
  /** None: for the office. */
  organisationId: Id.nullable(),
  name: z.string(),
  institution: InstitutionLabel.nullable(),
})
export type Answering = z.infer<typeof Answering>

/** What one of them says of a draft. A dissent is printed word by word; a comment is for the moderators. */
export const Confirmation = z.object({
  organisationId: Id.nullable(),
  /** The name of the association or office. */
  organisation: z.string(),
  /** As it was when it answered. */
  institution: InstitutionLabel.nullable(),
  value: ConfirmationValue,
  /** The item it is about; none for the whole. */
  itemId: Id.nullable(),
  text: z.string().nullable(),
  at: IsoTime,
})
export type Confirmation = z.infer<typeof Confirmation>

/** One version of the record of a session. */
export const ResultRecord = z
  .object({
    id: Id,
    sessionId: Id,
    roomId: Id,
    roomSlug: z.string(),
    threadId: Id,
    title: z.string(),
    /** Of the session. */
    heldAt: IsoTime,
    place: z.string().nullable(),
    state: RecordState,
    /** Of what is shown: the first published one is 1; a draft bears the number it will have. */
    version: z.int().positive(),
    /** Which versions have been published, newest last. */
    published: z.array(z.object({ version: z.int().positive(), at: IsoTime })),
    /** Until when associations may answer; none outside a review. */
    reviewUntil: IsoTime.nullable(),
    questions: z.array(z.object({ id: z.string(), text: z.record(z.string(), z.string()) })),
    items: z.array(ResultItem),
    /** What it comes to in Einfache Sprache, written by the moderators; nobody confirms it. */
    easyText: z.string().nullable(),
    /** Associations and offices that took part, by name; people never. */
    participants: z.array(z.object({ organisationId: Id.nullable(), name: z.string() })),
    /** How many people took part for none. */
    others: z.int().min(0),
    counts: z.object({
      confirm: z.int(),
      comment: z.int(),
      dissent: z.int(),
      open: z.int(),
    }),
    /** Dissents to everybody; comments to moderators and to whoever wrote them. */
    confirmations: z.array(Confirmation),
    /** For which of their associations, or for which office, the reader may answer. */
    mayConfirmFor: z.array(Answering),
    mayEdit: z.boolean(),
    /** The record’s own reading; items have theirs. */
    rev: z.int().positive(),
  })
  .meta({ id: 'ResultRecord' })
export type ResultRecord = z.infer<typeof ResultRecord>

export const RecordBrief = z.object({
  id: Id,
  kind: z.enum(['record', 'documentation']),
  title: z.string(),
  heldAt: IsoTime,
  place: z.string().nullable(),
  roomSlug: z.string().nullable(),
  state: RecordState,
  version: z.int().positive(),
  organisations: z.int().min(0),
  items: z.int().min(0),
  /** What was found in it, when it was searched. */
  excerpt: z.string().nullable(),
})
export type RecordBrief = z.infer<typeof RecordBrief>

/** Words that stayed, went and came, in reading order. */
const ChangedWords = z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() }))

/** What has changed from one version to the next. */
export const RecordDiff = z.object({
  from: z.int().positive(),
  to: z.int().positive(),
  /** None where it stayed the same. */
  easyText: ChangedWords.nullable(),
  items: z.array(
    z.object({
      id: Id,
      questionId: z.string().nullable(),
      change: z.enum(['added', 'removed', 'changed']),
      words: ChangedWords,
      spread: z.object({ from: Spread.nullable(), to: Spread.nullable() }).nullable(),
    }),
  ),
})
export type RecordDiff = z.infer<typeof RecordDiff>

export const MarkKind = z.enum(['result', 'need', 'offer', 'task'])
export type MarkKind = z.infer<typeof MarkKind>

/** What is to become, or became, of a contribution. */
export const Mark = z
  .object({
    id: Id,
    threadId: Id,
    contributionId: Id,
    kind: MarkKind,
    /** What leaves the room waits for its author. */
    state: z.enum(['asked', 'agreed', 'declined', 'done']),
    /** What came of it, as an address on this platform. */
    link: z.string().nullable(),
    /** Words of a task. */
    note: z.string().nullable(),
    at: IsoTime,
    /** Whether the reader is asked. */
    mayAnswer: z.boolean(),
  })
  .meta({ id: 'Mark' })
export type Mark = z.infer<typeof Mark>

/** One part of the documentation of a meeting. */
export const DocumentationPart = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    role: z.enum(['greeting', 'talk', 'conclusion', 'press-release', 'other']),
    title: z.string(),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('session'),
    sessionId: Id.nullable(),
    title: z.string(),
    /** Why it did not take place, was merged, or ended without a result. */
    reason: z.string().nullable(),
    recordId: Id.nullable(),
  }),
])
export type DocumentationPart = z.infer<typeof DocumentationPart>

export const Documentation = z
  .object({
    id: Id,
    title: z.string(),
    date: z.iso.date(),
    place: z.string().nullable(),
    published: z.boolean(),
    parts: z.array(DocumentationPart),
    /** The records of its sessions, as the reader may see them. */
    records: z.array(ResultRecord),
    participants: z.array(z.object({ organisationId: Id.nullable(), name: z.string() })),
    others: z.int().min(0),
    mayEdit: z.boolean(),
    rev: z.int().positive(),
  })
  .meta({ id: 'Documentation' })
export type Documentation = z.infer<typeof Documentation>

const Reason = Line(500, 3)
const ofRecord = z.strictObject({ recordId: Id })
const ofItem = ofRecord.extend({ itemId: Id })
const ofDocumentation = z.strictObject({ documentationId: Id })
const item = {
  questionId: Word.nullable(),
  kind: ItemKind,
  text: Text(1000, 3),
  spread: Spread.nullable(),
  spreadNote: Line(300).nullable(),
  sources: z.array(Id).max(50),
  /** Said expressly, so that nothing stands without a source by mistake. */
  supplement: z.boolean(),
  owner: z.strictObject({ organisationId: Id.nullable(), words: Line(120) }).nullable(),
  due: z.iso.date().nullable(),
}
const parts = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('text'),
        role: z.enum(['greeting', 'talk', 'conclusion', 'press-release', 'other']),
        title: Line(200),
        text: Text(20_000),
      }),
      z.strictObject({
        kind: z.literal('session'),
        sessionId: Id.nullable(),
        title: Line(200),
        reason: Reason.nullable(),
      }),
    ]),
  )
  .max(40)
const documentation = { title: Line(200, 3), date: z.iso.date(), place: Line(200).nullable(), parts }
const editing = ['not-found', 'action.forbidden', 'conflict', 'result.state'] as const

export const results = operations({
  'results.mark': {
    title: 'Say what is to become of a contribution; what leaves the room waits for its author (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/marks',
    audited: true,
    input: z.strictObject({
      threadId: Id,
      contributionId: Id,
      kind: MarkKind,
      note: Line(300, 3).optional(),
    }),
    reply: Mark,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'results.unmark': {
    title: 'Take a mark back as long as nothing has come of it (moderators).',
    who: 'signed-in',
    http: 'DELETE /marks/:markId',
    audited: true,
    input: z.strictObject({ markId: Id }),
    reply: Done,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'results.answerMark': {
    title: 'Agree that one’s own contribution becomes something outside the room, or decline.',
    who: 'signed-in',
    http: 'POST /marks/:markId/answer',
    status: 200,
    input: z.strictObject({ markId: Id, agree: z.boolean() }),
    reply: Mark,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'results.marks': {
    title: 'What is to become of a thread’s contributions, or what the reader is asked about.',
    who: 'signed-in',
    http: 'GET /marks',
    input: z.strictObject({ threadId: Id.optional() }),
    reply: z.object({
      marks: z.array(Mark),
      /** Whether the reader may mark in the thread that was named: its moderators, and those of its session. */
      mayMark: z.boolean(),
    }),
    problems: ['not-found'],
  },
  'results.list': {
    title: 'Records and documentations the reader may see, newest first; searched by words.',
    who: 'anyone',
    http: 'GET /results',
    input: z.strictObject({
      query: Line(200, 0).optional(),
      roomId: Id.optional(),
      /** Only what is published and this organisation took part in, as far as it shows that. */
      organisationId: Id.optional(),
      cursor: Cursor.optional(),
      limit: Limit(20, 50),
    }),
    reply: z.object({ records: z.array(RecordBrief), cursor: z.string().nullable() }),
    problems: ['not-found'],
  },
  'results.get': {
    title: 'The record of a session: as published, or the draft for whoever takes part in it.',
    who: 'anyone',
    http: 'GET /results/:recordId',
    input: ofRecord.extend({
      version: z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number)
        .optional(),
    }),
    reply: ResultRecord,
    problems: ['not-found'],
  },
  'results.draft': {
    title: 'Begin the record of a session from what was marked, by guiding question (its moderators).',
    who: 'signed-in',
    http: 'POST /live/sessions/:sessionId/record',
    audited: true,
    input: z.strictObject({ sessionId: Id }),
    reply: ResultRecord,
    problems: ['not-found', 'action.forbidden', 'conflict', 'live.ended'],
  },
  'results.addItem': {
    title: 'Add a statement or an open question to a draft.',
    who: 'signed-in',
    http: 'POST /results/:recordId/items',
    audited: true,
    input: ofRecord.extend({ clientId: ClientId, ...item }),
    reply: ResultItem,
    problems: editing,
  },
  'results.changeItem': {
    title: 'Change a statement as it was read; what somebody else has changed since is a conflict.',
    who: 'signed-in',
    http: 'PATCH /results/:recordId/items/:itemId',
    audited: true,
    input: ofItem.extend({ rev: z.int().positive(), ...item }),
    reply: ResultItem,
    problems: editing,
  },
  'results.moveItem': {
    title: 'Put a statement before another one of its question, or last.',
    who: 'signed-in',
    http: 'POST /results/:recordId/items/:itemId/move',
    status: 200,
    audited: true,
    input: ofItem.extend({ before: Id.nullable() }),
    reply: Done,
    problems: editing,
  },
  'results.removeItem': {
    title: 'Take a statement out of a draft.',
    who: 'signed-in',
    http: 'DELETE /results/:recordId/items/:itemId',
    audited: true,
    input: ofItem,
    reply: Done,
    problems: editing,
  },
  'results.answerOpenQuestion': {
    title: 'Answer an open question of a record; the answer stays linked to it.',
    who: 'signed-in',
    http: 'POST /results/:recordId/items/:itemId/answer',
    status: 200,
    audited: true,
    input: ofItem.extend({ text: Text(1000, 3) }),
    reply: ResultItem,
    problems: editing,
  },
  'results.setEasyText': {
    title: 'Write a draft’s text in Einfache Sprache over the one that was read; none takes it away.',
    who: 'signed-in',
    http: 'POST /results/:recordId/easy-text',
    status: 200,
    audited: true,
    input: ofRecord.extend({
      /** As it was read; what somebody else has written since is a conflict. */
      before: z.string().max(10_000).nullable(),
      text: Text(5000, 3).nullable(),
    }),
    reply: ResultRecord,
    problems: editing,
  },
  'results.openReview': {
    title: 'Ask the associations that took part whether it is right (moderators).',
    who: 'signed-in',
    http: 'POST /results/:recordId/review',
    status: 200,
    audited: true,
    input: ofRecord.extend({ rev: z.int().positive(), days: z.int().min(1).max(60).default(7) }),
    reply: ResultRecord,
    problems: editing,
  },
  'results.confirm': {
    title:
      'Answer for an association or one’s office: it is right, a remark, or another view that is printed word by word.',
    who: 'signed-in',
    http: 'POST /results/:recordId/confirmations',
    status: 200,
    audited: true,
    input: ofRecord.extend({
      /** None: for the office the reader writes for. */
      organisationId: Id.nullable(),
      value: ConfirmationValue,
      itemId: Id.nullable(),
      text: Text(1000, 3).nullable(),
    }),
    reply: ResultRecord,
    problems: editing,
  },
  'results.publish': {
    title: 'Publish a version; before the review has ended only with a reason (moderators).',
    who: 'signed-in',
    http: 'POST /results/:recordId/publish',
    status: 200,
    audited: true,
    input: ofRecord.extend({ rev: z.int().positive(), reason: Reason.optional() }),
    reply: ResultRecord,
    problems: editing,
  },
  'results.revise': {
    title: 'Begin the next version of a published record (moderators).',
    who: 'signed-in',
    http: 'POST /results/:recordId/revise',
    status: 200,
    audited: true,
    input: ofRecord,
    reply: ResultRecord,
    problems: editing,
  },
  'results.diff': {
    title: 'What has changed between a version and the one before it.',
    who: 'anyone',
    http: 'GET /results/:recordId/versions/:version/diff',
    input: ofRecord.extend({
      version: z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number),
    }),
    reply: RecordDiff,
    problems: ['not-found'],
  },
  'results.documentation': {
    title: 'The documentation of a whole meeting.',
    who: 'anyone',
    http: 'GET /documentations/:documentationId',
    input: ofDocumentation,
    reply: Documentation,
    problems: ['not-found'],
  },
  'results.createDocumentation': {
    title: 'Begin the documentation of a meeting (staff).',
    who: 'staff',
    http: 'POST /documentations',
    audited: true,
    input: z.strictObject({ clientId: ClientId, ...documentation }),
    reply: Documentation,
    problems: ['conflict', 'not-found'],
  },
  'results.changeDocumentation': {
    title: 'Change the documentation of a meeting as it was read (staff).',
    who: 'staff',
    http: 'PATCH /documentations/:documentationId',
    audited: true,
    input: ofDocumentation.extend({ rev: z.int().positive(), ...documentation }),
    reply: Documentation,
    problems: ['not-found', 'conflict'],
  },
  'results.publishDocumentation': {
    title: 'Publish the documentation of a meeting (staff).',
    who: 'staff',
    http: 'POST /documentations/:documentationId/publish',
    status: 200,
    audited: true,
    input: ofDocumentation.extend({ rev: z.int().positive() }),
    reply: Documentation,
    problems: ['not-found', 'conflict', 'result.state'],
  },
})

export const resultEvents = events({
  /** To who works on or answers a record, and to the authors that are asked: ask again. */
  'results.changed': z.object({ recordId: Id.nullable(), threadId: Id.nullable() }),
})
