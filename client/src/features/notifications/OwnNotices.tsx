import { useTranslation } from '../../platform/i18n.ts'
import { Row, Rows, SectionHead } from '../../ui/index.ts'

/** On one's own page: the ways to what is new, and to what one gets. */
export function OwnNotices() {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="me-notices">
      <SectionHead id="me-notices">{t('notifications.me.title')}</SectionHead>
      <Rows>
        <Row
          title={t('notifications.me.list')}
          leads
          href="/benachrichtigungen"
          level={3}
          meta={t('notifications.lead')}
        />
        <Row
          title={t('notifications.set.title')}
          leads
          href="/ich/benachrichtigungen"
          level={3}
          meta={t('notifications.me.settingsText')}
        />
      </Rows>
    </section>
  )
}
