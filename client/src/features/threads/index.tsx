import { withWords } from '../../platform/with-words.ts'

export { LaterConversationNote } from './conversation/later.ts'
export { LaterConversations } from './conversation/later-list.ts'
export { ThreadPage } from './ThreadPage.tsx'
export type { AboveProps } from './ThreadView.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  ConversationsPage: () =>
    withWords(async () => (await import('./conversation/ConversationsPage.tsx')).ConversationsPage),
  OutboxPage: () => withWords(async () => (await import('./OutboxPage.tsx')).OutboxPage),
}
