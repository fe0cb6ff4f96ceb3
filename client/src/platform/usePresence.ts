import type { RoomPresence } from '@augenhoehe/contracts'
import { useEffect, useState } from 'react'
import { ask, onConnect, onDisconnect, onEvent } from './live.ts'
import { useActing, useMe } from './session.tsx'

/** Who is in a room at this moment, for who is in it too; null for visitors and while nobody can say. */
export function usePresence(roomId: string): RoomPresence | null {
  const { isSignedIn } = useMe()
  const { acting } = useActing()
  const [presence, setPresence] = useState<RoomPresence | null>(null)
  const actingOrganisationId = acting?.organisationId

  useEffect(() => {
    if (!isSignedIn) return undefined
    let ended = false
    const take = (next: RoomPresence) => {
      if (!ended && next.roomId === roomId) setPresence(next)
    }
    const stops = [
      onEvent('room.presence', take),
      onDisconnect(() => setPresence(null)),
      onConnect(() => {
        // Without an answer nobody is shown.
        ask('rooms.enter', { roomId, ...(actingOrganisationId && { actingOrganisationId }) }).then(
          take,
          () => undefined,
        )
      }),
    ]
    return () => {
      ended = true
      for (const stop of stops) stop()
      setPresence(null)
      ask('rooms.leave', {}).catch(() => undefined)
    }
  }, [roomId, isSignedIn, actingOrganisationId])

  return presence
}
