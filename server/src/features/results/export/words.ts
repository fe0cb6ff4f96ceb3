import type {
  DocumentationPart,
  InstitutionKind,
  ItemKind,
  ItemOrigin,
  Locale,
  Spread,
} from '@augenhoehe/contracts'

type Role = Extract<DocumentationPart, { kind: 'text' }>['role']

/** The words of an exported document that nobody wrote into it. */
export interface ExportWords {
  contents: string
  draft: string
  version: (version: number) => string
  easy: string
  easyBy: string
  apart: string
  kind: Record<ItemKind, string>
  spread: Record<Spread, string>
  spreadLabel: string
  spreadNote: string
  sources: string
  contribution: (seq: number) => string
  removed: string
  fromWall: string
  fromVote: (counts: Extract<ItemOrigin, { kind: 'vote' }>) => string
  supplement: string
  owner: string
  due: string
  answer: (date: string) => string
  confirmation: string
  counts: (counts: { confirm: number; comment: number; dissent: number; open: number }) => string
  dissents: string
  office: Record<InstitutionKind, string>
  participants: string
  others: (count: number) => string
  reason: string
  noRecord: string
  role: Record<Role, string>
  release: {
    embargo: (moment: string) => string
    contact: string
    withdrawn: string
  }
}

const de: ExportWords = {
  contents: 'Inhalt',
  draft: 'Entwurf, noch nicht veröffentlicht',
  version: (version) => `Fassung ${version}`,
  easy: 'In Einfacher Sprache',
  easyBy: 'Die Moderation hat das geschrieben. Die Vereine bestätigen die Aussagen, nicht diesen Text.',
  apart: 'Außerdem',
  kind: {
    finding: 'Feststellung',
    need: 'Bedarf',
    idea: 'Idee',
    demand: 'Forderung',
    'open-question': 'Offene Frage',
  },
  spread: {
    'single-voice': 'Einzelstimme',
    several: 'mehrere',
    'almost-all': 'fast alle',
    consensus: 'Konsens',
  },
  spreadLabel: 'Verbreitung',
  spreadNote: 'Anmerkung der Moderation',
  sources: 'Quellen',
  contribution: (seq) => `Beitrag ${seq}`,
  removed: 'Beitrag entfernt',
  fromWall: 'Aus der Fragenwand',
  fromVote: ({ agree, disagree, unsure, organisations }) =>
    `Aus dem Stimmungsbild: Stimmt ${agree}, stimmt nicht ${disagree}, weiß nicht ${unsure}; Zustimmung aus ${organisations === 1 ? 'einem Verein' : `${organisations} Vereinen`}`,
  supplement: 'Ergänzung der Moderation',
  owner: 'Darum kümmert sich',
  due: 'Bis',
  answer: (date) => `Antwort vom ${date}`,
  confirmation: 'Rückmeldungen der Vereine',
  counts: ({ confirm, comment, dissent, open }) =>
    `Bestätigt: ${confirm}. Anmerkungen: ${comment}. Andere Sicht: ${dissent}. Ohne Antwort: ${open}.`,
  dissents: 'Andere Sichtweisen im Wortlaut',
  office: {
    municipality: 'Verwaltung',
    district: 'Kreisverwaltung',
    state: 'Landesverwaltung',
    party: 'Partei',
    funder: 'Förderung',
    science: 'Wissenschaft',
  },
  participants: 'Wer dabei war',
  others: (count) => (count === 1 ? 'und eine Person ohne Verein' : `und ${count} Personen ohne Verein`),
  reason: 'Grund',
  noRecord: 'Dazu gibt es keine veröffentlichte Dokumentation.',
  role: {
    greeting: 'Begrüßung',
    talk: 'Vortrag',
    conclusion: 'Fazit',
    'press-release': 'Pressemitteilung',
    other: 'Weiteres',
  },
  release: {
    embargo: (moment) => `Sperrfrist: ${moment}`,
    contact: 'Kontakt für Rückfragen',
    withdrawn: 'Hier stand ein Zitat. Es wurde zurückgezogen.',
  },
}

