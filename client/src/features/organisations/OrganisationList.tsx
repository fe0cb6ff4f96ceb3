import type { DirectoryRow } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { useFieldName, usePlaceName } from '../../platform/reference.ts'
import { useMe } from '../../platform/session.tsx'
import { Unverified } from '../../platform/Unverified.tsx'
import { OrganisationRow, Rows, Tag } from '../../ui/index.ts'
import { isNewcomer } from './newcomer.ts'

interface OrganisationListProps {
  organisations: readonly DirectoryRow[]
  level?: 2 | 3
}

export function OrganisationList({ organisations, level = 2 }: OrganisationListProps) {
  const { t } = useTranslation()
  const { formatDistance, formatEnumeration } = useFormat()
  const { memberships } = useMe()
  const placeName = usePlaceName()
  const fieldName = useFieldName()
  const own = new Set(memberships.map(({ organisationId }) => organisationId))

  const tagsOf = ({ currency, joinedAt, slug, verified }: DirectoryRow) => (
    <>
      {currency === 'dormant' && <Tag tone="plain">{t('organisations.dormant')}</Tag>}
      {currency === 'unconfirmed' && <Tag tone="plain">{t('organisations.unconfirmed')}</Tag>}
      {currency === 'current' && isNewcomer(joinedAt) && <Tag>{t('organisations.newcomer')}</Tag>}
      <Unverified of={{ slug, verified }} />
    </>
  )
  const placeOf = (one: DirectoryRow) =>
    [
      <bdi key="place">{placeName(one.municipality) || '\u00a0'}</bdi>,

      Boolean(one.distanceKm) && formatDistance(one.distanceKm ?? 0),
      own.has(one.id) && t('organisations.own'),
    ]
      .filter(Boolean)
      .flatMap((part, index) => (index === 0 ? part : [' · ', part]))

  return (
    <Rows>
      {organisations.map((one) => (
        <OrganisationRow
          key={one.id}
          level={level}
          initials={initials(one.name)}
          name={one.name}
          href={`/organisationen/${one.slug}`}
          own={own.has(one.id)}
          quiet={one.currency !== 'current'}
          meta={
            <>
              <span>{placeOf(one)}</span>
              {tagsOf(one)}
            </>
          }
          topics={formatEnumeration(one.fields.map(fieldName).filter(Boolean)) || '\u00a0'}
          listings={one.listings.map(({ kind, title }) => ({
            kind,
            label: t(kind === 'offer' ? 'organisations.offersOne' : 'organisations.seeksOne', { title }),
          }))}
        />
      ))}
    </Rows>
  )
}
