import type { PersonalRules } from '../../platform/personal.ts'

export const auditPersonal: PersonalRules = {
  AuditLink: {
    impersonal: '_id previous hash',
    // Kept at an erasure: it holds ids that lead nowhere any more, and its links would break.
    withheld: { entry: 'Acts in an office, by ids; it is the log of the office, and names others.' },
  },
}
