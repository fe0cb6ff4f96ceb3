import { useTranslation } from '../../../platform/i18n.ts'
import { Row, Rows, SectionHead } from '../../../ui/index.ts'

/** The way to password and security, among what belongs to an account. */
export function OwnSecurity() {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="me-security">
      <SectionHead id="me-security">{t('security.title')}</SectionHead>
      <Rows>
        <Row level={3} title={t('security.me')} leads href="/ich/sicherheit" />
      </Rows>
    </section>
  )
}
