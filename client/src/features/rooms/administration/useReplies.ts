import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AllOperations, HttpOperation, Input, Reply } from '@augenhoehe/contracts'
import { read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useToast } from '../../../ui/index.ts'

/** A list, and changes of it that answer with the list as it is then. */
export function useReplies<K extends HttpOperation>(name: K, input: Input<AllOperations[K]>) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const asked = read(name, input)
  const { data } = useQuery(asked)
  const take = async (change: Promise<Reply<AllOperations[K]>>, text: string) => {
    queries.setQueryData(asked.queryKey, await change)
    toast.show({ text, closeLabel: t('common.close') })
  }
  return {
    data,
    take,
    /** As `take`, for what has no form that could say why it was refused. */
    takeAtOnce: (change: Promise<Reply<AllOperations[K]>>, text: string) =>
      void take(change, text).catch((error: unknown) =>
        toast.show({
          text: problemText(error instanceof Error ? error : new Error(String(error))),
          tone: 'problem',
          closeLabel: t('common.close'),
        }),
      ),
  }
}
