import { locales, type AccountRole, type Locale } from '@augenhoehe/contracts'
import mongoose, { Schema, type InferSchemaType, type Types } from 'mongoose'

// The collections are written by better-auth; these models read them, and declare the indexes it leaves to us.
const user = new Schema(
  {
    name: { type: String, required: true },
    email: { type: String, required: true },
    emailVerified: { type: Boolean, required: true },
    role: { type: String, enum: ['member', 'institution', 'staff', 'admin'] as const, default: 'member' },
    institution: { type: String, default: null },
    locale: { type: String, enum: [...locales, null], default: null },
    colourScheme: { type: String, enum: ['auto', 'light', 'dark'] as const, default: 'auto' },
    presence: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'user', versionKey: false },
)
user.index({ email: 1 }, { unique: true })
export type UserDoc = InferSchemaType<typeof user> & {
  _id: Types.ObjectId
  role: AccountRole
  locale: Locale | null
}
export const Users = mongoose.model<UserDoc>('User', user as unknown as Schema<UserDoc>)

const session = new Schema(
  { token: String, userId: Schema.Types.ObjectId, expiresAt: Date },
  { collection: 'session', versionKey: false },
)
session.index({ token: 1 }, { unique: true })
session.index({ userId: 1 })
session.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const Sessions = mongoose.model('Session', session)

const account = new Schema(
  { userId: Schema.Types.ObjectId, providerId: String, accountId: String },
  { collection: 'account', versionKey: false },
)
account.index({ userId: 1, providerId: 1 })
account.index({ providerId: 1, accountId: 1 }, { unique: true })
mongoose.model('Credential', account)

const verification = new Schema(
  { identifier: String, expiresAt: Date },
  { collection: 'verification', versionKey: false },
)
verification.index({ identifier: 1 })
verification.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
mongoose.model('Verification', verification)

/** What an installation knows of itself: whether somebody runs it, and whether it shows the demonstration. */
const installation = new Schema(
  {
    _id: { type: String, required: true },
    claimTokenHash: { type: String, default: null },
    demonstration: { type: Boolean, default: false },
    /** Ids and logins of the demonstration, for tools that work with it. */
    fixtures: { type: Object, default: null },
  },
  { collection: 'installation', versionKey: false },
)
export const Installations = mongoose.model('Installation', installation)
