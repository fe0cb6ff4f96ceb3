export { NewestThreads } from './NewestThreads.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  RoomPage: async () => (await import('./RoomPage.tsx')).RoomPage,
  RoomsPage: async () => (await import('./RoomsPage.tsx')).RoomsPage,
  StartThreadPage: async () => (await import('./StartThreadPage.tsx')).StartThreadPage,
}
