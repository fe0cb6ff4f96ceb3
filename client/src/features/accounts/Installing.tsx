import { useTranslation } from '../../platform/i18n.ts'
import { useInstall } from '../../platform/install.ts'
import { Button, SectionHead } from '../../ui/index.ts'
import styles from './Appearance.module.css'

/** Where this device can put the platform among its apps, and has not yet. */
export function Installing() {
  const { t } = useTranslation()
  const install = useInstall()
  if (install === null) return null
  return (
    <section aria-labelledby="me-install" className={styles.choices}>
      <SectionHead id="me-install">{t('offline.install.title')}</SectionHead>
      <p>{install === 'by-hand' ? t('offline.install.ios') : t('offline.install.text')}</p>
      {install !== 'by-hand' && (
        <div>
          <Button look="line" onClick={install}>
            {t('offline.install.button')}
          </Button>
        </div>
      )}
    </section>
  )
}
