import type { Thread } from '@augenhoehe/contracts'
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconCalendar,
  IconCheck,
  IconDots,
  IconLock,
  IconLockOpen,
  IconMailOpened,
  IconMicrophone,
  IconRotate,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useFollowing } from '../../platform/useFollowing.tsx'
import { ActionMenu, IconButton, useToast, type ActionMenuItem } from '../../ui/index.ts'

/** Where in the thread somebody wants to be led. */
export type Goal = 'beginning' | 'unread' | 'end'

export interface ThreadMenuProps {
  thread: Thread
  /** Whether there is a line above what is new. */
  hasUnread: boolean
  onGo: (goal: Goal) => void
  onDate: () => void
  onLock: () => void
  /** Where moderators plan a live session on it. */
  planHref: string
}

type Step = 'threads.unlock' | 'threads.finish' | 'threads.reopen'

/** Ways through a long conversation for everybody; what its starter and moderators may do with it. */
export function ThreadMenu({ thread, hasUnread, onGo, onDate, onLock, planHref }: ThreadMenuProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const toast = useToast()
  const following = useFollowing({ kind: 'thread', target: thread.id })
  const step = useMutation({
    mutationFn: (name: Step) => call(name, { threadId: thread.id }),
    onSuccess: (now) => queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, now),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  const items: ActionMenuItem[] = [
    {
      id: 'beginning',
      label: t('deciding.go.beginning'),
      icon: <IconArrowBarToUp aria-hidden="true" />,
      onSelect: () => onGo('beginning'),
    },
    ...(hasUnread
      ? [
          {
            id: 'unread',
            label: t('deciding.go.unread'),
            icon: <IconMailOpened aria-hidden="true" />,
            onSelect: () => onGo('unread'),
          },
        ]
      : []),
    {
      id: 'end',
      label: t('deciding.go.end'),
      icon: <IconArrowBarToDown aria-hidden="true" />,
      onSelect: () => onGo('end'),
    },
    {
      id: 'date',
      label: t('deciding.go.date'),
      icon: <IconCalendar aria-hidden="true" />,
      onSelect: onDate,
    },
  ]
  items.push(...(following?.items ?? []))
  if (thread.mayFinish) {
    items.push(
      thread.finished
        ? {
            id: 'reopen',
            label: t('deciding.reopen'),
            icon: <IconRotate aria-hidden="true" />,
            onSelect: () => step.mutate('threads.reopen'),
          }
        : {
            id: 'finish',
            label: t('deciding.finish'),
            icon: <IconCheck aria-hidden="true" />,
            onSelect: () => step.mutate('threads.finish'),
          },
    )
  }
  if (thread.mayModerate) {
    items.push({
      id: 'plan',
      label: t('live.plan.open'),
      icon: <IconMicrophone aria-hidden="true" />,
      href: planHref,
    })
    items.push(
      thread.locked
        ? {
            id: 'unlock',
            label: t('threads.unlock'),
            icon: <IconLockOpen aria-hidden="true" />,
            onSelect: () => step.mutate('threads.unlock'),
          }
        : {
            id: 'lock',
            label: t('threads.lock.open'),
            icon: <IconLock aria-hidden="true" />,
            onSelect: onLock,
          },
    )
  }
  return (
    <ActionMenu
      label={t('threads.menu')}
      trigger={<IconButton label={t('threads.menu')} icon={<IconDots aria-hidden="true" />} />}
      items={items}
    />
  )
}
