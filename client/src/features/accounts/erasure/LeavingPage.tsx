import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { nobody, useTakeMe } from '../../../platform/session.tsx'
import { Button, FormActions, PageHeader, useToast } from '../../../ui/index.ts'
import styles from './ErasurePage.module.css'

/** All there is for somebody whose account is about to be erased. */
export function LeavingPage({ leavingAt }: { leavingAt: string }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const takeMe = useTakeMe()
  const toast = useToast()
  const problemText = useProblemText()
  const { data } = useQuery(read('privacy.erasure', {}))
  const onError = (error: Error) =>
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  const keep = useMutation({
    mutationFn: () => call('privacy.cancelErasure', {}),
    onSuccess: async () => {
      await queries.resetQueries()
      toast.show({ text: t('erasure.kept'), closeLabel: t('common.close') })
    },
    onError,
  })
  const signOut = useMutation({
    mutationFn: () => call('accounts.signOut', {}),
    onSuccess: () => takeMe(nobody),
    onError,
  })
  const texts = data?.erasure?.texts
  return (
    <Page title={t('erasure.leaving.title')}>
      <PageHeader
        title={t('erasure.leaving.title')}
        lead={t('erasure.leaving.lead', { day: formatDate(leavingAt) })}
      />
      <div className={styles.page}>
        {texts && <p>{t(`erasure.texts.${texts}.text`)}</p>}
        <FormActions>
          <Button onClick={() => keep.mutate()} busy={keep.isPending} busyLabel={t('common.loading')}>
            {t('erasure.leaving.keep')}
          </Button>
          <Button look="line" onClick={() => signOut.mutate()} busy={signOut.isPending}>
            {t('me.out.here')}
          </Button>
        </FormActions>
      </div>
    </Page>
  )
}
