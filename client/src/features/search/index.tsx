/** Fetched when somebody goes there. */
export const pages = {
  SearchPage: async () => (await import('./SearchPage.tsx')).SearchPage,
}
