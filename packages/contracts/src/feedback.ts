import { z } from 'zod'
import { ClientId, Cursor, Email, Id, IsoTime, Limit, Line, Locale, Text, wellFormed } from './common.ts'
import { operations } from './define.ts'

/** What somebody tells those who run the platform: what keeps them from using it, wrong words, anything else. */
export const FeedbackKind = z.enum(['barrier', 'translation', 'other'])
export type FeedbackKind = z.infer<typeof FeedbackKind>

/** `answered` and `closed` are settled: a year later everything of it is deleted. */
export const FeedbackState = z.enum(['open', 'answered', 'closed'])
export type FeedbackState = z.infer<typeof FeedbackState>

/** Within so many days an answer is promised. */
export const feedbackAnswerDays = 14
/** So long after it was settled it is kept. */
export const feedbackKeptDays = 365

export const Feedback = z
  .object({
    id: Id,
    kind: FeedbackKind,
    text: z.string(),
    /** The language of the interface it was written in; answers by mail begin and end in it. */
    locale: Locale,
    /** Where in the platform, as a path. */
    page: z.string().nullable(),
    /** Where an answer goes; none where nobody wants one. */
    email: z.string().nullable(),
    state: FeedbackState,
    at: IsoTime,
    /** Until when an answer is promised; none where nobody wants one. */
    dueAt: IsoTime.nullable(),
    answers: z.array(z.object({ text: z.string(), at: IsoTime, sent: z.boolean() })),
    settledAt: IsoTime.nullable(),
    /** The reading of it: acting names it, so that of two only one acts. */
    rev: z.int(),
  })
  .meta({ id: 'Feedback' })
export type Feedback = z.infer<typeof Feedback>

/** A page of the platform, without its query: what was looked for there is nobody's business. */
const PagePath = Line(200).refine((path) => /^\/(?!\/)[^?#\s]*$/.test(path), 'not a path')

const ofFeedback = z.strictObject({ feedbackId: Id, rev: z.int().positive() })

export const feedback = operations({
  'feedback.send': {
    title: 'Tell those who run the platform something; also without an account.',
    who: 'anyone',
    http: 'POST /feedback',
    input: z.strictObject({
      clientId: ClientId,
      kind: FeedbackKind,
      text: Text(4000, 3),
      locale: Locale,
      page: PagePath.optional(),
      /** Only for an answer. */
      email: Email.optional(),
      /** A field of the form that people neither see nor reach. */
      trap: wellFormed.max(200).default(''),
      /** How long the form was open, in milliseconds. */
      tookMs: z.int().nonnegative(),
    }),
    reply: z.object({
      at: IsoTime,
      /** Until when an answer is promised; none where nobody wants one. */
      dueAt: IsoTime.nullable(),
    }),
    problems: ['conflict', 'feedback.automatic'],
  },
  'feedback.list': {
    title: 'What people told those who run the platform: open ones oldest first, settled ones newest first.',
    who: 'staff',
    http: 'GET /administration/feedback',
    input: z.strictObject({
      state: FeedbackState.default('open'),
      cursor: Cursor.optional(),
      limit: Limit(30, 50),
    }),
    reply: z.object({
      entries: z.array(Feedback),
      counts: z.record(FeedbackState, z.int()),
      nextCursor: z.string().nullable(),
    }),
  },
  'feedback.answer': {
    title: 'Answer by mail.',
    who: 'staff',
    http: 'POST /administration/feedback/:feedbackId/answer',
    status: 200,
    audited: true,
    input: ofFeedback.extend({ text: Text(4000, 3) }),
    reply: Feedback,
    problems: ['not-found', 'conflict'],
  },
  'feedback.setState': {
    title: 'Close something without an answer, or open it again.',
    who: 'staff',
    http: 'POST /administration/feedback/:feedbackId/state',
    status: 200,
    audited: true,
    input: ofFeedback.extend({ state: FeedbackState.exclude(['answered']) }),
    reply: Feedback,
    problems: ['not-found', 'conflict'],
  },
})
