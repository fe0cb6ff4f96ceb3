import { z } from 'zod'
import { Ags, Cursor, Id, IsoTime, Limit, Sentence } from './common.ts'
import { operations } from './define.ts'
import { Organisation } from './organisations.ts'

/** What one answers when asked whether a profile still holds. */
export const CurrencyAnswer = z.enum(['current', 'dormant'])
export type CurrencyAnswer = z.infer<typeof CurrencyAnswer>

/** An organisation that nobody has confirmed for long, or that nobody can be asked about. */
export const StaleEntry = z.object({
  organisation: z.object({ id: Id, slug: z.string(), name: z.string(), municipality: Ags }),
  confirmedAt: IsoTime,
  askedAt: IsoTime,
  /** Asked in vain for so long that it is no longer suggested to others. */
  unconfirmed: z.boolean(),
  /** Somebody of it could be written to. */
  reached: z.boolean(),
  /** What everybody may use to get in touch. */
  contactEmail: z.string().nullable(),
  contactPhone: z.string().nullable(),
  website: z.string().nullable(),
  /** False for whoever belongs to it. */
  mayAnswer: z.boolean(),
})
export type StaleEntry = z.infer<typeof StaleEntry>

const QuestionToken = z.string().regex(/^[\w-]{20,100}$/, 'not a token')

export const organisationUpkeep = operations({
  'organisations.showQuestion': {
    title:
      'Which organisation is asked whether its profile still holds, for whoever holds the link of the mail.',
    who: 'anyone',
    http: 'GET /questions/:token',
    input: z.strictObject({ token: QuestionToken }),
    reply: z.object({
      organisation: z.string(),
      slug: z.string(),
      /** What was answered; null while nothing was. */
      answer: CurrencyAnswer.nullable(),
      /** The answer is of today, and nothing has happened since. */
      mayTakeBack: z.boolean(),
      /** Others no longer get it suggested. */
      unconfirmed: z.boolean(),
    }),
    problems: ['token.invalid'],
  },
  'organisations.answerQuestion': {
    title: 'Say that a profile still holds, or that the organisation rests, with the link of the mail.',
    who: 'anyone',
    http: 'POST /questions/:token',
    status: 200,
    input: z.strictObject({ token: QuestionToken, answer: CurrencyAnswer }),
    reply: z.object({ organisation: z.string(), slug: z.string(), answer: CurrencyAnswer }),
    problems: ['token.invalid'],
  },
  'organisations.takeBackAnswer': {
    title: 'Take an answer back within a day, with the link of the mail; the question is open again.',
    who: 'anyone',
    http: 'POST /questions/:token/undo',
    status: 200,
    input: z.strictObject({ token: QuestionToken }),
    reply: z.object({
      organisation: z.string(),
      slug: z.string(),
      /** What holds now; null where the question is open again. */
      answer: CurrencyAnswer.nullable(),
    }),
    problems: ['token.invalid', 'conflict'],
  },
  'organisations.takeBackCurrency': {
    title: 'Take back, within a day, what was last said about the profile of the own organisation (admins).',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/currency/undo',
    status: 200,
    input: z.strictObject({ organisationId: Id }),
    reply: Organisation,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.setCurrency': {
    title: 'Say that the profile of the own organisation still holds, or that it rests (admins).',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/currency',
    status: 200,
    input: z.strictObject({ organisationId: Id, answer: CurrencyAnswer }),
    reply: Organisation,
    problems: ['not-found', 'action.forbidden'],
  },
  'organisations.listStale': {
    title:
      'Organisations whose profile nobody confirmed, or whom nobody could ask; the longest waiting first.',
    who: 'staff',
    http: 'GET /stale-organisations',
    input: z.strictObject({ cursor: Cursor.optional(), limit: Limit(20, 50) }),
    reply: z.object({
      entries: z.array(StaleEntry),
      total: z.int(),
      nextCursor: z.string().nullable(),
    }),
    problems: ['not-found'],
  },
  'organisations.answerForOrganisation': {
    title: 'Note what an organisation said when the staff asked it.',
    who: 'staff',
    http: 'POST /stale-organisations/:organisationId',
    status: 200,
    audited: true,
    input: z.strictObject({
      organisationId: Id,
      answer: CurrencyAnswer,
      /** How they know; stands in the audit log. */
      note: Sentence,
    }),
    reply: z.object({ answer: CurrencyAnswer }),
    problems: ['not-found', 'action.forbidden'],
  },
})
