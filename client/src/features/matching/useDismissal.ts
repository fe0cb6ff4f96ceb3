import type { DismissReason } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

/** Acts at once and offers the way back in the same place. */
export function useDismissal(organisationId: string, otherOrganisationId: string) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const toast = useToast()
  const [dismissed, setDismissed] = useState(false)
  /** What counts more from now on. */
  const [learned, setLearned] = useState<'distance' | 'topic' | null>(null)
  const failed = (back: boolean) => (error: Error) => {
    setDismissed(back)
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }
  const pair = { organisationId, otherOrganisationId }
  const dismissal = useMutation({
    mutationFn: (reason: DismissReason) => call('matching.dismiss', { ...pair, reason }),
    onSuccess: ({ learned }) => {
      setLearned(learned === 'distance' || learned === 'topic' ? learned : null)
    },
    onError: failed(false),
  })
  const undoing = useMutation({
    mutationFn: () => call('matching.undoDismissal', pair),
    onError: failed(true),
  })
  return {
    dismissed,
    learned,
    dismiss: (reason: DismissReason) => {
      setDismissed(true)
      dismissal.mutate(reason)
    },
    undo: () => {
      setDismissed(false)
      undoing.mutate()
    },
  }
}
