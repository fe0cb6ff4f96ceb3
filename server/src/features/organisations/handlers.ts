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
  'organisations.claim': ({ organisationId, ...input }, { actor }) =>
    organisations.claim(actor, organisationId, input),
  'organisations.ownClaims': (_, { actor }) => organisations.ownClaims(actor),
  'organisations.withdrawClaim': ({ claimId }, { actor }) => organisations.withdrawClaim(actor, claimId),
  'organisations.seeClaim': ({ claimId }, { actor }) => organisations.seeClaim(actor, claimId),
  'organisations.listClaims': ({ organisationId }, { actor }) =>
    organisations.listClaims(actor, organisationId),
  'organisations.decideClaim': ({ claimId, admit, role }, { actor }) =>
    organisations.decideClaim(actor, claimId, admit, role),
  'organisations.staffClaims': (_, { actor }) => organisations.staffClaims(actor),
  'organisations.settleClaim': ({ claimId, admit }, { actor }) =>
    organisations.settleClaim(actor, claimId, admit),
  'organisations.previewMerge': ({ fromId, intoId }) => organisations.previewMerge(fromId, intoId),
  'organisations.merge': ({ fromId, intoId }, { actor }) => organisations.merge(actor, fromId, intoId),
  'organisations.merges': () => organisations.merges(),
  'organisations.undoMerge': ({ fromId }, { actor }) => organisations.undoMerge(actor, fromId),
  'organisations.listSuspicions': (input, { actor }) => organisations.listSuspicions(actor, input),
  'organisations.keepApart': ({ oneId, otherId }, { actor }) =>
    organisations.keepApart(actor, oneId, otherId),
  'organisations.listKeptApart': (input, { actor }) => organisations.listKeptApart(actor, input),
  'organisations.undoKeepApart': ({ apartId }, { actor }) => organisations.undoKeepApart(actor, apartId),
  'organisations.change': ({ organisationId, ...change }, { actor }) =>
    organisations.change(actor, organisationId, change),
  'organisations.listMembers': ({ organisationId }, { actor }) =>
    organisations.listMembers(actor, organisationId),
  'organisations.changeMember': ({ organisationId, userId, role }, { actor }) =>
    organisations.changeMember(actor, organisationId, userId, role),
  'organisations.removeMember': ({ organisationId, userId }, { actor }) =>
    organisations.removeMember(actor, organisationId, userId),
  'organisations.takeBackRemoval': ({ organisationId, userId }, { actor }) =>
    organisations.takeBackRemoval(actor, organisationId, userId),
  'organisations.listPeople': ({ organisationId }, { actor }) =>
    organisations.listPeople(actor, organisationId),
  'organisations.addFunction': (input, { actor }) => organisations.addFunction(actor, input),
  'organisations.changeFunction': (input, { actor }) => organisations.changeFunction(actor, input),
  'organisations.removeFunction': ({ organisationId, functionId }, { actor }) =>
    organisations.removeFunction(actor, organisationId, functionId),
  'organisations.getOwnMembership': ({ organisationId }, { actor }) =>
    organisations.getOwnMembership(actor, organisationId),
  'organisations.changeOwnMembership': ({ organisationId, shown }, { actor }) =>
    organisations.changeOwnMembership(actor, organisationId, shown),
  'organisations.consentContact': (input, { actor }) => organisations.consentContact(actor, input),
  'organisations.withdrawContact': ({ organisationId, contactId }, { actor }) =>
    organisations.withdrawContact(actor, organisationId, contactId),
  'organisations.postponeSecondAdmin': ({ organisationId }, { actor }) =>
    organisations.postponeSecondAdmin(actor, organisationId),
  'organisations.getHandover': ({ organisationId }, { actor }) =>
    organisations.getHandover(actor, organisationId),
  'organisations.changeHandover': ({ organisationId, ...change }, { actor }) =>
    organisations.changeHandover(actor, organisationId, change),
  'organisations.cancelHandover': ({ organisationId }, { actor }) =>
    organisations.cancelHandover(actor, organisationId),
  'organisations.completeHandover': ({ organisationId, ...completion }, { actor }) =>
    organisations.completeHandover(actor, organisationId, completion),
  'organisations.listRestorations': (_, { actor }) => organisations.listRestorations(actor),
  'organisations.proposeRestoration': (input, { actor }) => organisations.proposeRestoration(actor, input),
  'organisations.confirmRestoration': ({ restorationId }, { actor }) =>
    organisations.confirmRestoration(actor, restorationId),
  'organisations.declineRestoration': ({ restorationId, reason }, { actor }) =>
    organisations.declineRestoration(actor, restorationId, reason),
  'organisations.withdrawRestoration': ({ restorationId }, { actor }) =>
    organisations.withdrawRestoration(actor, restorationId),
  'organisations.showObjection': ({ token }) => organisations.showObjection(token),
  'organisations.objectToRestoration': ({ token, words }) => organisations.objectToRestoration(token, words),
  'organisations.showQuestion': ({ token }) => organisations.showQuestion(token),
  'organisations.answerQuestion': ({ token, answer }) => organisations.answerQuestion(token, answer),
  'organisations.takeBackAnswer': ({ token }) => organisations.takeBackAnswer(token),
  'organisations.takeBackCurrency': ({ organisationId }, { actor }) =>
    organisations.takeBackCurrency(actor, organisationId),
  'organisations.setCurrency': ({ organisationId, answer }, { actor }) =>
    organisations.setCurrency(actor, organisationId, answer),
  'organisations.listStale': (input, { actor }) => organisations.listStale(actor, input),
  'organisations.answerForOrganisation': (input, { actor }) =>
    organisations.answerForOrganisation(actor, input),
  'organisations.inviteByLink': ({ organisationId, ...invited }, { actor }) =>
    organisations.inviteByLink(actor, organisationId, invited),
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
  'organisations.listImports': (_, { actor }) => organisations.listImports(actor),
  'organisations.getImport': ({ importId }, { actor }) => organisations.getImport(actor, importId),
  'organisations.importRows': (input, { actor }) => organisations.importRows(actor, input),
  'organisations.changeImportRow': (input, { actor }) => organisations.changeImportRow(actor, input),
  'organisations.startImport': (input, { actor }) => organisations.startImport(actor, input),
  'organisations.cancelImport': ({ importId }, { actor }) => organisations.cancelImport(actor, importId),
  'organisations.undoImport': ({ importId }, { actor }) => organisations.undoImport(actor, importId),
  'organisations.discardImport': ({ importId }, { actor }) => organisations.discardImport(actor, importId),
})
