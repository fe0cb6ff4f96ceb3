import type { Attribution, PressContact, QuoteState, ReleasePart, ReleaseSource } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

/** One piece of a release as it was published: a quotation keeps the words that were confirmed. */
export type PrintedPart =
  | { kind: 'text'; text: string }
  | { kind: 'quotation'; quoteId: string; text: string; attribution: Attribution }
  | { kind: 'withdrawn' }

/** What everybody reads. */
export interface Printed {
  heading: string
  lead: string
  parts: PrintedPart[]
  contact: PressContact
  embargo: Date | null
}

export interface ReleaseDoc {
  _id: Types.ObjectId
  createdBy: string
  clientId: string
  source: ReleaseSource
  heading: string
  lead: string
  parts: ReleasePart[]
  contact: PressContact
  embargo: Date | null
  changedAt: Date
  /** As it was published last; none before the first time. What was withdrawn is no longer in it. */
  printed: Printed | null
  published: { version: number; at: Date; why: 'published' | 'withdrawn' }[]
  /** Of what the writer words: heading, lead, parts, contact, embargo. */
  rev: number
}

const release = new Schema<ReleaseDoc>(
  {
    createdBy: { type: String, required: true },
    clientId: { type: String, required: true },
    source: { type: Object, required: true } as never,
    heading: { type: String, default: '' },
    lead: { type: String, default: '' },
    parts: { type: [Object], required: true } as never,
    contact: { type: Object, required: true } as never,
    embargo: { type: Date, default: null },
    changedAt: { type: Date, required: true },
    printed: { type: Object, default: null } as never,
    published: { type: [Object], default: [] } as never,
    rev: { type: Number, required: true },
  },
  { collection: 'pressreleases', versionKey: false, minimize: false },
)
release.index({ createdBy: 1, clientId: 1 }, { unique: true })
release.index({ changedAt: -1 })
export const Releases = mongoose.model<ReleaseDoc>('PressRelease', release)

/** Words of one person for one release. */
export interface QuoteDoc {
  _id: Types.ObjectId
  releaseId: string
  /** Whose words they are, and who alone answers. */
  userId: string
  contributionId: string | null
  clientId: string
  text: string
  attribution: Attribution
  state: QuoteState
  proposal: { text: string; attribution: Attribution } | null
  /** Who asks. */
  by: string
  at: Date
  /** An answer names it, so that nobody confirms what they have not read. */
  rev: number
}

const quote = new Schema<QuoteDoc>(
  {
    releaseId: { type: String, required: true },
    userId: { type: String, required: true },
    contributionId: { type: String, default: null },
    clientId: { type: String, required: true },
    text: { type: String, required: true },
    attribution: { type: Object, required: true } as never,
    state: { type: String, required: true },
    proposal: { type: Object, default: null } as never,
    by: { type: String, required: true },
    at: { type: Date, required: true },
    rev: { type: Number, required: true },
  },
  { collection: 'pressquotes', versionKey: false },
)
quote.index({ releaseId: 1, clientId: 1 }, { unique: true })
quote.index({ userId: 1, at: -1 })
export const Quotes = mongoose.model<QuoteDoc>('PressQuote', quote)
