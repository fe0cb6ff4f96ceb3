import type { Thread } from '@augenhoehe/contracts'
import { nameOrFormer } from '../../platform/former.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { unreadCount } from '../../platform/last-visit.ts'
import { useMe } from '../../platform/session.tsx'
import { WhoAndDay } from '../../platform/WhoAndDay.tsx'
import { Row, Tag } from '../../ui/index.ts'
import { isToReadOn, lastActivity } from './threads-of.ts'
import { useSessionOf } from './useSessionOf.tsx'

interface ThreadItemProps {
  thread: Thread
  slug: string
  room?: string | undefined
}

/** A thread in a list outside of its room. */
export function ThreadItem({ thread, slug, room }: ThreadItemProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const session = useSessionOf(thread)
  const unread = unreadCount(user?.id ?? null, thread)
  const who = thread.lastOrganisation ?? thread.startedBy.organisation ?? nameOrFormer(thread.startedBy.name)
  return (
    <Row
      title={<bdi>{thread.title}</bdi>}
      href={`/raeume/${slug}/${thread.id}`}
      level={3}
      meta={
        <>
          {session?.now ?? <WhoAndDay who={who} at={lastActivity(thread)} />}
          {room && ` · ${room}`}
          {session?.planned && (
            <>
              {' '}
              · <b>{session.planned}</b>
            </>
          )}
        </>
      }
      trailing={
        session?.isLive ? (
          session.tag
        ) : unread > 0 ? (
          <Tag tone="petrol">{t(isToReadOn(thread) ? 'rooms.readOn' : 'rooms.new', { count: unread })}</Tag>
        ) : undefined
      }
    />
  )
}
