import { z } from 'zod'
import { Done, Id, IsoTime, Nothing, Text } from './common.ts'
import { operations } from './define.ts'
import { OrganisationName } from './organisations.ts'
import { OrganisationRole } from './organisation-people.ts'

export const ClaimState = z.enum(['open', 'admitted', 'declined', 'withdrawn'])
export type ClaimState = z.infer<typeof ClaimState>

/** That somebody belongs to an organisation which is registered already, as they see it themselves. */
export const OwnClaim = z.object({
  id: Id,
  organisation: OrganisationName,
  state: ClaimState,
  note: z.string(),
  createdAt: IsoTime,
})
export type OwnClaim = z.infer<typeof OwnClaim>

/** The same for whoever decides. */
export const ClaimForDecision = z.object({
  id: Id,
  organisation: OrganisationName,
  name: z.string(),
  note: z.string(),
  createdAt: IsoTime,
})
export type ClaimForDecision = z.infer<typeof ClaimForDecision>

/** The same for the staff: what they may decide follows from who is left in the organisation. */
export const ClaimForStaff = ClaimForDecision.extend({
  /** An organisation without members gets an admin; otherwise those who are in it decide who runs it. */
  mayBecome: OrganisationRole,
  reason: z.enum(['no-members', 'no-admin', 'unanswered']),
})
export type ClaimForStaff = z.infer<typeof ClaimForStaff>

const ofClaim = z.strictObject({ claimId: Id })

export const organisationClaims = operations({
  'organisations.claim': {
    title: 'Say that one belongs to an organisation that is registered already.',
    who: 'signed-in',
    http: 'POST /organisations/:organisationId/claims',
    input: z.strictObject({ organisationId: Id, note: Text(500, 0).default('') }),
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
    title: 'Claims that nobody in the organisation can decide or has decided in 14 days (staff).',
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
    problems: ['not-found', 'conflict'],
  },
})
