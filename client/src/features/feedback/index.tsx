import { withWords } from '../../platform/with-words.ts'

/** Each is fetched when somebody goes there. */
export const pages = {
  FeedbackPage: () => withWords(async () => (await import('./FeedbackPage.tsx')).FeedbackPage),
  FeedbackListPage: () => withWords(async () => (await import('./FeedbackListPage.tsx')).FeedbackListPage),
}
