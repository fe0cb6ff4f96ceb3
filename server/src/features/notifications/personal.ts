import type { PersonalRules } from '../../platform/personal.ts'

export const notificationsPersonal: PersonalRules = {
  Notice: {
    of: 'userId',
    exported: 'kind reason object contribution until at began readAt mailAt pushAt',
    impersonal: 'key of from readBy mail digest push',
    withheld: { by: 'Whoever caused it.' },
    people: { 'by.userId': 'nobody' },
    goes: true,
  },
  Follow: { of: 'userId', exported: 'kind target state automatic since', goes: true },
  Letter: { of: '_id', exported: 'period at', goes: true },
  PushDevice: {
    of: 'userId',
    exported: 'name since',
    withheld: {
      sessionId: 'The browser in which it was switched on.',
      endpoint: 'Whoever has it and the keys can send to the device.',
      keys: 'Whoever has them and the address can send to the device.',
    },
    goes: true,
  },
  ToldThread: { impersonal: '_id seq' },
}
