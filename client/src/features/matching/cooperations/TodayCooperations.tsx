import { useId } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { SectionHead } from '../../../ui/index.ts'
import { CooperationQuestion } from './CooperationQuestion.tsx'
import styles from './Cooperations.module.css'
import { useCooperations } from './useCooperations.ts'

/** Questions that wait for an answer. Where none does, nothing is said. */
export function TodayCooperations({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const id = useId()
  const { data } = useCooperations(organisationId)
  const open = data?.cooperations.filter(({ asked }) => asked)
  if (!open || open.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{t('cooperations.today')}</SectionHead>
      <div className={styles.partners}>
        {open.map((cooperation) => (
          <CooperationQuestion
            key={cooperation.id}
            cooperation={cooperation}
            organisationId={organisationId}
          />
        ))}
      </div>
    </section>
  )
}
