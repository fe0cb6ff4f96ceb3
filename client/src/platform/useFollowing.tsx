import type { FollowKind, FollowState } from '@augenhoehe/contracts'
import { IconBell, IconBellOff, IconBellPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useToast, type ActionMenuItem } from '../ui/index.ts'
import { call, read } from './api.ts'
import { useLocale, useTranslation } from './i18n.ts'
import { useProblemText } from './problem.ts'
import { useMe } from './session.tsx'

interface Followed {
  kind: FollowKind
  target: string
}

/** Follows, mutes or neither, with the way back. */
export function useSetFollowing() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const closeLabel = t('common.close')
  const { mutate, isPending } = useMutation({
    mutationFn: ({ kind, target, state }: Followed & { state: FollowState; before?: FollowState }) =>
      call('notifications.follow', { kind, target, state }),
    onSuccess: (now, { kind, target, before }) => {
      queries.setQueryData(read('notifications.following', { kind, target }).queryKey, now)
      void queries.invalidateQueries({ queryKey: ['notifications.follows'] })
      toast.show({
        text: t(`notifications.follow.done.${now.state}`),
        ...(before !== undefined && {
          action: { label: t('common.undo'), onAction: () => mutate({ kind, target, state: before }) },
        }),
        closeLabel,
      })
    },
    onError: (error) => toast.show({ text: problemText(error), tone: 'problem', closeLabel }),
  })
  return { set: mutate, isPending }
}

/** Whether the reader follows something, and what may be done about it; undefined until known, and for visitors. */
export function useFollowing({ kind, target }: Followed) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { isSignedIn } = useMe()
  const { set, isPending } = useSetFollowing()
  const isOneOfMany = kind === 'question'
  const { data } = useQuery({
    ...read('notifications.following', { kind, target }),
    enabled: isSignedIn && !isOneOfMany,
    staleTime: 300_000,
  })
  // Many stand on one page: asked for together.
  const { data: all } = useQuery({
    ...read('notifications.follows', { locale }),
    enabled: isSignedIn && isOneOfMany,
    staleTime: 300_000,
  })
  const among =
    all && (all.follows.find((one) => one.kind === kind && one.target === target)?.state ?? 'none')
  const state = isSignedIn ? (data?.state ?? among) : undefined
  if (state === undefined) return undefined
  const item = (next: FollowState, label: string, icon: ActionMenuItem['icon']): ActionMenuItem => ({
    id: `follow-${next}`,
    label,
    icon,
    onSelect: () => set({ kind, target, state: next, before: state }),
  })
  const mute = item('mute', t('notifications.follow.act.mute'), <IconBellOff aria-hidden="true" />)
  const items = {
    none: [item('follow', t('notifications.follow.act.follow'), <IconBellPlus aria-hidden="true" />), mute],
    follow: [item('none', t('notifications.follow.act.none'), <IconBell aria-hidden="true" />), mute],
    mute: [item('none', t('notifications.follow.act.unmute'), <IconBell aria-hidden="true" />)],
  }
  return { state, items: items[state], isPending }
}
