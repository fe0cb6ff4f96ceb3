import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { SectionHead } from '../../ui/index.ts'
import { RequestItem } from './RequestItem.tsx'
import { useMatchingNews } from './news.ts'
import { inOrder } from './request-groups.ts'

interface TodayRequestsProps {
  organisationId: string
}

/** My turn: requests that wait for an answer. Where none does, nothing is said. */
export function TodayRequests({ organisationId }: TodayRequestsProps) {
  const { t } = useTranslation()
  const id = useId()
  const { data } = useQuery(read('matching.requests', { organisationId }))
  useMatchingNews()
  const waiting = data && inOrder('mine', data.requests)
  if (!waiting || waiting.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('matching.today.requests')}</SectionHead>
      <ul>
        {waiting.map((request, index) => (
          <RequestItem key={request.id} request={request} organisationId={organisationId} quiet={index > 0} />
        ))}
      </ul>
    </section>
  )
}
