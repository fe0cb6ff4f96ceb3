import type { Contribution } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { spokenIn, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, ConfirmDialog } from '../../ui/index.ts'
import { excerpt } from './excerpt.ts'

interface WithdrawDialogProps {
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

/** There is no way back from this, so it asks and shows what would go. */
export function WithdrawDialog({ contribution, onClose, onTaken }: WithdrawDialogProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const { threadId, id, text, lang } = contribution
  const withdraw = useMutation({
    mutationFn: () => call('threads.withdraw', { threadId, contributionId: id }),
    onSuccess: (changed) => {
      onTaken(changed)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('deciding.withdraw.title')}
      confirmLabel={t('deciding.withdraw.confirm')}
      cancelLabel={t('deciding.withdraw.cancel')}
      onConfirm={() => withdraw.mutate()}
      onCancel={onClose}
      busy={withdraw.isPending}
    >
      <p>{t('deciding.withdraw.text')}</p>
      <blockquote {...spokenIn(lang)}>{excerpt(text)}</blockquote>
      {withdraw.error && (
        <Banner tone="problem" inset>
          {problemText(withdraw.error)}
        </Banner>
      )}
    </ConfirmDialog>
  )
}
