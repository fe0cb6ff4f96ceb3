import type { Contribution, Translation } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { spokenIn, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, ConfirmDialog } from '../../ui/index.ts'
import { excerpt } from './excerpt.ts'

interface WithdrawTranslationDialogProps {
  contribution: Contribution
  translation: Translation
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

/** There is no way back from this, so it asks and shows what would go. */
export function WithdrawTranslationDialog({
  contribution: { threadId, id },
  translation,
  onClose,
  onTaken,
}: WithdrawTranslationDialogProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const withdraw = useMutation({
    mutationFn: () =>
      call('threads.withdrawTranslation', { threadId, contributionId: id, translationId: translation.id }),
    onSuccess: (changed) => {
      onTaken(changed)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('deciding.withdrawTranslation.title')}
      confirmLabel={t('deciding.withdrawTranslation.confirm')}
      cancelLabel={t('deciding.withdraw.cancel')}
      onConfirm={() => withdraw.mutate()}
      onCancel={onClose}
      busy={withdraw.isPending}
    >
      <p>{t('deciding.withdrawTranslation.text')}</p>
      <blockquote {...spokenIn(translation.lang)}>{excerpt(translation.text)}</blockquote>
      {withdraw.error && (
        <Banner tone="problem" inset>
          {problemText(withdraw.error)}
        </Banner>
      )}
    </ConfirmDialog>
  )
}
