import type { CreatingStep } from '@augenhoehe/contracts'
import { useTranslation } from '../../../platform/i18n.ts'
import { Link } from '../../../ui/index.ts'
import styles from './Creating.module.css'
import { steps } from './steps.ts'

/** How far one has come, and the way back to each step that is done. */
export function Progress({ step, open }: { step: CreatingStep; open: CreatingStep }) {
  const { t } = useTranslation()
  const [at, reachable] = [steps.indexOf(step), steps.indexOf(open)]
  return (
    <nav aria-label={t('creating.progress')} className={styles.progress}>
      <p className={styles.count}>{t('creating.stepOf', { n: at + 1, count: steps.length })}</p>
      <ol>
        {steps.map((one, index) => (
          <li key={one} data-done={index < at || undefined} aria-current={one === step ? 'step' : undefined}>
            {one !== step && index <= reachable ? (
              <Link href={`/mein-verein/neu?schritt=${one}`}>{t(`creating.step.${one}`)}</Link>
            ) : (
              <span>{t(`creating.step.${one}`)}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
