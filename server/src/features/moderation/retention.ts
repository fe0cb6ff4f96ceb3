import { daysAgo, type Kept } from '../../platform/retention.ts'
import { appealWithinDays } from './policy.ts'

export const moderationRetention: readonly Kept[] = [
  {
    kind: 'removed-words',
    days: appealWithinDays,
    from: 'the decision, or until an objection is decided',
    basis: 'legal obligation (DSA art. 17 and 20)',
    deletes: 'the words of a removed contribution or translation; the statement of reasons stays',
    model: 'Statement',
    due: (now) => ({
      kind: { $in: ['remove', 'remove-translation'] },
      state: 'in-force',
      effectOwed: true,
      decidedAt: { $lt: daysAgo(now, appealWithinDays) },
      $or: [{ appeal: null }, { 'appeal.decision': { $ne: null } }],
    }),
  },
]
