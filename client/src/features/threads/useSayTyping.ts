import { useCallback, useRef } from 'react'
import { ask, isConnected } from '../../platform/live.ts'
import { useActing, useMe } from '../../platform/session.tsx'

const betweenMs = 3000

/** Tells the others that one writes, if one wants that; nothing waits for it, and nothing comes of its failure. */
export function useSayTyping(threadId: string) {
  const { user } = useMe()
  const { acting } = useActing()
  const last = useRef(-Infinity)
  const shows = user?.presence ?? false
  const actingOrganisationId = acting?.organisationId
  return useCallback(() => {
    if (!shows || !isConnected() || performance.now() - last.current < betweenMs) return
    last.current = performance.now()
    ask('threads.typing', { threadId, ...(actingOrganisationId && { actingOrganisationId }) }).catch(
      () => undefined,
    )
  }, [shows, threadId, actingOrganisationId])
}
