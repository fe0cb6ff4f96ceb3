import { withWords } from '../../platform/with-words.ts'

/** Each is fetched when somebody goes there. */
export const pages = {
  DraftPage: () => withWords(async () => (await import('./editor/DraftPage.tsx')).DraftPage),
  EditorPage: () => withWords(async () => (await import('./editor/EditorPage.tsx')).EditorPage),
  ListPage: () => withWords(async () => (await import('./ListPage.tsx')).ListPage),
  RecordPage: () => withWords(async () => (await import('./RecordPage.tsx')).RecordPage),
}
