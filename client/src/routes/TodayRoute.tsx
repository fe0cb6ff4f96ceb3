import { AllThreadSessions, LiveNow, NextSessions } from '../features/live/index.tsx'
import {
  PublicListings,
  TodayCooperations,
  TodayMatches,
  TodayRequests,
} from '../features/matching/index.tsx'
import { TodayModeration } from '../features/moderation/index.tsx'
import { SecondAdmin, TodayClaims } from '../features/organisations/index.tsx'
import { TodayMarks, TodayQuotes } from '../features/results/index.tsx'
import { NewestThreads } from '../features/rooms/index.tsx'
import { TodayPage } from '../features/start/index.tsx'
import { LaterConversations } from '../features/threads/index.tsx'
import { Upkeep } from '../platform/later-upkeep.ts'

const requests = (organisationId: string) => (
  <>
    <TodayRequests organisationId={organisationId} />
    <LaterConversations organisationId={organisationId} onlyNew />
    <TodayCooperations organisationId={organisationId} />
  </>
)
const matches = (organisationId: string) => <TodayMatches organisationId={organisationId} />

export const TodayRoute = () => (
  <TodayPage
    live={<LiveNow />}
    notices={
      <>
        <Upkeep />
        <TodayModeration />
        <TodayClaims />
        <TodayMarks />
        <TodayQuotes />
      </>
    }
    dates={<NextSessions limit={2} />}
    last={<SecondAdmin />}
    requests={requests}
    threads={
      <AllThreadSessions>
        <NewestThreads limit={4} />
      </AllThreadSessions>
    }
    matches={matches}
    listings={<PublicListings limit={4} />}
  />
)
