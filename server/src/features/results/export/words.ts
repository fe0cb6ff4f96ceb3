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

const deSimple: ExportWords = {
  contents: 'Inhalt',
  draft: 'Entwurf. Noch nicht für alle zu lesen',
  version: (version) => `Fassung ${version}`,
  easy: 'In Einfacher Sprache',
  easyBy: 'Die Moderation hat das geschrieben. Die Vereine bestätigen die Aussagen, nicht diesen Text.',
  apart: 'Außerdem',
  kind: {
    finding: 'Beobachtung',
    need: 'Bedarf',
    idea: 'Idee',
    demand: 'Forderung',
    'open-question': 'Offene Frage',
  },
  spread: {
    'single-voice': 'eine Stimme',
    several: 'mehrere',
    'almost-all': 'fast alle',
    consensus: 'alle einig',
  },
  spreadLabel: 'Wie viele sagen das?',
  spreadNote: 'Hinweis der Moderation',
  sources: 'Quellen',
  contribution: (seq) => `Beitrag ${seq}`,
  removed: 'Beitrag entfernt',
  fromWall: 'Von der Wand mit den Fragen',
  fromVote: ({ agree, disagree, unsure, organisations }) =>
    `Aus der Abstimmung: Stimmt ${agree}, stimmt nicht ${disagree}, weiß nicht ${unsure}. Ja sagen ${organisations === 1 ? 'Menschen aus einem Verein' : `Menschen aus ${organisations} Vereinen`}.`,
  supplement: 'Das hat die Moderation dazu geschrieben',
  owner: 'Darum kümmert sich',
  due: 'Bis',
  answer: (date) => `Antwort vom ${date}`,
  confirmation: 'Das sagen die Vereine dazu',
  counts: ({ confirm, comment, dissent, open }) =>
    `Sagen Ja: ${confirm}. Mit Hinweis: ${comment}. Sehen es anders: ${dissent}. Ohne Antwort: ${open}.`,
  dissents: 'Andere Meinungen, Wort für Wort',
  office: {
    municipality: 'Stadt oder Gemeinde',
    district: 'Landkreis',
    state: 'Bundesland',
    party: 'Partei',
    funder: 'Förder-Stelle',
    science: 'Wissenschaft',
  },
  participants: 'Wer dabei war',
  others: (count) => (count === 1 ? 'und eine Person ohne Verein' : `und ${count} Personen ohne Verein`),
  reason: 'Grund',
  noRecord: 'Dazu ist kein Ergebnis veröffentlicht.',
  role: {
    greeting: 'Begrüßung',
    talk: 'Vortrag',
    conclusion: 'Das Wichtigste zum Schluss',
    'press-release': 'Text für die Presse',
    other: 'Mehr dazu',
  },
  release: {
    embargo: (moment) => `Bitte erst veröffentlichen ab: ${moment}`,
    contact: 'Fragen beantwortet',
    withdrawn: 'Hier stand, was jemand gesagt hat. Die Person hat es zurückgezogen.',
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

const tr: ExportWords = {
  contents: 'İçindekiler',
  draft: 'Taslak, henüz yayımlanmadı',
  version: (version) => `Sürüm ${version}`,
  easy: 'Yalın dilde',
  easyBy: 'Bunu moderatörler yazdı. Dernekler bu metni değil, ifadeleri onaylar.',
  apart: 'Ayrıca',
  kind: {
    finding: 'Tespit',
    need: 'İhtiyaç',
    idea: 'Fikir',
    demand: 'Talep',
    'open-question': 'Açık soru',
  },
  spread: {
    'single-voice': 'tek ses',
    several: 'birkaç ses',
    'almost-all': 'neredeyse herkes',
    consensus: 'ortak görüş',
  },
  spreadLabel: 'Kaç kişi böyle düşünüyor',
  spreadNote: 'Moderatörlerin notu',
  sources: 'Kaynaklar',
  contribution: (seq) => `${seq}. yazı`,
  removed: 'yazı kaldırıldı',
  fromWall: 'Soru duvarından',
  fromVote: ({ agree, disagree, unsure, organisations }) =>
    `Nabız yoklamasından: katılıyor ${agree}, katılmıyor ${disagree}, bilmiyor ${unsure}; katılan dernek sayısı: ${organisations}`,
  supplement: 'Moderatörlerin eklediği',
  owner: 'Bununla ilgilenen',
  due: 'Son tarih',
  answer: (date) => `${date} tarihli yanıt`,
  confirmation: 'Derneklerin geri bildirimleri',
  counts: ({ confirm, comment, dissent, open }) =>
    `Onaylayan: ${confirm}. Notu olan: ${comment}. Farklı düşünen: ${dissent}. Yanıtlamayan: ${open}.`,
  dissents: 'Farklı görüşler, olduğu gibi',
  office: {
    municipality: 'idare',
    district: 'ilçe (Kreis) idaresi',
    state: 'eyalet idaresi',
    party: 'parti',
    funder: 'destek kurumu',
    science: 'bilim',
  },
  participants: 'Katılanlar',
  others: (count) => `ve derneği olmayan ${count} kişi`,
  reason: 'Neden',
  noRecord: 'Bununla ilgili yayımlanmış bir belge yok.',
  role: {
    greeting: 'Selamlama',
    talk: 'Sunum',
    conclusion: 'Sonuç',
    'press-release': 'Basın bülteni',
    other: 'Diğer',
  },
  release: {
    embargo: (moment) => `Ambargo: ${moment}`,
    contact: 'Sorular için iletişim',
    withdrawn: 'Burada bir alıntı vardı. Geri çekildi.',
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

const uk: ExportWords = {
  contents: 'Зміст',
  draft: 'Чернетка, ще не опубліковано',
  version: (version) => `Версія ${version}`,
  easy: 'Простою німецькою (Einfache Sprache)',
  easyBy: 'Це написала модерація. Об’єднання підтверджують твердження, а не цей текст.',
  apart: 'Крім того',
  kind: {
    finding: 'Висновок',
    need: 'Потреба',
    idea: 'Ідея',
    demand: 'Вимога',
    'open-question': 'Відкрите питання',
  },
  spread: {
    'single-voice': 'один голос',
    several: 'кілька',
    'almost-all': 'майже всі',
    consensus: 'консенсус',
  },
  spreadLabel: 'Скільки людей так вважає',
  spreadNote: 'Примітка модерації',
  sources: 'Джерела',
  contribution: (seq) => `допис ${seq}`,
  removed: 'допис вилучено',
  fromWall: 'Зі стіни запитань',
  fromVote: ({ agree, disagree, unsure, organisations }) =>
    `З опитування: згодні – ${agree}, не згодні – ${disagree}, не знають – ${unsure}; об’єднань, звідки є згодні: ${organisations}`,
  supplement: 'Доповнення модерації',
  owner: 'Цим займається',
  due: 'Термін',
  answer: (date) => `Відповідь, ${date}`,
  confirmation: 'Відгуки об’єднань',
  counts: ({ confirm, comment, dissent, open }) =>
    `Підтвердили: ${confirm}. Зауваження: ${comment}. Інша думка: ${dissent}. Без відповіді: ${open}.`,
  dissents: 'Інші думки дослівно',
  office: {
    municipality: 'адміністрація',
    district: 'районна адміністрація',
    state: 'земельна адміністрація',
    party: 'партія',
    funder: 'фінансування',
    science: 'наука',
  },
  participants: 'Хто брав участь',
  others: (count) => `та люди без об’єднання: ${count}`,
  reason: 'Причина',
  noRecord: 'Опублікованої документації про це немає.',
  role: {
    greeting: 'Привітання',
    talk: 'Доповідь',
    conclusion: 'Підсумок',
    'press-release': 'Пресреліз',
    other: 'Інше',
  },
  release: {
    embargo: (moment) => `Ембарго: ${moment}`,
    contact: 'Контакт для запитань',
    withdrawn: 'Тут була цитата. Її відкликано.',
  },
}

export const exportWords: Record<Locale, ExportWords> = {
  de,
  'de-simple': deSimple,
  en,
  tr,
  ar,
  uk,
}
