import type { LegalPageName } from '@augenhoehe/contracts'

/** Words come from the server with the page, in every language: here is only how they are set. */
const page = (name: LegalPageName) => async () => (await import('./LegalPage.tsx')).legalPages[name]

export const pages = {
  ImprintPage: page('imprint'),
  PrivacyPage: page('privacy'),
  AccessibilityPage: page('accessibility'),
}
