/** Each is fetched when somebody goes there. */
export const pages = {
  ThreadPage: async () => (await import('./ThreadPage.tsx')).ThreadPage,
}
