import { Button, EmptyState } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { isProblem, ProblemError } from './problem-error.ts'
import { useProblemText } from './problem.ts'

interface LoadFailedProps {
  error: unknown
  onRetry: () => unknown
  /** Takes back what was chosen; where nothing is, left out. */
  onClear?: (() => void) | undefined
  /** What it is that could not be fetched, where there is a word for it. */
  title?: string | undefined
  size?: 'small' | 'block' | 'page'
}

/** In place of what could not be fetched: what happened, and how to go on. The rest of the page stays usable. */
export function LoadFailed({ error, onRetry, onClear, title, size = 'block' }: LoadFailedProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const frame = { size, level: size === 'page' ? 1 : 2 } as const
  const toStart = (
    <Button look="line" href="/">
      {t('common.toStart')}
    </Button>
  )
  // Asking again would be refused again.
  if (isProblem(error, 'action.forbidden'))
    return <EmptyState {...frame} drawing="notFound" title={problemText(error)} action={toStart} />
  if (isProblem(error, 'request.invalid')) {
    const clear = onClear && (
      <Button look="line" onClick={onClear}>
        {t('common.loadFailed.clear')}
      </Button>
    )
    return (
      <EmptyState
        {...frame}
        drawing="search"
        title={t('common.loadFailed.wrongAddress')}
        action={clear ?? toStart}
      >
        {t('common.loadFailed.wrongAddressText')}
      </EmptyState>
    )
  }
  const offline = error instanceof ProblemError && error.offline
  return (
    <EmptyState
      {...frame}
      drawing={offline ? 'offline' : 'error'}
      title={title ?? t(offline ? 'common.loadFailed.offline' : 'common.loadFailed.title')}
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
