import { withWords } from '../../platform/with-words.ts'

export { TodayClaims } from './claims/TodayClaims.tsx'
export { NewestOrganisations } from './NewestOrganisations.tsx'
export { OwnOrganisationPage } from './OwnOrganisationPage.tsx'
export { ProfilePage } from './ProfilePage.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  CreatePage: () => withWords(async () => (await import('./creating/CreatePage.tsx')).CreatePage),
  DirectoryPage: async () => (await import('./DirectoryPage.tsx')).DirectoryPage,
  ClaimsAndMergesPage: () => withWords(async () => (await import('./claims/StaffPage.tsx')).StaffPage),
  InvitationPage: () => withWords(async () => (await import('./InvitationPage.tsx')).InvitationPage),
}
