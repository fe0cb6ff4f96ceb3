import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Rows, SectionHead } from '../../ui/index.ts'
import { BriefRow } from './BriefRow.tsx'

const most = 5

/** Published results an association took part in; silent where there are none, or none for this reader. */
export function OrganisationResults({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const id = useId()
  const { data } = useQuery(read('results.list', { organisationId, limit: most }))
  if (!data || data.records.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('organisations.profile.contributions')}</SectionHead>
      <Rows>
        {data.records.map((brief) => (
          <BriefRow key={brief.id} brief={brief} level={3} />
        ))}
      </Rows>
    </section>
  )
}
