import { useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button } from '../../../ui/index.ts'

interface SaveProblemProps {
  error: Error | null
  /** What to say when somebody else was faster. */
  conflictText: string
  onTakeMine: () => void
  onTakeTheirs: () => void
}

/** Why it is not saved; where two have written at once, whose words shall stand. */
export function SaveProblem({ error, conflictText, onTakeMine, onTakeTheirs }: SaveProblemProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  if (!error) return null
  const isConflict = isProblem(error, 'conflict')
  return (
    <div role="alert">
      <Banner
        tone="problem"
        inset
        action={
          isConflict && (
            <>
              <Button look="text" onClick={onTakeMine}>
                {t('results.conflict.takeMine')}
              </Button>
              <Button look="text" onClick={onTakeTheirs}>
                {t('results.builder.takeTheirs')}
              </Button>
            </>
          )
        }
      >
        {isConflict ? conflictText : problemText(error)}
      </Banner>
    </div>
  )
}
