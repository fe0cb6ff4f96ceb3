// One file for the browser: who opens one of these pages opens the others.
export { FramePage } from './FramePage.tsx'
export { FramesPage } from './FramesPage.tsx'
export { NewRoomPage } from './NewRoomPage.tsx'
