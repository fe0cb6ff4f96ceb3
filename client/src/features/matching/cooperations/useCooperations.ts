import type { AllOperations, CooperationAnswer, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useNews } from '../../../platform/news.ts'
import { useToast } from '../../../ui/index.ts'

const asked = ['matching.cooperations'] as const

export function useCooperations(organisationId: string) {
  useNews('matching.changed', asked)
  return useQuery(read('matching.cooperations', { organisationId }))
}

type Cooperation = Reply<AllOperations['matching.answerCooperation']>

/** Puts what came back into the list at once. */
export function useTakeCooperation(organisationId: string) {
  const queries = useQueryClient()
  const { queryKey } = read('matching.cooperations', { organisationId })
  return (after: Cooperation) => {
    queries.setQueryData<Reply<AllOperations['matching.cooperations']>>(queryKey, (before) =>
      before
        ? { cooperations: before.cooperations.map((one) => (one.id === after.id ? after : one)) }
        : before,
    )
    void queries.invalidateQueries({ queryKey: ['matching.partners'] })
  }
}

interface Said {
  answer: CooperationAnswer
  outcome?: string
}

/** Answers at once, and offers the way back. */
export function useAnswer(
  { id: cooperationId, answer: before, organisation }: Cooperation,
  organisationId: string,
) {
  const { t } = useTranslation()
  const toast = useToast()
  const take = useTakeCooperation(organisationId)
  const send = (said: Said) => call('matching.answerCooperation', { cooperationId, organisationId, ...said })
  return useMutation({
    mutationFn: send,
    onSuccess: (after) => {
      take(after)
      toast.show({
        text: t(`cooperations.done.${after.state}`, { name: organisation.name }),
        action: {
          label: t('common.undo'),
          onAction: () => void send({ answer: before ?? 'not-yet' }).then(take, () => undefined),
        },
        closeLabel: t('common.close'),
      })
    },
  })
}
