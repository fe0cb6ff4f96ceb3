import type { Locale } from '@augenhoehe/contracts'

interface Words {
  title: string
  lead: (name: string, at: string) => string
  technical: string
  yes: string
  no: string
  withheld: string
  withheldText: string
}

/** What the file of everything about a person says of itself. */
export const words: Readonly<Record<Locale, Words>> = {
  de: {
    title: 'Ihre Daten auf Augenhöhe',
    lead: (name, at) => `Alles, was die Plattform über ${name} gespeichert hat. Stand: ${at}.`,
    technical:
      'Dieselben Angaben stehen in der Datei für Programme (JSON). Manche Werte sind Wörter des Programms.',
    yes: 'ja',
    no: 'nein',
    withheld: 'Was nicht in dieser Datei steht',
    withheldText:
      'Angaben über andere Menschen und Schlüssel, mit denen sich jemand für Sie ausgeben könnte. Die Liste nennt sie, mit Grund, auf Englisch.',
  },
  'de-simple': {
    title: 'Ihre Daten auf Augenhöhe',
    lead: (name, at) => `Das hat die Plattform über ${name} gespeichert. Stand: ${at}.`,
    technical: 'Die andere Datei (JSON) ist für Programme. Darin steht das Gleiche.',
    yes: 'ja',
    no: 'nein',
    withheld: 'Das steht nicht in dieser Datei',
    withheldText:
      'Daten über andere Menschen. Und geheime Schlüssel, damit sich niemand für Sie ausgeben kann. Die Liste ist auf Englisch.',
  },
  en: {
    title: 'Your data on Augenhöhe',
    lead: (name, at) => `Everything the platform has stored about ${name}. As of ${at}.`,
    technical: 'The file for programs (JSON) says the same. Some values are words of the program.',
    yes: 'yes',
    no: 'no',
    withheld: 'What is not in this file',
    withheldText:
      'What is about other people, and keys by which somebody could pass for you. The list names them, with the reason.',
  },
  tr: {
    title: 'Augenhöhe’deki verileriniz',
    lead: (name, at) => `Platformun ${name} hakkında sakladığı her şey. Durum: ${at}.`,
    technical:
      'Programlar için olan dosyada (JSON) aynı bilgiler vardır. Bazı değerler programın sözcükleridir.',
    yes: 'evet',
    no: 'hayır',
    withheld: 'Bu dosyada olmayanlar',
    withheldText:
      'Başka insanlara ait bilgiler ve birinin sizin yerinize geçebileceği anahtarlar. Liste bunları nedenleriyle, İngilizce olarak sayar.',
  },
  ar: {
    title: 'بياناتك على Augenhöhe',
    lead: (name, at) => `كل ما حفظته المنصة عن \u2068${name}\u2069. بتاريخ ${at}.`,
    technical: 'يحتوي الملف المخصّص للبرامج (JSON) على البيانات نفسها. بعض القيم كلمات يستخدمها البرنامج.',
    yes: 'نعم',
    no: 'لا',
    withheld: 'ما لا يرد في هذا الملف',
    withheldText:
      'بيانات أشخاص آخرين، ومفاتيح يمكن لأحد أن ينتحل بها شخصيتك. تذكرها القائمة مع السبب باللغة الإنجليزية.',
  },
  uk: {
    title: 'Ваші дані на Augenhöhe',
    lead: (name, at) => `Усе, що платформа зберігає про ${name}. Станом на ${at}.`,
    technical: 'У файлі для програм (JSON) ті самі дані. Деякі значення є словами програми.',
    yes: 'так',
    no: 'ні',
    withheld: 'Чого немає в цьому файлі',
    withheldText:
      'Дані про інших людей і ключі, за допомогою яких хтось міг би видати себе за Вас. Список називає їх англійською, із причиною.',
  },
}

/** German, English, Turkish, Arabic, Ukrainian; plain German says what German says. */
type Worded = readonly [de: string, en: string, tr: string, ar: string, uk: string]
const order: readonly Locale[] = ['de', 'en', 'tr', 'ar', 'uk']
const wordedIn = (locale: Locale, worded: Worded | undefined, otherwise: string) =>
  worded?.[Math.max(0, order.indexOf(locale))] ?? otherwise

