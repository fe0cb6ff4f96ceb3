import { z } from 'zod'
import { Done, Id, IsoTime, Nothing, Text } from './common.ts'
import { operations } from './define.ts'
import { OrganisationName } from './organisations.ts'
import { OrganisationRole } from './organisation-people.ts'
import { Evidence } from './organisation-verification.ts'

export const ClaimState = z.enum(['open', 'admitted', 'declined', 'withdrawn'])
export type ClaimState = z.infer<typeof ClaimState>

/** That somebody belongs to an organisation which is registered already, as they see it themselves. */
export const OwnClaim = z.object({
  id: Id,
  organisation: OrganisationName,
  state: ClaimState,
  note: z.string(),
  createdAt: IsoTime,
  /** From then on the staff decides, if nobody else has. */
  staffFrom: IsoTime,
  decidedAt: IsoTime.nullable(),
  /** The register extract that goes with it; its pictures are for the staff only. */
  extract: z.object({ pages: z.int(), sentAt: IsoTime }).nullable(),
  /** Whoever asked has read the decision. */
  seen: z.boolean(),
})
export type OwnClaim = z.infer<typeof OwnClaim>

/** The same for whoever decides. */
export const ClaimForDecision = z.object({
  id: Id,
  organisation: OrganisationName,
  name: z.string(),
  note: z.string(),
  createdAt: IsoTime,
  staffFrom: IsoTime,
})
export type ClaimForDecision = z.infer<typeof ClaimForDecision>

/** The same for the staff: what they may decide follows from who is left in the organisation. */
export const ClaimForStaff = ClaimForDecision.extend({
  /** An organisation without members gets an admin; otherwise those who are in it decide who runs it. */
  mayBecome: OrganisationRole,
  reason: z.enum(['no-members', 'no-admin', 'extract', 'unanswered']),
  /** The extract, fetched below `/administration/claims/:claimId/extract/:id`. */
  evidence: Evidence.nullable(),
  /** False for whoever belongs to the organisation. */
  mayDecide: z.boolean(),
})
export type ClaimForStaff = z.infer<typeof ClaimForStaff>

const ofClaim = z.strictObject({ claimId: Id })

export const organisationClaims = operations({
  'organisations.claim': {
    title: 'Say that one belongs to an organisation that is registered already.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/claims',
    input: z.strictObject({
      organisationId: Id,
      note: Text(500, 0).default(''),
      /** The draft of a new one is put away until it is taken up again. */
      insteadOfDraft: z.boolean().default(false),
    }),
    reply: OwnClaim,
    problems: ['not-found', 'action.forbidden', 'conflict', 'claim.limit'],
  },
  'organisations.ownClaims': {
    title: 'How one’s own claims stand, the newest first.',
    who: 'signed-in',
    http: 'GET /me/claims',
    input: Nothing,
    reply: z.object({ claims: z.array(OwnClaim) }),
  },
  'organisations.withdrawClaim': {
    title: 'Take a claim back.',
    who: 'signed-in',
    http: 'DELETE /me/claims/:claimId',
    input: ofClaim,
    reply: Done,
    problems: ['not-found'],
  },
  'organisations.seeClaim': {
    title: 'Note that one has read how a claim was decided.',
    who: 'signed-in',
    http: 'POST /me/claims/:claimId/seen',
    status: 200,
    input: ofClaim,
    reply: Done,
    problems: ['not-found'],
  },
  'organisations.listClaims': {
    title: 'Who says that they belong to it and waits for an answer; for its admins.',
    who: 'signed-in',
    http: 'GET /organisations/:organisationId/claims',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({ claims: z.array(ClaimForDecision) }),
    problems: ['not-found', 'action.forbidden'],
  },
  'organisations.decideClaim': {
    title: 'Admit or decline, as an admin of the organisation.',
    who: 'signed-in',
    http: 'POST /claims/:claimId/decision',
    status: 200,
    audited: true,
    input: ofClaim.extend({ admit: z.boolean(), role: OrganisationRole.default('member') }),
    reply: Done,
    problems: ['not-found', 'conflict'],
  },
  'organisations.staffClaims': {
    title: 'Claims that nobody in the organisation can decide or has decided in time (staff).',
    who: 'staff',
    http: 'GET /administration/claims',
    input: Nothing,
    reply: z.object({ claims: z.array(ClaimForStaff) }),
    problems: ['not-found'],
  },
  'organisations.settleClaim': {
    title: 'Admit or decline in place of the organisation (staff).',
    who: 'staff',
    http: 'POST /administration/claims/:claimId/decision',
    status: 200,
    audited: true,
    input: ofClaim.extend({ admit: z.boolean() }),
    reply: Done,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
})
