import { daysAgo, type Kept } from '../../platform/retention.ts'
import { restDays } from './claims/policy.ts'
import { draftDays } from './creating/creating.ts'
import { previewDays, reportDays } from './exchange/runs.ts'
import { noteDays, regretMs } from './people/policy.ts'
import { restorationKeptDays } from './people/restorations.ts'
import { keptDays } from './verification/policy.ts'

const contract = 'performance of the contract (GDPR art. 6 par. 1 b)'
const interest = 'legitimate interest in true entries (GDPR art. 6 par. 1 f)'

export const organisationsRetention: readonly Kept[] = [
  {
    kind: 'invitations',
    days: 0,
    from: 'the end of the invitation, 14 days after it was sent',
    basis: contract,
    deletes: 'the invitation with the address',
    model: 'Organisation',
    due: (now) => ({ invitations: { $elemMatch: { expiresAt: { $lte: now } } } }),
  },
  {
    kind: 'register-extracts',
    days: keptDays,
    from: 'the decision',
    basis: interest,
    deletes: 'the pictures',
    model: 'Organisation',
    due: (now) => ({ 'verification.evidence.keptUntil': { $lte: now } }),
  },
  {
    kind: 'claims',
    days: restDays,
    from: 'the decision',
    basis: contract,
    deletes: 'the request to be let in, with its note and pictures',
    model: 'OrganisationClaim',
    due: (now) => ({ owed: false, decidedAt: { $lt: daysAgo(now, restDays) } }),
  },
  {
    kind: 'entry-drafts',
    days: draftDays,
    from: 'the last time they were saved',
    basis: contract,
    deletes: 'the entry that was begun',
    model: 'OrganisationDraft',
    due: (now) => ({ savedAt: { $lt: daysAgo(now, draftDays) } }),
  },
  {
    kind: 'handover-notes',
    days: noteDays,
    from: 'the day the handover was completed',
    basis: contract,
    deletes: 'the note of the handover',
    model: 'Organisation',
    due: (now) => ({ 'handover.completedAt': { $ne: null, $lte: daysAgo(now, noteDays) } }),
  },
  {
    kind: 'own-contacts',
    days: 0,
    from: 'the end of the consent',
    basis: 'consent (GDPR art. 6 par. 1 a)',
    deletes: 'the address or number',
    model: 'Organisation',
    due: (now) => ({ 'contacts.expiresAt': { $lte: now } }),
  },
  {
    kind: 'removals',
    days: 0,
    from: 'the minutes in which a removal may be taken back',
    basis: contract,
    deletes: 'what belonged to somebody who was removed',
    model: 'Organisation',
    due: (now) => ({ 'removals.at': { $lte: new Date(now.getTime() - regretMs) } }),
  },
  {
    kind: 'restorations',
    days: restorationKeptDays,
    from: 'the decision',
    basis: interest,
    deletes: 'how access was restored, with reason and evidence',
    model: 'Restoration',
    due: (now) => ({ open: false, decidedAt: { $lte: daysAgo(now, restorationKeptDays) } }),
  },
  {
    kind: 'import-previews',
    days: previewDays,
    from: 'the day the table was sent in',
    basis: interest,
    deletes: 'the table with its rows',
    model: 'OrganisationImport',
    due: (now) => ({ state: 'preview', createdAt: { $lt: daysAgo(now, previewDays) } }),
  },
  {
    kind: 'import-reports',
    days: reportDays,
    from: 'the day the table was sent in',
    basis: interest,
    deletes: 'the report with its rows',
    model: 'OrganisationImport',
    due: (now) => ({
      state: { $in: ['done', 'cancelled', 'undone'] },
      createdAt: { $lt: daysAgo(now, reportDays) },
    }),
  },
]
