import { useTranslation } from '../../../platform/i18n.ts'
import styles from './Verification.module.css'

const steps = ['send', 'look', 'done'] as const

/** What happens, as stations on a line. */
export function Process() {
  const { t } = useTranslation()
  return (
    <ol className={styles.process}>
      {steps.map((step) => (
        <li key={step} data-last={step === 'done' || undefined}>
          <strong>{t(`verification.process.${step}`)}</strong>
          <span>{t(`verification.process.${step}Text`)}</span>
        </li>
      ))}
    </ol>
  )
}
