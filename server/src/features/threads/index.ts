export { questionsUsedIn, threadIdsIn } from './of-room.ts'
export { threadRevs } from './log.ts'
export { threadHandlers } from './handlers.ts'
export { createFingerprint, fingerprinted, storedFingerprint, type ThreadPrint } from './fingerprint.ts'
export { createThreadPages } from './first-page.ts'
export { announceTo, followers, hintTo } from './live.ts'
export {
  citedContributions,
  countShown,
  placedAfter,
  placedContributions,
  publishedContributions,
  publishedThreads,
  shownAmong,
  threadsSince,
  voicesBetween,
  type CitedContribution,
  type PlacedContribution,
  type PublishedContribution,
  type PublishedThread,
  type Voice,
} from './published.ts'
export { createThreads, type Announcement, type ThreadService } from './service.ts'
export { removedBy } from './translations.ts'
export { threadsPersonal } from './personal.ts'
