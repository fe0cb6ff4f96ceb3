import { z } from 'zod'
import { Ags, Cursor, Id, IsoTime, Limit, Line, Text } from './common.ts'
import { operations } from './define.ts'
import { OrganisationName, VerifiedBy } from './organisations.ts'

export const VerificationState = z.enum(['unverified', 'submitted', 'verified', 'returned', 'revoked'])
export type VerificationState = z.infer<typeof VerificationState>

/** Why what was sent in does not do. */
export const ReturnReason = z.enum([
  'unreadable',
  'incomplete',
  'other-organisation',
  'outdated',
  'no-evidence',
  'other',
])
export type ReturnReason = z.infer<typeof ReturnReason>

/** Why a verification no longer holds. */
export const RevocationReason = z.enum(['dissolved', 'not-as-stated', 'mistake', 'other'])
export type RevocationReason = z.infer<typeof RevocationReason>

/** How the centre knows an organisation. */
export const Acquaintance = z.enum(['visited', 'met', 'worked-together', 'recommended'])
export type Acquaintance = z.infer<typeof Acquaintance>

/** What was sent in, as pictures of its pages; fetched below `/organisations/:organisationId/evidence/:id`. */
export const Evidence = z.object({
  id: z.string(),
  kind: z.enum(['picture', 'document']),
  pages: z.array(z.object({ width: z.int(), height: z.int() })),
  sentAt: IsoTime,
  /** When the pictures are deleted; null while nobody has decided. */
  keptUntil: IsoTime.nullable(),
})
export type Evidence = z.infer<typeof Evidence>

export const Vouching = z.object({ organisation: OrganisationName, at: IsoTime })
export type Vouching = z.infer<typeof Vouching>

/** How far the verification of an organisation is, for its admins and for staff. */
export const Verification = z
  .object({
    organisationId: Id,
    state: VerificationState,
    /** Since when it is in this state; null where nothing ever happened. */
    since: IsoTime.nullable(),
    by: VerifiedBy.nullable(),
    reason: z.union([ReturnReason, RevocationReason]).nullable(),
    /** Words of the staff to its admins. */
    note: z.string(),
    evidence: Evidence.nullable(),
    vouchedBy: z.array(Vouching),
    /** Whom this organisation vouches for, and whether it may still take that back. */
    vouchesFor: z.array(Vouching.extend({ revocable: z.boolean() })),
    vouchesLeft: z.int(),
    /** For staff only. */
    acquaintance: z.object({ how: Acquaintance, whom: z.string() }).nullable(),
  })
  .meta({ id: 'Verification' })
export type Verification = z.infer<typeof Verification>

/** One that waits for staff, with what its profile says. */
export const VerificationEntry = z.object({
  organisation: OrganisationName.extend({
    municipality: Ags,
    legalForm: z.string().nullable(),
    foundedYear: z.int().nullable(),
    website: z.string().nullable(),
    joinedAt: IsoTime,
  }),
  evidence: Evidence,
  /** A verification of it was revoked before. */
  revokedBefore: z.boolean(),
  vouchedBy: z.array(Vouching),
  /** False for whoever belongs to it. */
  mayDecide: z.boolean(),
})
export type VerificationEntry = z.infer<typeof VerificationEntry>

const ofOrganisation = { organisationId: Id }
const note = Text(500, 0).default('')

export const organisationVerification = operations({
  'organisations.verification': {
    title: 'How far the verification is, for its admins and for staff.',
    who: 'signed-in',
    http: 'GET /organisations/:organisationId/verification',
    input: z.strictObject(ofOrganisation),
    reply: Verification,
    problems: ['not-found', 'action.forbidden'],
  },
  'organisations.withdrawEvidence': {
    title: 'Take back what was sent in for verification; its pictures are deleted at once.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/evidence/:evidenceId',
    audited: true,
    input: z.strictObject({ ...ofOrganisation, evidenceId: Id }),
    reply: Verification,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.vouch': {
    title: 'Vouch for another organisation in the name of a verified one; two make it verified.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/vouchings',
    audited: true,
    input: z.strictObject({ ...ofOrganisation, actingOrganisationId: Id }),
    reply: z.object({ verified: z.boolean(), vouchesLeft: z.int() }),
    problems: ['not-found', 'action.forbidden', 'conflict', 'vouching.limit', 'vouching.impossible'],
  },
  'organisations.withdrawVouching': {
    title: 'Take back a word given for another organisation, as long as it is not verified by it.',
    who: 'signed-in',
    http: 'DELETE /organisations/:organisationId/vouchings/:actingOrganisationId',
    audited: true,
    input: z.strictObject({ ...ofOrganisation, actingOrganisationId: Id }),
    reply: z.object({ vouchesLeft: z.int() }),
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.listVerifications': {
    title: 'Organisations whose evidence waits for staff, oldest first.',
    who: 'staff',
    http: 'GET /organisation-verifications',
    input: z.strictObject({ cursor: Cursor.optional(), limit: Limit(20, 50) }),
    reply: z.object({
      entries: z.array(VerificationEntry),
      total: z.int(),
      nextCursor: z.string().nullable(),
    }),
    problems: ['not-found'],
  },
  'organisations.acceptEvidence': {
    title: 'What was sent in shows that the organisation exists: it is verified.',
    who: 'staff',
    http: 'POST /organisations/:organisationId/evidence/:evidenceId/acceptance',
    status: 200,
    audited: true,
    input: z.strictObject({ ...ofOrganisation, evidenceId: Id }),
    reply: Verification,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.returnEvidence': {
    title: 'What was sent in does not do; its admins are told why.',
    who: 'staff',
    http: 'POST /organisations/:organisationId/evidence/:evidenceId/return',
    status: 200,
    audited: true,
    input: z.strictObject({ ...ofOrganisation, evidenceId: Id, reason: ReturnReason, note }),
    reply: Verification,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.verifyKnown': {
    title: 'The centre knows this organisation, and says how: it is verified.',
    who: 'staff',
    http: 'POST /organisations/:organisationId/acquaintance',
    status: 200,
    audited: true,
    input: z.strictObject({ ...ofOrganisation, how: Acquaintance, whom: Line(200, 3) }),
    reply: Verification,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'organisations.revokeVerification': {
    title: 'The verification no longer holds; its admins are told why.',
    who: 'staff',
    http: 'POST /organisations/:organisationId/revocation',
    status: 200,
    audited: true,
    input: z.strictObject({ ...ofOrganisation, reason: RevocationReason, note }),
    reply: Verification,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
})
