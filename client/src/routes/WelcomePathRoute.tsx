import { NextDates } from '../features/live/index.tsx'
import { FirstPeers } from '../features/matching/index.tsx'
import { FittingRooms } from '../features/rooms/index.tsx'
import { WelcomePath } from '../features/start/index.tsx'

const rooms = (needs: readonly string[]) => <FittingRooms needs={needs} />

export const WelcomePathRoute = () => (
  <WelcomePath rooms={rooms} peers={<FirstPeers />} dates={<NextDates />} />
)
