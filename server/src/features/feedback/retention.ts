import { feedbackKeptDays } from '@augenhoehe/contracts'
import { daysAgo, type Kept } from '../../platform/retention.ts'

export const feedbackRetention: readonly Kept[] = [
  {
    kind: 'feedback',
    days: feedbackKeptDays,
    from: 'the day it was settled',
    basis: 'legitimate interest in a platform that works (GDPR art. 6 par. 1 f)',
    deletes: 'the feedback with its answers and the address',
    model: 'Feedback',
    due: (now) => ({ settledAt: { $lt: daysAgo(now, feedbackKeptDays) } }),
  },
]
