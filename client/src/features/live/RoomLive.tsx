import type { SessionBrief } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import { AllDates } from './AllDates.tsx'
import { hasEnded } from './pick.ts'

const SessionStrips = later(() => withWords(async () => (await import('./SessionStrips.tsx')).SessionStrips))
const mostInRoom = 5

/** In a room: the sessions that are on, the next ones, and the way to all dates. */
export function RoomLive({ roomId }: { roomId: string }) {
  const { data } = useQuery(read('live.sessions', { roomId }))
  return <Strips sessions={data?.sessions} limit={mostInRoom} />
}

/** On start pages: what is on now or comes next, wherever one may read, and the way to all dates. */
export function NextSessions({ limit }: { limit: number }) {
  const { data } = useQuery(read('live.sessions', {}))
  return <Strips sessions={data?.sessions} limit={limit} />
}

function Strips({ sessions, limit }: { sessions: readonly SessionBrief[] | undefined; limit: number }) {
  const { t } = useTranslation()
  const shown = sessions?.filter(({ state }) => !hasEnded(state)).slice(0, limit) ?? []
  if (shown.length > 0) return <SessionStrips sessions={shown} />
  // The words of sessions are not fetched where there is none.
  return sessions ? <AllDates>{t('common.nav.dates')}</AllDates> : null
}
