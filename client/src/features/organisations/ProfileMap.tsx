import type { Organisation } from '@augenhoehe/contracts'
import { lazy, Suspense } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { placeWithDistrict, useMunicipalities } from '../../platform/reference.ts'
import { SectionHead } from '../../ui/index.ts'
import { districtOf } from './districts.ts'
import styles from './ProfileMap.module.css'
import { ProfileStanding } from './ProfileStanding.tsx'

const HesseMap = lazy(async () => ({ default: (await import('./HesseMap.tsx')).HesseMap }))

/** Where it is at home, and how one knows. */
export function ProfileMap({ organisation }: { organisation: Organisation }) {
  const { municipality } = organisation
  const { t } = useTranslation()
  const municipalities = useMunicipalities()
  const ags = municipalities?.currentAgs(municipality) ?? municipality
  const place = municipalities?.municipalityByAgs(ags)
  const name = place ? placeWithDistrict(place) : ''
  return (
    <section aria-labelledby="profile-map">
      <SectionHead id="profile-map">{t('organisations.profile.where')}</SectionHead>
      <div className={styles.where}>
        <div className={styles.map}>
          <Suspense fallback={<div className={styles.room} />}>
            <HesseMap
              label={t('organisations.profile.mapLabel', { place: name })}
              current={districtOf(ags)}
            />
          </Suspense>
        </div>
        <ProfileStanding organisation={organisation} />
      </div>
    </section>
  )
}
