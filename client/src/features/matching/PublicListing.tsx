import type { Listing, OwnMembership } from '@augenhoehe/contracts'
import { use } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { ListingActsContext } from '../../platform/listing-acts.ts'
import { ListingFacts } from '../../platform/ListingFacts.tsx'
import { usePlaceName } from '../../platform/reference.ts'
import { useMe } from '../../platform/session.tsx'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { Unverified } from '../../platform/Unverified.tsx'
import { Button, Link, ListingCard } from '../../ui/index.ts'
import { ListingOrigin } from './ListingOrigin.tsx'
import styles from './Matching.module.css'
import { useListingMeta } from './useListingMeta.ts'
import { useListingCategory } from './vocabulary.ts'

interface PublicListingProps {
  listing: Listing
  own: OwnMembership | undefined
  onAsk: () => void
}

/** Whoever has no account can read everything, and comes back here once they have signed in. */
export const toSignIn = '/anmelden?weiter=%2Fsuchen-und-bieten'

export function PublicListing({ listing, own, onAsk }: PublicListingProps) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const categoryOf = useListingCategory()
  const metaOf = useListingMeta()
  const actsFor = use(ListingActsContext)
  const { isSignedIn } = useMe()
  const mine = own?.organisationId === listing.organisationId
  const { name, slug } = listing.organisation
  return (
    <ListingCard
      kind={listing.kind}
      kindLabel={t(mine ? `matching.own.${listing.kind}` : `matching.kind.${listing.kind}`)}
      title={listing.title}
      place={
        listing.remote
          ? t('matching.placeOrOnline', { place: placeName(listing.municipality) })
          : placeName(listing.municipality)
      }
      organisation={
        <Link href={`/organisationen/${slug}`}>
          <bdi>{name}</bdi>
        </Link>
      }
      tag={<Unverified of={listing.organisation} />}
      facts={<ListingFacts of={listing} />}
      meta={
        <>
          {[categoryOf(listing), metaOf(listing)].filter(Boolean).join(' · ')}
          {listing.source && (
            <>
              {' · '}
              <ListingOrigin source={listing.source} />
            </>
          )}
        </>
      }
      actions={
        mine ? undefined : (
          <>
            {(own?.role === 'admin' || !isSignedIn) && (
              <Button
                look="line"
                {...(isSignedIn ? { onClick: onAsk } : { href: toSignIn })}
                aria-label={t('matching.request.askNamed', { name })}
              >
                {t('matching.request.ask')}
              </Button>
            )}
            <div className={styles.further}>{actsFor(listing)}</div>
          </>
        )
      }
    >
      {listing.text ? <WithTerms text={listing.text} /> : undefined}
    </ListingCard>
  )
}
