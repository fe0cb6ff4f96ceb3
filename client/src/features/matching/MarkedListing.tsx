import type { Listing, OwnMembership } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useMe } from '../../platform/session.tsx'
import { ListingDialog } from './ListingDialog.tsx'

export interface MarkedListingProps {
  own: OwnMembership
  kind: Listing['kind']
  threadId: string
  contributionId: string
  onClose: () => void
}

const longestText = 2000

/** A new entry that begins with what its author wrote in a thread, for the association it was written for. */
export function MarkedListing({ own, kind, threadId, contributionId, onClose }: MarkedListingProps) {
  const { user, memberships } = useMe()
  const { data, error } = useQuery(
    read('threads.contributions', { threadId, aroundId: contributionId, limit: 1 }),
  )
  if (!data && !error) return null
  // Only one's own words; somebody else's address opens an empty form.
  const said = data?.contributions.find(({ id, authorId }) => id === contributionId && authorId === user?.id)
  const spokenFor = memberships.find(
    ({ organisationId, mayWriteFor }) => mayWriteFor && organisationId === said?.actingOrganisationId,
  )
  return (
    <ListingDialog
      own={spokenFor ?? own}
      begin={{
        kind,
        text: Array.from(said?.text ?? '')
          .slice(0, longestText)
          .join(''),
      }}
      source={said && { threadId, contributionId }}
      onClose={onClose}
    />
  )
}
