import { z } from 'zod'
import { Id, IsoTime, Text, Word } from './common.ts'
import { operations } from './define.ts'
import { Listing } from './listings.ts'
import { DeclineReason } from './matching.ts'
import { ActingOrganisation } from './organisations.ts'

/** `queued` until the other side has room for it in a week; `postponed` once it said “later”. */
export const RequestState = z.enum([
  'queued',
  'sent',
  'postponed',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
])
export type RequestState = z.infer<typeof RequestState>

/** `referral`: a case is passed on, of which nobody learns who it is about. */
export const RequestKind = z.enum(['contact', 'referral'])
export type RequestKind = z.infer<typeof RequestKind>

/** One organisation asks another. The side that is asked learns of it when it is delivered. */
export const ContactRequest = z
  .object({
    id: Id,
    kind: RequestKind,
    direction: z.enum(['sent', 'received']),
    organisation: ActingOrganisation.extend({ id: Id }),
    /** What the other side works in, as its profile says. */
    languages: z.array(z.string()),
    listing: Listing.nullable(),
    /** What kind of help a case needs; none for other requests. */
    category: z.string().nullable(),
    /** The message, or the description of a case. */
    message: z.string(),
    state: RequestState,
    declineReason: DeclineReason.nullable(),
    answer: z.string().nullable(),
    /** How to reach each other; only once accepted. */
    contactEmail: z.string().nullable(),
    /** Where the two talk among themselves, once accepted. */
    threadId: Id.nullable(),
    createdAt: IsoTime,
    /** Since when it is in this state. */
    changedAt: IsoTime,
    /** When it is delivered at the latest, as far as can be said now; only while it is queued. */
    deliverAt: IsoTime.nullable(),
    /** Until when an answer is possible; while queued, until when it waits. */
    expiresAt: IsoTime,
  })
  .meta({ id: 'ContactRequest' })
export type ContactRequest = z.infer<typeof ContactRequest>

export const requestsPerWeek = { standard: 3, least: 1, most: 20 } as const

const words = Text(2000, 0).optional()
const pair = { organisationId: Id, otherOrganisationId: Id }

export const matchingRequests = operations({
  'matching.request': {
    title:
      'Ask another organisation, for the own one (admins). It hears by mail, at once or, where it has been asked often enough in a week, when its turn comes.',
    who: 'signed-in',
    http: 'POST /matching/requests',
    input: z.strictObject({ ...pair, listingId: Id.optional(), message: Text(2000, 3) }),
    reply: ContactRequest,
    problems: [
      'not-found',
      'action.forbidden',
      'conflict',
      'contact-request.limit',
      'contact-request.queue-full',
      'organisation.unverified',
    ],
  },
  'matching.refer': {
    title:
      'Pass a case on to another organisation (admins): what is needed, and a description in which nobody can be recognised.',
    who: 'signed-in',
    http: 'POST /matching/referrals',
    input: z.strictObject({ ...pair, category: Word, text: Text(800, 3) }),
    reply: ContactRequest,
    problems: [
      'not-found',
      'action.forbidden',
      'conflict',
      'contact-request.limit',
      'contact-request.queue-full',
      'contact-request.personal-data',
      'organisation.unverified',
    ],
  },
  'matching.outlook': {
    title:
      'How a request would go: whether it is delivered at once, and how many more are possible (members).',
    who: 'signed-in',
    http: 'GET /matching/outlook',
    input: z.strictObject(pair),
    reply: z.object({
      /** None when it is delivered at once. */
      deliverAt: IsoTime.nullable(),
      /** Whether others wait for so long that no further request is taken. */
      queueFull: z.boolean(),
      /** Requests of the own organisation that are open, and how many may be. */
      open: z.int().nonnegative(),
      openAtOnce: z.int().positive(),
    }),
    problems: ['not-found'],
  },
  'matching.requests': {
    title: 'Requests an organisation sent and received, newest first (members).',
    who: 'signed-in',
    http: 'GET /matching/requests',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({ requests: z.array(ContactRequest) }),
    problems: ['not-found'],
  },
  'matching.answer': {
    title:
      'Accept a request, decline it with a reason, or say “later” once, which gives 14 more days (admins of the side that was asked). A case can be accepted or declined.',
    who: 'signed-in',
    http: 'POST /matching/requests/:requestId/answer',
    status: 200,
    input: z.strictObject({
      requestId: Id,
      answer: z.discriminatedUnion('decision', [
        z.strictObject({ decision: z.literal('accept'), message: words }),
        z.strictObject({ decision: z.literal('decline'), reason: DeclineReason, message: words }),
        z.strictObject({ decision: z.literal('postpone'), message: words }),
      ]),
    }),
    reply: ContactRequest,
    problems: [
      'not-found',
      'action.forbidden',
      'conflict',
      'contact-request.over',
      'contact-request.personal-data',
    ],
  },
  'matching.withdraw': {
    title: 'Take a request back that nobody has answered yet (admins of the side that asked).',
    who: 'signed-in',
    http: 'POST /matching/requests/:requestId/withdrawal',
    status: 200,
    input: z.strictObject({ requestId: Id }),
    reply: ContactRequest,
    problems: ['not-found', 'action.forbidden', 'contact-request.over'],
  },
  'matching.capacity': {
    title: 'How many requests in a week an organisation wants delivered (members).',
    who: 'signed-in',
    http: 'GET /matching/capacity',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({
      requestsPerWeek: z.int(),
      /** Requests that wait until there is room. */
      queued: z.int().nonnegative(),
    }),
    problems: ['not-found'],
  },
  'matching.setCapacity': {
    title:
      'Set how many requests in a week are delivered (admins); what waits and fits now is delivered at once.',
    who: 'signed-in',
    http: 'PATCH /matching/capacity',
    input: z.strictObject({
      organisationId: Id,
      requestsPerWeek: z.int().min(requestsPerWeek.least).max(requestsPerWeek.most),
    }),
    reply: z.object({ requestsPerWeek: z.int(), queued: z.int().nonnegative() }),
    problems: ['not-found', 'action.forbidden'],
  },
})
