import type { QueueEntry } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'

/** "bis Mittwoch, 25. November"; what is late says so in words. */
export function useDue(): (entry: Pick<QueueEntry, 'dueAt' | 'overdue'>) => string {
  const { t } = useTranslation()
  const { formatWeekday } = useFormat()
  return ({ dueAt, overdue }) =>
    t(overdue ? 'moderating.overdue' : 'moderating.dueBy', { day: formatWeekday(dueAt) })
}
