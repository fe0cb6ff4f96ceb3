export { matchingHandlers } from './handlers.ts'
export type { PublishedListing } from './listings.ts'
export { openMatters } from './request-model.ts'
export { createMatching, type Matching } from './service.ts'
