import type { Organisation } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { placeWithDistrict, useMunicipalities } from '../../platform/reference.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { useVerified } from '../../platform/verification-news.ts'
import { Node, Tag } from '../../ui/index.ts'
import { Audience } from './Audience.tsx'
import { isNewcomer } from './newcomer.ts'
import styles from './ProfileHead.module.css'

interface ProfileHeadProps {
  organisation: Organisation
  actions?: ReactNode
}

/** The association as one circle on the line. */
export function ProfileHead({ organisation, actions }: ProfileHeadProps) {
  const { t } = useTranslation()
  const municipalities = useMunicipalities()
  const isVerified = useVerified(organisation)
  const place = municipalities?.municipalityByAgs(municipalities.currentAgs(organisation.municipality))
  return (
    <header>
      <div className={styles.line}>
        <Node size={80} tone={organisation.ownRole === null ? 'default' : 'own'} className={styles.node}>
          {initials(organisation.name)}
        </Node>
        <span className={styles.tags}>
          {isNewcomer(organisation.joinedAt) && <Tag>{t('organisations.newcomer')}</Tag>}
          {organisation.currency !== 'current' && <Tag>{t(`organisations.${organisation.currency}`)}</Tag>}
          {isVerified ? (
            <Tag tone="line">{t('organisations.verified')}</Tag>
          ) : (
            <Tag tone="plain">
              <Unverified of={organisation} />
            </Tag>
          )}
          {organisation.enteredByCentre && <Tag tone="line">{t('organisations.enteredByCentre')}</Tag>}
        </span>
      </div>
      <div className={styles.head}>
        <div className={styles.words}>
          <p className={styles.place}>{place ? placeWithDistrict(place) : '\u00a0'}</p>
          <h1 className={styles.name}>
            <bdi>{organisation.name}</bdi>
          </h1>
          {organisation.selfTerm !== '' && (
            <p className={styles.term}>
              {t('organisations.profile.selfTerm', { term: organisation.selfTerm })}
              <Audience organisation={organisation} field="selfTerm" />
            </p>
          )}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  )
}
