import type { Thread } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { Node } from '../../ui/index.ts'
import styles from './Rooms.module.css'
import { lastOrganisations } from './threads-of.ts'

interface RoomContextProps {
  threads: readonly Thread[]
}

const most = 6

export function RoomContext({ threads }: RoomContextProps) {
  const { t } = useTranslation()
  return (
    <section>
      <h2>{t('rooms.lastHere')}</h2>
      <ul className={styles.present}>
        {lastOrganisations(threads, most).map((name) => (
          <li key={name}>
            <Node size={30}>{initials(name)}</Node>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}
