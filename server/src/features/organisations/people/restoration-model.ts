import mongoose, { Schema, type Types } from 'mongoose'
import type { RestorationFacts } from './policy.ts'

/** A proposal to let somebody run an organisation whose admins cannot be reached. */
export interface RestorationDoc extends RestorationFacts {
  _id: Types.ObjectId
  organisationId: Types.ObjectId
  userId: Types.ObjectId
  email: string
  reason: string
  evidence: string
  /** Who ended it, and what they said. */
  decidedBy: string | null
  decidedAt: Date | null
  words: string | null
  /** Of the links by which those concerned may object. */
  tokenHashes: string[]
  /** One at a time for each organisation: the unique index is what keeps that. */
  open: boolean
}

const restoration = new Schema<RestorationDoc>(
  {
    organisationId: { type: Schema.Types.ObjectId, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
    email: { type: String, required: true },
    reason: { type: String, required: true },
    evidence: { type: String, required: true },
    state: { type: String, required: true },
    proposedBy: { type: String, required: true },
    proposedAt: { type: Date, required: true },
    confirmedBy: { type: String, default: null },
    effectiveAt: { type: Date, default: null },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    words: { type: String, default: null },
    tokenHashes: { type: [String], default: [] },
    open: { type: Boolean, required: true },
  },
  { collection: 'restorations', versionKey: false },
)
restoration.index({ organisationId: 1 }, { unique: true, partialFilterExpression: { open: true } })
restoration.index({ tokenHashes: 1 })
restoration.index({ proposedAt: -1 })
export const Restorations = mongoose.model<RestorationDoc>('Restoration', restoration)
