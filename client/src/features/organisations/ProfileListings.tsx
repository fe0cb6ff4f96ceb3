import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { ListingFacts } from '../../platform/ListingFacts.tsx'
import { usePlaceName } from '../../platform/reference.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { Row, Rows, SectionHead } from '../../ui/index.ts'
import styles from './ProfileListings.module.css'

interface ProfileListingsProps {
  organisationId: string
  kind: 'need' | 'offer'
}

/** What an association gives or needs; nothing at all where there is nothing. */
export function ProfileListings({ organisationId, kind }: ProfileListingsProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const placeName = usePlaceName()
  const { data } = useQuery(
    read(kind === 'need' ? 'needs.list' : 'offers.list', { organisationId, limit: 30 }),
  )
  const active = data?.listings.filter(({ state }) => state === 'active') ?? []
  if (active.length === 0) return null
  const heading = `profile-${kind}`
  return (
    <section aria-labelledby={heading}>
      <SectionHead id={heading}>
        {t(kind === 'need' ? 'organisations.profile.needs' : 'organisations.profile.offers')}
      </SectionHead>
      <Rows>
        {active.map((listing) => (
          <Row
            key={listing.id}
            leading={<span className={styles.circle} data-kind={kind} aria-hidden="true" />}
            level={3}
            title={<span dir="auto">{listing.title}</span>}
            meta={[
              listing.remote ? t('organisations.profile.remote') : placeName(listing.municipality),
              listing.from && t('organisations.profile.from', { day: formatDate(listing.from) }),
              listing.until && t('organisations.profile.until', { day: formatDate(listing.until) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          >
            {listing.text !== '' && (
              <p dir="auto">
                <WithTerms text={listing.text} />
              </p>
            )}
            <ListingFacts of={listing} />
          </Row>
        ))}
      </Rows>
    </section>
  )
}
