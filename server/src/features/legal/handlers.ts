import type { HandlersOf } from '../../platform/operations.ts'
import type { LegalService } from './service.ts'

export const legalHandlers = (legal: LegalService): HandlersOf<'legal'> => ({
  'legal.page': async ({ page, locale }) => legal.page(page, locale),
})
