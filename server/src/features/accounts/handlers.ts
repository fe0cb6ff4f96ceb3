import type { HandlersOf } from '../../platform/operations.ts'
import type { Accounts } from './service.ts'

export const accountHandlers = (accounts: Accounts): HandlersOf<'accounts'> => ({
  'accounts.signUp': (input, call) => accounts.signUp(input, call),
  'accounts.signIn': (input, call) => accounts.signIn(input, call),
  'accounts.requestMagicLink': (input, call) => accounts.requestMagicLink(input, call),
  'accounts.redeemMagicLink': (input, call) => accounts.redeemMagicLink(input, call),
  'accounts.verifyEmail': (input, call) => accounts.verifyEmail(input, call),
  'accounts.requestPasswordReset': (input, call) => accounts.requestPasswordReset(input, call),
  'accounts.resetPassword': (input, call) => accounts.resetPassword(input, call),
  'accounts.signOut': (_, call) => accounts.signOut(call.actor, call),
  'accounts.signOutEverywhere': (_, call) => accounts.signOutEverywhere(call.actor, call),
  'accounts.prove': (input, call) => accounts.proofs.prove(call.actor, input, call),
  'accounts.changePassword': (input, call) => accounts.proofs.changePassword(call.actor, input, call),
  'accounts.completeSignIn': (input, call) => accounts.completeSignIn(input, call),
  'accounts.security': (_, { actor }) => accounts.settingUp.security(actor),
  'accounts.beginTotp': (_, { actor }) => accounts.settingUp.beginTotp(actor),
  'accounts.confirmTotp': (input, call) => accounts.settingUp.confirmTotp(call.actor, input, call),
  'accounts.endTotp': (_, call) => accounts.settingUp.endTotp(call.actor, call),
  'accounts.askPasskey': (input, { actor }) => accounts.askPasskey(actor, input),
  'accounts.signInWithPasskey': (input, call) => accounts.signInWithPasskey(input, call),
  'accounts.beginPasskey': (_, { actor }) => accounts.settingUp.beginPasskey(actor),
  'accounts.addPasskey': (input, call) => accounts.settingUp.addPasskey(call.actor, input, call),
  'accounts.removePasskey': ({ passkeyId }, call) =>
    accounts.settingUp.removePasskey(call.actor, passkeyId, call),
  'accounts.renewRecoveryCodes': (_, call) => accounts.settingUp.renewRecoveryCodes(call.actor, call),
  'accounts.resetSecondFactor': (input, { actor }) => accounts.settingUp.reset(actor, input),
  'accounts.me': (_, call) => accounts.me(call.actor),
  'accounts.change': (input, call) => accounts.change(call.actor, input),
  'accounts.welcome': (_, { actor }) => accounts.welcome.of(actor),
  'accounts.answerWelcome': (input, { actor }) => accounts.welcome.answer(actor, input),
  'accounts.forgetWelcome': (_, { actor }) => accounts.welcome.forget(actor),
  'accounts.claimPlatform': (input, call) => accounts.claimPlatform(input, call),
  'accounts.grantAffiliation': (input, { actor }) => accounts.affiliations.grant(actor, input),
  'accounts.endAffiliation': ({ affiliationId }, { actor }) =>
    accounts.affiliations.end(actor, affiliationId),
  'accounts.listAffiliations': ({ limit }) => accounts.affiliations.list(limit),
})
