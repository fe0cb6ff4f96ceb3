import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useToast } from '../../../ui/index.ts'

/** How the acts of these pages end: lists are read anew, a refusal is said in words. */
export function useSaying() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  return {
    say: (text: string, action?: { label: string; onAction: () => void }) =>
      toast.show({ text, ...(action && { action }), closeLabel: t('common.close') }),
    settle: (...names: string[]) => ({
      onError: (error: Error) =>
        toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
      onSettled: () => Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] }))),
    }),
  }
}
