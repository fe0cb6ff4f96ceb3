import type { PersonalRules } from '../../platform/personal.ts'

export const threadsPersonal: PersonalRules = {
  Thread: {
    of: 'startedBy',
    exported: 'roomId title startedFor createdAt',
    impersonal:
      'questionId moderated clientId between pair locked ended finished contributionCount lastContributionAt lastOrganisationId summedUpTo',
    people: { startedBy: 'pseudonym' },
    words: 'title',
    // Others go on talking there: lists and headings need something to name it by.
    blank: '…',
    stays: 'roomId startedFor createdAt',
    room: 'roomId',
  },
  Contribution: {
    of: 'authorId',
    exported:
      'threadId text type lang state actingOrganisationId institution createdAt editedAt replyTo event oral.organisationId',
    impersonal: 'clientId seq rev questionId',
    parts: {
      translations: {
        of: 'by',
        exported: 'lang text actingOrganisationId institution createdAt editedAt',
        // With their words they go as a whole: the log of the thread sees to that.
        stays: 'lang text actingOrganisationId institution createdAt editedAt',
      },
    },
    withheld: {
      restriction: 'Whoever decided is named to nobody; the statement of reasons is given.',
      oral: 'Who said it aloud is somebody else.',
    },
    people: {
      authorId: 'pseudonym',
      'oral.userId': 'pseudonym',
      'translations.by': 'pseudonym',
      'restriction.by': 'pseudonym',
    },
    words: 'text',
    stays:
      'threadId type lang state actingOrganisationId institution createdAt editedAt replyTo event oral.organisationId',
    room: ['Thread', 'threadId'],
  },
  ReadMark: { of: 'userId', exported: 'threadId seq', goes: true },
}
