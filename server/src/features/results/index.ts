export { recordsInReview } from './awaiting.ts'
export { exportRoutes } from './export/routes.ts'
export { resultHandlers } from './handlers.ts'
export { createResults, type Results } from './service.ts'
