import type { Organisation } from '@augenhoehe/contracts'
import { ProfilePartners, RequestButton } from '../features/matching/index.tsx'
import { BlockOrganisation, ReportButton } from '../features/moderation/index.tsx'
import { ProfilePage, VouchButton } from '../features/organisations/index.tsx'
import { OrganisationResults } from '../features/results/index.tsx'
import { FollowButton } from '../platform/FollowButton.tsx'

const actions = (organisation: Organisation) => (
  <>
    <RequestButton organisation={organisation} />
    {organisation.ownRole === null && <FollowButton kind="organisation" target={organisation.id} />}
    <VouchButton organisation={organisation} />
  </>
)

/** What one looks for only when something is wrong. */
const further = (organisation: Organisation) => (
  <>
    <BlockOrganisation organisation={organisation} />
    <ReportButton about={{ kind: 'profile', organisationId: organisation.id }} name={organisation.name} />
  </>
)

const contributions = ({ id }: Organisation) => (
  <>
    <ProfilePartners organisationId={id} />
    <OrganisationResults organisationId={id} />
  </>
)

export const ProfileRoute = () => (
  <ProfilePage actions={actions} contributions={contributions} further={further} />
)
