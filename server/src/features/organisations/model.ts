import type {
  Acquaintance,
  Activity,
  DirectoryRow,
  Evidence,
  FieldAudience,
  Invitation,
  Organisation,
  OrganisationName,
  ProfileField,
  RevocationReason,
  ReturnReason,
  VerificationState,
  VerifiedBy,
  OrganisationRole,
  OrganisationSummary,
  OwnMembership,
} from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'
import { peopleFields, peopleIsPrivate, type MemberDoc, type PeopleDoc } from './people/model.ts'
import { needsSecondAdmin } from './people/policy.ts'
import type { AbsorbedHoldings } from './merges/holdings.ts'
import type { Absorbed } from './merges/plan.ts'
import type { AbsorbedStanding } from './merges/standing.ts'
import { currencyOf, maySeeField, mayWriteFor, openAtOnceFor } from './policy.ts'
import { upkeepFields, type AnsweredDoc, type UpkeepDoc } from './upkeep/model.ts'
import { upkeepOf } from './upkeep/policy.ts'

export interface InvitationDoc {
  _id: Types.ObjectId
  tokenHash: string
  /** Whom it is for; null: whoever holds the link. */
  email: string | null
  /** Handed over by whoever made it, and not sent. */
  byLink?: boolean
  role: OrganisationRole
  invitedBy: Types.ObjectId
  expiresAt: Date
  /** Kept until it expires, so that the same person may repeat a request whose answer was lost. */
  acceptedBy: Types.ObjectId | null
}

/** What was sent in for verification; the pictures lie in the folder of this id. */
export interface EvidenceDoc {
  id: string
  kind: 'picture' | 'document'
  pages: { width: number; height: number }[]
  sentAt: Date
  keptUntil: Date | null
}

export const toEvidence = ({ id, kind, pages, sentAt, keptUntil }: EvidenceDoc): Evidence => ({
  id,
  kind,
  pages: pages.map(({ width, height }) => ({ width, height })),
  sentAt: sentAt.toISOString(),
  keptUntil: keptUntil?.toISOString() ?? null,
})

/** How the verification came to be as it is: for admins and staff, never for everybody. */
export interface VerificationDoc {
  state: VerificationState
  since: Date
  /** The staff revoked it; holds until the staff verifies anew. */
  revoked: boolean
  reason: ReturnReason | RevocationReason | null
  note: string
  evidence: EvidenceDoc | null
  acquaintance: { how: Acquaintance; whom: string } | null
}

/** A word one organisation gives for another. */
export interface VouchingDoc {
  organisationId: Types.ObjectId
  at: Date
}

/** What an organisation took up from another entry for the same one. */
export interface AbsorbedDoc extends Absorbed {
  organisationId: Types.ObjectId
  holdings?: AbsorbedHoldings
  standing?: AbsorbedStanding
}

/**
 * Members and invitations lie inside the organisation, and are the truth: accepting an invitation, leaving and
 * handing over are then one conditional write to one document. Two admins who leave at the same moment cannot
 * both find the other one still there, and a link cannot be used twice. With collections of their own this would
 * need a transaction. Associations have tens of accounts, not tens of thousands.
 */
export interface OrganisationDoc extends PeopleDoc {
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
  selfTerm: string
  kind: string | null
  legalForm: string | null
  memberBand: string | null
  staffBand: string | null
  targetGroups: string
  activities: Activity[]
  meetingPlace: string
  contactPhone: string | null
  /** Only what is not for everyone stands here. */
  visibility: Partial<Record<ProfileField, FieldAudience>>
  verified: boolean
  verifiedBy: VerifiedBy | null
  verifiedAt?: Date | null
  verification?: VerificationDoc | null
  /** Who gave their word for it. */
  vouchedBy?: VouchingDoc[]
  /** For whom it gave its word in the last half-year. */
  vouchesFor?: VouchingDoc[]
  membersMayWrite: boolean
  /** The staff entered it from a list. */
  enteredByCentre?: boolean
  /** The row of an import that wrote it last. */
  lastImport?: Types.ObjectId | null
  /** The entry that this one became part of; it says nothing of its own any more. */
  mergedInto?: Types.ObjectId | null
  mergedAt?: Date | null
  mergedBy?: Types.ObjectId | null
  absorbed?: AbsorbedDoc[]
  /** The statement by which only members see the profile. */
  hiddenBy?: string | null
  joinedAt: Date
  /** When an admin last stood by the profile. */
  confirmedAt: Date
  /** When the admins were last asked whether it still holds; null once they answered. */
  askedAt: Date | null
  /** Since when it rests, by its own word. */
  dormantSince: Date | null
  upkeep?: UpkeepDoc
  answered?: AnsweredDoc | null
  /** Goes up with every change, so that a copy in memory is never replaced by an older one. */
  rev: number
  members: MemberDoc[]
  invitations: InvitationDoc[]
}

