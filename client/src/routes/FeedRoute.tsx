import type { Listing } from '@augenhoehe/contracts'
import type { ComponentType } from 'react'
import { ReportButton } from '../features/moderation/index.tsx'
import { ListingActsContext } from '../platform/listing-acts.ts'

const actsFor = ({ id, title }: Listing) => (
  <ReportButton about={{ kind: 'listing', listingId: id }} name={title} />
)

/** A page of listings, with what one can do about those of others. */
export function withListingActs(Page: ComponentType): ComponentType {
  return function ListingsRoute() {
    return (
      <ListingActsContext value={actsFor}>
        <Page />
      </ListingActsContext>
    )
  }
}
