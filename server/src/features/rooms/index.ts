export { roomHandlers } from './handlers.ts'
export type { RoomDoc } from './model.ts'
export { createPresence, here, type PresenceService } from './presence.ts'
export { createRooms, type RoomService } from './service.ts'
