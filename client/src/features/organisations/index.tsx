import { withWords } from '../../platform/with-words.ts'

export { AdministrationFrame } from './administration/AdministrationFrame.tsx'
export { NewestOrganisations } from './NewestOrganisations.tsx'
export { OwnOrganisationPage } from './OwnOrganisationPage.tsx'
export { OwnSays } from './people/OwnSay.tsx'
export { ProfilePage } from './ProfilePage.tsx'
export { SecondAdmin } from './people/SecondAdmin.tsx'
export { TodayClaims } from './claims/TodayClaims.tsx'
export { VouchButton } from './verification/VouchButton.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  ClaimsAndMergesPage: () => withWords(async () => (await import('./claims/StaffPage.tsx')).StaffPage),
  CreatePage: () => withWords(async () => (await import('./creating/CreatePage.tsx')).CreatePage),
  DirectoryPage: async () => (await import('./DirectoryPage.tsx')).DirectoryPage,
  HandoverPage: () => withWords(async () => (await import('./people/HandoverPage.tsx')).HandoverPage),
  ImportPage: () => withWords(async () => (await import('./exchange/ImportPage.tsx')).ImportPage),
  ImportsPage: () => withWords(async () => (await import('./exchange/ImportsPage.tsx')).ImportsPage),
  InvitationPage: () => withWords(async () => (await import('./InvitationPage.tsx')).InvitationPage),
  ObjectionPage: () => withWords(async () => (await import('./people/ObjectionPage.tsx')).ObjectionPage),
  OwnClaimsPage: () => withWords(async () => (await import('./claims/OwnClaimsPage.tsx')).OwnClaimsPage),
  QuestionPage: () => withWords(async () => (await import('./upkeep/QuestionPage.tsx')).QuestionPage),
  RestorationsPage: () =>
    withWords(async () => (await import('./people/RestorationsPage.tsx')).RestorationsPage),
  SheetPage: () => withWords(async () => (await import('./sheet/SheetPage.tsx')).SheetPage),
  StalePage: () => withWords(async () => (await import('./upkeep/StalePage.tsx')).StalePage),
  VerificationsPage: () =>
    withWords(async () => (await import('./administration/VerificationsPage.tsx')).VerificationsPage),
}
