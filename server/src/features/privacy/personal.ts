import type { PersonalRules } from '../../platform/personal.ts'

export const privacyPersonal: PersonalRules = {
  Erasure: {
    of: 'userId',
    exported: 'texts locale requestedAt dueAt',
    impersonal: 'state told again rest bytesOwed',
    withheld: { standIns: 'The ids that take the place of theirs; gone as soon as they do.' },
    goes: true,
  },
  Export: { of: 'userId', exported: 'locale requestedAt readyAt', impersonal: 'told', goes: true },
}
