import type { HandlersOf } from '../../platform/operations.ts'
import type { Organisations } from './service.ts'

export const organisationHandlers = (organisations: Organisations): HandlersOf<'organisations'> => ({
  'organisations.list': (input, { actor }) => organisations.list(actor, input),
  'organisations.get': ({ slug }, { actor }) => organisations.getBySlug(actor, slug),
  'organisations.create': (input, { actor }) => organisations.register(actor, input),
  'organisations.similar': ({ name, municipality }, { actor }) =>
    organisations.similar(actor, name, municipality),
  'organisations.getDraft': (_, { actor }) => organisations.getDraft(actor),
  'organisations.saveDraft': ({ entries, step }, { actor }) => organisations.saveDraft(actor, entries, step),
  'organisations.discardDraft': (_, { actor }) => organisations.discardDraft(actor),
  'organisations.publishDraft': (_, { actor }) => organisations.publishDraft(actor),
  'organisations.claim': ({ organisationId, note }, { actor }) =>
    organisations.claim(actor, organisationId, note),
  'organisations.ownClaims': (_, { actor }) => organisations.ownClaims(actor),
  'organisations.withdrawClaim': ({ claimId }, { actor }) => organisations.withdrawClaim(actor, claimId),
  'organisations.listClaims': ({ organisationId }, { actor }) =>
    organisations.listClaims(actor, organisationId),
  'organisations.decideClaim': ({ claimId, admit, role }, { actor }) =>
    organisations.decideClaim(actor, claimId, admit, role),
  'organisations.staffClaims': () => organisations.staffClaims(),
  'organisations.settleClaim': ({ claimId, admit }, { actor }) =>
    organisations.settleClaim(actor, claimId, admit),
  'organisations.previewMerge': ({ fromId, intoId }) => organisations.previewMerge(fromId, intoId),
  'organisations.merge': ({ fromId, intoId }, { actor }) => organisations.merge(actor, fromId, intoId),
  'organisations.merges': () => organisations.merges(),
  'organisations.undoMerge': ({ fromId }, { actor }) => organisations.undoMerge(actor, fromId),
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
