import type { ContactRequest } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { ConfirmDialog, useToast } from '../../ui/index.ts'

export interface WithdrawDialogProps {
  request: ContactRequest
  onClose: () => void
}

export function WithdrawDialog({ request, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const closeLabel = t('common.close')
  const withdrawal = useMutation({
    mutationFn: () => call('matching.withdraw', { requestId: request.id }),
    onSuccess: () => toast.show({ text: t('requests.withdrawn'), closeLabel }),
    onError: (error) => toast.show({ text: problemText(error), tone: 'problem', closeLabel }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['matching.requests'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('requests.withdrawTitle')}
      confirmLabel={t('requests.withdraw')}
      cancelLabel={t('common.cancel')}
      onConfirm={() => withdrawal.mutate()}
      onCancel={onClose}
      busy={withdrawal.isPending}
      busyLabel={t('common.loading')}
    >
      {t('requests.withdrawText')}
    </ConfirmDialog>
  )
}
