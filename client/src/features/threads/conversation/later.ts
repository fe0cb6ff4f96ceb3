import { withWords } from '../../../platform/with-words.ts'
import { later } from '../../../ui/index.ts'

/** Other threads begin without it. */
export const LaterConversationNote = later(() =>
  withWords(async () => (await import('./ConversationNote.tsx')).ConversationNote),
)
