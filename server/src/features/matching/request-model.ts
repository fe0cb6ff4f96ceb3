import type { ContactRequest, DeclineReason, RequestKind, RequestState } from '@augenhoehe/contracts'
import mongoose, { Schema, trusted, type Types } from 'mongoose'
import { Listings } from './model.ts'
import { requestState, requestStates } from './request-policy.ts'

/** Which mail is still owed, and to whom; after `expired` to the side that asked comes `missed` to the other. */
export type Owed = 'asked' | 'answered' | 'postponed' | 'withdrawn' | 'reminder' | 'expired' | 'missed' | null

export interface RequestDoc {
  _id: Types.ObjectId
  kind: RequestKind
  fromId: Types.ObjectId
  toId: Types.ObjectId
  listingId: Types.ObjectId | null
  /** What kind of help a case needs. */
  category: string | null
  message: string
  state: RequestState
  /** Whether anything can still happen: what the unique indexes go by. */
  open: boolean
  /** One of the asking organisation's places for open requests, as with listings. */
  slot: number
  /** One of the places of a week of the organisation that is asked; given back after seven days. */
  place?: number
  deliveredAt: Date | null
  /** How many reminders it has caused since its time began. */
  reminded: number
  declineReason: DeclineReason | null
  answer: string | null
  /** Whose address is given where the organisation names none; only once accepted. */
  askedBy: Types.ObjectId
  answeredBy: Types.ObjectId | null
  owed: Owed
  owedAt: Date
  /** When the job last tried to send it. */
  triedAt?: Date | null
  /** Both have said yes, and the place where they talk is still to be made. */
  talkOwed: boolean
  threadId: string | null
  createdAt: Date
  changedAt: Date
  expiresAt: Date
}

/** What the side that makes a place to talk has to know. */
export interface AcceptedRequest extends Pick<RequestDoc, 'kind'> {
  id: string
  fromId: string
  toId: string
  askedBy: string
  answeredBy: string
  /** The title of the entry it was about. */
  about: string | null
}

const { ObjectId } = Schema.Types

const request = new Schema<RequestDoc>(
  {
    kind: { type: String, enum: ['contact', 'referral'] as const, default: 'contact' },
    fromId: { type: ObjectId, required: true },
    toId: { type: ObjectId, required: true },
    listingId: { type: ObjectId, default: null },
    category: { type: String, default: null },
    message: { type: String, required: true },
    state: { type: String, enum: requestStates, required: true },
    open: { type: Boolean, required: true },
    slot: { type: Number, required: true },
    place: Number,
    deliveredAt: { type: Date, default: null },
    reminded: { type: Number, default: 0 },
    declineReason: { type: String, default: null },
    answer: { type: String, default: null },
    askedBy: { type: ObjectId, required: true },
    answeredBy: { type: ObjectId, default: null },
    owed: { type: String, default: null },
    owedAt: { type: Date, required: true },
    triedAt: { type: Date, default: null },
    talkOwed: { type: Boolean, default: false },
    threadId: { type: String, default: null },
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'contactRequests', versionKey: false },
)
request.index({ fromId: 1, createdAt: -1 })
request.index({ toId: 1, createdAt: -1 })
request.index({ toId: 1, state: 1, createdAt: 1 })
request.index({ state: 1, expiresAt: 1 })
request.index({ owed: 1, owedAt: 1 })
request.index({ talkOwed: 1 }, { partialFilterExpression: { talkOwed: true } })
request.index({ fromId: 1, toId: 1, kind: 1 }, { unique: true, partialFilterExpression: { open: true } })
request.index({ fromId: 1, open: 1, slot: 1 }, { unique: true, partialFilterExpression: { open: true } })
request.index({ toId: 1, place: 1 }, { unique: true, partialFilterExpression: { place: { $exists: true } } })
export const Requests = mongoose.model<RequestDoc>('ContactRequest', request)

interface Told extends Pick<
  ContactRequest,
  'direction' | 'organisation' | 'languages' | 'listing' | 'contactEmail'
> {
  deliverAt: Date | null
  now: Date
}

export const toContactRequest = (doc: RequestDoc, { now, deliverAt, ...told }: Told): ContactRequest => ({
  id: String(doc._id),
  kind: doc.kind,
  ...told,
  category: doc.category,
  message: doc.message,
  state: requestState(doc, now),
  declineReason: doc.declineReason,
  answer: doc.answer,
  threadId: doc.threadId ?? null,
  createdAt: doc.createdAt.toISOString(),
  changedAt: (requestState(doc, now) === doc.state ? doc.changedAt : doc.expiresAt).toISOString(),
  deliverAt: deliverAt?.toISOString() ?? null,
  expiresAt: doc.expiresAt.toISOString(),
})

/** How much of an organisation is open, under all its ids: requests to and from it, and entries that are found. */
export async function openMatters(organisationIds: readonly string[]) {
  const own = trusted({ $in: [...organisationIds] })
  const [requests, listings] = await Promise.all([
    Requests.countDocuments({ open: true, $or: [{ toId: own }, { fromId: own }] }),
    Listings.countDocuments({ organisationId: own, state: 'active' }),
  ])
  return { requests, listings }
}
