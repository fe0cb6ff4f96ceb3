export { threadHandlers } from './handlers.ts'
export { announceTo } from './live.ts'
export { createThreads, type Announcement, type ThreadService } from './service.ts'
