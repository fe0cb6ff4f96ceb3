import type { Thread } from '@augenhoehe/contracts'
import { nameOrFormer } from '../../platform/former.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { unreadCount } from '../../platform/last-visit.ts'
import { useMe } from '../../platform/session.tsx'
import { WhoAndDay } from '../../platform/WhoAndDay.tsx'
import { Tag, ThreadRow } from '../../ui/index.ts'
import { lastActivity } from './threads-of.ts'
import { useSessionOf } from './useSessionOf.tsx'

interface RoomThreadRowProps {
  thread: Thread
  slug: string
}

export function RoomThreadRow({ thread, slug }: RoomThreadRowProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const session = useSessionOf(thread)
  const unread = unreadCount(user?.id ?? null, thread)
  const who = thread.lastOrganisation ?? thread.startedBy.organisation ?? nameOrFormer(thread.startedBy.name)
  return (
    <ThreadRow
      href={`/raeume/${slug}/${thread.id}`}
      title={<bdi>{thread.title}</bdi>}
      state={session?.isLive ? 'live' : unread > 0 ? 'unread' : 'read'}
      meta={
        <>
          {session?.now ?? (
            <>
              <WhoAndDay who={who} at={lastActivity(thread)} /> ·{' '}
              {t('rooms.contributions', { count: thread.contributionCount })}
            </>
          )}
          {session?.isLive && unread > 0 && ` · ${t('rooms.new', { count: unread })}`}
          {session?.planned && (
            <>
              {' '}
              · <b>{session.planned}</b>
            </>
          )}
        </>
      }
      news={
        session?.isLive ? (
          session.tag
        ) : unread > 0 ? (
          t('rooms.new', { count: unread })
        ) : thread.locked ? (
          <Tag tone="plain">{t('rooms.closed')}</Tag>
        ) : undefined
      }
    />
  )
}
