import { guidingQuestions, type Topic } from '@augenhoehe/reference-data/topics'
import type { RoomDoc } from './model.ts'

type Worded = Record<string, string>

/** What the facts of the meeting do not say: addresses, a sentence on the purpose, drafts in Arabic. */
const wording: Record<string, { slug: string; description: Worded; arabic: Worded }> = {
  professionalisation: {
    slug: 'professionalisierung',
    description: {
      de: 'Was Vereine stärker macht: Wissen, Räume, Technik und geteilte Aufgaben.',
      en: 'What makes associations stronger: knowledge, rooms, equipment and shared tasks.',
      ar: 'ما يجعل الجمعيات أقوى: المعرفة والقاعات والتقنية وتقاسم المهام.',
    },
    arabic: {
      title: 'تطوير العمل الجمعوي مهنيًا',
      short: 'التطوير المهني',
      'q-prof-1': 'ماذا يعني لكم التطوير المهني؟ ما الذي يدفع جمعيتكم وعملكم إلى الأمام؟',
      'q-prof-2': 'ماذا ستفعلون بشكل مختلف أو جديد مع مزيد من المهنية؟ ما الذي سيتحسن في جمعيتكم؟',
      'q-prof-3': 'ماذا تحتاجون للوصول إلى ذلك؟',
      'q-prof-1-short': 'ماذا يعني لكم التطوير المهني؟',
      'q-prof-2-short': 'ما الذي سيتحسن عندئذ؟',
      'q-prof-3-short': 'ماذا تحتاجون لذلك؟',
    },
  },
  'dialogue-partner': {
    slug: 'dialog',
    description: {
      de: 'Mit Kommune, Politik und Verwaltung ins Gespräch kommen – auf Augenhöhe.',
      en: 'Talking with municipalities, politics and administration – as equals.',
      ar: 'الحوار مع البلديات والسياسة والإدارة على قدم المساواة.',
    },
    arabic: {
      title: 'منظمات المهاجرين شريكة في الحوار مع السياسة والإدارة',
      short: 'الحوار مع السياسة والإدارة',
      'q-dial-1': 'مع من في السياسة والإدارة المحلية تتعاون جمعيتكم حاليًا؟ ومع من تودون التحدث مستقبلًا؟',
      'q-dial-2': 'حول أي مواضيع؟ وبأي مصالح وأهداف؟',
      'q-dial-3': 'هل تحتاجون إلى دعم لذلك؟ من أي جهات؟ وبأي شكل؟',
      'q-dial-1-short': 'مع من تتحدثون الآن، ومع من لاحقًا؟',
      'q-dial-2-short': 'عن ماذا، ولأي هدف؟',
      'q-dial-3-short': 'أي دعم تحتاجون؟',
    },
  },
}

/** The room in which a topic of the meeting lives on, with its guiding questions in their order. */
export function roomOfTopic(topic: Topic, now: Date): Omit<RoomDoc, '_id'> {
  const words = wording[topic.id]
  if (!words) throw new Error(`There is no room for the topic ${topic.id}`)
  const { slug, description, arabic } = words
  return {
    slug,
    order: topic.order,
    title: { ...topic.labels, ar: arabic['title']! },
    shortTitle: { ...topic.shortLabels, ar: arabic['short']! },
    description,
    visibility: 'public',
    questions: guidingQuestions(topic.id).map(({ id, order, labels, shortLabels }) => ({
      id,
      order,
      text: { ...labels, ar: arabic[id]! },
      short: { ...shortLabels, ar: arabic[`${id}-short`]! },
    })),
    whoMayStartThread: 'all',
    moderators: [],
    invited: [],
    measures: [],
    suspended: [],
    createdAt: now,
    archivedAt: null,
    rev: 1,
  }
}
