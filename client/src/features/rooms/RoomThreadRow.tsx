import type { Thread } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { unreadCount } from '../../platform/last-visit.ts'
import { useMe } from '../../platform/session.tsx'
import { Tag, ThreadRow } from '../../ui/index.ts'
import { lastActivity } from './threads-of.ts'

interface RoomThreadRowProps {
  thread: Thread
  slug: string
}

export function RoomThreadRow({ thread, slug }: RoomThreadRowProps) {
  const { t } = useTranslation()
  const { formatRelativeDay } = useFormat()
  const { user } = useMe()
  const unread = unreadCount(user?.id ?? null, thread)
  const who = thread.lastOrganisation ?? thread.startedBy.organisation ?? thread.startedBy.name
  return (
    <ThreadRow
      href={`/raeume/${slug}/${thread.id}`}
      title={<bdi>{thread.title}</bdi>}
      state={unread > 0 ? 'unread' : 'read'}
      meta={
        <>
          <bdi>{who}</bdi>, {formatRelativeDay(lastActivity(thread))} ·{' '}
          {t('rooms.contributions', { count: thread.contributionCount })}
        </>
      }
      news={
        unread > 0 ? (
          t('rooms.new', { count: unread })
        ) : thread.locked ? (
          <Tag tone="plain">{t('rooms.closed')}</Tag>
        ) : undefined
      }
    />
  )
}
