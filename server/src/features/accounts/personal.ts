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
