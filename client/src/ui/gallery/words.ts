interface GalleryWords {
  nav: readonly [string, string, string, string, string, string, string]
  brand: string
  more: string
  title: string
  lead: string
  eyebrow: string
  navLabel: string
  countLabel: string
  skip: string
  language: string
  languageShort: string
  plain: string
  account: string
  search: string
  close: string
}

export const german: GalleryWords = {
  nav: [
    'Heute für Sie',
    'Austauschen',
    'Suchen & Bieten',
    'Mitreden',
    'Organisationen',
    'Termine',
    'Ergebnisse',
  ],
  brand: 'Augenhöhe',
  more: 'Mehr',
  title: 'Professionalisierung der Vereinsarbeit',
  lead: 'Was Vereine stärker macht: Wissen, Räume, Technik und geteilte Aufgaben.',
  eyebrow: 'Themenraum · öffentlich',
  navLabel: 'Hauptmenü',
  countLabel: 'ungelesen',
  skip: 'Zum Inhalt springen',
  language: 'Deutsch',
  languageShort: 'DE',
  plain: 'Einfache Sprache',
  account: 'Samira · Ihr Konto',
  search: 'Suchen',
  close: 'Schließen',
}

export const arabic: GalleryWords = {
  nav: ['اليوم لكم', 'تبادل', 'طلب وعرض', 'شارِك', 'الجمعيات', 'المواعيد', 'النتائج'],
  brand: 'Augenhöhe',
  more: 'المزيد',
  title: 'تطوير عمل الجمعيات',
  lead: 'ما الذي يقوّي الجمعيات: المعرفة والقاعات والتقنية وتقاسم المهام.',
  eyebrow: 'غرفة موضوع · عامة',
  navLabel: 'القائمة الرئيسية',
  countLabel: 'غير مقروء',
  skip: 'انتقل إلى المحتوى',
  language: 'العربية',
  languageShort: 'ع',
  plain: 'لغة سهلة',
  account: 'سميرة · حسابكم',
  search: 'بحث',
  close: 'إغلاق',
}
