import { IconInfoCircle, IconPlugConnectedX, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { IconButton } from '../ui/index.ts'
import { read } from './api.ts'
import styles from './Banners.module.css'
import { useTranslation } from './i18n.ts'
import { useConnection } from './live.ts'
import { useRemembered } from './remembered.ts'

/** What is true of the whole page: no connection, or a world of invented people. */
export function Banners() {
  const { t } = useTranslation()
  const connection = useConnection()
  const { data: platform } = useQuery({ ...read('platform.get', {}), staleTime: Infinity })
  const [seen, setSeen] = useRemembered('demonstration-seen')

  return (
    <>
      <output className={styles.live}>
        {connection === 'offline' && (
          <span className={styles.banner} data-tone="attention">
            <IconPlugConnectedX aria-hidden="true" />
            <span>{t('common.offline')}</span>
          </span>
        )}
      </output>
      {platform?.demonstration && seen !== 'yes' && (
        <aside className={styles.banner} aria-label={t('common.demonstration.name')}>
          <IconInfoCircle aria-hidden="true" />
          <p>
            <b>{t('common.demonstration.name')}.</b> {t('common.demonstration.text')}
          </p>
          <IconButton
            label={t('common.demonstration.close')}
            icon={<IconX aria-hidden="true" />}
            onClick={() => setSeen('yes')}
          />
        </aside>
      )}
    </>
  )
}
