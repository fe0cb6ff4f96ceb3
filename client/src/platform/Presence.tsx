import type { RoomPresence } from '@augenhoehe/contracts'
import { useLocale, useTranslation } from './i18n.ts'
import styles from './Presence.module.css'

const most = 6
const nobody: RoomPresence = { roomId: '', organisations: [], others: 0 }

/** "Wabe e. V., Brunnenstube Gießen und 2 weitere Personen"; null where nobody is seen. */
function usePresenceWords(presence: RoomPresence | null): string | null {
  const { t } = useTranslation()
  const locale = useLocale()
  const { organisations, others } = presence ?? nobody
  const names = organisations.slice(0, most).map(({ name }) => `\u2068${name}\u2069`)
  const more = organisations.length - names.length
  if (more > 0) names.push(t('presence.organisations', { count: more }))
  if (others > 0) names.push(t(names.length > 0 ? 'presence.others' : 'presence.people', { count: others }))
  return names.length === 0 ? null : new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}

export interface PresenceProps {
  presence: RoomPresence | null
}

/** In the column beside a page. */
export function PresenceSection({ presence }: PresenceProps) {
  const { t } = useTranslation()
  const words = usePresenceWords(presence)
  if (words === null) return null
  return (
    <section>
      <h2>{t('presence.title')}</h2>
      <p>{words}</p>
    </section>
  )
}

/** In a line, where there is no column. */
export function PresenceLine({ presence }: PresenceProps) {
  const { t } = useTranslation()
  const words = usePresenceWords(presence)
  return <p className={styles.line}>{words !== null && t('presence.here', { names: words })}</p>
}
