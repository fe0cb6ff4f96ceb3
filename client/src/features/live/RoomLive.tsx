import type { SessionBrief } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import { AllDates } from './AllDates.tsx'
import { useLiveFirst } from './LiveNow.tsx'
import { hasEnded, isOn } from './pick.ts'
import styles from './Strip.module.css'

/** As high as the strips will be, most likely: each says when, and its title. */
const StripsWaiting = ({ sessions }: { sessions: readonly SessionBrief[] }) => (
  <div className={styles.several} data-waiting aria-hidden="true">
    <div className={styles.inRoom}>
      {sessions.map(({ id, title }) => (
        <div key={id} className={styles.planned}>
          {title}
          <br />
          {title.slice(0, 20)}
        </div>
      ))}
    </div>
  </div>
)

const SessionStrips = later(
  () => withWords(async () => (await import('./SessionStrips.tsx')).SessionStrips),
  StripsWaiting,
)
const LiveCards = later(() => withWords(async () => (await import('./LiveCards.tsx')).LiveCards))
const mostInRoom = 5

/** In a room: the sessions that are on, and the next ones. */
export function RoomLive({ roomId }: { roomId: string }) {
  const { data } = useQuery(read('live.sessions', { roomId }))
  const shown = data?.sessions.filter(({ state }) => !hasEnded(state)).slice(0, mostInRoom) ?? []
  return shown.length > 0 ? <SessionStrips sessions={shown} /> : null
}

/** The same beside a room, where there is a column for it. */
export function RoomLiveBeside({ roomId }: { roomId: string }) {
  const { data } = useQuery(read('live.sessions', { roomId }))
  const shown = data?.sessions.filter(({ state }) => !hasEnded(state)).slice(0, mostInRoom) ?? []
  return shown.length > 0 ? <LiveCards sessions={shown} /> : null
}

/** On start pages: what is on now or comes next, wherever one may read, and the way to all dates. */
export function NextSessions({ limit }: { limit: number }) {
  const { t } = useTranslation()
  const { data } = useQuery(read('live.sessions', {}))
  // What is on stands at the top there, see LiveNow.
  const onAbove = useLiveFirst()
  const shown =
    data?.sessions.filter(({ state }) => !hasEnded(state) && !(onAbove && isOn(state))).slice(0, limit) ?? []
  if (shown.length > 0) return <SessionStrips sessions={shown} withAll />
  // The words of sessions are not fetched where there is none.
  return data ? <AllDates>{t('common.nav.dates')}</AllDates> : null
}
