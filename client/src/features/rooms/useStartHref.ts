import type { Room } from '@augenhoehe/contracts'
import { useMe } from '../../platform/session.tsx'

/** Where one begins a thread; a visitor is led there by way of signing in. Null where one may not. */
export function useStartHref(room: Room): ((questionId?: string) => string) | null {
  const { isSignedIn } = useMe()
  const may = room.mayStartThread || (!isSignedIn && !room.archived && room.whoMayStartThread === 'all')
  if (!may) return null
  return (questionId) => {
    const href = `/raeume/${room.slug}/neu${questionId ? `?frage=${questionId}` : ''}`
    return isSignedIn ? href : `/anmelden?weiter=${encodeURIComponent(href)}`
  }
}
