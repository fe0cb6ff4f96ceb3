import type { Contribution, Thread } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/** Locking and finishing are entries in the log; what one may do now is asked of the server. */
export function useLockNews(thread: Thread, known: ReadonlyMap<string, Contribution>) {
  const queries = useQueryClient()
  const asked = useRef(0)
  let last: Contribution | undefined
  let words = 0
  for (const one of known.values()) {
    if (one.event && one.rev > (last?.rev ?? 0)) last = one
    if (!one.event && one.state === 'published') words = Math.max(words, one.seq ?? 0)
  }
  const kind = last?.event?.kind
  const differs =
    ((kind === 'locked' || kind === 'unlocked') && (kind === 'locked') !== thread.locked) ||
    ((kind === 'finished' || kind === 'reopened') &&
      (kind === 'finished' && (last?.seq ?? 0) > words) !== thread.finished) ||
    (thread.finished && kind === undefined && words > thread.contributionCount)
  const at = last?.rev ?? words
  useEffect(() => {
    // Once for each entry: the answer may rest on more than is known here.
    if (!differs || asked.current === at) return
    asked.current = at
    void queries.invalidateQueries({ queryKey: ['threads.get', { threadId: thread.id }] })
  }, [differs, at, queries, thread.id])
}
