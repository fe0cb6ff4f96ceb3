import type { Contribution, ContributionDraft } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useOffline } from '../../platform/later-offline.ts'
import type { Unsent } from '../../platform/offline/unsent.ts'
import { takeOwn, type ThreadState } from './state.ts'
import { contributionsKey } from './useThread.ts'

const nothing: readonly Unsent[] = []
const noWatch = () => () => undefined

/** One's own messages on their way to this thread, and how to send more. */
export function useOutbox(threadId: string, userId: string | null, contributions: readonly Contribution[]) {
  const queries = useQueryClient()
  const offline = useOffline()
  const outbox = userId === null ? null : (offline?.outboxOf(userId) ?? null)
  const all = useSyncExternalStore(outbox?.watch ?? noWatch, outbox?.read ?? (() => nothing), () => nothing)

  useEffect(
    () =>
      outbox?.onSent((contribution) =>
        queries.setQueryData<ThreadState>(
          contributionsKey(contribution.threadId),
          (state) => state && takeOwn(state, contribution),
        ),
      ),
    [outbox, queries],
  )

  // Pages that are shown by themselves send as well; there is one outbox for each person.
  useEffect(() => outbox?.start(), [outbox])

  useEffect(() => {
    if (all.length > 0) outbox?.forget(contributions)
  }, [outbox, all, contributions])

  const refusedByRoom = all.some(
    ({ status }) => status.kind === 'failed' && status.problem.code.startsWith('room.'),
  )
  useEffect(() => {
    // A measure holds here that the page does not know yet.
    if (refusedByRoom) void queries.invalidateQueries({ queryKey: ['rooms.get'] })
  }, [refusedByRoom, queries])

  const unsent = useMemo(() => {
    const arrived = new Set(contributions.map(({ authorId, clientId }) => authorId === userId && clientId))
    // Confirmed and not forgotten yet: shown once all the same.
    return all.filter(
      (one): one is Unsent<ContributionDraft> =>
        'threadId' in one.draft && one.draft.threadId === threadId && !arrived.has(one.draft.clientId),
    )
  }, [all, contributions, threadId, userId])

  return { unsent, outbox }
}
