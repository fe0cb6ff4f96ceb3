import type { Room } from '@augenhoehe/contracts'
import { RoomLive, RoomThreadSessions } from '../features/live/index.tsx'
import { RoomModeration } from '../features/moderation/index.tsx'
import { RoomResults } from '../features/results/index.tsx'
import { RoomPage } from '../features/rooms/index.tsx'
import { FollowButton } from '../platform/FollowButton.tsx'

const foot = (room: Room) => (
  <>
    <RoomResults room={room} />
    <RoomModeration room={room} />
  </>
)
const actions = ({ id }: Room) => <FollowButton kind="room" target={id} />
const above = (room: Room) => <RoomLive roomId={room.id} />

export const RoomRoute = () => (
  <RoomThreadSessions>
    <RoomPage foot={foot} above={above} actions={actions} />
  </RoomThreadSessions>
)
