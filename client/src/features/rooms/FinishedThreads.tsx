import type { Thread } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import styles from './Rooms.module.css'
import { RoomThreadRow } from './RoomThreadRow.tsx'

interface FinishedThreadsProps {
  threads: readonly Thread[]
  slug: string
}

/** What has come to its end takes one line until somebody wants to see it. */
export function FinishedThreads({ threads, slug }: FinishedThreadsProps) {
  const { t } = useTranslation()
  if (threads.length === 0) return null
  return (
    <details className={styles.finished}>
      <summary>{t('rooms.finished', { count: threads.length })}</summary>
      {threads.map((thread) => (
        <RoomThreadRow key={thread.id} thread={thread} slug={slug} />
      ))}
    </details>
  )
}
