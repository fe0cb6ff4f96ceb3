import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { SwitchField } from '../../ui/index.ts'

/** The weekly mail, for oneself. */
export function DigestSwitch() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const held = read('matching.digest', {})
  const { data } = useQuery(held)
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: (weekly: boolean) => call('matching.setDigest', { weekly }),
    onSuccess: (now) => queries.setQueryData(held.queryKey, now),
  })
  if (!data) return null
  return (
    <section>
      <h2>{t('feed.digest.title')}</h2>
      <SwitchField
        label={t('feed.digest.switch')}
        hint={t('feed.digest.hint')}
        error={error ? problemText(error) : undefined}
        checked={isPending ? variables : data.weekly}
        onChange={(event) => mutate(event.currentTarget.checked)}
      />
    </section>
  )
}
