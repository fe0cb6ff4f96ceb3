import { FormProblem } from './FormProblem.tsx'
import { useTranslation } from './i18n.ts'
import { isProblem } from './problem-error.ts'
import { Banner, Button } from '../ui/index.ts'

interface ChangedMeanwhileProps {
  form: Parameters<typeof FormProblem>[0]['form']
  onReload: () => void
}

/** At the head of a form; where somebody else was faster, what is typed stays until one asks for theirs. */
export function ChangedMeanwhile({ form, onReload }: ChangedMeanwhileProps) {
  const { t } = useTranslation()
  if (!isProblem(form.problem, 'conflict')) return <FormProblem form={form} />
  return (
    <div role="alert">
      <Banner
        tone="problem"
        inset
        action={
          <Button look="text" onClick={onReload}>
            {t('administration.conflict.reload')}
          </Button>
        }
      >
        {t('administration.conflict.text')}
      </Banner>
    </div>
  )
}
