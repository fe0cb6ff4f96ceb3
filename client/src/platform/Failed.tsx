import { Button, EmptyState } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { useProblemText } from './problem.ts'

interface FailedProps {
  title: string
  error: Error
  onRetry: () => unknown
}

/** A part of a page that could not be loaded: what happened, and how to try again. */
export function Failed({ title, error, onRetry }: FailedProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return (
    <EmptyState
      drawing="offline"
      title={title}
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
