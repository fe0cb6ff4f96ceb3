import type { OwnDraft } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Banner, Button, FormActions } from '../../../ui/index.ts'
import styles from './Creating.module.css'

/** One asked to be let into an association instead of registering a new one; here is the way back. */
export function PutAway({ draft }: { draft: OwnDraft }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const takeUp = useMutation({
    mutationFn: () => call('organisations.saveDraft', { entries: {}, step: draft.step }),
    onSuccess: (saved) => queries.setQueryData(read('organisations.getDraft', {}).queryKey, { draft: saved }),
  })
  return (
    <div className={styles.steps}>
      <p>{t('creating.putAway.text', { name: draft.entries.name ?? '' })}</p>
      {takeUp.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {problemText(takeUp.error)}
          </Banner>
        </div>
      )}
      <FormActions>
        <Button href="/mein-verein/anfragen">{t('creating.putAway.toClaims')}</Button>
        <Button look="line" busy={takeUp.isPending} onClick={() => takeUp.mutate()}>
          {t('creating.putAway.takeUp')}
        </Button>
      </FormActions>
    </div>
  )
}
