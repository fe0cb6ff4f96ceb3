import { useId } from 'react'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { SectionHead } from '../../../ui/index.ts'
import { CooperationItem } from './CooperationItem.tsx'
import styles from './Cooperations.module.css'
import { useCooperations } from './useCooperations.ts'

/** What came of contacts, under “Mein Verein”. Where there were none, nothing is said. */
export function Cooperations({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const id = useId()
  const { data, error, refetch } = useCooperations(organisationId)
  if (error && !data) return <LoadFailed title={t('cooperations.failed')} error={error} onRetry={refetch} />
  if (!data || data.cooperations.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('cooperations.title')}</SectionHead>
      <p className={styles.lead}>{t('cooperations.lead')}</p>
      <ul>
        {data.cooperations.map((cooperation) => (
          <CooperationItem key={cooperation.id} cooperation={cooperation} organisationId={organisationId} />
        ))}
      </ul>
    </section>
  )
}
