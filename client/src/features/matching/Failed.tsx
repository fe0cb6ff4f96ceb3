import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Button, EmptyState } from '../../ui/index.ts'

interface FailedProps {
  error: Error
  onRetry: () => unknown
}

export function Failed({ error, onRetry }: FailedProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return (
    <EmptyState
      drawing="offline"
      title={t('matching.failed')}
      action={
        <Button look="line" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {problemText(error)}
    </EmptyState>
  )
}
