import { useTranslation } from '../../../platform/i18n.ts'
import styles from './Exchange.module.css'

/** Files with what the reader may see: of all associations, or of one (`of`: its id and a slash). */
export function TakeAlong({ of = '' }: { of?: string }) {
  const { t } = useTranslation()
  return (
    <p className={styles.links}>
      <a href={`/api/organisations/${of}export.csv`} download>
        {t('tables.export.csv')}
      </a>
      <a href={`/api/organisations/${of}export.json`} download>
        {t('tables.export.json')}
      </a>
    </p>
  )
}
