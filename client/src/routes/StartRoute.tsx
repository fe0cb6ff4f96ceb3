import { PublicListings, TodayMatches, TodayRequests } from '../features/matching/index.tsx'
import { NewestOrganisations } from '../features/organisations/index.tsx'
import { NewestThreads } from '../features/rooms/index.tsx'
import { TodayPage, WelcomePage } from '../features/start/index.tsx'
import { PageWaiting } from '../platform/PageWaiting.tsx'
import { useRemembered } from '../platform/remembered.ts'
import { useMe } from '../platform/session.tsx'

const requests = (organisationId: string) => <TodayRequests organisationId={organisationId} />
const matches = (organisationId: string) => <TodayMatches organisationId={organisationId} />

export function StartRoute() {
  const { isSignedIn, isPending } = useMe()
  const [familiar] = useRemembered('signed-in')
  // Strangers are the ones who wait least; people who were signed in are not shown the strangers' page first.
  if (isPending && familiar === 'yes') return <PageWaiting />
  return isSignedIn ? (
    <TodayPage
      requests={requests}
      threads={<NewestThreads limit={4} />}
      matches={matches}
      listings={<PublicListings limit={4} />}
    />
  ) : (
    <WelcomePage
      threads={<NewestThreads limit={3} />}
      listings={<PublicListings limit={3} />}
      associations={<NewestOrganisations limit={3} />}
    />
  )
}
