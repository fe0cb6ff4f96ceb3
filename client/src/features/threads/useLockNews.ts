import type { Contribution, Thread } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Locking is an entry in the log; what one may do now is asked of the server. */
export function useLockNews(thread: Thread, contributions: readonly Contribution[]) {
  const queries = useQueryClient()
  const last = contributions.findLast(({ event }) => event !== null)
  const differs = last?.event ? (last.event.kind === 'locked') !== thread.locked : false
  useEffect(() => {
    if (differs) void queries.invalidateQueries({ queryKey: ['threads.get', { threadId: thread.id }] })
  }, [differs, queries, thread.id])
}
