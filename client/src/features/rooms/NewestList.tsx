import type { Room, Thread } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { EmptyState } from '../../ui/index.ts'
import { FinishedThreads } from './FinishedThreads.tsx'
import styles from './Rooms.module.css'
import { RoomThreadRow } from './RoomThreadRow.tsx'
import { newest } from './threads-of.ts'

interface NewestListProps {
  room: Room
  threads: readonly Thread[]
}

export function NewestList({ room, threads }: NewestListProps) {
  const { t } = useTranslation()
  if (threads.length === 0) return <EmptyState drawing="threads" title={t('rooms.noThreadAtAll')} />
  const sorted = newest(threads, threads.length)
  return (
    <div className={styles.newest}>
      {sorted
        .filter(({ finished }) => !finished)
        .map((thread) => (
          <RoomThreadRow key={thread.id} thread={thread} slug={room.slug} />
        ))}
      <FinishedThreads threads={sorted.filter(({ finished }) => finished)} slug={room.slug} />
    </div>
  )
}