const en: ExportWords = {
  contents: 'Contents',
  draft: 'Draft, not yet published',
  version: (version) => `Version ${version}`,
  easy: 'In plain language',
  easyBy: 'The moderators wrote this. Associations confirm the statements, not this text.',
  apart: 'Also',
  kind: {
    finding: 'Finding',
    need: 'Need',
    idea: 'Idea',
    demand: 'Demand',
    'open-question': 'Open question',
  },
  spread: {
    'single-voice': 'single voice',
    several: 'several',
    'almost-all': 'almost all',
    consensus: 'consensus',
  },
  spreadLabel: 'Spread',
  spreadNote: 'Note by the moderators',
  sources: 'Sources',
  contribution: (seq) => `contribution ${seq}`,
  removed: 'contribution removed',
  fromWall: 'From the question wall',
  fromVote: ({ agree, disagree, unsure, organisations }) =>
    `From the agreement check: agree ${agree}, disagree ${disagree}, unsure ${unsure}; agreement from ${organisations === 1 ? 'one association' : `${organisations} associations`}`,
  supplement: 'Added by the moderators',
  owner: 'Looked into by',
  due: 'By',
  answer: (date) => `Answer of ${date}`,
  confirmation: 'What the associations say',
  counts: ({ confirm, comment, dissent, open }) =>
    `Confirmed: ${confirm}. Remarks: ${comment}. Another view: ${dissent}. No answer: ${open}.`,
  dissents: 'Other views, word by word',
  office: {
    municipality: 'administration',
    district: 'district administration',
    state: 'state administration',
    party: 'party',
    funder: 'funder',
    science: 'science',
  },
  participants: 'Who took part',
  others: (count) =>
    count === 1 ? 'and one person without an association' : `and ${count} people without an association`,
  reason: 'Reason',
  noRecord: 'There is no published record of it.',
  role: {
    greeting: 'Greeting',
    talk: 'Talk',
    conclusion: 'Conclusion',
    'press-release': 'Press release',
    other: 'More',
  },
  release: {
    embargo: (moment) => `Embargo: ${moment}`,
    contact: 'Contact for queries',
    withdrawn: 'A quotation stood here. It was taken back.',
  },
}

const ar: ExportWords = {
  contents: 'المحتويات',
  draft: 'مسودة لم تُنشر بعد',
  version: (version) => `النسخة ${version}`,
  easy: 'بلغة بسيطة',
  easyBy: 'كتب المشرفون هذا النص. تؤكد الجمعيات العبارات لا هذا النص.',
  apart: 'إضافة إلى ذلك',
  kind: {
    finding: 'ملاحظة',
    need: 'احتياج',
    idea: 'فكرة',
    demand: 'مطلب',
    'open-question': 'سؤال مفتوح',
  },
  spread: {
    'single-voice': 'صوت واحد',
    several: 'عدة أصوات',
    'almost-all': 'الجميع تقريباً',
    consensus: 'إجماع',
  },
  spreadLabel: 'مدى التأييد',
  spreadNote: 'ملاحظة المشرفين',
  sources: 'المصادر',
  contribution: (seq) => `المساهمة ${seq}`,
  removed: 'أُزيلت المساهمة',
  fromWall: 'من جدار الأسئلة',
  fromVote: ({ agree, disagree, unsure, organisations }) =>
    `من استطلاع الرأي: موافق ${agree}، غير موافق ${disagree}، لا أعرف ${unsure}؛ الجمعيات الموافقة: ${organisations}`,
  supplement: 'إضافة من المشرفين',
  owner: 'يتولى الأمر',
  due: 'حتى',
  answer: (date) => `إجابة بتاريخ ${date}`,
  confirmation: 'ردود الجمعيات',
  counts: ({ confirm, comment, dissent, open }) =>
    `تأكيدات: ${confirm}. ملاحظات: ${comment}. رأي آخر: ${dissent}. دون رد: ${open}.`,
  dissents: 'آراء أخرى بنصها الحرفي',
  office: {
    municipality: 'إدارة',
    district: 'إدارة الدائرة',
    state: 'إدارة الولاية',
    party: 'حزب',
    funder: 'جهة تمويل',
    science: 'علوم',
  },
  participants: 'من شارك',
  others: (count) => `وأشخاص دون جمعية: ${count}`,
  reason: 'السبب',
  noRecord: 'لا يوجد توثيق منشور لهذه الجلسة.',
  role: {
    greeting: 'الترحيب',
    talk: 'المحاضرة',
    conclusion: 'الخلاصة',
    'press-release': 'بيان صحفي',
    other: 'المزيد',
  },
  release: {
    embargo: (moment) => `محظور النشر حتى: ${moment}`,
    contact: 'للاستفسار',
    withdrawn: 'كان هنا اقتباس وسُحب.',
  },
}

export const exportWords: Record<Locale, ExportWords> = { de, en, ar }
