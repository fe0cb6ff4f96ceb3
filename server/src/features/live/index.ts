export { liveHandlers } from './handlers.ts'
export { announceTo as announceSession, followAnew as followSessionsAnew } from './live.ts'
export type { SessionOutcome } from './outcomes.ts'
export { createLive, type LiveService } from './service.ts'
