import type { Factor } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import styles from './Why.module.css'
import { usePoints } from './usePoints.ts'

interface FactorBarsProps {
  factors: readonly Factor[]
  label: string
  /** With a sentence for each; once is enough. */
  explained: boolean
}

const percent = (share: number) => `${Math.min(100, Math.max(0, share * 100))}%`

/** As long as it may count, filled as far as it fits; the words beside say the same. */
export function FactorBars({ factors, label, explained }: FactorBarsProps) {
  const { t } = useTranslation()
  const points = usePoints()
  const widest = Math.max(...factors.map(({ weight }) => weight), 0.01)
  return (
    <ul className={styles.factors} aria-label={label}>
      {factors.map(({ kind, weight, value }) => (
        <li key={kind} className={styles.factor}>
          <span className={styles.name}>{t(`offering.factor.${kind}.name`)}</span>
          <span className={styles.number}>
            {t('feed.why.of', { points: points(weight * value), most: points(weight) })}
          </span>
          <span className={styles.track} style={{ inlineSize: percent(weight / widest) }} aria-hidden="true">
            <span style={{ inlineSize: percent(value) }} />
          </span>
          {explained && <span className={styles.plain}>{t(`offering.factor.${kind}.plain`)}</span>}
        </li>
      ))}
    </ul>
  )
}
