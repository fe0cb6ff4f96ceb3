import type { Room } from '@augenhoehe/contracts'
import { RoomModeration } from '../features/moderation/index.tsx'
import { RoomPage } from '../features/rooms/index.tsx'

const foot = (room: Room) => <RoomModeration room={room} />

export const RoomRoute = () => <RoomPage foot={foot} />
