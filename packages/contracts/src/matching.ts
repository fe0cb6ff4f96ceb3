import { z } from 'zod'
import { Ags, ClientId, Cursor, Done, Id, IsoTime, Limit, QueryInt, Word } from './common.ts'
import { events, operations, type Operation } from './define.ts'
import { Day, Listing, ListingFields } from './listings.ts'
import { OrganisationSummary } from './organisations.ts'

const listInput = z.strictObject({
  organisationId: Id.optional(),
  category: Word.optional(),
  municipality: Ags.optional(),
  /** How far from that municipality; none but itself when left out. */
  km: QueryInt(1, 200).optional(),
  /** Only what can be done online. */
  where: z.literal('remote').optional(),
  /** Only what holds on one of these days. */
  from: Day.optional(),
  until: Day.optional(),
  cursor: Cursor.optional(),
  limit: Limit(30),
})
const listReply = z.object({ listings: z.array(Listing), nextCursor: z.string().nullable() })
const draftInput = z.strictObject({
  organisationId: Id,
  clientId: ClientId.optional(),
  ...ListingFields,
  /** The contribution it comes of, where its author has agreed. */
  source: z.strictObject({ threadId: Id, contributionId: Id }).optional(),
})
export type ListingDraft = z.input<typeof draftInput>
const changeInput = z
  .strictObject({ ...ListingFields })
  .partial()
  .extend({ id: Id })
const stateInput = z.strictObject({ id: Id, state: z.enum(['active', 'paused', 'fulfilled', 'withdrawn']) })

/** Needs and offers are told apart by their address only. */
const listing = <const P extends 'needs' | 'offers'>(plural: P, one: string) =>
  ({
    list: {
      title: `Active ${plural}, newest first; all states for members of the named organisation.`,
      who: 'anyone',
      http: `GET /${plural}`,
      input: listInput,
      reply: listReply,
    },
    publish: {
      title: `Publish ${one} of an organisation; it stays visible for 180 days. The same \`clientId\` again answers with what is stored.`,
      who: 'signed-in',
      http: `POST /${plural}`,
      input: draftInput,
      reply: Listing,
      problems: ['not-found', 'action.forbidden', 'listing.limit', 'organisation.unverified', 'conflict'],
    },
    get: {
      title: `Read ${one}.`,
      who: 'anyone',
      http: `GET /${plural}/:id`,
      input: z.strictObject({ id: Id }),
      reply: Listing,
      problems: ['not-found'],
    },
    change: {
      title: `Change ${one}.`,
      who: 'signed-in',
      http: `PATCH /${plural}/:id`,
      input: changeInput,
      reply: Listing,
      problems: ['not-found', 'action.forbidden', 'conflict'],
    },
    setState: {
      title: `Pause, resume or renew, fulfil or withdraw ${one}.`,
      who: 'signed-in',
      http: `POST /${plural}/:id/state`,
      status: 200,
      input: stateInput,
      reply: Listing,
      problems: [
        'not-found',
        'action.forbidden',
        'listing.limit',
        'listing.outdated',
        'organisation.unverified',
        'conflict',
      ],
    },
    undo: {
      title: `Take back, within seven days, that ${one} was fulfilled or withdrawn; it is as it was before.`,
      who: 'signed-in',
      http: `POST /${plural}/:id/undo`,
      status: 200,
      input: z.strictObject({ id: Id }),
      reply: Listing,
      problems: ['not-found', 'action.forbidden', 'listing.limit', 'organisation.unverified', 'conflict'],
    },
  }) as const satisfies Record<string, Operation>

const needs = listing('needs', 'a need')
const offers = listing('offers', 'an offer')

/** A reason in data; the interface says it in the reader's language. */
export const Reason = z.object({
  kind: z.enum(['complementarity', 'peer', 'topic', 'distance', 'language', 'maturity', 'freshness']),
  /** For complementarity: whose need is met. */
  direction: z.enum(['they-offer', 'they-seek', 'both']),
  /** Categories, topics or languages from the vocabulary. */
  terms: z.array(z.string()),
  /** For complementarity: what is offered instead, where it is only of the same group as what is sought. */
  instead: z.array(z.string()),
  km: z.number().nullable(),
})
export type Reason = z.infer<typeof Reason>

