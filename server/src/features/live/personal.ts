import type { PersonalRules } from '../../platform/personal.ts'

export const livePersonal: PersonalRules = {
  LiveSession: {
    impersonal: 'threadId clientId ended code runningIn rev',
    context: 'roomId title startsAt',
    parts: {
      waiting: { of: 'party.userId', exported: 'raisedAt text party.organisationId party.institution' },
      taken: { of: 'party.userId', exported: 'at usedMs party.organisationId party.institution' },
      phases: { of: 'by', exported: 'kind reason at' },
      moderators: { of: '', exported: '' },
    },
    withheld: {
      plannedBy: 'Whose session it is stands in the thread.',
      turn: 'The turn of this moment; later it stands among those taken.',
      gone: 'Only so that what is sent twice counts once.',
      tallies: 'How often somebody has spoken, for the order of this session; said by the turns taken.',
    },
    people: {
      plannedBy: 'pseudonym',
      moderators: 'entry',
      'waiting.party.userId': 'entry',
      'waiting.request.by': 'entry',
      'waiting.person': 'entry',
      'waiting.group': 'entry',
      'taken.party.userId': 'pseudonym',
      'phases.by': 'pseudonym',
      'gone.by': 'pseudonym',
      'gone.party.userId': 'pseudonym',
      'turn.hand': 'pseudonym',
      tallies: 'pseudonym',
    },
  },
  WallQuestion: {
    of: 'request.by',
    context: 'sessionId',
    exported: 'text lang state askedAt',
    withheld: { askers: 'Whoever else asked the same stands there too.' },
    people: { 'request.by': 'pseudonym', 'askers.userId': 'pseudonym' },
    words: 'text',
  },
  CheckedStatement: {
    of: 'request.by',
    context: 'sessionId',
    exported: 'text open',
    people: { 'request.by': 'pseudonym' },
    words: 'text',
  },
  Ballot: {
    of: 'userId',
    exported: 'sessionId targetId value organisationId institution',
    withheld: { group: 'Says for whom it counts: the association, the office, or the person.' },
    people: { userId: 'pseudonym', group: 'pseudonym' },
  },
}
