import { z } from 'zod'
import { ClientId, Cursor, Id, IsoTime, Limit, Line, Text, Word } from './common.ts'
import { operations } from './define.ts'
import { FieldAudience } from './organisation-people.ts'
import { ActingOrganisation, Currency, OrganisationName } from './organisations.ts'

const Other = ActingOrganisation.extend({ id: Id })

/** `denied` never came about, `ended` did and is over. */
export const CooperationState = z.enum(['begun', 'confirmed', 'denied', 'ended'])
export type CooperationState = z.infer<typeof CooperationState>

/** Do you work together? */
export const CooperationAnswer = z.enum(['yes', 'not-yet', 'no'])
export type CooperationAnswer = z.infer<typeof CooperationAnswer>

/** What came of it, in a line. */
const Outcome = Line(200, 0)

/** Two organisations that were brought together, as one of them sees it. */
export const Cooperation = z
  .object({
    id: Id,
    organisation: Other,
    state: CooperationState,
    begunAt: IsoTime,
    /** When both had said yes. */
    confirmedAt: IsoTime.nullable(),
    closedAt: IsoTime.nullable(),
    /** Whether the reader's organisation is asked at present. */
    asked: z.boolean(),
    /** What each last said. */
    answer: CooperationAnswer.nullable(),
    theirAnswer: CooperationAnswer.nullable(),
    outcome: z.string(),
    theirOutcome: z.string(),
    /** Who may read of it on both profiles, as each wants it; the narrower one holds, `members` is nobody else. */
    audience: FieldAudience,
    theirAudience: FieldAudience,
    /** The own organisation closed it, and may still say otherwise. */
    mayReopen: z.boolean(),
  })
  .meta({ id: 'Cooperation' })
export type Cooperation = z.infer<typeof Cooperation>

const QuestionToken = z.string().regex(/^[\w-]{20,120}$/, 'not a token')
const QuestionReply = z.object({
  /** The organisation that is asked. */
  own: OrganisationName.pick({ name: true, slug: true }),
  other: OrganisationName.pick({ name: true, slug: true }),
  state: CooperationState,
  answer: CooperationAnswer.nullable(),
  outcome: z.string(),
})

/** Why somebody does not follow a recommendation. */
export const IntroductionDeclineReason = z.enum(['no-capacity', 'no-fit', 'not-now', 'other'])
export type IntroductionDeclineReason = z.infer<typeof IntroductionDeclineReason>

/** What a side of an introduction has said. */
export const IntroductionState = z.enum(['open', 'accepted', 'declined', 'expired'])
export type IntroductionState = z.infer<typeof IntroductionState>

/** A recommendation of the staff, as one of those who are introduced reads it. */
export const Introduction = z
  .object({
    id: Id,
    category: z.string().nullable(),
    reason: z.string(),
    createdAt: IsoTime,
    expiresAt: IsoTime,
    state: IntroductionState,
    /** Those it is introduced to; `accepted` and a way to them once both have accepted. */
    organisations: z.array(Other.extend({ accepted: z.boolean(), contactEmail: z.string().nullable() })),
  })
  .meta({ id: 'Introduction' })
export type Introduction = z.infer<typeof Introduction>

/** Why one of them cannot be introduced to the others at present; `apart` says nothing more on purpose. */
export const IntroductionObstacle = z.enum(['resting', 'full', 'together', 'apart'])
export type IntroductionObstacle = z.infer<typeof IntroductionObstacle>

const Chosen = Other.extend({ currency: Currency, obstacles: z.array(IntroductionObstacle) })

/** The same as the staff sees it. */
export const StaffIntroduction = z
  .object({
    id: Id,
    category: z.string().nullable(),
    reason: z.string(),
    createdAt: IsoTime,
    expiresAt: IsoTime,
    /** Somebody may still answer. */
    open: z.boolean(),
    organisations: z.array(
      Other.extend({ state: IntroductionState, declineReason: IntroductionDeclineReason.nullable() }),
    ),
  })
  .meta({ id: 'StaffIntroduction' })
export type StaffIntroduction = z.infer<typeof StaffIntroduction>

const IntroductionDraft = {
  organisationIds: z.array(Id).min(2).max(5),
  category: Word.nullable().default(null),
  /** Why they fit, in plain words; all of them read it. */
  reason: Text(600, 10),
}

/** Active needs that nobody else offers anything for, nearby or online. */
const Gap = z.object({ category: z.string(), district: z.string(), needs: z.int().positive() })

const count = z.int().nonnegative()

