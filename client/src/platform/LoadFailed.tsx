import { Button, EmptyState } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { isProblem, ProblemError } from './problem-error.ts'
import { useProblemText } from './problem.ts'

interface LoadFailedProps {
  error: unknown
  onRetry: () => unknown
  size?: 'small' | 'block' | 'page'
}

/** In place of what could not be fetched; the rest of the page stays usable. */
export function LoadFailed({ error, onRetry, size = 'block' }: LoadFailedProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  // Asking again would be refused again.
  if (isProblem(error, 'action.forbidden')) {
    return (
      <EmptyState
        drawing="notFound"
        size={size}
        level={size === 'page' ? 1 : 2}
        title={problemText(error)}
        action={
          <Button look="line" href="/">
            {t('common.toStart')}
          </Button>
        }
      />
    )
  }
  const offline = error instanceof ProblemError && error.offline
  return (
    <EmptyState
      drawing={offline ? 'offline' : 'error'}
      size={size}
      level={size === 'page' ? 1 : 2}
      title={t(offline ? 'common.loadFailed.offline' : 'common.loadFailed.title')}
      action={
        <Button look="line" onClick={() => void onRetry()}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {problemText(error)}
    </EmptyState>
  )
}
