import { Cooperations, OwnListings, RequestCapacity, Requests } from '../features/matching/index.tsx'
import { OrganisationBlocks } from '../features/moderation/index.tsx'
import { OwnOrganisationPage } from '../features/organisations/index.tsx'
import { LaterConversations } from '../features/threads/index.tsx'

export function OwnOrganisationRoute() {
  return (
    <OwnOrganisationPage>
      {(organisationId) => (
        <>
          <LaterConversations organisationId={organisationId} />
          <Requests organisationId={organisationId} withoutCapacity />
          <OwnListings organisationId={organisationId} />
          <Cooperations organisationId={organisationId} />
          <RequestCapacity organisationId={organisationId} />
          <OrganisationBlocks organisationId={organisationId} />
        </>
      )}
    </OwnOrganisationPage>
  )
}
