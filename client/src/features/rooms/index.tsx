export { NewestThreads } from './NewestThreads.tsx'
export { RoomPage } from './RoomPage.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  RoomsPage: async () => (await import('./RoomsPage.tsx')).RoomsPage,
  StartThreadPage: async () => (await import('./StartThreadPage.tsx')).StartThreadPage,
}
