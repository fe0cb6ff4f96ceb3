export { threadHandlers } from './handlers.ts'
export { announceTo, hintTo } from './live.ts'
export {
  publishedContributions,
  publishedThreads,
  type PublishedContribution,
  type PublishedThread,
} from './published.ts'
export { createThreads, type Announcement, type ThreadService } from './service.ts'
export { removedBy } from './translations.ts'
