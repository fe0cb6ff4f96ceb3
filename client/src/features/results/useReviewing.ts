import type { ResultRecord } from '@augenhoehe/contracts'
import { useNow } from '../../platform/useNow.ts'

/** Whether associations still have time to answer, as this clock says; the server has the last word. */
export function useReviewing({ state, reviewUntil }: Pick<ResultRecord, 'state' | 'reviewUntil'>): boolean {
  const now = useNow(30_000)
  return state === 'in-review' && reviewUntil !== null && Date.parse(reviewUntil) > now
}
