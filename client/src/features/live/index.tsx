import { withWords } from '../../platform/with-words.ts'

export { LiveNow } from './LiveNow.tsx'
export { NextDates } from './NextDates.tsx'
export { NextSessions, RoomLive, RoomLiveBeside } from './RoomLive.tsx'
export { AllThreadSessions, RoomThreadSessions } from './ThreadSessions.tsx'
export { ThreadLive } from './ThreadLive.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  DatesPage: () => withWords(async () => (await import('./DatesPage.tsx')).DatesPage),
  DeskPage: () => withWords(async () => (await import('./DeskPage.tsx')).DeskPage),
  JoinPage: () => withWords(async () => (await import('./JoinPage.tsx')).JoinPage),
  LivePage: () => withWords(async () => (await import('./LivePage.tsx')).LivePage),
  PlanPage: () => withWords(async () => (await import('./PlanPage.tsx')).PlanPage),
}
