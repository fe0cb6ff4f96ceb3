import {
  locales,
  type AccountRole,
  type InstitutionKind,
  type Locale,
  type Welcome,
} from '@augenhoehe/contracts'
import mongoose, { Schema, type InferSchemaType, type Types } from 'mongoose'

/** What somebody new said of themselves; deleted whenever they like, and read for nobody but them. */
export interface WelcomeDoc extends Welcome {
  /** The first question has been on their screen. */
  seen: boolean
  /** They want no further question. */
  done: boolean
}

// The collections are written by better-auth; these models read them, and declare the indexes it leaves to us.
const user = new Schema(
  {
    name: { type: String, required: true },
    email: { type: String, required: true },
    emailVerified: { type: Boolean, required: true },
    role: { type: String, enum: ['member', 'staff', 'admin'] as const, default: 'member' },
    locale: { type: String, enum: [...locales, null], default: null },
    colourScheme: { type: String, enum: ['auto', 'light', 'dark'] as const, default: 'auto' },
    presence: { type: Boolean, default: false },
    welcome: { type: Schema.Types.Mixed, default: null },
    notificationPrefs: { type: Schema.Types.Mixed, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'user', versionKey: false },
)
user.index({ email: 1 }, { unique: true })
user.index({ role: 1 })
/** What is stored; that of an institution follows from an affiliation. */
export type StoredRole = Exclude<AccountRole, 'institution'>
export type UserDoc = InferSchemaType<typeof user> & {
  _id: Types.ObjectId
  role: StoredRole
  locale: Locale | null
  /** None for accounts that nobody signed up for here. */
  welcome: WelcomeDoc | null
  /** What they chose of how they want to be told; the form is known to the notifications alone. */
  notificationPrefs: unknown
}
export const Users = mongoose.model<UserDoc>('User', user as unknown as Schema<UserDoc>)

/** Who writes for which office, from when until when. It is never deleted: what they wrote keeps its label. */
export interface AffiliationDoc {
  _id: Types.ObjectId
  userId: string
  institution: string
  kind: InstitutionKind
  function: string | null
  ags: string | null
  from: Date
  to: Date | null
  grantedAt: Date
}
const affiliation = new Schema<AffiliationDoc>(
  {
    userId: { type: String, required: true },
    institution: { type: String, required: true },
    kind: { type: String, required: true },
    function: { type: String, default: null },
    ags: { type: String, default: null },
    from: { type: Date, required: true },
    to: { type: Date, default: null },
    grantedAt: { type: Date, required: true },
  },
  { versionKey: false },
)
affiliation.index({ userId: 1, from: -1 })
affiliation.index({ from: -1 })
export const Affiliations = mongoose.model<AffiliationDoc>('Affiliation', affiliation)

const session = new Schema(
  {
    token: String,
    userId: Schema.Types.ObjectId,
    expiresAt: Date,
    createdAt: Date,
    updatedAt: Date,
    provenAt: Date,
    ipAddress: String,
    userAgent: String,
  },
  { collection: 'session', versionKey: false },
)
session.index({ token: 1 }, { unique: true })
session.index({ userId: 1 })
session.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const Sessions = mongoose.model('Session', session)

const account = new Schema(
  {
    userId: Schema.Types.ObjectId,
    providerId: String,
    accountId: String,
    password: String,
    createdAt: Date,
    updatedAt: Date,
  },
  { collection: 'account', versionKey: false },
)
account.index({ userId: 1, providerId: 1 })
account.index({ providerId: 1, accountId: 1 }, { unique: true })
export const Credentials = mongoose.model('Credential', account)

const verification = new Schema(
  { identifier: String, value: String, expiresAt: Date, createdAt: Date, updatedAt: Date },
  { collection: 'verification', versionKey: false },
)
verification.index({ identifier: 1 })
verification.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const Verifications = mongoose.model('Verification', verification)

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
