export { resultHandlers } from './handlers.ts'
export { createResults, type Results } from './service.ts'
