import { withWords } from '../../platform/with-words.ts'

const administration = () => import('./administration/pages.ts')

/** Each is fetched when somebody goes there. */
export const pages = {
  EntriesPage: () => withWords(async () => (await administration()).EntriesPage),
  EntryPage: () => withWords(async () => (await administration()).EntryPage),
  GlossaryPage: () => withWords(async () => (await import('./GlossaryPage.tsx')).GlossaryPage),
  NewEntryPage: () => withWords(async () => (await administration()).NewEntryPage),
  TermPage: () => withWords(async () => (await import('./TermPage.tsx')).TermPage),
}
