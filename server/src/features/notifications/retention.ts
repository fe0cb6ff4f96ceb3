import { daysAgo, type Kept } from '../../platform/retention.ts'
import { keptDays } from './policy.ts'

export const notificationsRetention: readonly Kept[] = [
  {
    kind: 'notices',
    days: keptDays,
    from: 'what they tell of',
    basis: 'performance of the contract (GDPR art. 6 par. 1 b)',
    deletes: 'the notice, read or not',
    model: 'Notice',
    due: (now) => ({ at: { $lt: daysAgo(now, keptDays) } }),
  },
]
