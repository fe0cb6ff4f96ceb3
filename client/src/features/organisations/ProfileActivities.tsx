import type { Organisation } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { Row, Rows, SectionHead } from '../../ui/index.ts'
import { Audience } from './Audience.tsx'

/** What takes place again and again; nothing at all where nothing is named. */
export function ProfileActivities({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { activities } = organisation
  if (activities.length === 0) return null
  return (
    <section aria-labelledby="profile-activities">
      <SectionHead id="profile-activities">{t('organisations.profile.activities')}</SectionHead>
      <Audience organisation={organisation} field="activities" />
      <Rows>
        {activities.map(({ title, when }) => (
          <Row
            key={`${title} ${when}`}
            level={3}
            title={<span dir="auto">{title}</span>}
            meta={when !== null && <span dir="auto">{when}</span>}
          />
        ))}
      </Rows>
    </section>
  )
}
