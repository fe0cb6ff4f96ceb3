import { withWords } from '../../platform/with-words.ts'

/** Fetched when somebody goes there. */
export const pages = {
  SearchPage: () => withWords(async () => (await import('./SearchPage.tsx')).SearchPage),
}
