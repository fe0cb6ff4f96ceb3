import { withWords } from '../../platform/with-words.ts'

/** Each is fetched when somebody goes there. */
export const pages = {
  DeskPage: () => withWords(async () => (await import('./DeskPage.tsx')).DeskPage),
  LivePage: () => withWords(async () => (await import('./LivePage.tsx')).LivePage),
}
