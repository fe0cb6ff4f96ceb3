import { useTranslation } from '../../../platform/i18n.ts'
import { Button, FormActions, useToast } from '../../../ui/index.ts'
import styles from './Security.module.css'
import { takeFocus } from './take-focus.ts'

interface RecoveryCodesProps {
  codes: readonly string[]
  onKept: () => void
}

/** The only time they are there to see; on paper they stand alone. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const handleCopy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    toast.show({ text: t('security.recovery.shown.copied'), closeLabel: t('common.close') })
  }
  return (
    <section
      className={styles.codes}
      aria-labelledby="security-codes"
      data-printed-alone
      ref={takeFocus}
      tabIndex={-1}
    >
      <h3 id="security-codes">{t('security.recovery.shown.title')}</h3>
      <p>{t('security.recovery.shown.text')}</p>
      <ul dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <FormActions>
        <Button onClick={onKept}>{t('security.recovery.shown.kept')}</Button>
        <Button look="line" onClick={() => void handleCopy()}>
          {t('security.recovery.shown.copy')}
        </Button>
        <Button look="line" onClick={() => window.print()}>
          {t('security.recovery.shown.print')}
        </Button>
      </FormActions>
    </section>
  )
}
