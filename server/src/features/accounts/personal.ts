import type { PersonalRules } from '../../platform/personal.ts'

export const accountsPersonal: PersonalRules = {
  User: {
    of: '_id',
    exported:
      'name email emailVerified role locale colourScheme presence welcome notificationPrefs createdAt updatedAt',
    goes: true,
  },
  Affiliation: { of: 'userId', exported: 'institution kind function ags from to grantedAt', goes: true },
  Session: {
    of: 'userId',
    exported: 'createdAt updatedAt provenAt expiresAt userAgent ipAddress',
    withheld: { token: 'Whoever has it is signed in.' },
    goes: true,
  },
  Credential: {
    of: 'userId',
    exported: 'providerId createdAt updatedAt',
    withheld: {
      accountId: 'The same as the account.',
      password: 'Only a check value is stored; whoever has it may guess the password.',
    },
    goes: true,
  },
  SecondFactor: {
    of: '_id',
    exported: 'confirmedAt recoveryMadeAt',
    withheld: {
      secret: 'Whoever has it makes the codes that prove who somebody is.',
      pending: 'The same, of an app that was not confirmed.',
      recovery: 'Only check values are stored; each stands for a code that opens the account.',
      lastStep: 'So that no code works twice; says when the app was used last, to half a minute.',
      wrong: 'So that nobody guesses codes.',
      heldUntil: 'So that nobody guesses codes.',
    },
    goes: true,
  },
  Passkey: {
    of: 'userId',
    exported: 'name transports backedUp createdAt usedAt',
    withheld: {
      credentialId: 'What the device calls its key.',
      publicKey: 'What its signatures are checked with; of no use elsewhere.',
      counter: 'So that a copy of the key is noticed.',
    },
    goes: true,
  },
  PasskeyChallenge: { of: 'userId', exported: 'purpose expiresAt', goes: true },
  SecondStep: { of: 'userId', exported: 'expiresAt', goes: true },
  Verification: {
    impersonal: 'expiresAt createdAt updatedAt',
    withheld: {
      identifier: 'A link that was sent by mail and works once.',
      value: 'Whose link it is.',
    },
  },
  Installation: {
    impersonal: '_id claimTokenHash demonstration',
    withheld: { fixtures: 'Only the invented people of the demonstration stand there.' },
  },
}
