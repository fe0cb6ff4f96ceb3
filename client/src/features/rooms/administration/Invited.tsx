import { call } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { PeopleByAddress } from './PeopleByAddress.tsx'
import { useReplies } from './useReplies.ts'

/** Who is let into a closed room. */
export function Invited({ roomId }: { roomId: string }) {
  const { t } = useTranslation()
  const { data, take, takeAtOnce } = useReplies('rooms.listInvited', { roomId })
  return (
    <PeopleByAddress
      id="frame-invited"
      words={{
        title: t('administration.invited.title'),
        lead: t('administration.invited.lead'),
        none: t('administration.invited.none'),
        hint: t('administration.invited.hint'),
        add: t('administration.invited.add'),
        remove: t('administration.invited.remove'),
        removeNamed: (name) => t('administration.invited.removeNamed', { name }),
      }}
      people={data?.invited}
      add={(email) => take(call('rooms.invite', { roomId, email }), t('administration.invited.added'))}
      remove={({ userId, name }) =>
        takeAtOnce(call('rooms.uninvite', { roomId, userId }), t('administration.invited.removed', { name }))
      }
    />
  )
}
