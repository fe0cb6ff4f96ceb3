import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { IconButton } from '../ui/index.ts'
import styles from './Bell.module.css'
import { useFormat, useTranslation } from './i18n.ts'
import { countQuery, useCountNews } from './notices.ts'

/** From here on the number says no more than "many". */
const most = 99

/** What is new for the reader, as a number that does not move anything. */
export function Bell() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { data } = useQuery({ ...countQuery, staleTime: 300_000 })
  useCountNews()
  const unread = data?.unread ?? 0
  const number = unread > most ? `${formatNumber(most)}+` : formatNumber(unread)
  return (
    <IconButton
      href="/benachrichtigungen"
      label={unread > 0 ? t('notifications.bell', { number }) : t('notifications.title')}
      icon={<IconBell aria-hidden="true" />}
      className={styles.bell}
      {...(unread > 0 && { text: number })}
    />
  )
}
