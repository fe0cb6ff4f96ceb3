import type {
  ActingOrganisation,
  Availability,
  DismissReason,
  Listing,
  ListingKind,
  ListingState,
  Sliders,
} from '@augenhoehe/contracts'
import type { Feedback } from '@augenhoehe/matching'
import { needKindById } from '@augenhoehe/reference-data/taxonomy'
import mongoose, { Schema, type Types } from 'mongoose'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import { undoUntilOf } from './listing-policy.ts'
import { stateOf } from './policy.ts'

/** A contribution in a thread. */
export interface ListingSource {
  threadId: string
  contributionId: string
}

/** The mail that an entry soon expires. */
export interface ReminderDoc {
  /** The moment it expires, as the mail says; links of its mail renew for no other one. */
  question: Date
  owed: boolean
  owedSince: Date
  /** Whom it was handed over to already. */
  told: Types.ObjectId[]
}

/** A need or an offer. */
export interface ListingDoc {
  _id: Types.ObjectId
  kind: ListingKind
  organisationId: Types.ObjectId
  category: string
  title: string
  text: string
  municipality: string
  remote: boolean
  /** Calendar days, as they were given. */
  from: string | null
  until: string | null
  quantity?: Listing['quantity']
  conditions?: string
  availability?: Availability | null
  /** What its category was called when it was chosen, should the vocabulary lose it. */
  categoryLabels?: Record<string, string>
  state: ListingState
  /** When it was fulfilled or withdrawn, and what it was before, for the days in which that may be taken back. */
  closed?: { at: Date; before: ListingState } | null
  reminder?: ReminderDoc | null
  /** The end of which those who run the association were told. */
  endTold?: Date | null
  /** The statement by which only its organisation sees it. */
  hiddenBy?: string | null
  /** One of the organisation's places for active entries: the unique index is what keeps the limit. */
  slot: number
  /** The contribution it came of. */
  source?: ListingSource | null
  /** Names it for its author's client, so that a retry publishes nothing twice. */
  clientId?: string
  createdAt: Date
  /** When somebody last stood by it. */
  confirmedAt: Date
  expiresAt: Date
}

const { Mixed, ObjectId } = Schema.Types

const listing = new Schema<ListingDoc>(
  {
    kind: { type: String, enum: ['need', 'offer'] as const, required: true },
    organisationId: { type: ObjectId, required: true },
    category: { type: String, required: true },
    title: { type: String, required: true },
    text: { type: String, default: '' },
    municipality: { type: String, required: true },
    remote: { type: Boolean, required: true },
    from: { type: String, default: null },
    until: { type: String, default: null },
    quantity: { type: Mixed, default: null },
    conditions: { type: String, default: '' },
    availability: { type: Mixed, default: null },
    categoryLabels: { type: Mixed, default: undefined },
    state: {
      type: String,
      enum: ['active', 'paused', 'fulfilled', 'expired', 'withdrawn'] as const,
      required: true,
    },
    closed: { type: Mixed, default: undefined },
    reminder: { type: Mixed, default: undefined },
    endTold: { type: Date, default: undefined },
    hiddenBy: { type: String, default: null },
    slot: { type: Number, required: true },
    source: { type: Object, default: null } as never,
    clientId: String,
    createdAt: { type: Date, required: true },
    confirmedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'listings', versionKey: false },
)
listing.index({ kind: 1, state: 1, createdAt: -1, _id: -1 })
listing.index({ organisationId: 1, kind: 1, createdAt: -1 })
listing.index({ state: 1, expiresAt: 1 })
listing.index({ 'reminder.owed': 1 })
listing.index({ organisationId: 1, slot: 1 }, { unique: true, partialFilterExpression: { state: 'active' } })
listing.index(
  { organisationId: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $exists: true } } },
)
export const Listings = mongoose.model<ListingDoc>('Listing', listing)

export interface DismissalDoc {
  organisationId: Types.ObjectId
  otherOrganisationId: Types.ObjectId
  reason: DismissReason
  until: Date
}

const dismissal = new Schema<DismissalDoc>(
  {
    organisationId: { type: ObjectId, required: true },
    otherOrganisationId: { type: ObjectId, required: true },
    reason: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'dismissals', versionKey: false },
)
dismissal.index({ organisationId: 1, otherOrganisationId: 1 }, { unique: true })
dismissal.index({ until: 1 })
export const Dismissals = mongoose.model<DismissalDoc>('Dismissal', dismissal)

/** What an answer of an organisation teaches about its own weights. */
export interface LessonDoc extends Pick<Feedback, 'kind' | 'strongest' | 'rank'> {
  organisationId: Types.ObjectId
  otherOrganisationId: Types.ObjectId
  /** A dismissal, or the answer to a request: one lesson of each. */
  of: 'dismissal' | 'answer'
  at: Date
}

const lesson = new Schema<LessonDoc>(
  {
    organisationId: { type: ObjectId, required: true },
    otherOrganisationId: { type: ObjectId, required: true },
    of: { type: String, enum: ['dismissal', 'answer'] as const, required: true },
    kind: { type: String, required: true } as never,
    strongest: String as never,
    rank: Number,
    at: { type: Date, required: true },
  },
  { collection: 'matchingLessons', versionKey: false },
)
lesson.index({ organisationId: 1, otherOrganisationId: 1, of: 1 }, { unique: true })
lesson.index({ at: 1 })
export const Lessons = mongoose.model<LessonDoc>('MatchingLesson', lesson)

/** What an organisation has set for its suggestions; one document each, none where it set nothing. */
export interface SettingsDoc {
  /** The organisation. */
  _id: Types.ObjectId
  sliders?: Sliders
  /** How many requests in a week are delivered; the usual number where nobody said so. */
  requestsPerWeek?: number | null
}

const settings = new Schema<SettingsDoc>(
  {
    _id: { type: ObjectId, required: true },
    sliders: { type: Object } as never,
    requestsPerWeek: { type: Number, default: null },
  },
  { collection: 'matchingSettings', versionKey: false },
)
export const Settings = mongoose.model<SettingsDoc>('MatchingSettings', settings)

/** Entries older than the keeping of words have no more than the word's key. */
const formerCategoryOf = ({ category, categoryLabels }: ListingDoc) => ({
  labels: categoryLabels ?? { de: category },
})

export const toListing = (
  doc: ListingDoc,
  organisation: ActingOrganisation,
  own: { mayWriteFor: boolean } | undefined,
  source: Listing['source'],
  now: Date,
): Listing => ({
  id: String(doc._id),
  kind: doc.kind,
  organisationId: String(doc.organisationId),
  organisation: toActingOrganisation(organisation),
  category: doc.category,
  formerCategory: needKindById(doc.category) ? null : formerCategoryOf(doc),
  title: doc.title,
  text: doc.text,
  municipality: doc.municipality,
  remote: doc.remote,
  from: doc.from,
  until: doc.until,
  quantity: doc.quantity ?? null,
  conditions: doc.conditions ?? '',
  availability: doc.availability ?? null,
  state: stateOf(doc, now),
  createdAt: doc.createdAt.toISOString(),
  expiresAt: doc.expiresAt.toISOString(),
  mayEdit: own?.mayWriteFor ?? false,
  undoUntil: own?.mayWriteFor ? (undoUntilOf(doc, now)?.toISOString() ?? null) : null,
  hiddenBy: own ? (doc.hiddenBy ?? null) : null,
  ...(source && { source }),
})