const sections: Readonly<Record<string, Worded>> = {
  User: ['Konto', 'Account', 'Hesap', 'الحساب', 'Обліковий запис'],
  Affiliation: [
    'Behörde oder Einrichtung',
    'Authority or institution',
    'Kurum',
    'الجهة أو المؤسسة',
    'Установа',
  ],
  Session: ['Anmeldungen', 'Sign-ins', 'Oturumlar', 'جلسات الدخول', 'Входи'],
  Credential: ['Wege der Anmeldung', 'Ways of signing in', 'Giriş yolları', 'طرق الدخول', 'Способи входу'],
  Feedback: ['Rückmeldungen', 'Feedback', 'Geri bildirimler', 'الملاحظات', 'Відгуки'],
  'GlossaryTerm.versions': [
    'Änderungen am Glossar',
    'Changes to the glossary',
    'Sözlük değişiklikleri',
    'تغييرات في المسرد',
    'Зміни в глосарії',
  ],
  'LiveSession.waiting': [
    'Erhobene Hände',
    'Raised hands',
    'Kaldırılan eller',
    'الأيدي المرفوعة',
    'Підняті руки',
  ],
  'LiveSession.taken': ['Redebeiträge', 'Turns to speak', 'Söz alışlar', 'أدوار الكلام', 'Виступи'],
  'LiveSession.phases': [
    'Schritte in Live-Sitzungen',
    'Steps in live sessions',
    'Canlı oturum adımları',
    'خطوات في الجلسات المباشرة',
    'Кроки в живих зустрічах',
  ],
  'LiveSession.moderators': [
    'Moderation von Live-Sitzungen',
    'Moderation of live sessions',
    'Canlı oturum moderasyonu',
    'إدارة الجلسات المباشرة',
    'Модерація живих зустрічей',
  ],
  WallQuestion: [
    'Fragen in Live-Sitzungen',
    'Questions in live sessions',
    'Canlı oturum soruları',
    'أسئلة في الجلسات المباشرة',
    'Запитання на живих зустрічах',
  ],
  CheckedStatement: [
    'Aussagen zur Abstimmung',
    'Statements to vote on',
    'Oylanan ifadeler',
    'عبارات للتصويت',
    'Твердження для голосування',
  ],
  Ballot: [
    'Stimmen und Unterstützung',
    'Votes and support',
    'Oylar ve destekler',
    'الأصوات والتأييد',
    'Голоси й підтримка',
  ],
  MatchingDigest: ['Wochenbrief', 'Weekly mail', 'Haftalık e-posta', 'الرسالة الأسبوعية', 'Щотижневий лист'],
  ContactRequest: ['Anfragen', 'Requests', 'Talepler', 'الطلبات', 'Запити'],
  Introduction: ['Empfehlungen', 'Introductions', 'Tanıştırmalar', 'التعريفات', 'Рекомендації'],
  Statement: [
    'Entscheidungen über Sie',
    'Decisions about you',
    'Hakkınızdaki kararlar',
    'قرارات تخصّك',
    'Рішення щодо Вас',
  ],
  Report: ['Ihre Meldungen', 'Your reports', 'Bildirimleriniz', 'بلاغاتك', 'Ваші скарги'],
  Block: ['Ausgeblendete', 'Blocked', 'Engellenenler', 'المحجوبون', 'Приховані'],
  Notice: ['Benachrichtigungen', 'Notifications', 'Bildirimler', 'الإشعارات', 'Сповіщення'],
  Follow: ['Was Sie verfolgen', 'What you follow', 'Takip ettikleriniz', 'ما تتابعه', 'За чим Ви стежите'],
  Letter: ['Sammelmails', 'Digests', 'Özet e-postalar', 'رسائل الملخّص', 'Дайджести'],
  PushDevice: ['Geräte', 'Devices', 'Cihazlar', 'الأجهزة', 'Пристрої'],
  'Organisation.members': ['Mitgliedschaften', 'Memberships', 'Üyelikler', 'العضويات', 'Членство'],
  'Organisation.functions': ['Aufgaben im Verein', 'Functions', 'Görevler', 'المهام', 'Посади'],
  'Organisation.contacts': [
    'Eigene Kontaktdaten',
    'Own contact details',
    'Kendi iletişim bilgileri',
    'بيانات الاتصال الخاصة',
    'Власні контактні дані',
  ],
  'Organisation.handover': ['Übergabe', 'Handover', 'Devir', 'التسليم', 'Передання справ'],
  'Organisation.invitations': ['Einladungen', 'Invitations', 'Davetler', 'الدعوات', 'Запрошення'],
  OrganisationClaim: [
    'Bitten um Aufnahme',
    'Requests to be let in',
    'Katılma istekleri',
    'طلبات الانضمام',
    'Прохання про вступ',
  ],
  OrganisationDraft: [
    'Angefangener Eintrag',
    'Entry begun',
    'Başlanan kayıt',
    'إدخال لم يكتمل',
    'Розпочатий запис',
  ],
  Restoration: [
    'Zugang wiederherstellen',
    'Restoring access',
    'Erişimi geri verme',
    'استعادة الوصول',
    'Відновлення доступу',
  ],
  Mark: [
    'Markierte Beiträge',
    'Marked contributions',
    'İşaretlenen katkılar',
    'مساهمات مُعلَّمة',
    'Позначені дописи',
  ],
  'Record.participants.people': ['Protokolle', 'Records', 'Tutanaklar', 'المحاضر', 'Протоколи'],
  'RecordVersion.participants.people': [
    'Veröffentlichte Protokolle',
    'Published records',
    'Yayımlanan tutanaklar',
    'المحاضر المنشورة',
    'Опубліковані протоколи',
  ],
  Confirmation: ['Bestätigungen', 'Confirmations', 'Onaylar', 'التأكيدات', 'Підтвердження'],
  Documentation: ['Dokumentationen', 'Documentations', 'Belgelemeler', 'التوثيقات', 'Документації'],
  PressRelease: [
    'Pressemitteilungen',
    'Press releases',
    'Basın bültenleri',
    'البيانات الصحفية',
    'Пресрелізи',
  ],
  PressQuote: ['Zitate', 'Quotations', 'Alıntılar', 'الاقتباسات', 'Цитати'],
  'Room.moderators': ['Moderation', 'Moderation', 'Moderasyon', 'الإدارة', 'Модерація'],
  'Room.invited': [
    'Einladungen in Räume',
    'Invitations to rooms',
    'Oda davetleri',
    'دعوات إلى الغرف',
    'Запрошення до кімнат',
  ],
  'Room.suspended': ['Sperren', 'Suspensions', 'Kısıtlamalar', 'الإيقافات', 'Обмеження'],
  Thread: [
    'Begonnene Gespräche',
    'Talks begun',
    'Başlatılan konuşmalar',
    'محادثات بدأتها',
    'Розпочаті розмови',
  ],
  Contribution: ['Beiträge', 'Contributions', 'Katkılar', 'المساهمات', 'Дописи'],
  'Contribution.translations': ['Übersetzungen', 'Translations', 'Çeviriler', 'الترجمات', 'Переклади'],
  ReadMark: [
    'Wie weit Sie gelesen haben',
    'How far you have read',
    'Nereye kadar okuduğunuz',
    'إلى أين قرأت',
    'Докуди Ви дочитали',
  ],
  Export: ['Auskünfte', 'Exports', 'Veri dökümleri', 'نسخ البيانات', 'Копії даних'],
}

