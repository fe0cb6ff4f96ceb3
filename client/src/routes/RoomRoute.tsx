import type { Room } from '@augenhoehe/contracts'
import { RoomLive, RoomLiveBeside, RoomThreadSessions } from '../features/live/index.tsx'
import { RoomModeration } from '../features/moderation/index.tsx'
import { RoomResults } from '../features/results/index.tsx'
import { RoomPage } from '../features/rooms/index.tsx'
import { FollowButton } from '../platform/FollowButton.tsx'

const foot = (room: Room) => <RoomModeration room={room} />
const results = (room: Room) => <RoomResults room={room} />
const actions = ({ id }: Room) => <FollowButton kind="room" target={id} />
const above = ({ id }: Room) => <RoomLive roomId={id} />
const beside = (room: Room) => (
  <>
    <RoomLiveBeside roomId={room.id} />
    <RoomResults room={room} beside />
  </>
)

export const RoomRoute = () => (
  <RoomThreadSessions>
    <RoomPage foot={foot} above={above} beside={beside} results={results} actions={actions} />
  </RoomThreadSessions>
)
