import type { Thread } from '@augenhoehe/contracts'
import { IconDots, IconLock, IconLockOpen } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { ActionMenu, IconButton, useToast } from '../../ui/index.ts'

interface ThreadMenuProps {
  thread: Thread
  onLock: () => void
}

/** For moderators; whoever has nothing to choose gets no menu. */
export function ThreadMenu({ thread, onLock }: ThreadMenuProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const toast = useToast()
  const unlock = useMutation({
    mutationFn: () => call('threads.unlock', { threadId: thread.id }),
    onSuccess: (open) => queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, open),
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  if (!thread.mayModerate) return null
  return (
    <ActionMenu
      label={t('threads.menu')}
      trigger={<IconButton label={t('threads.menu')} icon={<IconDots aria-hidden="true" />} />}
      items={[
        thread.locked
          ? {
              id: 'unlock',
              label: t('threads.unlock'),
              icon: <IconLockOpen aria-hidden="true" />,
              onSelect: () => unlock.mutate(),
            }
          : {
              id: 'lock',
              label: t('threads.lock.open'),
              icon: <IconLock aria-hidden="true" />,
              onSelect: onLock,
            },
      ]}
    />
  )
}
