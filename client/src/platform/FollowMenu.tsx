import type { FollowKind } from '@augenhoehe/contracts'
import { IconBell, IconBellOff, IconBellPlus } from '@tabler/icons-react'
import { ActionMenu, Button } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { useFollowing } from './useFollowing.tsx'

const icons = {
  none: <IconBellPlus aria-hidden="true" />,
  follow: <IconBell aria-hidden="true" />,
  mute: <IconBellOff aria-hidden="true" />,
}

export interface FollowMenuProps {
  kind: FollowKind
  target: string
  /** What it is called, where several stand on one page. */
  name?: string
  /** Without a line around it; its name is only said. */
  quiet?: boolean
}

/** Says whether one follows something, and opens what can be done about it. */
export function FollowMenu({ kind, target, name, quiet = false }: FollowMenuProps) {
  const { t } = useTranslation()
  const following = useFollowing({ kind, target })
  if (!following) return null
  const { state, items, isPending } = following
  const said = t(`notifications.follow.state.${state}`)
  const inFull = name === undefined ? said : t('notifications.follow.of', { act: said, title: name })
  return (
    <ActionMenu
      label={t('notifications.follow.label')}
      align="start"
      trigger={
        <Button
          look={quiet ? 'text' : 'line'}
          icon={icons[state]}
          busy={isPending}
          {...(quiet && { 'aria-label': inFull })}
        >
          {quiet ? said : inFull}
        </Button>
      }
      items={items}
    />
  )
}
