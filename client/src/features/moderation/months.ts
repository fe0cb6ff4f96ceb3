import type { MonthNumbers } from '@augenhoehe/contracts'

const isEmpty = ({ reports, notRestricted, restrictions, appeals, overturned }: MonthNumbers) =>
  reports + notRestricted + appeals + overturned === 0 && Object.keys(restrictions).length === 0

/** The months, newest first, back to the first one in which anything happened. */
export const since = (months: readonly MonthNumbers[]): readonly MonthNumbers[] =>
  months.slice(0, months.findLastIndex((month) => !isEmpty(month)) + 1)
