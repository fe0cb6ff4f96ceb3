import type { Room } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { soften } from '../../platform/soften.ts'
import { Button, Link, Rows, SkeletonLines } from '../../ui/index.ts'
import styles from './Rooms.module.css'
import { ThreadItem } from './ThreadItem.tsx'
import { newest } from './threads-of.ts'

interface RoomBlockProps {
  room: Room
}

const shown = 3

/** A room with what it is for and what was said last. */
export function RoomBlock({ room }: RoomBlockProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data, isPending } = useQuery(read('threads.list', { roomId: room.id, limit: 200 }))
  const href = `/raeume/${room.slug}`
  const title = localised(room.title, locale)
  return (
    <section aria-labelledby={`room-${room.id}`}>
      <h2 id={`room-${room.id}`} className={styles.roomTitle}>
        <Link href={href} quiet>
          {soften(title)}
        </Link>
      </h2>
      <p className={styles.purpose}>{localised(room.description, locale)}</p>
      <p className={styles.facts}>
        {t(`rooms.visibility.${room.visibility}`)} ·{' '}
        {t('rooms.questionCount', { count: room.questions.filter(({ retired }) => !retired).length })} ·{' '}
        {t('rooms.threads', { count: room.threadCount })}
        {room.unreadThreads ? (
          <>
            {' '}
            · <b className={styles.unread}>{t('rooms.withNews', { count: room.unreadThreads })}</b>
          </>
        ) : null}
      </p>
      {isPending && <SkeletonLines label={t('common.loading')} entries={shown} lines={2} node={false} />}
      {data && data.threads.length > 0 && (
        <Rows label={t('rooms.newestIn', { room: title })}>
          {newest(data.threads, shown).map((thread) => (
            <ThreadItem key={thread.id} thread={thread} slug={room.slug} />
          ))}
        </Rows>
      )}
      <div className={styles.more}>
        <Button look="text" href={href} aria-label={t('rooms.enterNamed', { room: title })}>
          {t('rooms.enter')}
        </Button>
      </div>
    </section>
  )
}
