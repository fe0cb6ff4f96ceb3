import type { PersonalRules } from '../../platform/personal.ts'

export const roomsPersonal: PersonalRules = {
  Room: {
    impersonal:
      'kind slug order shortTitle description visibility questions whoMayStartThread measures createdAt archivedAt clientId',
    context: 'title',
    parts: {
      moderators: { of: 'userId', exported: 'languages' },
      invited: { of: '', exported: '' },
      suspended: { of: 'userId', exported: 'since until rule reason' },
    },
    withheld: { createdBy: 'Who of the staff made it stands in the log of offices.' },
    people: {
      'moderators.userId': 'entry',
      invited: 'entry',
      'suspended.userId': 'entry',
      createdBy: 'pseudonym',
    },
    room: '_id',
    clock: 'rev',
  },
}
