import { Banner, ErrorSummary } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'
import { useProblemText } from './problem.ts'

interface FormProblemProps {
  form: {
    attempt: number
    errors: readonly { field: string; text: string }[]
    problem: Error | null
  }
}

/** At the head of a form: which fields to look at, or why it was refused as a whole. */
export function FormProblem({ form }: FormProblemProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return (
    <>
      <ErrorSummary key={form.attempt} title={t('common.checkFields')} errors={form.errors} />
      {form.problem && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(form.problem)}
          </Banner>
        </div>
      )}
    </>
  )
}