export const matchingCooperation = operations({
  'matching.cooperations': {
    title: 'What came of contacts: with whom an organisation works, or may come to (members).',
    who: 'signed-in',
    http: 'GET /matching/cooperations',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({ cooperations: z.array(Cooperation) }),
    problems: ['not-found'],
  },
  'matching.answerCooperation': {
    title: 'Say whether two work together, and what came of it (admins).',
    who: 'signed-in',
    http: 'POST /matching/cooperations/:cooperationId/answer',
    status: 200,
    input: z.strictObject({
      cooperationId: Id,
      organisationId: Id,
      answer: CooperationAnswer,
      outcome: Outcome.optional(),
    }),
    reply: Cooperation,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'matching.endCooperation': {
    title: 'Say that a cooperation is over (admins of either side).',
    who: 'signed-in',
    http: 'POST /matching/cooperations/:cooperationId/end',
    status: 200,
    input: z.strictObject({ cooperationId: Id, organisationId: Id, outcome: Outcome.optional() }),
    reply: Cooperation,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'matching.showCooperation': {
    title: 'Who may read of a confirmed cooperation on both profiles; it takes both sides (admins).',
    who: 'signed-in',
    http: 'POST /matching/cooperations/:cooperationId/audience',
    status: 200,
    input: z.strictObject({ cooperationId: Id, organisationId: Id, audience: FieldAudience }),
    reply: Cooperation,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'matching.partners': {
    title: 'With whom an organisation works, as far as both show it to the reader.',
    who: 'anyone',
    http: 'GET /matching/partners/:organisationId',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({ partners: z.array(ActingOrganisation) }),
    problems: ['not-found'],
  },
  'matching.showCooperationQuestion': {
    title: 'Which two are asked whether they work together, for whoever holds the link of the mail.',
    who: 'anyone',
    http: 'GET /cooperation-questions/:token',
    input: z.strictObject({ token: QuestionToken }),
    reply: QuestionReply,
    problems: ['token.invalid'],
  },
  'matching.answerCooperationQuestion': {
    title: 'Say whether two work together, with the link of the mail.',
    who: 'anyone',
    http: 'POST /cooperation-questions/:token',
    status: 200,
    input: z.strictObject({ token: QuestionToken, answer: CooperationAnswer, outcome: Outcome.optional() }),
    reply: QuestionReply,
    problems: ['token.invalid', 'conflict'],
  },
  'matching.introductions': {
    title: 'Recommendations of the competence centre to an organisation, newest first (members).',
    who: 'signed-in',
    http: 'GET /matching/introductions',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({ introductions: z.array(Introduction) }),
    problems: ['not-found'],
  },
  'matching.answerIntroduction': {
    title: 'Accept a recommendation of the competence centre, or decline it with a reason (admins).',
    who: 'signed-in',
    http: 'POST /matching/introductions/:introductionId/answer',
    status: 200,
    input: z.strictObject({
      introductionId: Id,
      organisationId: Id,
      answer: z.discriminatedUnion('decision', [
        z.strictObject({ decision: z.literal('accept') }),
        z.strictObject({ decision: z.literal('decline'), reason: IntroductionDeclineReason }),
      ]),
    }),
    reply: Introduction,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'matching.previewIntroduction': {
    title: 'Whether these organisations can be introduced to each other, before they are.',
    who: 'staff',
    http: 'POST /administration/introductions/preview',
    status: 200,
    input: z.strictObject({ organisationIds: IntroductionDraft.organisationIds }),
    reply: z.object({ organisations: z.array(Chosen) }),
    problems: ['not-found'],
  },
  'matching.introduce': {
    title: 'Introduce organisations to each other; the same `clientId` again answers with what is stored.',
    who: 'staff',
    http: 'POST /administration/introductions',
    audited: true,
    input: z.strictObject({ clientId: ClientId, ...IntroductionDraft }),
    reply: StaffIntroduction,
    problems: ['not-found', 'introduction.impossible', 'introduction.limit'],
  },
  'matching.listIntroductions': {
    title: 'Introductions by the staff and what came of them, newest first.',
    who: 'staff',
    http: 'GET /administration/introductions',
    input: z.strictObject({ cursor: Cursor.optional(), limit: Limit(20, 50) }),
    reply: z.object({ introductions: z.array(StaffIntroduction), nextCursor: z.string().nullable() }),
  },
  'matching.gaps': {
    title: 'What the matchmaking cannot bring together: counts by category and district (staff).',
    who: 'staff',
    http: 'GET /matching/gaps',
    input: z.strictObject({}),
    reply: z.object({
      gaps: z.array(Gap),
      /** Organisations whose list is empty; one of them to begin with. */
      unmatched: z.object({ count, next: OrganisationName.nullable() }),
    }),
  },
})
