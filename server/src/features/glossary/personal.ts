import type { PersonalRules } from '../../platform/personal.ts'

export const glossaryPersonal: PersonalRules = {
  GlossaryTerm: {
    impersonal: '_id rev words hidden clientId',
    context: '_id',
    withheld: { createdBy: 'Said by the versions.' },
    parts: { versions: { of: 'by', exported: 'at', stays: 'at' } },
    people: { createdBy: 'pseudonym', 'versions.by': 'pseudonym' },
  },
}
