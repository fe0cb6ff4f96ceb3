import { useCallback } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { loadLater, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

interface Person {
  userId: string
  name: string
}

/** Folds somebody's words away for the reader, and back. */
export function useBlocking() {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ act, userId }: Person & { act: 'block' | 'unblock' }) => {
      const [reply] = await Promise.all([call(`moderation.${act}`, { userId }), loadLater()])
      return reply
    },
    onSuccess: (reply, { act, userId, name }) => {
      queries.setQueryData(read('moderation.blocks', {}).queryKey, reply)
      toast.show({
        text: t(act === 'block' ? 'moderating.block.done' : 'moderating.block.undone', { name }),
        closeLabel: t('common.close'),
        ...(act === 'block' && {
          action: {
            label: t('common.undo'),
            onAction: () => mutate({ act: 'unblock', userId, name }),
          },
        }),
      })
    },
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
  // Stable functions: every row of a thread has them in its menu.
  return { block: useAct(mutate, 'block'), unblock: useAct(mutate, 'unblock'), isPending }
}

function useAct<A>(mutate: (given: Person & { act: A }) => void, act: A) {
  return useCallback((person: Person) => mutate({ ...person, act }), [mutate, act])
}
