import type { ResultRecord } from '@augenhoehe/contracts'
import { useId } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { SectionHead, Tag } from '../../ui/index.ts'
import styles from './Results.module.css'

/** Who took part: associations and offices by name, people never. */
export function Participants({ participants, others }: Pick<ResultRecord, 'participants' | 'others'>) {
  const { t } = useTranslation()
  const id = useId()
  if (participants.length === 0 && others === 0) return null
  return (
    <section aria-labelledby={id} className={styles.section}>
      <SectionHead id={id}>{t('results.participants')}</SectionHead>
      <ul className={styles.names}>
        {participants.map(({ organisationId, name }) => (
          <li key={organisationId ?? name}>
            <bdi>{name}</bdi>
            {organisationId === null && <Tag tone="plain">{t('results.institution')}</Tag>}
          </li>
        ))}
      </ul>
      {others > 0 && <p className={styles.soft}>{t('results.others', { count: others })}</p>}
    </section>
  )
}
