export { matchingHandlers } from './handlers.ts'
export { createMatching, type Matching } from './service.ts'
