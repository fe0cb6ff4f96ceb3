import type { FollowKind } from '@augenhoehe/contracts'
import { IconBell, IconBellOff, IconBellPlus } from '@tabler/icons-react'
import { useTranslation } from '../../platform/i18n.ts'
import { useFollowing } from '../../platform/useFollowing.tsx'
import { ActionMenu, Button } from '../../ui/index.ts'

const icons = {
  none: <IconBellPlus aria-hidden="true" />,
  follow: <IconBell aria-hidden="true" />,
  mute: <IconBellOff aria-hidden="true" />,
}

/** Says whether one follows something, and opens what can be done about it. */
export function FollowMenu({ kind, target }: { kind: FollowKind; target: string }) {
  const { t } = useTranslation()
  const following = useFollowing({ kind, target })
  if (!following) return null
  const { state, items, isPending } = following
  return (
    <ActionMenu
      label={t('notifications.follow.label')}
      align="start"
      trigger={
        <Button look="line" icon={icons[state]} busy={isPending}>
          {t(`notifications.follow.state.${state}`)}
        </Button>
      }
      items={items}
    />
  )
}
