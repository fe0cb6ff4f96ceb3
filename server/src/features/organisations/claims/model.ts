import type { ClaimState, OrganisationRole } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'
import type { EvidenceDoc } from '../model.ts'

/** Somebody says that they belong to an organisation which is registered already. */
export interface ClaimDoc {
  _id: Types.ObjectId
  organisationId: Types.ObjectId
  userId: Types.ObjectId
  note: string
  state: ClaimState
  createdAt: Date
  decidedAt: Date | null
  /** What they become, once admitted. */
  role: OrganisationRole | null
  /** A register extract; its pictures lie in the folder of this id until somebody decides. */
  evidence?: Omit<EvidenceDoc, 'keptUntil'> | null
  /** Whoever asked has read the decision. */
  seen?: boolean
  /** Decided, but what follows from it may not have happened yet. */
  owed: boolean
}

const { ObjectId } = Schema.Types
const claim = new Schema<ClaimDoc>(
  {
    organisationId: { type: ObjectId, required: true },
    userId: { type: ObjectId, required: true },
    note: { type: String, default: '' },
    state: { type: String, enum: ['open', 'admitted', 'declined', 'withdrawn'], required: true },
    createdAt: { type: Date, required: true },
    decidedAt: { type: Date, default: null },
    role: { type: String, default: null },
    evidence: { type: Schema.Types.Mixed, default: null },
    seen: { type: Boolean, default: false },
    owed: { type: Boolean, required: true },
  },
  { collection: 'organisation_claims', versionKey: false },
)
// One open claim of a person on an organisation, however often and at what moment they ask.
claim.index({ organisationId: 1, userId: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
claim.index({ userId: 1, createdAt: -1 })
claim.index({ state: 1, createdAt: 1 })
claim.index({ 'evidence.id': 1 }, { sparse: true })
export const Claims = mongoose.model<ClaimDoc>('OrganisationClaim', claim)
