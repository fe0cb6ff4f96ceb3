import type { HandlersOf } from '../../platform/operations.ts'
import type { PresenceService } from './presence.ts'
import type { RoomService } from './service.ts'

export const roomHandlers = (rooms: RoomService, presence: PresenceService): HandlersOf<'rooms'> => ({
  'rooms.list': (_, { actor }) => rooms.list(actor),
  'rooms.get': ({ slug }, { actor }) => rooms.get(actor, slug),
  'rooms.enter': (input, { actor, listener }) => presence.enter(actor, input, listener),
  'rooms.leave': (_, { listener }) => presence.leave(listener),
  'rooms.listModerators': ({ roomId }, { actor }) => rooms.listModerators(actor, roomId),
  'rooms.appointModerator': ({ roomId, email }, { actor }) => rooms.appoint(actor, roomId, email),
  'rooms.dismissModerator': ({ roomId, userId }, { actor }) => rooms.dismiss(actor, roomId, userId),
})
