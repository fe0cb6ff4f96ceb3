export { moderationHandlers } from './handlers.ts'
export { createModeration, type Moderation } from './service.ts'
export { moderationPersonal } from './personal.ts'
export { moderationRetention } from './retention.ts'
