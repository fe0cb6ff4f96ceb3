import type { PersonalRules } from '../../platform/personal.ts'

export const moderationPersonal: PersonalRules = {
  Statement: {
    of: 'affectedUserId',
    exported:
      'kind measure roomId threadId contributionId rule facts decidedAt until state appeal.text appeal.at appeal.decision.outcome appeal.decision.reason appeal.decision.at',
    impersonal: 'translationId organisationId listingId office caseId mailOwed effectOwed',
    withheld: {
      by: 'Whoever decided is named to nobody.',
      mailedTo: 'Whom the mail about it went to.',
      appeal: 'Whoever decided is named to nobody; the rest is given.',
    },
    people: {
      affectedUserId: 'pseudonym',
      by: 'pseudonym',
      mailedTo: 'entry',
      'appeal.decision.by': 'pseudonym',
    },
    words: 'appeal.text',
    // What was decided, and why, is accounted for; whom it was about is not known any more.
    stays:
      'kind measure roomId threadId contributionId rule facts decidedAt until state appeal.at appeal.decision.outcome appeal.decision.reason appeal.decision.at',
    room: 'roomId',
  },
  ModerationCase: {
    impersonal:
      'roomId threadId contributionId organisationId listingId language open since dueAt handledBy takenUntil rev',
    withheld: {
      takenBy: 'Who looks into it is said to those who moderate.',
      decision: 'The statement of reasons is given to whoever it is about.',
    },
    people: { takenBy: 'nobody', 'decision.by': 'pseudonym' },
    room: 'roomId',
  },
  Report: {
    of: 'reporterId',
    exported: 'rule sentence at contributionId organisationId listingId',
    impersonal: 'caseId clientId',
    withheld: { token: 'Whoever has it reads how the report stands.' },
    people: { reporterId: 'nobody' },
    words: 'sentence',
    stays: 'rule at contributionId organisationId listingId',
  },
  Block: {
    of: 'from',
    exported: 'kind at',
    withheld: { to: 'Somebody else.' },
    people: { to: 'document' },
    goes: true,
  },
}
