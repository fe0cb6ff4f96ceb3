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

/** A new entry that begins with what somebody wrote or said in a thread, for the association they did so for. */
export function MarkedListing({ own, kind, threadId, contributionId, onClose }: MarkedListingProps) {
  const { memberships } = useMe()
  const { data, error } = useQuery(
    read('threads.contributions', { threadId, aroundId: contributionId, limit: 1 }),
  )
  const asked = useQuery(read('results.marks', {}))
  if ((!data && !error) || asked.isPending) return null
  // Whose words they are says the mark: what was said aloud was written down by somebody else. Anything that one has
  // not agreed to opens an empty form.
  const isAgreed = asked.data?.marks.some(
    (mark) => mark.contributionId === contributionId && mark.kind === kind && mark.state === 'agreed',
  )
  const said = isAgreed ? data?.contributions.find(({ id }) => id === contributionId) : undefined
  const spokenFor = memberships.find(
    ({ organisationId, slug, mayWriteFor }) =>
      mayWriteFor &&
      (said?.oral ? slug === said.oral.organisation?.slug : organisationId === said?.actingOrganisationId),
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