const role = { type: String, enum: ['member', 'admin'] as const, required: true }
const { ObjectId } = Schema.Types

const vouchings = {
  type: [new Schema<VouchingDoc>({ organisationId: ObjectId, at: Date }, { _id: false })],
  default: [],
}

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
    selfTerm: { type: String, default: '' },
    kind: { type: String, default: null },
    legalForm: { type: String, default: null },
    memberBand: { type: String, default: null },
    staffBand: { type: String, default: null },
    targetGroups: { type: String, default: '' },
    activities: {
      type: [new Schema<Activity>({ title: String, when: { type: String, default: null } }, { _id: false })],
      default: [],
    },
    meetingPlace: { type: String, default: '' },
    contactPhone: { type: String, default: null },
    visibility: { type: Schema.Types.Mixed, default: {} },
    verified: { type: Boolean, required: true },
    verifiedBy: { type: String, default: null },
    verifiedAt: { type: Date, default: null },
    verification: { type: Schema.Types.Mixed, default: null },
    vouchedBy: vouchings,
    vouchesFor: vouchings,
    membersMayWrite: { type: Boolean, required: true },
    enteredByCentre: { type: Boolean, default: false },
    lastImport: { type: ObjectId, default: null },
    mergedInto: { type: ObjectId, default: null },
    mergedAt: { type: Date, default: null },
    mergedBy: { type: ObjectId, default: null },
    absorbed: { type: Schema.Types.Mixed, default: [] },
    hiddenBy: { type: String, default: null },
    joinedAt: { type: Date, required: true },
    confirmedAt: { type: Date, required: true },
    askedAt: { type: Date, default: null },
    dormantSince: { type: Date, default: null },
    rev: { type: Number, required: true },
    members: [
      new Schema<MemberDoc>(
        { userId: ObjectId, role, since: Date, shown: String, laterUntil: Date },
        { _id: false },
      ),
    ],
    invitations: [
      new Schema<InvitationDoc>({
        tokenHash: String,
        email: { type: String, default: null },
        byLink: Boolean,
        role,
        invitedBy: ObjectId,
        expiresAt: Date,
        acceptedBy: { type: ObjectId, default: null },
      }),
    ],
    ...upkeepFields,
    ...peopleFields,
  },
  { collection: 'organisations', versionKey: false, minimize: false },
)
organisation.index({ slug: 1 }, { unique: true })
organisation.index({ nameKey: 1, municipality: 1 }, { unique: true })
organisation.index({ 'members.userId': 1 })
organisation.index({ mergedAt: -1 })
organisation.index({ 'invitations.tokenHash': 1 })
organisation.index({ confirmedAt: 1 })
organisation.index({ askedAt: 1, _id: 1 })
organisation.index({ 'verification.state': 1, 'verification.evidence.sentAt': 1 })
export const Organisations = mongoose.model<OrganisationDoc>('Organisation', organisation)

/** What is nobody's business outside. */
export const privateFields = {
  members: 0,
  invitations: 0,
  verification: 0,
  upkeep: 0,
  answered: 0,
  vouchesFor: 0,
  lastImport: 0,
  mergedAt: 0,
  mergedBy: 0,
  absorbed: 0,
  ...peopleIsPrivate,
} as const

/** An organisation without the people in it. */
export type PublicDoc = Omit<OrganisationDoc, keyof typeof privateFields>

/** What everybody may know of an organisation, as other capabilities get it. */
export interface OrganisationFacts extends Omit<
  PublicDoc,
  '_id' | 'nameKey' | 'rev' | 'verifiedAt' | 'vouchedBy' | 'mergedInto'
> {
  id: string
  /** The entry that this one became part of. */
  mergedInto: string | null
  verifiedAt: Date | null
  /** Whose word made it verified, by id. */
  vouchedBy: string[]
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
  selfTerm: doc.selfTerm,
  kind: doc.kind,
  legalForm: doc.legalForm,
  memberBand: doc.memberBand,
  staffBand: doc.staffBand,
  targetGroups: doc.targetGroups,
  activities: doc.activities.map(({ title, when }) => ({ title, when })),
  meetingPlace: doc.meetingPlace,
  contactPhone: doc.contactPhone,
  visibility: doc.visibility,
  verified: doc.verified,
  verifiedBy: doc.verifiedBy,
  verifiedAt: doc.verifiedAt ?? null,
  vouchedBy:
    doc.verified && doc.verifiedBy === 'vouching'
      ? (doc.vouchedBy ?? []).map(({ organisationId }) => String(organisationId))
      : [],
  membersMayWrite: doc.membersMayWrite,
  enteredByCentre: doc.enteredByCentre ?? false,
  mergedInto: doc.mergedInto ? String(doc.mergedInto) : null,
  hiddenBy: doc.hiddenBy ?? null,
  joinedAt: doc.joinedAt,
  confirmedAt: doc.confirmedAt,
  askedAt: doc.askedAt,
  dormantSince: doc.dormantSince,
})

