import type { OrganisationSummary } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { useFieldName, usePlaceName } from '../../platform/reference.ts'
import { useMe } from '../../platform/session.tsx'
import { OrganisationRow, Rows, Tag } from '../../ui/index.ts'
import { isNewcomer } from './newcomer.ts'

interface OrganisationListProps {
  organisations: readonly OrganisationSummary[]
  level?: 2 | 3
}

export function OrganisationList({ organisations, level = 2 }: OrganisationListProps) {
  const { t } = useTranslation()
  const { formatEnumeration } = useFormat()
  const { memberships } = useMe()
  const placeName = usePlaceName()
  const fieldName = useFieldName()
  const own = new Set(memberships.map(({ organisationId }) => organisationId))
  return (
    <Rows>
      {organisations.map((organisation) => (
        <OrganisationRow
          key={organisation.id}
          level={level}
          initials={initials(organisation.name)}
          name={organisation.name}
          href={`/organisationen/${organisation.slug}`}
          own={own.has(organisation.id)}
          meta={
            <>
              {placeName(organisation.municipality) || '\u00a0'}
              {own.has(organisation.id) && ` · ${t('organisations.own')}`}
              {isNewcomer(organisation.joinedAt) && (
                <>
                  {' '}
                  <Tag>{t('organisations.newcomer')}</Tag>
                </>
              )}
            </>
          }
          topics={formatEnumeration(organisation.fields.map(fieldName).filter(Boolean)) || '\u00a0'}
        />
      ))}
    </Rows>
  )
}
