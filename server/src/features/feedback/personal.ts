import type { PersonalRules } from '../../platform/personal.ts'

export const feedbackPersonal: PersonalRules = {
  Feedback: {
    ofAddress: 'email',
    exported: 'kind text locale page state at answers settledAt',
    impersonal: 'clientId rev',
    goes: true,
  },
}
