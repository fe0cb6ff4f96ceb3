import type {
  Invitation,
  Organisation,
  OrganisationRole,
  OrganisationSummary,
  OwnMembership,
} from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'
import { mayWriteFor } from './policy.ts'

export interface MemberDoc {
  userId: Types.ObjectId
  role: OrganisationRole
  since: Date
}

export interface InvitationDoc {
  _id: Types.ObjectId
  tokenHash: string
  email: string
  role: OrganisationRole
  invitedBy: Types.ObjectId
  expiresAt: Date
  /** Kept until it expires, so that the same person may repeat a request whose answer was lost. */
  acceptedBy: Types.ObjectId | null
}

/**
 * Members and invitations lie inside the organisation, and are the truth: accepting an invitation, leaving and
 * handing over are then one conditional write to one document. Two admins who leave at the same moment cannot
 * both find the other one still there, and a link cannot be used twice. With collections of their own this would
 * need a transaction. Associations have tens of accounts, not tens of thousands.
 */
export interface OrganisationDoc {
  _id: Types.ObjectId
  slug: string
  name: string
  /** The name as it is compared: folded, without punctuation. */
  nameKey: string
  municipality: string
  fields: string[]
  languages: string[]
  selfDescription: string
  website: string | null
  contactEmail: string | null
  foundedYear: number | null
  verified: boolean
  membersMayWrite: boolean
  /** The statement by which only members see the profile. */
  hiddenBy?: string | null
  joinedAt: Date
  /** When an admin last stood by the profile. */
  confirmedAt: Date
  /** Goes up with every change, so that a copy in memory is never replaced by an older one. */
  rev: number
  members: MemberDoc[]
  invitations: InvitationDoc[]
}

const role = { type: String, enum: ['member', 'admin'] as const, required: true }
const { ObjectId } = Schema.Types

const organisation = new Schema<OrganisationDoc>(
  {
    slug: { type: String, required: true },
    name: { type: String, required: true },
    nameKey: { type: String, required: true },
    municipality: { type: String, required: true },
    fields: { type: [String], required: true },
    languages: { type: [String], required: true },
    selfDescription: { type: String, default: '' },
    website: { type: String, default: null },
    contactEmail: { type: String, default: null },
    foundedYear: { type: Number, default: null },
    verified: { type: Boolean, required: true },
    membersMayWrite: { type: Boolean, required: true },
    hiddenBy: { type: String, default: null },
    joinedAt: { type: Date, required: true },
    confirmedAt: { type: Date, required: true },
    rev: { type: Number, required: true },
    members: [new Schema<MemberDoc>({ userId: ObjectId, role, since: Date }, { _id: false })],
    invitations: [
      new Schema<InvitationDoc>({
        tokenHash: String,
        email: String,
        role,
        invitedBy: ObjectId,
        expiresAt: Date,
        acceptedBy: { type: ObjectId, default: null },
      }),
    ],
  },
  { collection: 'organisations', versionKey: false },
)
organisation.index({ slug: 1 }, { unique: true })
organisation.index({ nameKey: 1, municipality: 1 }, { unique: true })
organisation.index({ 'members.userId': 1 })
organisation.index({ 'invitations.tokenHash': 1 })
export const Organisations = mongoose.model<OrganisationDoc>('Organisation', organisation)

/** An organisation without the people in it. */
export type PublicDoc = Omit<OrganisationDoc, 'members' | 'invitations'>

/** What everybody may know of an organisation, as other capabilities get it. */
export interface OrganisationFacts extends Omit<PublicDoc, '_id' | 'nameKey' | 'rev'> {
  id: string
}

export const toFacts = (doc: PublicDoc): OrganisationFacts => ({
  id: String(doc._id),
  slug: doc.slug,
  name: doc.name,
  municipality: doc.municipality,
  fields: doc.fields,
  languages: doc.languages,
  selfDescription: doc.selfDescription,
  website: doc.website,
  contactEmail: doc.contactEmail,
  foundedYear: doc.foundedYear,
  verified: doc.verified,
  membersMayWrite: doc.membersMayWrite,
  hiddenBy: doc.hiddenBy ?? null,
  joinedAt: doc.joinedAt,
  confirmedAt: doc.confirmedAt,
})

/** As the directory and other capabilities list it. */
export const toSummary = (facts: OrganisationFacts): OrganisationSummary => ({
  id: facts.id,
  slug: facts.slug,
  name: facts.name,
  municipality: facts.municipality,
  fields: facts.fields,
  languages: facts.languages,
  selfDescription: facts.selfDescription,
  verified: facts.verified,
  joinedAt: facts.joinedAt.toISOString(),
})

export const toOrganisation = (facts: OrganisationFacts, ownRole: OrganisationRole | null): Organisation => ({
  ...toSummary(facts),
  website: facts.website,
  contactEmail: facts.contactEmail,
  foundedYear: facts.foundedYear,
  membersMayWrite: facts.membersMayWrite,
  ownRole,
  hiddenBy: ownRole === null ? null : (facts.hiddenBy ?? null),
})

export const roleOf = (doc: Pick<OrganisationDoc, 'members'>, userId: string): OrganisationRole | null =>
  doc.members.find((member) => String(member.userId) === userId)?.role ?? null

export const toOwnMembership = (
  doc: Omit<OrganisationDoc, 'invitations'>,
  userId: string,
): OwnMembership[] => {
  const role = roleOf(doc, userId)
  if (!role) return []
  const { name, slug, verified } = doc
  const organisationId = String(doc._id)
  return [{ organisationId, name, slug, role, mayWriteFor: mayWriteFor(role, doc), verified }]
}

export const toInvitation = (doc: InvitationDoc, invitedBy: string): Invitation => ({
  id: String(doc._id),
  email: doc.email,
  role: doc.role,
  invitedBy,
  expiresAt: doc.expiresAt.toISOString(),
})