/**
 * One line of the arithmetic. The contributions of a direction sum to its benefit. `language` is the gate: its `value`
 * multiplies all others, which already contain it, and adds nothing by itself.
 */
export const Factor = z.object({
  kind: Reason.shape.kind,
  weight: z.number(),
  value: z.number(),
  /** weight × value × gate. */
  contribution: z.number(),
})
export type Factor = z.infer<typeof Factor>

export const Suggestion = z
  .object({
    organisation: OrganisationSummary,
    /** What `fusion` makes of both benefits; the same from both sides. */
    score: z.number(),
    /** Because it fits, or because everybody is shown to some. */
    slot: z.enum(['fit', 'guarantee']),
    km: z.number().nullable(),
    /** Newly on the platform. */
    newcomer: z.boolean(),
    /** What the two have to do with each other, for the head of the card. */
    axis: z.object({
      category: z.string().nullable(),
      direction: z.enum(['they-offer', 'they-seek', 'peers']),
      listing: Listing.nullable(),
    }),
    /** At most three, for the reader. */
    reasons: z.array(Reason),
    /** What the other side has of it, shown before a request is sent. */
    theirReasons: z.array(Reason),
    /** The benefit for the reader, and for the other side, with all that adds up to each. */
    benefit: z.number(),
    factors: z.array(Factor),
    theirBenefit: z.number(),
    /** By the usual weights: which of them the other side set or learned is told to nobody. */
    theirFactors: z.array(Factor),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

export const DeclineReason = z.enum(['no-capacity', 'no-fit', 'not-now', 'other'])
export type DeclineReason = z.infer<typeof DeclineReason>
export const DismissReason = z.enum(['too-far', 'wrong-topic', 'already-in-contact', 'no-time', 'other'])
export type DismissReason = z.infer<typeof DismissReason>

export const matching = operations({
  'needs.list': needs.list,
  'needs.publish': needs.publish,
  'needs.get': needs.get,
  'needs.change': needs.change,
  'needs.setState': needs.setState,
  'needs.undo': needs.undo,
  'offers.list': offers.list,
  'offers.publish': offers.publish,
  'offers.get': offers.get,
  'offers.change': offers.change,
  'offers.setState': offers.setState,
  'offers.undo': offers.undo,
  'matching.suggestions': {
    title:
      'The list of an organisation, best first, with the reasons (members). A cursor is good for the list it came from; once that has changed it is a `conflict`.',
    who: 'signed-in',
    http: 'GET /matching/suggestions',
    input: z.strictObject({ organisationId: Id, cursor: Cursor.optional(), limit: Limit(10, 50) }),
    reply: z.object({
      suggestions: z.array(Suggestion),
      nextCursor: z.string().nullable(),
      weightsVersion: z.string(),
      /** How both benefits become one score: their power mean, each at least `floor`; −1 is the harmonic mean. */
      fusion: z.object({ exponent: z.number(), floor: z.number() }),
      /** The cycle the list is of; none before the first. */
      cycle: z.object({ number: z.int().positive(), madeAt: IsoTime }).nullable(),
    }),
    problems: ['not-found', 'conflict'],
  },
  'matching.dismiss': {
    title: 'This suggestion does not fit, because; it stays away for 90 days.',
    who: 'signed-in',
    http: 'POST /matching/dismissals',
    input: z.strictObject({ organisationId: Id, otherOrganisationId: Id, reason: DismissReason }),
    /** What counts more from now on because of it, where something does. */
    reply: Done.extend({ learned: Reason.shape.kind.nullable() }),
    problems: ['not-found'],
  },
  'matching.undoDismissal': {
    title: 'Show a dismissed organisation again.',
    who: 'signed-in',
    http: 'DELETE /matching/dismissals/:organisationId/:otherOrganisationId',
    input: z.strictObject({ organisationId: Id, otherOrganisationId: Id }),
    reply: Done,
    problems: ['not-found'],
  },
})

export const matchingEvents = events({
  /** Suggestions or requests of this organisation are not what they were. */
  'matching.changed': z.object({ organisationId: Id }),
})
