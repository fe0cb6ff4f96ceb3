import type { RoomDoc } from './model.ts'

/** The room in which organisations that accepted each other talk: one thread for two, read by nobody as a whole. */
export const roomOfConversations = (now: Date): Omit<RoomDoc, '_id'> => ({
  kind: 'conversations',
  slug: 'gespraeche',
  order: 1000,
  title: {
    de: 'Gespräche zwischen Vereinen',
    en: 'Conversations between associations',
    ar: 'محادثات بين الجمعيات',
  },
  shortTitle: { de: 'Gespräche', en: 'Conversations', ar: 'المحادثات' },
  description: {
    de: 'Zwei Vereine unter sich, nach einer angenommenen Anfrage.',
    en: 'Two associations among themselves, after an accepted request.',
    ar: 'جمعيتان فيما بينهما بعد قبول طلب تواصل.',
  },
  visibility: 'closed',
  questions: [],
  whoMayStartThread: 'moderator',
  moderators: [],
  invited: [],
  measures: [],
  suspended: [],
  createdAt: now,
  archivedAt: null,
  rev: 1,
})
