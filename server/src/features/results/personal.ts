import type { PersonalRules } from '../../platform/personal.ts'

export const resultsPersonal: PersonalRules = {
  Mark: {
    of: 'authorId',
    exported: 'roomId threadId contributionId kind state at',
    impersonal: 'link',
    withheld: { by: 'Who marked it.', note: 'The words of whoever marked it.' },
    people: { authorId: 'pseudonym', by: 'pseudonym' },
    wordsOf: { by: 'note' },
    stays: 'roomId threadId contributionId kind state at',
    room: 'roomId',
  },
  Record: {
    impersonal:
      'sessionId threadId place questions state version published reviewUntil edition easyText taken words rev',
    context: 'roomId title heldAt',
    parts: { 'participants.people': { of: '', exported: '' } },
    withheld: {
      createdBy: 'Who keeps the record stands in the log of offices.',
      participants: 'Given in part.',
    },
    people: { createdBy: 'pseudonym', 'participants.people': 'pseudonym' },
    room: 'roomId',
  },
  RecordVersion: {
    impersonal: 'recordId version at place questions edition easyText items confirmations',
    context: 'title heldAt',
    parts: { 'participants.people': { of: '', exported: '' } },
    withheld: { participants: 'Given in part.' },
    people: { 'participants.people': 'pseudonym' },
    room: ['Record', 'recordId'],
  },
  ResultItem: {
    impersonal:
      'recordId clientId statementId questionId order kind text spread suggestedSpread spreadNote sources origin supplement owner due answer rev',
  },
  Confirmation: {
    of: 'by',
    exported: 'recordId organisationId institution value text at',
    impersonal: 'itemId edition',
    people: { by: 'pseudonym' },
    // It is the answer of an association or an office, and stands in what was published.
    stays: 'recordId organisationId institution value text at',
    room: ['Record', 'recordId'],
  },
  Documentation: {
    of: 'createdBy',
    exported: 'title date place publishedAt',
    impersonal: 'clientId parts words rev',
    people: { createdBy: 'pseudonym' },
    stays: 'title date place publishedAt',
  },
  PressRelease: {
    of: 'createdBy',
    exported: 'heading lead embargo changedAt',
    impersonal: 'clientId source published rev',
    withheld: {
      parts: 'Quotations of others stand there.',
      contact: 'An office.',
      printed: 'Everybody reads it; quotations of others stand there.',
    },
    people: { createdBy: 'pseudonym' },
    // It is written for everybody who made the result.
    stays: 'heading lead embargo changedAt',
  },
  PressQuote: {
    of: 'userId',
    exported: 'text attribution state proposal at contributionId',
    impersonal: 'releaseId clientId rev',
    withheld: { by: 'Who asked.' },
    people: { by: 'pseudonym' },
    goes: true,
  },
}
