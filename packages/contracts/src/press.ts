import { z } from 'zod'
import { ClientId, Done, Email, Id, IsoTime, Line, Locale, Text } from './common.ts'
import { operations } from './define.ts'
import { Name } from './names.ts'

/** Whose words a quotation is, as it is printed: a name, and what they speak as. */
export const Attribution = z.object({ name: z.string(), role: z.string().nullable() })
export type Attribution = z.infer<typeof Attribution>

/** Where a newspaper asks: an office, never somebody at home. */
export const PressContact = z.object({
  office: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export type PressContact = z.infer<typeof PressContact>

export const QuoteState = z.enum(['asked', 'confirmed', 'proposed', 'declined', 'withdrawn'])
export type QuoteState = z.infer<typeof QuoteState>

/** Draft: never published. Embargoed: published, and for everybody from a moment that is still to come. */
export const ReleaseState = z.enum(['draft', 'embargoed', 'public'])
export type ReleaseState = z.infer<typeof ReleaseState>

export const ReleaseSource = z.object({ kind: z.enum(['record', 'documentation']), id: Id })
export type ReleaseSource = z.infer<typeof ReleaseSource>

const worded = { text: z.string(), attribution: Attribution }

/** A press release as it is read. */
export const Release = z
  .object({
    id: Id,
    /** What it was made from; none for whoever may not read that. */
    source: ReleaseSource.nullable(),
    state: z.enum(['embargoed', 'public']),
    version: z.int().positive(),
    /** Newest last; `withdrawn`: a quotation went, nothing else. */
    published: z.array(
      z.object({ version: z.int().positive(), at: IsoTime, why: z.enum(['published', 'withdrawn']) }),
    ),
    heading: z.string(),
    lead: z.string(),
    parts: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('text'), text: z.string() }),
        z.object({ kind: z.literal('quotation'), ...worded }),
        /** Here stood a quotation; whoever said it took it back. */
        z.object({ kind: z.literal('withdrawn') }),
      ]),
    ),
    contact: PressContact,
    embargo: IsoTime.nullable(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'Release' })
export type Release = z.infer<typeof Release>

export const ReleaseBrief = z.object({
  id: Id,
  heading: z.string(),
  lead: z.string(),
  state: ReleaseState,
  /** From when everybody reads it; of a draft, when it was last changed. */
  at: IsoTime,
  mayEdit: z.boolean(),
})
export type ReleaseBrief = z.infer<typeof ReleaseBrief>

/** A quotation as whoever writes the release sees it. */
export const PressQuote = z
  .object({
    id: Id,
    /** Where the words come from; none for words that are new. */
    contributionId: Id.nullable(),
    ...worded,
    state: QuoteState,
    /** How the person would say it. */
    proposal: z.object(worded).nullable(),
    /** It stands in what was published last. */
    isPublished: z.boolean(),
    rev: z.int().positive(),
  })
  .meta({ id: 'PressQuote' })
export type PressQuote = z.infer<typeof PressQuote>

export const ReleasePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('quotation'), quoteId: Id }),
])
export type ReleasePart = z.infer<typeof ReleasePart>

/** A press release as it is written. */
export const ReleaseDraft = z
  .object({
    id: Id,
    source: ReleaseSource,
    sourceTitle: z.string().nullable(),
    state: ReleaseState,
    heading: z.string(),
    lead: z.string(),
    parts: z.array(ReleasePart),
    contact: PressContact,
    embargo: IsoTime.nullable(),
    quotes: z.array(PressQuote),
    /** What may be quoted: contributions the source cites, of people who have an account. */
    citable: z.array(z.object({ contributionId: Id, ...worded })),
    /** Whether the writer may ask people by their address. */
    mayAskByAddress: z.boolean(),
    /** What still keeps it from being published. */
    missing: z.array(z.enum(['heading', 'lead', 'contact', 'quotations', 'source'])),
    /** It says something else than what was published last, or was never published. */
    hasChanges: z.boolean(),
    rev: z.int().positive(),
  })
  .meta({ id: 'ReleaseDraft' })
export type ReleaseDraft = z.infer<typeof ReleaseDraft>

/** A quotation as the person it names is asked about it. */
export const OwnQuote = z
  .object({
    id: Id,
    releaseId: Id,
    ...worded,
    state: QuoteState,
    proposal: z.object(worded).nullable(),
    /** Where it stands: in which release, and what is said right before it. */
    heading: z.string(),
    lead: z.string(),
    before: z.string().nullable(),
    embargo: IsoTime.nullable(),
    /** It stands in a release that is published. */
    isPublished: z.boolean(),
    /** Who asks. */
    by: z.string(),
    at: IsoTime,
    rev: z.int().positive(),
  })
  .meta({ id: 'OwnQuote' })
export type OwnQuote = z.infer<typeof OwnQuote>