const fields: Readonly<Record<string, Worded>> = {
  name: ['Name', 'Name', 'Ad', 'الاسم', 'Ім’я'],
  email: ['E-Mail-Adresse', 'E-mail address', 'E-posta adresi', 'البريد الإلكتروني', 'Електронна адреса'],
  emailVerified: [
    'Adresse bestätigt',
    'Address confirmed',
    'Adres onaylı',
    'العنوان مؤكَّد',
    'Адресу підтверджено',
  ],
  role: ['Rolle', 'Role', 'Rol', 'الدور', 'Роль'],
  locale: ['Sprache', 'Language', 'Dil', 'اللغة', 'Мова'],
  lang: ['Sprache', 'Language', 'Dil', 'اللغة', 'Мова'],
  languages: ['Sprachen', 'Languages', 'Diller', 'اللغات', 'Мови'],
  colourScheme: ['Farben', 'Colours', 'Renkler', 'الألوان', 'Кольори'],
  presence: [
    'Zeigen, dass ich hier bin',
    'Show that I am here',
    'Burada olduğumu göster',
    'إظهار وجودي',
    'Показувати, що я тут',
  ],
  welcome: [
    'Antworten am Anfang',
    'Answers at the beginning',
    'Başlangıç yanıtları',
    'إجابات البداية',
    'Відповіді на початку',
  ],
  notificationPrefs: [
    'Wie Sie benachrichtigt werden',
    'How you are notified',
    'Nasıl bildirim aldığınız',
    'كيف يصلك الإشعار',
    'Як Вас сповіщають',
  ],
  createdAt: ['Angelegt', 'Created', 'Oluşturuldu', 'تاريخ الإنشاء', 'Створено'],
  updatedAt: ['Geändert', 'Changed', 'Değiştirildi', 'تاريخ التغيير', 'Змінено'],
  changedAt: ['Geändert', 'Changed', 'Değiştirildi', 'تاريخ التغيير', 'Змінено'],
  editedAt: ['Bearbeitet', 'Edited', 'Düzenlendi', 'تاريخ التعديل', 'Відредаговано'],
  savedAt: ['Gespeichert', 'Saved', 'Kaydedildi', 'تاريخ الحفظ', 'Збережено'],
  institution: ['Einrichtung', 'Institution', 'Kurum', 'المؤسسة', 'Установа'],
  kind: ['Art', 'Kind', 'Tür', 'النوع', 'Вид'],
  type: ['Art', 'Kind', 'Tür', 'النوع', 'Вид'],
  function: ['Aufgabe', 'Function', 'Görev', 'المهمة', 'Посада'],
  from: ['Von', 'From', 'Başlangıç', 'من', 'Від'],
  to: ['Bis', 'Until', 'Bitiş', 'إلى', 'До'],
  until: ['Bis', 'Until', 'Bitiş', 'إلى', 'До'],
  since: ['Seit', 'Since', 'Başlangıç', 'منذ', 'Від'],
  expiresAt: ['Gilt bis', 'Valid until', 'Geçerlilik', 'صالح حتى', 'Діє до'],
  userAgent: ['Browser', 'Browser', 'Tarayıcı', 'المتصفّح', 'Браузер'],
  text: ['Text', 'Text', 'Metin', 'النص', 'Текст'],
  sentence: ['Text', 'Text', 'Metin', 'النص', 'Текст'],
  note: ['Notiz', 'Note', 'Not', 'ملاحظة', 'Примітка'],
  words: ['Bezeichnung', 'Words', 'Tanım', 'الوصف', 'Опис'],
  message: ['Nachricht', 'Message', 'Mesaj', 'الرسالة', 'Повідомлення'],
  reason: ['Grund', 'Reason', 'Neden', 'السبب', 'Причина'],
  declineReason: ['Grund der Absage', 'Reason for declining', 'Ret nedeni', 'سبب الرفض', 'Причина відмови'],
  rule: ['Regel', 'Rule', 'Kural', 'القاعدة', 'Правило'],
  facts: ['Begründung', 'Grounds', 'Gerekçe', 'التعليل', 'Обґрунтування'],
  measure: ['Maßnahme', 'Measure', 'Önlem', 'الإجراء', 'Захід'],
  outcome: ['Ergebnis', 'Outcome', 'Sonuç', 'النتيجة', 'Результат'],
  page: ['Seite', 'Page', 'Sayfa', 'الصفحة', 'Сторінка'],
  state: ['Stand', 'State', 'Durum', 'الحالة', 'Стан'],
  at: ['Zeitpunkt', 'When', 'Zaman', 'الوقت', 'Час'],
  answers: ['Antworten', 'Answers', 'Yanıtlar', 'الإجابات', 'Відповіді'],
  title: ['Titel', 'Title', 'Başlık', 'العنوان', 'Назва'],
  heading: ['Überschrift', 'Heading', 'Başlık', 'العنوان', 'Заголовок'],
  lead: ['Vorspann', 'Lead', 'Giriş', 'المقدمة', 'Вступ'],
  date: ['Tag', 'Day', 'Gün', 'اليوم', 'День'],
  place: ['Ort', 'Place', 'Yer', 'المكان', 'Місце'],
  roomId: ['Raum', 'Room', 'Oda', 'الغرفة', 'Кімната'],
  threadId: ['Gespräch', 'Talk', 'Konuşma', 'المحادثة', 'Розмова'],
  contributionId: ['Beitrag', 'Contribution', 'Katkı', 'المساهمة', 'Допис'],
  replyTo: ['Antwort auf', 'Reply to', 'Yanıtlanan', 'ردّ على', 'Відповідь на'],
  organisationId: ['Verein', 'Association', 'Dernek', 'الجمعية', 'Об’єднання'],
  actingOrganisationId: [
    'Für den Verein',
    'For the association',
    'Dernek adına',
    'باسم الجمعية',
    'Від об’єднання',
  ],
  startedFor: ['Für den Verein', 'For the association', 'Dernek adına', 'باسم الجمعية', 'Від об’єднання'],
  fromId: ['Vom Verein', 'From the association', 'Gönderen dernek', 'من الجمعية', 'Від об’єднання'],
  toId: ['An den Verein', 'To the association', 'Alıcı dernek', 'إلى الجمعية', 'До об’єднання'],
  sessionId: ['Sitzung', 'Session', 'Oturum', 'الجلسة', 'Зустріч'],
  recordId: ['Protokoll', 'Record', 'Tutanak', 'المحضر', 'Протокол'],
  value: ['Angabe', 'Value', 'Değer', 'القيمة', 'Значення'],
  category: ['Bereich', 'Category', 'Kategori', 'الفئة', 'Категорія'],
  purpose: ['Zweck', 'Purpose', 'Amaç', 'الغرض', 'Мета'],
  audience: ['Wer es sieht', 'Who sees it', 'Kim görür', 'من يراه', 'Хто бачить'],
  shown: ['Wer es sieht', 'Who sees it', 'Kim görür', 'من يراه', 'Хто бачить'],
  consentedAt: ['Einwilligung', 'Consent', 'Onay', 'الموافقة', 'Згода'],
  requestedAt: ['Angefragt', 'Requested', 'İstendi', 'تاريخ الطلب', 'Запитано'],
  readyAt: ['Fertig', 'Ready', 'Hazır', 'جاهز منذ', 'Готово'],
  readAt: ['Gelesen', 'Read', 'Okundu', 'قُرئ', 'Прочитано'],
  mailAt: ['E-Mail', 'E-mail', 'E-posta', 'البريد', 'Лист'],
  target: ['Ziel', 'Target', 'Hedef', 'الهدف', 'Ціль'],
  targetId: ['Worüber', 'About what', 'Ne hakkında', 'حول ماذا', 'Про що'],
  entries: ['Angaben', 'Entries', 'Bilgiler', 'البيانات', 'Дані'],
  attribution: ['Unter welchem Namen', 'Under which name', 'Hangi adla', 'بأي اسم', 'Під яким ім’ям'],
  proposal: ['Vorschlag', 'Proposal', 'Öneri', 'الاقتراح', 'Пропозиція'],
  decidedAt: ['Entschieden', 'Decided', 'Karar', 'تاريخ القرار', 'Вирішено'],
  seq: ['Bis zum Beitrag', 'Up to contribution', 'Şu katkıya kadar', 'حتى المساهمة', 'До допису'],
}

/** What a kind of data is called; its own name where it has none. */
export const sectionWord = (locale: Locale, name: string) => wordedIn(locale, sections[name], name)

/** What a fact is called, by the end of its path. */
export function fieldWord(locale: Locale, path: string) {
  const last = path.split('.').at(-1)!
  return wordedIn(locale, fields[last], last)
}
