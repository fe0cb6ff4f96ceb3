import { withWords } from '../../../platform/with-words.ts'
import { later } from '../../../ui/index.ts'

/** The first page of everybody begins without it. */
export const LaterConversations = later(() =>
  withWords(async () => (await import('./Conversations.tsx')).Conversations),
)
