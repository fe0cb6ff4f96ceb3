import type { PersonalRules } from '../../platform/personal.ts'

export const matchingPersonal: PersonalRules = {
  MatchingCycle: { impersonal: '_id number run madeAt weightsVersion pending reports' },
  MatchList: { impersonal: 'organisationId run rev entries reached' },
  Exposure: { impersonal: 'organisationId run shown weighted guaranteed viewers advantage late' },
  MatchingDigest: { of: '_id', exported: 'weekly week told', goes: true },
  MatchingSettings: { impersonal: '_id sliders requestsPerWeek' },
  MatchingLesson: { impersonal: 'organisationId otherOrganisationId of kind strongest rank at' },
  Dismissal: { impersonal: 'organisationId otherOrganisationId reason until' },
  Listing: {
    impersonal:
      'kind organisationId category title text municipality remote from until quantity conditions availability categoryLabels state closed endTold hiddenBy slot source clientId createdAt confirmedAt expiresAt',
    withheld: { reminder: 'Only who has been written to about it.' },
    people: { 'reminder.told': 'entry' },
  },
  ContactRequest: {
    of: 'askedBy',
    exported: 'kind fromId toId category message state createdAt changedAt declineReason',
    impersonal:
      'listingId open slot place deliveredAt reminded owed owedAt triedAt talkOwed threadId expiresAt',
    withheld: {
      answer: 'The words of the other association.',
      answeredBy: 'Somebody of the other association.',
    },
    people: { askedBy: 'pseudonym', answeredBy: 'pseudonym' },
    words: 'message',
    wordsOf: { answeredBy: 'answer' },
    stays: 'kind fromId toId category state createdAt changedAt declineReason',
  },
  Cooperation: {
    impersonal: 'pair open origins state begunAt confirmedAt closed question askedAt rev',
    withheld: { sides: 'Answers of associations, and who has been written to about them.' },
    people: { 'sides.told': 'entry' },
  },
  Introduction: {
    of: 'introducedBy',
    exported: 'category reason createdAt changedAt open',
    impersonal: 'clientId slots meetings expiresAt rev',
    withheld: { sides: 'Answers of associations, and who has been written to about them.' },
    people: { introducedBy: 'pseudonym', 'sides.answeredBy': 'nobody', 'sides.told': 'entry' },
    words: 'reason',
    stays: 'category createdAt changedAt open',
  },
}
