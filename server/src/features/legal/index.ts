export { legalHandlers } from './handlers.ts'
export { createLegalPages } from './pages.ts'
export { createLegal, type LegalService } from './service.ts'
