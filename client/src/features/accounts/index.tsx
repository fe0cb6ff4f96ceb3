import { withWords } from '../../platform/with-words.ts'
export { AccountPage } from './AccountPage.tsx'
export { Leaving } from './Leaving.tsx'
export { Proving } from './Proving.tsx'
export { SettingUpFirst } from './SettingUpFirst.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  AffiliationsPage: () => withWords(async () => (await import('./affiliations/pages.ts')).AffiliationsPage),
  ClaimPage: () => withWords(async () => (await import('./ClaimPage.tsx')).ClaimPage),
  ErasurePage: () => withWords(async () => (await import('./erasure/ErasurePage.tsx')).ErasurePage),
  ForgottenPasswordPage: async () => (await import('./ForgottenPasswordPage.tsx')).ForgottenPasswordPage,
  MagicLinkPage: async () => (await import('./MagicLinkPage.tsx')).MagicLinkPage,
  NewPasswordPage: async () => (await import('./NewPasswordPage.tsx')).NewPasswordPage,
  ResetPage: () => withWords(async () => (await import('./security/ResetPage.tsx')).ResetPage),
  SecurityPage: () => withWords(async () => (await import('./security/SecurityPage.tsx')).SecurityPage),
  SignInPage: async () => (await import('./SignInPage.tsx')).SignInPage,
  SignUpPage: () => withWords(async () => (await import('./SignUpPage.tsx')).SignUpPage),
  VerifyPage: async () => (await import('./VerifyPage.tsx')).VerifyPage,
}
