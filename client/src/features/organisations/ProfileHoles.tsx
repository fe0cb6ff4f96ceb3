import type { Organisation } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Banner, Link } from '../../ui/index.ts'

const isMissing = {
  selfTerm: ({ selfTerm }: Organisation) => selfTerm === '',
  selfDescription: ({ selfDescription }: Organisation) => selfDescription === '',
  activities: ({ activities }: Organisation) => activities.length === 0,
  meetingPlace: ({ meetingPlace }: Organisation) => meetingPlace === '',
  contact: ({ website, contactEmail, contactPhone }: Organisation) =>
    website === null && contactEmail === null && contactPhone === null,
} as const
const holes = Object.keys(isMissing) as (keyof typeof isMissing)[]

/** For whoever runs the association: what others would like to read here as well. */
export function ProfileHoles({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { formatEnumeration } = useFormat()
  const missing = holes.filter((hole) => isMissing[hole](organisation))
  if (organisation.ownRole !== 'admin' || missing.length === 0) return null
  return (
    <Banner
      tone="info"
      inset
      action={
        <Link href={`/mein-verein?verein=${organisation.slug}`}>{t('organisations.profile.holes.fill')}</Link>
      }
    >
      {t('organisations.profile.holes.text', {
        missing: formatEnumeration(missing.map((hole) => t(`organisations.profile.holes.${hole}`))),
      })}
    </Banner>
  )
}
