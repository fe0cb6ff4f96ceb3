import type { Locale } from '@augenhoehe/contracts'

/** The words of the pages that are read before, or without, the program. */
interface PageWords {
  title: string
  description: string
  lead: string
  /** Below every explanation. */
  note: (year: string) => string
  searchLabel: string
  submit: string
  none: string
  all: string
  also: string
  inGerman: string
  categories: Readonly<Record<string, string>>
}

export const pageWords: Readonly<Record<Locale, PageWords>> = {
  de: {
    title: 'Glossar',
    description:
      'Wörter aus Verein, Förderung und Verwaltung in einfachen Worten erklärt, auf Deutsch und in anderen Sprachen.',
    lead: 'Wörter aus Verein, Förderung und Verwaltung, in einfachen Worten erklärt.',
    note: (year) =>
      `Die Erklärungen geben Orientierung und sind keine Rechtsberatung. Geldbeträge: Stand ${year}.`,
    searchLabel: 'Wort suchen',
    submit: 'Suchen',
    none: 'Dieses Wort haben wir noch nicht erklärt.',
    all: 'Alle Wörter',
    also: 'auch:',
    inGerman: 'In einfachem Deutsch',
    categories: {
      association: 'Verein',
      volunteering: 'Ehrenamt und Arbeit',
      tax: 'Steuern und Gemeinnützigkeit',
      money: 'Geld im Verein',
      funding: 'Förderung',
      hesse: 'Hessen: Stellen und Politik',
      law: 'Recht und Datenschutz',
    },
  },
  'de-simple': {
    title: 'Wörter-Buch',
    description: 'Schwere Wörter aus Verein und Amt. Hier sind sie einfach erklärt.',
    lead: 'Hier erklären wir schwere Wörter aus Verein und Amt.',
    note: (year) =>
      `Die Erklärungen helfen beim Verstehen. Sie sind keine Rechts-Beratung. Die Geld-Beträge gelten für ${year}.`,
    searchLabel: 'Wort suchen',
    submit: 'Suchen',
    none: 'Dieses Wort haben wir noch nicht erklärt.',
    all: 'Alle Wörter',
    also: 'auch:',
    inGerman: 'In einfachem Deutsch',
    categories: {
      association: 'Verein',
      volunteering: 'Ehrenamt und Arbeit',
      tax: 'Steuern und Spenden',
      money: 'Geld im Verein',
      funding: 'Förderung',
      hesse: 'Ämter und Politik in Hessen',
      law: 'Recht und Daten-Schutz',
    },
  },
  en: {
    title: 'Glossary',
    description:
      'German words about associations, funding and administration, explained in plain German, English and other languages.',
    lead: 'German words about associations, funding and administration, in plain language.',
    note: (year) =>
      `The explanations give orientation and are not legal advice. Amounts of money as of ${year}.`,
    searchLabel: 'Look up a word',
    submit: 'Search',
    none: 'We have not explained this word yet.',
    all: 'All words',
    also: 'also:',
    inGerman: 'In plain German',
    categories: {
      association: 'Association',
      volunteering: 'Volunteering and work',
      tax: 'Tax and non-profit status',
      money: 'Money in the association',
      funding: 'Funding',
      hesse: 'Hesse: bodies and politics',
      law: 'Law and data protection',
    },
  },
  tr: {
    title: 'Sözlük',
    description:
      'Dernek, destek ve idareyle ilgili Almanca sözcükler; sade Almanca ve başka dillerde açıklanmış.',
    lead: 'Dernek, destek ve idareyle ilgili Almanca sözcükler, sade bir dille açıklanmış.',
    note: (year) =>
      `Açıklamalar yol gösterir, hukuki danışmanlık değildir. Para tutarları ${year} yılına aittir.`,
    searchLabel: 'Sözcük arayın',
    submit: 'Ara',
    none: 'Bu sözcüğü henüz açıklamadık.',
    all: 'Bütün sözcükler',
    also: 'ayrıca:',
    inGerman: 'Sade Almancayla',
    categories: {
      association: 'Dernek',
      volunteering: 'Gönüllülük ve çalışma',
      tax: 'Vergi ve kamu yararı',
      money: 'Dernekte para',
      funding: 'Destekler',
      hesse: 'Hessen: kurumlar ve siyaset',
      law: 'Hukuk ve veri koruma',
    },
  },
  ar: {
    title: 'معجم المصطلحات',
    description: 'كلمات ألمانية عن الجمعيات والدعم والإدارة، مشروحة بألمانية بسيطة وبلغات أخرى.',
    lead: 'كلمات ألمانية عن الجمعيات والدعم والإدارة، مشروحة بلغة بسيطة.',
    note: (year) => `الشروح للتوجيه وليست استشارة قانونية. المبالغ المالية حسب عام ${year}.`,
    searchLabel: 'ابحثوا عن كلمة',
    submit: 'بحث',
    none: 'لم نشرح هذه الكلمة بعد.',
    all: 'كل الكلمات',
    also: 'أيضًا:',
    inGerman: 'بألمانية بسيطة',
    categories: {
      association: 'الجمعية',
      volunteering: 'التطوع والعمل',
      tax: 'الضرائب والنفع العام',
      money: 'المال في الجمعية',
      funding: 'الدعم المالي',
      hesse: 'هيسن: الجهات والسياسة',
      law: 'القانون وحماية البيانات',
    },
  },
  uk: {
    title: 'Словник термінів',
    description:
      'Німецькі слова про об’єднання, фінансування й адміністрацію, пояснені простою німецькою та іншими мовами.',
    lead: 'Німецькі слова про об’єднання, фінансування й адміністрацію, пояснені простими словами.',
    note: (year) =>
      `Пояснення допомагають зорієнтуватися і не є юридичною консультацією. Суми — станом на ${year} рік.`,
    searchLabel: 'Знайти слово',
    submit: 'Шукати',
    none: 'Це слово ми ще не пояснили.',
    all: 'Усі слова',
    also: 'також:',
    inGerman: 'Простою німецькою',
    categories: {
      association: 'Об’єднання',
      volunteering: 'Волонтерство й робота',
      tax: 'Податки й неприбутковість',
      money: 'Гроші об’єднання',
      funding: 'Фінансування',
      hesse: 'Гессен: установи й політика',
      law: 'Право й захист даних',
    },
  },
}
