import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { call, read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.tsx'
import { SectionHead, SelectField, useToast } from '../../ui/index.ts'
import styles from './Matching.module.css'

export interface RequestCapacityProps {
  organisationId: string
}

const choices = Array.from({ length: 20 }, (_, index) => index + 1)

/** How many requests in a week an association wants; changed at once, with the way back. */
export function RequestCapacity({ organisationId }: RequestCapacityProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { memberships } = useMe()
  const id = useId()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const closeLabel = t('common.close')
  const { data } = useQuery(read('matching.capacity', { organisationId }))
  const change = useMutation({
    mutationFn: (requestsPerWeek: number) =>
      call('matching.setCapacity', { organisationId, requestsPerWeek }),
    onSettled: async () => queries.invalidateQueries({ queryKey: ['matching.capacity'] }),
    onError: (error) => toast.show({ text: problemText(error), tone: 'problem', closeLabel }),
  })
  if (!data) return null
  const isAdmin = memberships.some((one) => one.organisationId === organisationId && one.role === 'admin')
  const before = data.requestsPerWeek
  const choose = (requestsPerWeek: number) =>
    change.mutate(requestsPerWeek, {
      onSuccess: () =>
        toast.show({
          text: t('requests.capacity.saved', { number: formatNumber(requestsPerWeek) }),
          action: { label: t('common.undo'), onAction: () => change.mutate(before) },
          closeLabel,
        }),
    })

  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('requests.capacity.title')}</SectionHead>
      <p className={styles.soft}>
        {t('requests.capacity.text')} {!isAdmin && t('requests.capacity.adminsOnly')}
      </p>
      <div className={styles.capacity}>
        <SelectField
          label={t('requests.capacity.label')}
          data={choices.map((value) => ({ value: String(value), label: formatNumber(value) }))}
          value={String(change.isPending ? change.variables : before)}
          disabled={!isAdmin}
          onChange={(value) => {
            if (value !== null && Number(value) !== before) choose(Number(value))
          }}
        />
      </div>
      {data.queued > 0 && (
        <p className={styles.meta}>{t('requests.capacity.waiting', { number: formatNumber(data.queued) })}</p>
      )}
    </section>
  )
}
