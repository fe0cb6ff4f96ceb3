import { Button } from '../ui/index.ts'
import styles from './FurtherWays.module.css'
import { useTranslation } from './i18n.ts'
import { useNavigation } from './navigation.tsx'

/** On phones, on the first page: the ways that have no room in the bar. */
export function FurtherWays() {
  const { t } = useTranslation()
  const { further } = useNavigation()
  return (
    <nav className={styles.ways} aria-label={t('common.nav.further')}>
      {further.map(({ id, href, label, icon }) => (
        <Button key={id} look="line" href={href} icon={icon} className={styles.way}>
          {label}
        </Button>
      ))}
    </nav>
  )
}
