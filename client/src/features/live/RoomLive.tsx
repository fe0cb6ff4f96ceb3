import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import { hasEnded } from './pick.ts'
import styles from './Strip.module.css'

const SessionStrip = later(() => withWords(async () => (await import('./SessionStrip.tsx')).SessionStrip))
const most = 5

/** In a room: the sessions that are on, and the next ones. */
export function RoomLive({ roomId }: { roomId: string }) {
  const { data } = useQuery(read('live.sessions', { roomId }))
  const sessions = data?.sessions.filter(({ state }) => !hasEnded(state)).slice(0, most) ?? []
  if (sessions.length === 0) return null
  return (
    <div className={styles.inRoom}>
      {sessions.map((session) => (
        <SessionStrip key={session.id} session={session} />
      ))}
    </div>
  )
}
