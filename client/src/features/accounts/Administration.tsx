import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Row, Rows, SectionHead } from '../../ui/index.ts'

/** What there is to be looked after, each on a page of its own. */
const desks = [
  ['raeume', 'administration.rooms.title', 'administration.me.rooms'],
  ['organisationen', 'verification.administration.title', 'administration.me.organisations'],
  ['rueckmeldungen', 'feedback.staff.title', 'feedback.staff.me'],
  ['glossar', 'glossary.admin.title', 'glossary.admin.me'],
  ['zugehoerigkeiten', 'administration.offices.title', 'administration.me.offices'],
] as const
/** For platform admins alone. */
const admins = [['zweiter-schritt', 'security.reset.title', 'security.reset.me']] as const

/** Where those who run the platform go from here. */
export function Administration() {
  const { t } = useTranslation()
  const { user } = useMe()
  return (
    <section aria-labelledby="me-administration">
      <SectionHead id="me-administration">{t('administration.me.title')}</SectionHead>
      <Rows>
        {[...desks, ...(user?.role === 'admin' ? admins : [])].map(([path, title, meta]) => (
          <Row key={path} level={3} title={t(title)} leads href={`/verwaltung/${path}`} meta={t(meta)} />
        ))}
      </Rows>
    </section>
  )
}
