import { withWords } from '../../platform/with-words.ts'

export { FittingRooms } from './FittingRooms.tsx'
export { NewestThreads } from './NewestThreads.tsx'
export { RoomPage } from './RoomPage.tsx'

const administration = () => import('./administration/pages.ts')

/** Each is fetched when somebody goes there. */
export const pages = {
  FramePage: () => withWords(async () => (await administration()).FramePage),
  FramesPage: () => withWords(async () => (await administration()).FramesPage),
  NewRoomPage: () => withWords(async () => (await administration()).NewRoomPage),
  RoomsPage: async () => (await import('./RoomsPage.tsx')).RoomsPage,
  StartThreadPage: () => withWords(async () => (await import('./StartThreadPage.tsx')).StartThreadPage),
}
