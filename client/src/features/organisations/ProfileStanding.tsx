import type { Organisation } from '@augenhoehe/contracts'
import { distanceKm } from '@augenhoehe/reference-data'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useMunicipalities } from '../../platform/reference.ts'
import { useActing, useMe } from '../../platform/session.tsx'
import styles from './ProfileMap.module.css'

/** How far it is, and when somebody last stood by what is written here. */
export function ProfileStanding({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const distance = useDistanceFromOwn(organisation)
  const { confirmedAt, currency } = organisation
  return (
    <div className={styles.standing}>
      {distance !== null && <p>{distance}</p>}
      <p>
        {currency === 'dormant'
          ? t('organisations.profile.rests')
          : t('organisations.profile.confirmed', { day: formatDate(confirmedAt) })}
      </p>
    </div>
  )
}

/** "13 km von Gießen", from where the reader's own association is at home. */
function useDistanceFromOwn(organisation: Organisation): string | null {
  const { t } = useTranslation()
  const { formatDistance } = useFormat()
  const municipalities = useMunicipalities()
  const { memberships } = useMe()
  const { acting } = useActing()
  const own = acting ?? memberships[0]
  const { data } = useQuery({
    ...read('organisations.get', { slug: own?.slug ?? '' }),
    enabled: own !== undefined && organisation.ownRole === null,
    staleTime: 300_000,
  })
  if (!data || !municipalities || organisation.ownRole !== null) return null
  const placeOf = (ags: string) => municipalities.municipalityByAgs(municipalities.currentAgs(ags))
  const [here, there] = [placeOf(data.municipality), placeOf(organisation.municipality)]
  if (!here || !there) return null
  return here.ags === there.ags
    ? t('organisations.profile.samePlace', { place: here.name })
    : t('organisations.profile.distance', {
        distance: formatDistance(distanceKm(here, there)),
        place: here.name,
      })
}
