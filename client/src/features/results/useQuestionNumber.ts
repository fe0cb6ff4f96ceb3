import type { ResultRecord } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { read } from '../../platform/api.ts'

/** A guiding question keeps its number from its room; what only this session asked is counted on from there. */
export function useQuestionNumber({
  roomSlug,
  questions,
}: Pick<ResultRecord, 'roomSlug' | 'questions'>): (questionId: string) => number {
  const { data } = useQuery({ ...read('rooms.list', {}), staleTime: 300_000 })
  const room = data?.rooms.find(({ slug }) => slug === roomSlug)
  return useCallback(
    (questionId) => {
      const known = new Map(room?.questions.map(({ id, order }) => [id, order] as const))
      const own = questions.filter(({ id }) => !known.has(id))
      return (
        known.get(questionId) ??
        Math.max(0, ...known.values()) + own.findIndex(({ id }) => id === questionId) + 1
      )
    },
    [room, questions],
  )
}
