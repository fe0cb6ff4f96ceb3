import type { IntroductionDeclineReason } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

export interface IntroducedDoc {
  organisationId: Types.ObjectId
  state: 'open' | 'accepted' | 'declined'
  declineReason: IntroductionDeclineReason | null
  /** Whose address is given where the organisation names none. */
  answeredBy: Types.ObjectId | null
  /** Which mail its admins are still owed, and whom that was handed over to. */
  owed: 'introduced' | 'met' | null
  told: Types.ObjectId[]
}

/** Two who both accepted. */
export interface MeetingDoc {
  _id: Types.ObjectId
  /** Their places; whoever accepted first, first. */
  between: [number, number]
  /** What follows from it is still to be done. */
  owed: boolean
}

/** The staff recommends some organisations to each other. */
export interface IntroductionDoc {
  _id: Types.ObjectId
  clientId: string
  introducedBy: Types.ObjectId
  category: string | null
  reason: string
  sides: IntroducedDoc[]
  /** One of the places of each that may still answer: the unique index is what keeps the limit. */
  slots: string[]
  open: boolean
  meetings: MeetingDoc[]
  createdAt: Date
  changedAt: Date
  expiresAt: Date
  rev: number
}

const introduction = new Schema<IntroductionDoc>(
  {
    clientId: { type: String, required: true },
    introducedBy: { type: Schema.Types.ObjectId, required: true },
    category: { type: String, default: null },
    reason: { type: String, required: true },
    sides: { type: [Object] as never, required: true },
    slots: { type: [String], required: true },
    open: { type: Boolean, required: true },
    meetings: { type: [Object] as never, default: [] },
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    rev: { type: Number, required: true },
  },
  { collection: 'introductions', versionKey: false },
)
introduction.index({ clientId: 1 }, { unique: true })
introduction.index({ slots: 1 }, { unique: true, partialFilterExpression: { open: true } })
introduction.index({ 'sides.organisationId': 1, createdAt: -1 })
introduction.index({ createdAt: -1, _id: -1 })
introduction.index({ open: 1, expiresAt: 1 })
introduction.index({ 'sides.owed': 1 })
introduction.index({ 'meetings.owed': 1 })
export const Introductions = mongoose.model<IntroductionDoc>('Introduction', introduction)
