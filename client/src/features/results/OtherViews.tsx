import type { Confirmation } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { FactAside } from '../../ui/index.ts'
import { keyOf } from './reading.ts'
import styles from './Results.module.css'
import { useAnswererName } from './useAnswererName.ts'

interface OtherViewsProps {
  dissents: readonly Confirmation[]
  remarks: readonly Confirmation[]
  level?: 3 | 4
}

/** What others say of a statement or of the whole: dissents word by word, then remarks. */
export function OtherViews({ dissents, remarks, level = 3 }: OtherViewsProps) {
  const { t } = useTranslation()
  const nameOf = useAnswererName()
  return (
    <>
      {dissents.map((one) => (
        <FactAside
          key={keyOf(one)}
          tone="dissent"
          level={level}
          title={t('results.otherView', { name: nameOf(one) })}
        >
          <p dir="auto" className={styles.words}>
            {t('results.quoted', { text: one.text ?? '' })}
          </p>
        </FactAside>
      ))}
      {remarks.map((one) => (
        <FactAside
          key={keyOf(one)}
          tone="note"
          level={level}
          title={t('results.remark', { name: nameOf(one) })}
        >
          <p dir="auto" className={styles.words}>
            <WithTerms text={one.text ?? ''} />
          </p>
        </FactAside>
      ))}
    </>
  )
}
