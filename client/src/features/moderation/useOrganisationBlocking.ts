import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

interface Other {
  id: string
  name: string
}

/** Ends contact between an association and another one, and allows it again. */
export function useOrganisationBlocking(organisationId: string) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ act, id }: Other & { act: 'blockOrganisation' | 'unblockOrganisation' }) =>
      call(`moderation.${act}`, { organisationId, blockedId: id }),
    onSuccess: (reply, { act, id, name }) => {
      queries.setQueryData(read('moderation.organisationBlocks', { organisationId }).queryKey, reply)
      const blocked = act === 'blockOrganisation'
      toast.show({
        text: t(blocked ? 'moderating.organisationBlock.done' : 'moderating.organisationBlock.undone', {
          name,
        }),
        closeLabel: t('common.close'),
        ...(blocked && {
          action: {
            label: t('common.undo'),
            onAction: () => mutate({ act: 'unblockOrganisation', id, name }),
          },
        }),
      })
    },
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  return {
    isPending,
    block: (other: Other) => mutate({ act: 'blockOrganisation', ...other }),
    unblock: (other: Other) => mutate({ act: 'unblockOrganisation', ...other }),
  }
}
