import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import { hasEnded } from './pick.ts'

const SessionStrips = later(() => withWords(async () => (await import('./SessionStrips.tsx')).SessionStrips))
const mostInRoom = 5

/** In a room: the sessions that are on, and the next ones. */
export function RoomLive({ roomId }: { roomId: string }) {
  const { data } = useQuery(read('live.sessions', { roomId }))
  const sessions = data?.sessions.filter(({ state }) => !hasEnded(state)).slice(0, mostInRoom) ?? []
  return sessions.length === 0 ? null : <SessionStrips sessions={sessions} />
}

/** On start pages: what is on now or comes next, wherever one may read, and the way to all dates. */
export function NextSessions({ limit }: { limit: number }) {
  const { data } = useQuery(read('live.sessions', {}))
  const sessions = data?.sessions.filter(({ state }) => !hasEnded(state)).slice(0, limit) ?? []
  return sessions.length === 0 ? null : <SessionStrips sessions={sessions} withAll />
}
