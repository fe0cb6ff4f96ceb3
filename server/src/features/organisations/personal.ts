import type { PersonalRules } from '../../platform/personal.ts'

export const organisationsPersonal: PersonalRules = {
  Organisation: {
    impersonal:
      'slug nameKey municipality fields languages selfDescription website contactEmail foundedYear selfTerm kind legalForm memberBand staffBand targetGroups activities meetingPlace contactPhone visibility verified verifiedBy verifiedAt vouchedBy vouchesFor membersMayWrite enteredByCentre lastImport mergedInto mergedAt hiddenBy joinedAt confirmedAt askedAt dormantSince answered',
    context: 'name',
    parts: {
      members: { of: 'userId', exported: 'role since shown laterUntil' },
      functions: { of: 'userId', exported: 'kind words from to' },
      contacts: { of: 'userId', exported: 'kind value purpose audience consentedAt expiresAt' },
      handover: { of: 'fromId', exported: 'note ticked startedAt completedAt' },
      invitations: { of: 'invitedBy', exported: 'role byLink expiresAt', stays: 'role byLink expiresAt' },
    },
    withheld: {
      'invitations.tokenHash': 'Of a link that works once.',
      'invitations.email': 'The address of somebody else.',
      'invitations.acceptedBy': 'Somebody else.',
      'invitations._id': 'Names the invitation for those who run the association.',
      mergedBy: 'Who of the staff merged two entries stands in the log of offices.',
      absorbed: 'What the association took up from another entry; its people stand among its own.',
      removals: 'Kept for minutes, for whoever removed somebody by mistake.',
      upkeep: 'Only who has been written to about it.',
      verification: 'The word of the association; whom the staff met stands there in their words.',
    },
    people: {
      'members.userId': 'entry',
      'functions.userId': 'entry',
      'contacts.userId': 'entry',
      'invitations.invitedBy': 'pseudonym',
      'invitations.acceptedBy': 'nobody',
      'handover.fromId': 'entry',
      'handover.successorId': 'nobody',
      'removals.by': 'pseudonym',
      'removals.member.userId': 'entry',
      'removals.functions.userId': 'entry',
      'removals.contacts.userId': 'entry',
      'upkeep.told': 'entry',
      mergedBy: 'pseudonym',
      absorbed: 'pseudonym',
    },
    addresses: 'invitations.email',
    looked: 'absorbed',
    clock: 'rev',
  },
  OrganisationClaim: {
    of: 'userId',
    exported: 'organisationId note state createdAt decidedAt role',
    impersonal: 'seen owed',
    withheld: { evidence: 'Pictures of a register extract of the association.' },
    goes: true,
  },
  OrganisationDraft: { of: 'userId', exported: 'entries step savedAt published putAway', goes: true },
  OrganisationImport: {
    impersonal:
      'fileName format encoding state createdAt startedAt finishedAt rows kinds ignored position duplicates overwrite',
    withheld: { startedBy: 'Who of the staff began it stands in the log of offices.' },
    people: { 'startedBy.actorId': 'pseudonym' },
  },
  OrganisationImportRow: {
    impersonal:
      'importId line kind cells shifted faults notes municipality candidates profile differences existingId kept ofLine mayCreate decision outcome organisationId intent rev',
  },
  OrganisationsKeptApart: {
    impersonal: 'pair names at',
    withheld: { by: 'Who of the staff decided it stands in the log of offices.' },
    people: { by: 'pseudonym' },
  },
  Restoration: {
    of: 'userId',
    exported: 'organisationId email reason evidence state proposedAt effectiveAt decidedAt',
    impersonal: 'open',
    withheld: {
      proposedBy: 'Who of the staff proposed it.',
      confirmedBy: 'Who of the staff confirmed it.',
      decidedBy: 'Whoever ended it.',
      words: 'What others said about it.',
      tokenHashes: 'Of links that were sent to others.',
    },
    people: { proposedBy: 'pseudonym', confirmedBy: 'pseudonym', decidedBy: 'pseudonym' },
    goes: true,
  },
}
