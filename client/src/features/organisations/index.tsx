import { withWords } from '../../platform/with-words.ts'

export { TodayClaims } from './claims/TodayClaims.tsx'
export { NewestOrganisations } from './NewestOrganisations.tsx'
export { OwnOrganisationPage } from './OwnOrganisationPage.tsx'
export { VouchButton } from './verification/VouchButton.tsx'
export { ProfilePage } from './ProfilePage.tsx'

export { OwnSays } from './people/OwnSay.tsx'
export { SecondAdmin } from './people/SecondAdmin.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  CreatePage: () => withWords(async () => (await import('./creating/CreatePage.tsx')).CreatePage),
  OwnClaimsPage: () => withWords(async () => (await import('./claims/OwnClaimsPage.tsx')).OwnClaimsPage),
  VerificationsPage: () =>
    withWords(async () => (await import('./administration/VerificationsPage.tsx')).VerificationsPage),
  DirectoryPage: async () => (await import('./DirectoryPage.tsx')).DirectoryPage,
  ClaimsAndMergesPage: () => withWords(async () => (await import('./claims/StaffPage.tsx')).StaffPage),
  ImportPage: () => withWords(async () => (await import('./exchange/ImportPage.tsx')).ImportPage),
  ImportsPage: () => withWords(async () => (await import('./exchange/ImportsPage.tsx')).ImportsPage),
  HandoverPage: () => withWords(async () => (await import('./people/HandoverPage.tsx')).HandoverPage),
  ObjectionPage: () => withWords(async () => (await import('./people/ObjectionPage.tsx')).ObjectionPage),
  RestorationsPage: () =>
    withWords(async () => (await import('./people/RestorationsPage.tsx')).RestorationsPage),
  QuestionPage: () => withWords(async () => (await import('./upkeep/QuestionPage.tsx')).QuestionPage),
  SheetPage: () => withWords(async () => (await import('./sheet/SheetPage.tsx')).SheetPage),
  StalePage: () => withWords(async () => (await import('./upkeep/StalePage.tsx')).StalePage),
  InvitationPage: () => withWords(async () => (await import('./InvitationPage.tsx')).InvitationPage),
}
