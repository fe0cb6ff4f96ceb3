import type { CooperationAnswer, CooperationState, FieldAudience } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Closed } from './cooperation-policy.ts'

export interface SideDoc {
  organisationId: Types.ObjectId
  answer: CooperationAnswer | null
  /** The question it answered last. */
  answered: number
  outcome: string
  audience: FieldAudience
  /** The question whose mail its admins are still owed, and whom that was handed over to. */
  owed: number
  told: Types.ObjectId[]
}

/** Two that were brought together, by a request or an introduction. */
export interface CooperationDoc {
  _id: Types.ObjectId
  /** Both ids in order: the unique index keeps what is open between two to one. */
  pair: string
  open: boolean
  /** What it came of; each leads to one cooperation only. */
  origins: string[]
  state: CooperationState
  sides: [SideDoc, SideDoc]
  begunAt: Date
  confirmedAt: Date | null
  closed: Closed | null
  /** Which question was put last, and when. */
  question: number
  askedAt: Date | null
  rev: number
}

const cooperation = new Schema<CooperationDoc>(
  {
    pair: { type: String, required: true },
    open: { type: Boolean, required: true },
    origins: { type: [String], required: true },
    state: { type: String, required: true },
    sides: { type: [Object] as never, required: true },
    begunAt: { type: Date, required: true },
    confirmedAt: { type: Date, default: null },
    closed: { type: Object, default: null } as never,
    question: { type: Number, required: true },
    askedAt: { type: Date, default: null },
    rev: { type: Number, required: true },
  },
  { collection: 'cooperations', versionKey: false },
)
cooperation.index({ pair: 1 }, { unique: true, partialFilterExpression: { open: true } })
cooperation.index({ origins: 1 }, { unique: true })
cooperation.index({ 'sides.organisationId': 1 })
cooperation.index({ open: 1, question: 1, begunAt: 1 })
cooperation.index({ 'sides.owed': 1 })
export const Cooperations = mongoose.model<CooperationDoc>('Cooperation', cooperation)
