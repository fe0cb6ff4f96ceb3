import type { Thread } from '@augenhoehe/contracts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { EmptyState, Rows, SkeletonLines } from '../../ui/index.ts'
import { ThreadItem } from './ThreadItem.tsx'
import { isToReadOn, lastActivity } from './threads-of.ts'

interface NewestThreadsProps {
  limit?: number
}

/** Where one was reading and something came since; then what was said last. */
const readOnFirst = (a: Thread, b: Thread) =>
  Number(isToReadOn(b)) - Number(isToReadOn(a)) || (lastActivity(a) < lastActivity(b) ? 1 : -1)

/** What was said last, in whichever room; above it where one may read on. */
export function NewestThreads({ limit = 3 }: NewestThreadsProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const rooms = useQuery(read('rooms.list', {}))
  const lists = useQueries({
    queries: (rooms.data?.rooms ?? []).map(({ id }) => read('threads.list', { roomId: id, limit: 200 })),
  })
  const found = (rooms.data?.rooms ?? [])
    .flatMap((room, index) => (lists[index]?.data?.threads ?? []).map((thread) => ({ room, thread })))
    .sort((a, b) => readOnFirst(a.thread, b.thread))
    .slice(0, limit)

  if (rooms.isPending || lists.some(({ isPending }) => isPending)) {
    return <SkeletonLines label={t('common.loading')} entries={limit} lines={2} node={false} />
  }
  const error = rooms.error ?? lists.find((list) => list.error)?.error
  if (found.length === 0 && error) {
    const again = () => Promise.all([rooms, ...lists].map(({ refetch }) => refetch()))
    return <LoadFailed error={error} onRetry={again} size="small" />
  }
  if (found.length === 0) {
    return <EmptyState drawing="threads" size="small" level={3} title={t('rooms.noThreadAtAll')} />
  }
  return (
    <Rows label={t('rooms.newest')}>
      {found.map(({ room, thread }) => (
        <ThreadItem
          key={thread.id}
          thread={thread}
          slug={room.slug}
          room={localised(room.shortTitle, locale)}
        />
      ))}
    </Rows>
  )
}