const ofRelease = z.strictObject({ releaseId: Id })
const ofQuote = ofRelease.extend({ quoteId: Id })
const said = {
  text: Text(1000, 3),
  attribution: z.strictObject({ name: Name(120, 2), role: Line(200).nullable() }),
}
const writing = ['not-found', 'action.forbidden', 'conflict', 'result.state'] as const

export const press = operations({
  'results.releases': {
    title: 'Press releases everybody may read, newest first; and those the reader writes.',
    who: 'anyone',
    http: 'GET /press',
    input: z.strictObject({}),
    reply: z.object({ releases: z.array(ReleaseBrief) }),
  },
  'results.release': {
    title: 'A press release as it was published; before its embargo ends for whoever writes it.',
    who: 'anyone',
    http: 'GET /press/:releaseId',
    input: ofRelease,
    reply: Release,
    problems: ['not-found'],
  },
  'results.releaseDraft': {
    title: 'A press release as it is written, with what its quotations wait for (who works on its source).',
    who: 'signed-in',
    http: 'GET /press/:releaseId/draft',
    input: ofRelease,
    reply: ReleaseDraft,
    problems: ['not-found', 'action.forbidden'],
  },
  'results.createRelease': {
    title: 'Begin a press release from published results that everybody may read (who works on them).',
    who: 'signed-in',
    http: 'POST /press',
    audited: true,
    input: z.strictObject({ clientId: ClientId, source: z.strictObject(ReleaseSource.shape), lang: Locale }),
    reply: ReleaseDraft,
    problems: [...writing, 'press.not-public'],
  },
  'results.changeRelease': {
    title: 'Change what a press release says as it was read.',
    who: 'signed-in',
    http: 'PATCH /press/:releaseId',
    audited: true,
    input: ofRelease.extend({
      rev: z.int().positive(),
      heading: Line(200, 0),
      lead: Text(1000, 0),
      parts: z
        .array(
          z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('text'), text: Text(10_000) }),
            z.strictObject({ kind: z.literal('quotation'), quoteId: Id }),
          ]),
        )
        .max(60),
      contact: z.strictObject({
        office: Line(200, 0),
        email: Email.nullable(),
        phone: Line(40, 3).nullable(),
      }),
      embargo: IsoTime.nullable(),
    }),
    reply: ReleaseDraft,
    problems: writing,
  },
  'results.removeRelease': {
    title: 'Throw away a press release that was never published; whoever was asked is asked no longer.',
    who: 'signed-in',
    http: 'DELETE /press/:releaseId',
    audited: true,
    input: ofRelease,
    reply: Done,
    problems: writing,
  },
  'results.publishRelease': {
    title: 'Publish a press release once each quotation in it is confirmed just as it stands.',
    who: 'signed-in',
    http: 'POST /press/:releaseId/publish',
    status: 200,
    audited: true,
    input: ofRelease.extend({ rev: z.int().positive() }),
    reply: Release,
    problems: [...writing, 'press.unready'],
  },
  'results.quote': {
    title:
      'Ask somebody to confirm words of theirs: from a contribution the source cites, or by address (staff).',
    who: 'signed-in',
    http: 'POST /press/:releaseId/quotations',
    audited: true,
    input: ofRelease.extend({
      clientId: ClientId,
      /** One of both. */
      contributionId: Id.nullable(),
      email: Email.nullable(),
      ...said,
    }),
    reply: PressQuote,
    problems: writing,
  },
  'results.changeQuote': {
    title: 'Word a quotation otherwise, which asks anew unless it is what the person proposed.',
    who: 'signed-in',
    http: 'PATCH /press/:releaseId/quotations/:quoteId',
    audited: true,
    input: ofQuote.extend({ rev: z.int().positive(), ...said }),
    reply: PressQuote,
    problems: writing,
  },
  'results.removeQuote': {
    title: 'Take a quotation out that stands in nothing published.',
    who: 'signed-in',
    http: 'DELETE /press/:releaseId/quotations/:quoteId',
    audited: true,
    input: ofQuote,
    reply: Done,
    problems: writing,
  },
  'results.ownQuotes': {
    title: 'Words of the reader in press releases: what they are asked, and what they have said to it.',
    who: 'signed-in',
    http: 'GET /quotations',
    input: z.strictObject({}),
    reply: z.object({ quotes: z.array(OwnQuote) }),
  },
  'results.answerQuote': {
    title: 'Confirm one’s words just as they stand, word them otherwise, decline, or take a yes back.',
    who: 'signed-in',
    http: 'POST /quotations/:quoteId/answer',
    status: 200,
    input: z.strictObject({
      quoteId: Id,
      /** What was read: other words are another question. */
      rev: z.int().positive(),
      answer: z.enum(['confirm', 'propose', 'decline', 'withdraw']),
      /** With `propose`: how they would say it. */
      proposal: z.strictObject(said).nullable(),
    }),
    reply: OwnQuote,
    problems: ['not-found', 'conflict', 'result.state'],
  },
})
