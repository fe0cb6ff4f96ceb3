import type { HandlersOf } from '../../platform/operations.ts'
import type { Organisations } from './service.ts'

export const organisationHandlers = (organisations: Organisations): HandlersOf<'organisations'> => ({
  'organisations.list': (input, { actor }) => organisations.list(actor, input),
  'organisations.get': ({ slug }, { actor }) => organisations.getBySlug(actor, slug),
  'organisations.create': (input, { actor }) => organisations.create(actor, input),
  'organisations.change': ({ organisationId, ...change }, { actor }) =>
    organisations.change(actor, organisationId, change),
  'organisations.listMembers': ({ organisationId }, { actor }) =>
    organisations.listMembers(actor, organisationId),
  'organisations.changeMember': ({ organisationId, userId, role }, { actor }) =>
    organisations.changeMember(actor, organisationId, userId, role),
  'organisations.removeMember': ({ organisationId, userId }, { actor }) =>
    organisations.removeMember(actor, organisationId, userId),
  'organisations.invite': ({ organisationId, ...invited }, { actor }) =>
    organisations.invite(actor, organisationId, invited),
  'organisations.withdrawInvitation': ({ organisationId, invitationId }, { actor }) =>
    organisations.withdrawInvitation(actor, organisationId, invitationId),
  'organisations.showInvitation': ({ token }) => organisations.showInvitation(token),
  'organisations.acceptInvitation': ({ token }, { actor }) => organisations.acceptInvitation(actor, token),
  'organisations.verification': ({ organisationId }, { actor }) =>
    organisations.verification(actor, organisationId),
  'organisations.withdrawEvidence': ({ organisationId, evidenceId }, { actor }) =>
    organisations.withdrawEvidence(actor, organisationId, evidenceId),
  'organisations.vouch': ({ organisationId, actingOrganisationId }, { actor }) =>
    organisations.vouch(actor, organisationId, actingOrganisationId),
  'organisations.withdrawVouching': ({ organisationId, actingOrganisationId }, { actor }) =>
    organisations.withdrawVouching(actor, organisationId, actingOrganisationId),
  'organisations.listVerifications': (input, { actor }) => organisations.listVerifications(actor, input),
  'organisations.acceptEvidence': ({ organisationId, evidenceId }, { actor }) =>
    organisations.acceptEvidence(actor, organisationId, evidenceId),
  'organisations.returnEvidence': ({ organisationId, ...returned }, { actor }) =>
    organisations.returnEvidence(actor, organisationId, returned),
  'organisations.verifyKnown': ({ organisationId, ...acquaintance }, { actor }) =>
    organisations.verifyKnown(actor, organisationId, acquaintance),
  'organisations.revokeVerification': ({ organisationId, ...revoked }, { actor }) =>
    organisations.revokeVerification(actor, organisationId, revoked),
})
