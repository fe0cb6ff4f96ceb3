import { exportKeptHours } from '@augenhoehe/contracts'
import { daysAgo, type Kept } from '../../platform/retention.ts'

export const privacyRetention: readonly Kept[] = [
  {
    kind: 'exports',
    days: exportKeptHours / 24,
    from: 'the moment the files were ready',
    basis: 'legal obligation (GDPR art. 15 and 20)',
    deletes: 'the files, and that they were asked for',
    model: 'Export',
    due: (now) => ({ readyAt: { $ne: null, $lte: daysAgo(now, exportKeptHours / 24) } }),
  },
]
