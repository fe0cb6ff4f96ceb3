import { AllThreadSessions, LiveNow, NextSessions } from '../features/live/index.tsx'
import { PublicListings } from '../features/matching/index.tsx'
import { NewestOrganisations } from '../features/organisations/index.tsx'
import { NewestThreads } from '../features/rooms/index.tsx'
import { WelcomePage } from '../features/start/index.tsx'

export const WelcomeRoute = () => (
  <WelcomePage
    live={<LiveNow />}
    threads={
      <AllThreadSessions>
        <NewestThreads limit={3} />
      </AllThreadSessions>
    }
    listings={<PublicListings limit={3} />}
    sessions={<NextSessions limit={2} />}
    associations={<NewestOrganisations limit={2} />}
  />
)
