import type { Contribution } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useRemembered } from '../../platform/remembered.ts'
import { outboxKey, outboxOf, parseUnsent } from './outbox.ts'
import { takeOwn, type ThreadState } from './state.ts'
import { settle } from './unsent.ts'
import { contributionsKey } from './useThread.ts'

/** One's own messages on their way to this thread, and how to send more. */
export function useOutbox(threadId: string, userId: string | null, contributions: readonly Contribution[]) {
  const queries = useQueryClient()
  const [stored] = useRemembered(outboxKey(userId ?? 'nobody'))
  const outbox = userId === null ? null : outboxOf(userId)

  useEffect(
    () =>
      outbox?.start((contribution) =>
        queries.setQueryData<ThreadState>(
          contributionsKey(contribution.threadId),
          (state) => state && takeOwn(state, contribution),
        ),
      ),
    [outbox, queries],
  )

  useEffect(() => outbox?.forget(contributions), [outbox, contributions])

  const refusedByRoom = parseUnsent(stored).some(
    ({ status }) => status.kind === 'failed' && status.problem.code.startsWith('room.'),
  )
  useEffect(() => {
    // A measure holds here that the page does not know yet.
    if (refusedByRoom) void queries.invalidateQueries({ queryKey: ['rooms.get'] })
  }, [refusedByRoom, queries])

  const unsent = useMemo(() => {
    const here = parseUnsent(stored).filter(({ draft }) => draft.threadId === threadId)
    // Confirmed and not forgotten yet: shown once all the same.
    return userId === null ? [] : settle(here, contributions, userId)
  }, [stored, contributions, threadId, userId])

  return { unsent, outbox }
}
