import type { Locale } from '@augenhoehe/contracts'
import type { RoomDoc } from './model.ts'

const words: Record<'title' | 'shortTitle' | 'description', Record<Locale, string>> = {
  title: {
    de: 'Gespräche zwischen Vereinen',
    'de-simple': 'Gespräche zwischen Vereinen',
    en: 'Conversations between associations',
    tr: 'Dernekler arası görüşmeler',
    ar: 'محادثات بين الجمعيات',
    uk: 'Розмови між об’єднаннями',
  },
  shortTitle: {
    de: 'Gespräche',
    'de-simple': 'Gespräche',
    en: 'Conversations',
    tr: 'Görüşmeler',
    ar: 'المحادثات',
    uk: 'Розмови',
  },
  description: {
    de: 'Zwei Vereine unter sich, nach einer angenommenen Anfrage.',
    'de-simple': 'Hier sprechen zwei Vereine allein miteinander. Vorher haben beide Ja gesagt.',
    en: 'Two associations among themselves, after an accepted request.',
    tr: 'Kabul edilen bir istekten sonra iki dernek kendi arasında.',
    ar: 'جمعيتان فيما بينهما بعد قبول طلب تواصل.',
    uk: 'Два об’єднання між собою після прийнятого запиту.',
  },
}

/** The room in which organisations that accepted each other talk: one thread for two, read by nobody as a whole. */
export const roomOfConversations = (now: Date): Omit<RoomDoc, '_id'> => ({
  kind: 'conversations',
  slug: 'gespraeche',
  order: 1000,
  title: words.title,
  shortTitle: words.shortTitle,
  description: words.description,
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
