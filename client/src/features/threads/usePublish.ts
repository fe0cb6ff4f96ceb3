import type { Contribution } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

/** Publishing acts at once; whoever regrets it can hide the contribution again. */
export function usePublish(
  { threadId, id, rev }: Contribution,
  onTaken: (contribution: Contribution) => void,
) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const toast = useToast()
  return useMutation({
    mutationFn: () => call('threads.publish', { threadId, contributionId: id, rev }),
    onSuccess: (contribution) => {
      onTaken(contribution)
      toast.show({ text: t('threads.published'), closeLabel: t('common.close') })
    },
    onError: (error) =>
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
  })
}
