import type { RoomPresence } from '@augenhoehe/contracts'
import { regional } from './format.ts'
import { useLocale, useTranslation } from './i18n.ts'
import styles from './Presence.module.css'

const most = 6
const nobody: RoomPresence = { roomId: '', organisations: [], others: 0 }

/** The associations by name, then how many more there are; nothing where nobody is seen. */
function usePresenceNames(presence: RoomPresence | null) {
  const { t } = useTranslation()
  const { organisations, others } = presence ?? nobody
  const shown = organisations.slice(0, most)
  const more = organisations.length - shown.length
  const counts = [
    ...(more > 0 ? [t('presence.organisations', { count: more })] : []),
    ...(others > 0 ? [t(shown.length > 0 ? 'presence.others' : 'presence.people', { count: others })] : []),
  ]
  return { shown, counts }
}

export interface PresenceProps {
  presence: RoomPresence | null
}

/** In the column beside a page. */
export function PresenceSection({ presence }: PresenceProps) {
  const { t } = useTranslation()
  const { shown, counts } = usePresenceNames(presence)
  if (shown.length + counts.length === 0) return null
  return (
    <section>
      <h2>{t('presence.title')}</h2>
      <ul className={styles.names}>
        {shown.map(({ id, name }) => (
          <li key={id ?? name}>
            <bdi>{name}</bdi>
          </li>
        ))}
        {counts.map((count) => (
          <li key={count}>{count}</li>
        ))}
      </ul>
    </section>
  )
}

/** In a line, where there is no column: "Wabe e. V., Brunnenstube Gießen und 2 weitere Personen". */
export function PresenceLine({ presence }: PresenceProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { shown, counts } = usePresenceNames(presence)
  const parts = [...shown.map(({ name }) => `\u2068${name}\u2069`), ...counts]
  const names = new Intl.ListFormat(regional(locale), { type: 'conjunction' })
    .format(parts)
    // Arabic joins its "and" to the next word, which Latin letters cannot bear.
    .replaceAll('و\u2068', 'و \u2068')
  return <p className={styles.line}>{parts.length > 0 && t('presence.here', { names })}</p>
}
