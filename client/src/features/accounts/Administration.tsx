import { useTranslation } from '../../platform/i18n.ts'
import { Row, Rows, SectionHead } from '../../ui/index.ts'

/** Where those who run the platform go from here. */
export function Administration() {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="me-administration">
      <SectionHead id="me-administration">{t('administration.me.title')}</SectionHead>
      <Rows>
        <Row
          level={3}
          title={t('administration.rooms.title')}
          leads
          href="/verwaltung/raeume"
          meta={t('administration.me.rooms')}
        />
        <Row
          level={3}
          title={t('verification.administration.title')}
          leads
          href="/verwaltung/organisationen"
          meta={t('administration.me.organisations')}
        />
        <Row
          level={3}
          title={t('feedback.staff.title')}
          leads
          href="/verwaltung/rueckmeldungen"
          meta={t('feedback.staff.me')}
        />
        <Row
          level={3}
          title={t('glossary.admin.title')}
          leads
          href="/verwaltung/glossar"
          meta={t('glossary.admin.me')}
        />
        <Row
          level={3}
          title={t('administration.offices.title')}
          leads
          href="/verwaltung/zugehoerigkeiten"
          meta={t('administration.me.offices')}
        />
      </Rows>
    </section>
  )
}
