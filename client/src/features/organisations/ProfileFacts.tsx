import type { Organisation, ProfileField } from '@augenhoehe/contracts'
import type { Labelled } from '@augenhoehe/reference-data'
import { Fragment, type ReactNode } from 'react'
import { dirOf, label, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useFieldName, useTaxonomy } from '../../platform/reference.ts'
import { Link, SectionHead } from '../../ui/index.ts'
import { VerifiedFact } from './verification/VerifiedFact.tsx'
import { Audience } from './Audience.tsx'
import styles from './ProfileFacts.module.css'

/** "https://www.verein.de/" reads better without its technical ends. */
const shortAddress = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

interface ProfileFactsProps {
  organisation: Organisation
  level?: 2 | 3
}

interface Fact {
  name: string
  /** Nothing where nobody said anything, or not to this reader. */
  value: ReactNode
  field?: ProfileField
}

/** What one can say of an association in a word each; what is not said leaves no hole. */
export function ProfileFacts({ organisation, level = 2 }: ProfileFactsProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatDate, formatEnumeration } = useFormat()
  const taxonomy = useTaxonomy()
  const fieldName = useFieldName()
  const { foundedYear, website, contactEmail, contactPhone, targetGroups, meetingPlace } = organisation
  const words = (entry: Labelled | undefined) => entry && <bdi>{label(entry, locale)}</bdi>
  const legal = taxonomy?.legalFormById(organisation.legalForm ?? '')
  const facts: Fact[] = [
    {
      name: t('organisations.profile.fields'),
      value: formatEnumeration(organisation.fields.map(fieldName).filter(Boolean)),
    },
    {
      name: t('organisations.profile.languages'),
      value: (
        <ul className={styles.languages}>
          {organisation.languages.map((id) => (
            <li key={id}>
              <bdi lang={id} dir={dirOf(id)}>
                {taxonomy?.languageById(id)?.endonym ?? id}
              </bdi>
            </li>
          ))}
        </ul>
      ),
    },
    {
      name: t('organisations.profile.targetGroups'),
      value: targetGroups !== '' && <span dir="auto">{targetGroups}</span>,
      field: 'targetGroups',
    },
    { name: t('organisations.profile.founded'), value: foundedYear, field: 'foundedYear' },
    {
      name: t('organisations.profile.members'),
      value: words(taxonomy?.memberBandById(organisation.memberBand ?? '')),
      field: 'memberBand',
    },
    {
      name: t('organisations.profile.staff'),
      value: words(taxonomy?.staffBandById(organisation.staffBand ?? '')),
      field: 'staffBand',
    },
    {
      name: t('organisations.profile.kind'),
      value: words(taxonomy?.organisationKindById(organisation.kind ?? '')),
      field: 'kind',
    },
    { name: t('organisations.profile.legalForm'), value: words(legal), field: 'legalForm' },
    {
      name: t('organisations.profile.meetingPlace'),
      value: meetingPlace !== '' && <span dir="auto">{meetingPlace}</span>,
      field: 'meetingPlace',
    },
    {
      name: t('organisations.profile.website'),
      value: website !== null && (
        <bdi dir="ltr">
          <Link href={website} rel="noopener nofollow ugc">
            {shortAddress(website)}
          </Link>
        </bdi>
      ),
      field: 'website',
    },
    {
      name: t('organisations.profile.email'),
      value: contactEmail !== null && (
        <bdi dir="ltr">
          <Link href={`mailto:${contactEmail}`}>{contactEmail}</Link>
        </bdi>
      ),
      field: 'contactEmail',
    },
    {
      name: t('organisations.profile.phone'),
      value: contactPhone !== null && (
        <bdi dir="ltr">
          <Link href={`tel:${contactPhone.replace(/[^\d+]/g, '')}`}>{contactPhone}</Link>
        </bdi>
      ),
      field: 'contactPhone',
    },
    {
      name: t('organisations.profile.joined'),
      value: t('organisations.profile.since', { day: formatDate(organisation.joinedAt) }),
    },
  ]
  return (
    <section aria-labelledby="profile-facts">
      <SectionHead id="profile-facts" level={level}>
        {t('organisations.profile.facts')}
      </SectionHead>
      <dl className={styles.facts}>
        {facts
          .filter(({ value }) => Boolean(value))
          .map(({ name, value, field }) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                {field && <Audience organisation={organisation} field={field} />}
              </dd>
            </Fragment>
          ))}
        <VerifiedFact organisation={organisation} />
      </dl>
    </section>
  )
}
