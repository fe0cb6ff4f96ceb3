import type { PersonalRules } from '../../platform/personal.ts'

export const privacyPersonal: PersonalRules = {
  Export: { of: 'userId', exported: 'locale requestedAt readyAt', impersonal: 'told', goes: true },
}
