export { NewestThreads } from './NewestThreads.tsx'
export { RoomPage } from './RoomPage.tsx'
export { RoomsPage } from './RoomsPage.tsx'
export { StartThreadPage } from './StartThreadPage.tsx'
