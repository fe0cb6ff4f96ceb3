import { daysAgo, type Kept } from '../../platform/retention.ts'
import { cooperationMemoryDays } from './cooperation-policy.ts'
import { requestMemoryDays } from './policy.ts'
import { feedbackDays } from './preferences-policy.ts'

const basis = 'legitimate interest of the associations (GDPR art. 6 par. 1 f)'

export const matchingRetention: readonly Kept[] = [
  {
    kind: 'contact-requests',
    days: requestMemoryDays,
    from: 'the day they were declined, taken back or expired',
    basis,
    deletes: 'the request with its words',
    model: 'ContactRequest',
    due: (now) => ({
      state: { $in: ['declined', 'withdrawn', 'expired'] },
      changedAt: { $lt: daysAgo(now, requestMemoryDays) },
    }),
  },
  {
    kind: 'cooperation-answers',
    days: cooperationMemoryDays,
    from: 'the end of the cooperation',
    basis,
    deletes: 'what the two said came of it',
    model: 'Cooperation',
    due: (now) => ({
      open: false,
      'closed.at': { $lte: daysAgo(now, cooperationMemoryDays) },
      $or: [{ 'sides.0.outcome': { $ne: '' } }, { 'sides.1.outcome': { $ne: '' } }],
    }),
  },
  {
    kind: 'suggestion-lessons',
    days: feedbackDays,
    from: 'the answer they were learned from',
    basis,
    deletes: 'what answers teach the suggestions',
    model: 'MatchingLesson',
    due: (now) => ({ at: { $lte: daysAgo(now, feedbackDays) } }),
  },
  {
    kind: 'dismissals',
    days: 0,
    from: 'the day until which a suggestion was put away',
    basis,
    deletes: 'that it was put away',
    model: 'Dismissal',
    due: (now) => ({ until: { $lte: now } }),
  },
]
