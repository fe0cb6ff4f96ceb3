import { locales, type Locale } from '@augenhoehe/contracts'
import { guidingQuestions, type Topic } from '@augenhoehe/reference-data/topics'
import type { RoomDoc } from './model.ts'

type Worded = Record<string, string>
type Drafted = Exclude<Locale, 'de' | 'en'>

/** What the facts of the meeting do not say: addresses, a sentence on the purpose, and drafts in other languages. */
const wording: Record<string, { slug: string; description: Worded; drafts: Record<Drafted, Worded> }> = {
  professionalisation: {
    slug: 'professionalisierung',
    description: {
      de: 'Was Vereine stärker macht: Wissen, Räume, Technik und geteilte Aufgaben.',
      'de-simple': 'Was macht Vereine stärker? Zum Beispiel: Wissen, Räume, Technik, Hilfe von anderen.',
      en: 'What makes associations stronger: knowledge, rooms, equipment and shared tasks.',
      tr: 'Dernekleri ne güçlendirir: bilgi, mekân, donanım ve paylaşılan görevler.',
      ar: 'ما يجعل الجمعيات أقوى: المعرفة والقاعات والتقنية وتقاسم المهام.',
      uk: 'Що робить об’єднання сильнішими: знання, приміщення, техніка і спільні завдання.',
    },
    drafts: {
      'de-simple': {
        title: 'Wie Vereine besser arbeiten können',
        short: 'Besser arbeiten',
        'q-prof-1': 'Was hilft Ihrem Verein, besser zu arbeiten?',
        'q-prof-2': 'Was würden Sie dann anders machen? Was würde in Ihrem Verein besser laufen?',
        'q-prof-3': 'Was brauchen Sie dafür?',
        'q-prof-1-short': 'Was hilft Ihrem Verein?',
        'q-prof-2-short': 'Was läuft dann besser?',
        'q-prof-3-short': 'Was brauchen Sie dafür?',
      },
      tr: {
        title: 'Dernek çalışmasında profesyonelleşme',
        short: 'Profesyonelleşme',
        'q-prof-1': 'Profesyonelleşme sizin için ne demek? Derneğinizi ve çalışmanızı ne ileriye taşır?',
        'q-prof-2':
          'Daha profesyonel çalışsaydınız neyi farklı ya da yeni yapardınız? Derneğinizde ne daha iyi giderdi?',
        'q-prof-3': 'Oraya ulaşmak için neye ihtiyacınız var?',
        'q-prof-1-short': 'Profesyonelleşme sizin için ne demek?',
        'q-prof-2-short': 'O zaman ne daha iyi giderdi?',
        'q-prof-3-short': 'Bunun için neye ihtiyacınız var?',
      },
      ar: {
        title: 'تطوير العمل الجمعوي مهنيًا',
        short: 'التطوير المهني',
        'q-prof-1': 'ماذا يعني لكم التطوير المهني؟ ما الذي يدفع جمعيتكم وعملكم إلى الأمام؟',
        'q-prof-2': 'ماذا ستفعلون بشكل مختلف أو جديد مع مزيد من المهنية؟ ما الذي سيتحسن في جمعيتكم؟',
        'q-prof-3': 'ماذا تحتاجون للوصول إلى ذلك؟',
        'q-prof-1-short': 'ماذا يعني لكم التطوير المهني؟',
        'q-prof-2-short': 'ما الذي سيتحسن عندئذ؟',
        'q-prof-3-short': 'ماذا تحتاجون لذلك؟',
      },
      uk: {
        title: 'Професіоналізація роботи об’єднань',
        short: 'Професіоналізація',
        'q-prof-1':
          'Що означає для Вас професіоналізація? Що допомогло б Вашому об’єднанню і Вашій роботі рухатися вперед?',
        'q-prof-2':
          'Що Ви робили б інакше або по-новому, якби працювали професійніше? Що краще йшло б у Вашому об’єднанні?',
        'q-prof-3': 'Що Вам потрібно, щоб цього досягти?',
        'q-prof-1-short': 'Що для Вас професіоналізація?',
        'q-prof-2-short': 'Що тоді йшло б краще?',
        'q-prof-3-short': 'Що Вам для цього потрібно?',
      },
    },
  },
  'dialogue-partner': {
    slug: 'dialog',
    description: {
      de: 'Mit Kommune, Politik und Verwaltung ins Gespräch kommen – auf Augenhöhe.',
      'de-simple': 'Mit der Stadt, der Politik und den Ämtern sprechen. Alle sind dabei gleich wichtig.',
      en: 'Talking with municipalities, politics and administration – as equals.',
      tr: 'Belediyelerle, siyasetle ve idareyle göz hizasında konuşmak.',
      ar: 'الحوار مع البلديات والسياسة والإدارة على قدم المساواة.',
      uk: 'Говорити з громадами, політиками й адміністрацією – на рівних.',
    },
    drafts: {
      'de-simple': {
        title: 'Migranten-Organisationen sprechen mit Politik und Verwaltung',
        short: 'Mit Politik und Ämtern sprechen',
        'q-dial-1':
          'Mit wem aus der Politik und von den Ämtern arbeitet Ihr Verein schon zusammen? Mit wem möchten Sie später sprechen?',
        'q-dial-2': 'Über welche Themen möchten Sie sprechen? Was möchten Sie erreichen?',
        'q-dial-3': 'Brauchen Sie dafür Hilfe? Von wem? Wie soll die Hilfe sein?',
        'q-dial-1-short': 'Mit wem sprechen Sie? Mit wem später?',
        'q-dial-2-short': 'Worüber? Was wollen Sie erreichen?',
        'q-dial-3-short': 'Welche Hilfe brauchen Sie?',
      },
      tr: {
        title: 'Siyaset ve idare için diyalog ortağı olarak göçmen kuruluşları',
        short: 'Siyaset ve idareyle diyalog',
        'q-dial-1':
          'Derneğiniz yerel siyaset ve idarede kimlerle şimdiden birlikte çalışıyor? Gelecekte kimlerle konuşmak istersiniz?',
        'q-dial-2': 'Hangi konularda? Hangi çıkar ve hedeflerle?',
        'q-dial-3': 'Bunun için desteğe ihtiyacınız var mı? Hangi kurumlardan? Ne biçimde?',
        'q-dial-1-short': 'Kimlerle konuşuyorsunuz, ileride kimlerle?',
        'q-dial-2-short': 'Ne hakkında, hangi hedefle?',
        'q-dial-3-short': 'Hangi desteğe ihtiyacınız var?',
      },
      ar: {
        title: 'منظمات المهاجرين شريكة في الحوار مع السياسة والإدارة',
        short: 'الحوار مع السياسة والإدارة',
        'q-dial-1': 'مع من في السياسة والإدارة المحلية تتعاون جمعيتكم حاليًا؟ ومع من تودون التحدث مستقبلًا؟',
        'q-dial-2': 'حول أي مواضيع؟ وبأي مصالح وأهداف؟',
        'q-dial-3': 'هل تحتاجون إلى دعم لذلك؟ من أي جهات؟ وبأي شكل؟',
        'q-dial-1-short': 'مع من تتحدثون الآن، ومع من لاحقًا؟',
        'q-dial-2-short': 'عن ماذا، ولأي هدف؟',
        'q-dial-3-short': 'أي دعم تحتاجون؟',
      },
      uk: {
        title: 'Організації мігрантів як партнери в діалозі з політикою та адміністрацією',
        short: 'Діалог із політикою та адміністрацією',
        'q-dial-1':
          'З ким із місцевої політики та адміністрації Ваше об’єднання вже співпрацює? З ким Ви хотіли б говорити надалі?',
        'q-dial-2': 'На які теми? З якими інтересами та цілями?',
        'q-dial-3': 'Чи потрібна Вам для цього підтримка? Від яких установ? Яка саме?',
        'q-dial-1-short': 'З ким Ви говорите, з ким хотіли б?',
        'q-dial-2-short': 'Про що, з якою метою?',
        'q-dial-3-short': 'Яка підтримка Вам потрібна?',
      },
    },
  },
}

const drafted: readonly Drafted[] = locales.filter((locale) => locale !== 'de' && locale !== 'en')

/** The room in which a topic of the meeting lives on, with its guiding questions in their order. */
export function roomOfTopic(topic: Topic, now: Date): Omit<RoomDoc, '_id'> {
  const words = wording[topic.id]
  if (!words) throw new Error(`There is no room for the topic ${topic.id}`)
  const { slug, description, drafts } = words
  const inAll = (texts: Worded, key: string): Worded => ({
    ...texts,
    ...Object.fromEntries(drafted.map((locale) => [locale, drafts[locale][key]!])),
  })
  return {
    slug,
    order: topic.order,
    title: inAll(topic.labels, 'title'),
    shortTitle: inAll(topic.shortLabels, 'short'),
    description,
    visibility: 'public',
    questions: guidingQuestions(topic.id).map(({ id, order, labels, shortLabels }) => ({
      id,
      order,
      text: inAll(labels, id),
      short: inAll(shortLabels, `${id}-short`),
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