/** As other capabilities show it. */
export const toSummary = (facts: OrganisationFacts, now: Date): OrganisationSummary => ({
  id: facts.id,
  slug: facts.slug,
  name: facts.name,
  municipality: facts.municipality,
  fields: facts.fields,
  languages: facts.languages,
  selfDescription: facts.selfDescription,
  verified: facts.verified,
  currency: currencyOf(facts, now),
  joinedAt: facts.joinedAt.toISOString(),
})

/** As the directory lists it. */
export function toRow(
  facts: OrganisationFacts,
  found: Pick<DirectoryRow, 'distanceKm' | 'listings'>,
  now: Date,
): DirectoryRow {
  const { selfDescription: _, ...summary } = toSummary(facts, now)
  return { ...summary, ...found }
}

/** Who reads a profile: their role in it, and whether they have an account. */
export interface Reader {
  signedIn: boolean
  ownRole: OrganisationRole | null
}

/** `vouchedBy`: the same as in the facts, by name. */
export function toOrganisation(
  facts: OrganisationFacts,
  reader: Reader,
  now: Date,
  vouchedBy: OrganisationName[] = [],
): Organisation {
  const seen = <T>(field: ProfileField, value: T, otherwise: T): T =>
    maySeeField(reader, facts.visibility[field]) ? value : otherwise
  const { ownRole } = reader
  return {
    ...toSummary(facts, now),
    website: seen('website', facts.website, null),
    contactEmail: seen('contactEmail', facts.contactEmail, null),
    contactPhone: seen('contactPhone', facts.contactPhone, null),
    foundedYear: seen('foundedYear', facts.foundedYear, null),
    selfTerm: seen('selfTerm', facts.selfTerm, ''),
    kind: seen('kind', facts.kind, null),
    legalForm: seen('legalForm', facts.legalForm, null),
    memberBand: seen('memberBand', facts.memberBand, null),
    staffBand: seen('staffBand', facts.staffBand, null),
    targetGroups: seen('targetGroups', facts.targetGroups, ''),
    activities: seen('activities', facts.activities, []),
    meetingPlace: seen('meetingPlace', facts.meetingPlace, ''),
    visibility: ownRole === null ? null : facts.visibility,
    verifiedBy: facts.verifiedBy,
    verifiedAt: facts.verifiedAt?.toISOString() ?? null,
    // Nobody vouches for themselves, also not an entry that became part of this one.
    vouchedBy: vouchedBy.filter(({ id }) => id !== facts.id),
    confirmedAt: facts.confirmedAt.toISOString(),
    membersMayWrite: facts.membersMayWrite,
    enteredByCentre: facts.enteredByCentre ?? false,
    ownRole,
    hiddenBy: ownRole === null ? null : (facts.hiddenBy ?? null),
  }
}

export const roleOf = (doc: Pick<OrganisationDoc, 'members'>, userId: string): OrganisationRole | null =>
  doc.members.find((member) => String(member.userId) === userId)?.role ?? null

export const toOwnMembership = (
  doc: Pick<
    OrganisationDoc,
    '_id' | 'name' | 'slug' | 'verified' | 'members' | 'membersMayWrite' | 'askedAt' | 'dormantSince'
  >,
  userId: string,
  now: Date,
): OwnMembership[] => {
  const own = doc.members.find((member) => String(member.userId) === userId)
  if (!own) return []
  const { name, slug, verified } = doc
  return [
    {
      organisationId: String(doc._id),
      name,
      slug,
      role: own.role,
      mayWriteFor: mayWriteFor(own.role, doc),
      verified,
      openAtOnce: openAtOnceFor(doc),
      shown: own.shown ?? 'members',
      needsSecondAdmin: needsSecondAdmin(doc.members, userId, now),
      upkeep: upkeepOf(doc, now),
    },
  ]
}

export const toInvitation = (doc: InvitationDoc, invitedBy: string): Invitation => ({
  id: String(doc._id),
  email: doc.email,
  byLink: doc.byLink ?? false,
  role: doc.role,
  invitedBy,
  expiresAt: doc.expiresAt.toISOString(),
})
