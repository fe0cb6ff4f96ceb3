import type { HandlersOf } from '../../platform/operations.ts'
import type { PresenceService } from './presence.ts'
import type { RoomService } from './service.ts'

export const roomHandlers = (
  { administration, ...rooms }: RoomService,
  presence: PresenceService,
): HandlersOf<'rooms'> => ({
  'rooms.list': (_, { actor }) => rooms.list(actor),
  'rooms.get': ({ slug }, { actor }) => rooms.get(actor, slug),
  'rooms.enter': (input, { actor, listener }) => presence.enter(actor, input, listener),
  'rooms.leave': (_, { listener }) => presence.leave(listener),
  'rooms.listFrames': (_, { actor }) => administration.listFrames(actor),
  'rooms.create': (input, { actor }) => administration.create(actor, input),
  'rooms.change': (input, { actor }) => administration.change(actor, input),
  'rooms.setQuestions': (input, { actor }) => administration.setQuestions(actor, input),
  'rooms.archive': ({ roomId }, { actor }) => administration.archive(actor, roomId),
  'rooms.unarchive': ({ roomId }, { actor }) => administration.unarchive(actor, roomId),
  'rooms.listInvited': ({ roomId }, { actor }) => administration.listInvited(actor, roomId),
  'rooms.invite': ({ roomId, email }, { actor }) => administration.invite(actor, roomId, email),
  'rooms.uninvite': ({ roomId, userId }, { actor }) => administration.uninvite(actor, roomId, userId),
  'rooms.listModerators': ({ roomId }, { actor }) => administration.listModerators(actor, roomId),
  'rooms.appointModerator': (input, { actor }) => administration.appoint(actor, input),
  'rooms.dismissModerator': ({ roomId, userId }, { actor }) => administration.dismiss(actor, roomId, userId),
})
