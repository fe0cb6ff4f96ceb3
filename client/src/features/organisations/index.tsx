export { NewestOrganisations } from './NewestOrganisations.tsx'
export { OwnOrganisationPage } from './OwnOrganisationPage.tsx'
export { ProfilePage } from './ProfilePage.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  CreatePage: async () => (await import('./CreatePage.tsx')).CreatePage,
  DirectoryPage: async () => (await import('./DirectoryPage.tsx')).DirectoryPage,
  InvitationPage: async () => (await import('./InvitationPage.tsx')).InvitationPage,
}
