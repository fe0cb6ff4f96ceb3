import { useTranslation } from '../../platform/i18n.ts'
import { usePlaceName } from '../../platform/reference.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { EmptyState, ListingRow, Rows, SkeletonLines } from '../../ui/index.ts'
import { usePublicListings } from './useListings.ts'

interface PublicListingsProps {
  limit?: number
}

const both = ['need', 'offer'] as const

/** What is sought and offered, newest first: the short form for the start page. */
export function PublicListings({ limit = 3 }: PublicListingsProps) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const { listings, error } = usePublicListings(both, {}, limit)
  if (error && !listings) return null
  if (!listings) return <SkeletonLines label={t('common.loading')} entries={limit} lines={2} node={false} />
  if (listings.length === 0) {
    return <EmptyState drawing="matches" size="small" level={3} title={t('matching.all.nothingYet')} />
  }
  return (
    <Rows label={t('matching.title')}>
      {listings.slice(0, limit).map((listing) => (
        <ListingRow
          key={listing.id}
          kind={listing.kind}
          kindLabel={t(`matching.kind.${listing.kind}`)}
          title={listing.title}
          href={`/organisationen/${listing.organisation.slug}`}
          place={placeName(listing.municipality)}
          meta={
            <>
              <bdi>{listing.organisation.name}</bdi>
              <Unverified of={listing.organisation} separated />
            </>
          }
        />
      ))}
    </Rows>
  )
}
