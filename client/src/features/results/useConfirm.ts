import type { AllOperations, Input } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'
import { recordQuery } from './useRecord.ts'

type Answer = Input<AllOperations['results.confirm']>

/** Answers for an association or office; the record that comes back shows it. */
export function useConfirm({ onDone, isQuiet = false }: { onDone?: () => void; isQuiet?: boolean } = {}) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (answer: Answer) => call('results.confirm', answer),
    onSuccess: (record, { value, organisationId }) => {
      queries.setQueryData(recordQuery(record.id).queryKey, record)
      const done =
        organisationId === null && value === 'confirm'
          ? 'results.confirm.office.done'
          : (`results.confirm.done.${value}` as const)
      toast.show({ text: t(done), closeLabel: t('common.close') })
      onDone?.()
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: ['results.get'] })
      // A form says itself why it was refused.
      if (!isQuiet) toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    },
  })
}
