import mongoose, { Schema, type Types } from 'mongoose'

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

/** A key of a device that signs for this site. */
export interface PasskeyDoc {
  _id: Types.ObjectId
  userId: string
  /** What the device calls it; base64url, like the public key. */
  credentialId: string
  publicKey: string
  /** How often it has signed, where the device counts. */
  counter: number
  transports: string[]
  name: string
  /** Whether the device keeps it elsewhere, too. */
  backedUp: boolean
  createdAt: Date
  usedAt: Date | null
}
const passkey = new Schema<PasskeyDoc>(
  {
    userId: { type: String, required: true },
    credentialId: { type: String, required: true },
    publicKey: { type: String, required: true },
    counter: { type: Number, required: true },
    transports: { type: [String], default: [] },
    name: { type: String, required: true },
    backedUp: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { collection: 'passkey', versionKey: false },
)
passkey.index({ credentialId: 1 }, { unique: true })
passkey.index({ userId: 1 })
export const Passkeys = mongoose.model<PasskeyDoc>('Passkey', passkey)

/** What a key is signed with: once, and for one purpose. */
export interface ChallengeDoc {
  /** The hash of the challenge. */
  _id: string
  purpose: 'register' | 'sign-in' | 'step' | 'proof'
  /** Whose key it has to be; any one's where somebody signs in with it alone. */
  userId: string | null
  expiresAt: Date
}
const challenge = new Schema<ChallengeDoc>(
  {
    _id: { type: String, required: true },
    purpose: { type: String, enum: ['register', 'sign-in', 'step', 'proof'] as const, required: true },
    userId: { type: String, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'passkey-challenge', versionKey: false },
)
challenge.index({ userId: 1 })
challenge.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const Challenges = mongoose.model<ChallengeDoc>('PasskeyChallenge', challenge)
