import type { AllOperations, Input, NoticeGroup, NotificationPreferences } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

export type Change = Input<AllOperations['notifications.setPreferences']>

const held = read('notifications.preferences', {})
const name = ['notifications.setPreferences']

/** One choice upon what holds, as the server will do it. */
export function changed(before: NotificationPreferences, change: Change): NotificationPreferences {
  const { digest, groups, ...rest } = change
  const known = Object.entries(before.groups) as [
    NoticeGroup,
    NotificationPreferences['groups'][NoticeGroup],
  ][]
  return {
    ...before,
    ...rest,
    digest: { ...before.digest, ...digest },
    groups: Object.fromEntries(
      known.map(([group, channels]) => [group, { ...channels, ...groups?.[group] }]),
    ),
  } as NotificationPreferences
}

/** How one wants to hear of what; every choice holds at once, and is taken back where it could not be kept. */
export function usePreferences() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const closeLabel = t('common.close')
  const fetched = useQuery(held)
  const isLast = () => queries.isMutating({ mutationKey: name }) === 1
  const { mutate } = useMutation({
    mutationKey: name,
    // One after the other: an early answer must not undo a later choice.
    scope: { id: 'notifications.preferences' },
    mutationFn: (change: Change) => call('notifications.setPreferences', change),
    onMutate: (change) => queries.setQueryData(held.queryKey, (before) => before && changed(before, change)),
    onSuccess: (now) => {
      if (!isLast()) return
      queries.setQueryData(held.queryKey, now)
      toast.show({ text: t('common.saved'), closeLabel })
    },
    onError: async (error) => {
      toast.show({ text: problemText(error), tone: 'problem', closeLabel })
      await queries.invalidateQueries({ queryKey: held.queryKey })
    },
  })
  return { fetched, change: (wanted: Change) => mutate(wanted) }
}
