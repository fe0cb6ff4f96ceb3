import type { Organisation } from '@augenhoehe/contracts'
import { dirOf, useFormat, useTranslation } from '../../platform/i18n.ts'
import { useFieldName, useTaxonomy } from '../../platform/reference.ts'
import { Link, SectionHead } from '../../ui/index.ts'
import { VerifiedFact } from './verification/VerifiedFact.tsx'
import styles from './ProfileFacts.module.css'

/** "https://www.verein.de/" reads better without its technical ends. */
const shortAddress = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

interface ProfileFactsProps {
  organisation: Organisation
  level?: 2 | 3
}

export function ProfileFacts({ organisation, level = 2 }: ProfileFactsProps) {
  const { t } = useTranslation()
  const { formatDate, formatEnumeration } = useFormat()
  const taxonomy = useTaxonomy()
  const fieldName = useFieldName()
  const languages = organisation.languages.map((id) => taxonomy?.languageById(id)?.endonym ?? id)
  return (
    <section aria-labelledby="profile-facts">
      <SectionHead id="profile-facts" level={level}>
        {t('organisations.profile.facts')}
      </SectionHead>
      <dl className={styles.facts}>
        <dt>{t('organisations.profile.fields')}</dt>
        <dd>{formatEnumeration(organisation.fields.map(fieldName).filter(Boolean))}</dd>
        <dt>{t('organisations.profile.languages')}</dt>
        <dd>
          <ul className={styles.languages}>
            {organisation.languages.map((id, index) => (
              <li key={id}>
                <bdi lang={id} dir={dirOf(id)}>
                  {languages[index]}
                </bdi>
              </li>
            ))}
          </ul>
        </dd>
        {organisation.foundedYear !== null && (
          <>
            <dt>{t('organisations.profile.founded')}</dt>
            <dd>{organisation.foundedYear}</dd>
          </>
        )}
        {organisation.website !== null && (
          <>
            <dt>{t('organisations.profile.website')}</dt>
            <dd dir="ltr">
              <Link href={organisation.website} rel="noopener nofollow ugc">
                {shortAddress(organisation.website)}
              </Link>
            </dd>
          </>
        )}
        {organisation.contactEmail !== null && (
          <>
            <dt>{t('organisations.profile.email')}</dt>
            <dd dir="ltr">
              <Link href={`mailto:${organisation.contactEmail}`}>{organisation.contactEmail}</Link>
            </dd>
          </>
        )}
        <VerifiedFact organisation={organisation} />
        <dt>{t('organisations.profile.joined')}</dt>
        <dd>{t('organisations.profile.since', { day: formatDate(organisation.joinedAt) })}</dd>
      </dl>
    </section>
  )
}
