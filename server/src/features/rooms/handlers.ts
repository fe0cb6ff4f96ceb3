import type { HandlersOf } from '../../platform/operations.ts'
import type { RoomService } from './service.ts'

export const roomHandlers = (rooms: RoomService): HandlersOf<'rooms'> => ({
  'rooms.list': (_, { actor }) => rooms.list(actor),
  'rooms.get': ({ slug }, { actor }) => rooms.get(actor, slug),
  'rooms.listModerators': ({ roomId }) => rooms.listModerators(roomId),
  'rooms.appointModerator': ({ roomId, email }) => rooms.appoint(roomId, email),
  'rooms.dismissModerator': ({ roomId, userId }) => rooms.dismiss(roomId, userId),
})
