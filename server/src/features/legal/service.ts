import type { LegalPage, LegalPageName, Locale } from '@augenhoehe/contracts'
import { legalPage, type LegalFacts } from './documents.ts'

/** Imprint, privacy and accessibility, with the details of whoever runs the platform. */
export const createLegal = (facts: LegalFacts) => ({
  page: (page: LegalPageName, locale: Locale): LegalPage => legalPage(page, locale, facts),
})
export type LegalService = ReturnType<typeof createLegal>
