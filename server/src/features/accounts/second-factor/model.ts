import mongoose, { Schema } from 'mongoose'

/** What besides a password says that somebody is who they say. */
export interface SecondFactorDoc {
  /** The account. */
  _id: string
  /** The secret of the authenticator app, sealed; none where nobody uses one. */
  secret: string | null
  confirmedAt: Date | null
  /** One that was shown and not confirmed yet, sealed. */
  pending: string | null
  /** The step of time whose code was taken last: neither it nor an earlier one is taken again. */
  lastStep: number
  /** Wrong codes in a row. */
  wrong: number
  /** Until then no code is looked at. */
  heldUntil: Date | null
  /** Hashes of the recovery codes that are left. */
  recovery: string[]
  recoveryMadeAt: Date | null
}
const secondFactor = new Schema<SecondFactorDoc>(
  {
    _id: { type: String, required: true },
    secret: { type: String, default: null },
    confirmedAt: { type: Date, default: null },
    pending: { type: String, default: null },
    lastStep: { type: Number, default: 0 },
    wrong: { type: Number, default: 0 },
    heldUntil: { type: Date, default: null },
    recovery: { type: [String], default: [] },
    recoveryMadeAt: { type: Date, default: null },
  },
  { collection: 'second-factor', versionKey: false },
)
export const SecondFactors = mongoose.model<SecondFactorDoc>('SecondFactor', secondFactor)

/** A sign-in that waits for its second step. */
export interface SecondStepDoc {
  /** The hash of its ticket. */
  _id: string
  userId: string
  expiresAt: Date
}
const secondStep = new Schema<SecondStepDoc>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'second-step', versionKey: false },
)
secondStep.index({ userId: 1 })
secondStep.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const SecondSteps = mongoose.model<SecondStepDoc>('SecondStep', secondStep)
