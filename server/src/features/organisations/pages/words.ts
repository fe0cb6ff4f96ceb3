import type { Locale } from '@augenhoehe/contracts'

/** The words of pages that are read before, or without, the program. */
export interface PageWords {
  start: string
  menu: string
  nav: Readonly<Record<string, string>>
  skip: string
  signIn: string
  directory: string
  description: string
  searchLabel: string
  submit: string
  filters: string
  district: string
  everywhere: string
  near: string
  nearHint: string
  radius: string
  anyRadius: string
  field: string
  allFields: string
  language: string
  allLanguages: string
  offers: string
  allOffers: string
  found: (count: string, one: boolean) => string
  inDistricts: string
  none: string
  all: string
  wider: (distance: string) => string
  anyDistance: string
  nearby: (place: string) => string
  lookEverywhere: string
  withoutField: string
  withoutLanguage: string
  withoutOffers: string
  takeAlong: string
  asTable: string
  asJson: string
  more: string
  unknownPlace: (place: string) => string
  offersOne: string
  seeksOne: string
  newcomer: string
  unverified: string
  verified: string
  unconfirmed: string
  dormant: string
  noWords: string
  weOffer: string
  weSeek: string
  facts: string
  languages: string
  founded: string
  activities: string
  targetGroups: string
  meetingPlace: string
  website: string
  email: string
  phone: string
  joinIn: string
}

export const pageWords: Readonly<Record<Locale, PageWords>> = {
  de: {
    start: 'Augenhöhe, zur Startseite',
    menu: 'Hauptmenü',
    nav: {
      '/raeume': 'Austauschen',
      '/suchen-und-bieten': 'Suchen & Bieten',
      '/organisationen': 'Organisationen',
      '/termine': 'Termine',
      '/ergebnisse': 'Ergebnisse',
    },
    skip: 'Zum Inhalt springen',
    signIn: 'Anmelden',
    directory: 'Organisationen',
    description:
      'Migrantenorganisationen in Hessen finden: nach Name, Ort, Thema, Sprache und danach, was sie anbieten.',
    searchLabel: 'Name, Ort oder Thema',
    submit: 'Suchen',
    filters: 'Ort, Thema, Sprache und Angebot wählen',
    district: 'Kreis',
    everywhere: 'ganz Hessen',
    near: 'In der Nähe von',
    nearHint: 'Ort oder Postleitzahl. Postleitzahlen: © OpenStreetMap contributors',
    radius: 'Höchstens entfernt',
    anyRadius: 'die nächsten zuerst',
    field: 'Thema',
    allFields: 'alle Themen',
    language: 'Sprache',
    allLanguages: 'alle Sprachen',
    offers: 'Angebot',
    allOffers: 'alle Angebote',
    found: (count, one) => `${count} ${one ? 'Verein' : 'Vereine'}`,
    inDistricts: 'Hessen nach Kreisen',
    none: 'Dazu haben wir keinen Verein gefunden.',
    all: 'Alle Vereine zeigen',
    wider: (distance) => `Bis ${distance} weit suchen`,
    anyDistance: 'Beliebig weit suchen',
    nearby: (place) => `Auch rund um ${place} suchen`,
    lookEverywhere: 'Ganz Hessen zeigen',
    withoutField: 'In allen Themen suchen',
    withoutLanguage: 'In allen Sprachen suchen',
    withoutOffers: 'Mit beliebigem Angebot suchen',
    takeAlong: 'Diese Liste mitnehmen:',
    asTable: 'als Tabelle (CSV)',
    asJson: 'für Programme (JSON)',
    more: 'Mehr zeigen',
    unknownPlace: (place) => `Den Ort „${place}“ kennen wir nicht. Die Liste zeigt ganz Hessen.`,
    offersOne: 'Bietet:',
    seeksOne: 'Sucht:',
    newcomer: 'neu dabei',
    unverified: 'noch nicht geprüft',
    verified: 'geprüft',
    unconfirmed: 'Angaben nicht bestätigt',
    dormant: 'ruht',
    noWords: 'Dieser Verein hat noch nichts über sich geschrieben.',
    weOffer: 'Das bieten wir',
    weSeek: 'Das suchen wir',
    facts: 'Auf einen Blick',
    languages: 'Sprachen',
    founded: 'Gegründet',
    activities: 'Regelmäßig',
    targetGroups: 'Für wen',
    meetingPlace: 'Treffpunkt',
    website: 'Internet',
    email: 'E-Mail',
    phone: 'Telefon',
    joinIn: 'Zum Mitmachen brauchen Sie einen Browser mit JavaScript.',
  },
  en: {
    start: 'Augenhöhe, to the first page',
    menu: 'Main menu',
    nav: {
      '/raeume': 'Exchange',
      '/suchen-und-bieten': 'Seek & Offer',
      '/organisationen': 'Organisations',
      '/termine': 'Dates',
      '/ergebnisse': 'Results',
    },
    skip: 'Skip to content',
    signIn: 'Sign in',
    directory: 'Organisations',
    description:
      'Find migrant organisations in Hesse by name, place, topic, language, and by what they offer.',
    searchLabel: 'Name, place or topic',
    submit: 'Search',
    filters: 'Choose place, topic, language and offer',
    district: 'District',
    everywhere: 'all of Hesse',
    near: 'Near',
    nearHint: 'Place or postal code. Postal codes: © OpenStreetMap contributors',
    radius: 'At most away',
    anyRadius: 'the nearest first',
    field: 'Topic',
    allFields: 'all topics',
    language: 'Language',
    allLanguages: 'all languages',
    offers: 'Offer',
    allOffers: 'all offers',
    found: (count, one) => `${count} ${one ? 'organisation' : 'organisations'}`,
    inDistricts: 'Hesse by district',
    none: 'We found no organisation for this.',
    all: 'Show all organisations',
    wider: (distance) => `Search up to ${distance} away`,
    anyDistance: 'Search at any distance',
    nearby: (place) => `Search around ${place} too`,
    lookEverywhere: 'Show all of Hesse',
    withoutField: 'Search in all topics',
    withoutLanguage: 'Search in all languages',
    withoutOffers: 'Search with any offer',
    takeAlong: 'Take this list along:',
    asTable: 'as a table (CSV)',
    asJson: 'for programs (JSON)',
    more: 'Show more',
    unknownPlace: (place) => `We do not know the place “${place}”. The list shows all of Hesse.`,
    offersOne: 'Offers:',
    seeksOne: 'Seeks:',
    newcomer: 'new here',
    unverified: 'not yet verified',
    verified: 'verified',
    unconfirmed: 'details not confirmed',
    dormant: 'resting',
    noWords: 'This organisation has not written about itself yet.',
    weOffer: 'What we offer',
    weSeek: 'What we seek',
    facts: 'At a glance',
    languages: 'Languages',
    founded: 'Founded',
    activities: 'Regularly',
    targetGroups: 'For whom',
    meetingPlace: 'Meeting place',
    website: 'Website',
    email: 'E-mail',
    phone: 'Phone',
    joinIn: 'To take part you need a browser with JavaScript.',
  },
  ar: {
    start: 'Augenhöhe، إلى الصفحة الأولى',
    menu: 'القائمة الرئيسية',
    nav: {
      '/raeume': 'تبادل الآراء',
      '/suchen-und-bieten': 'نبحث ونقدّم',
      '/organisationen': 'المنظمات',
      '/termine': 'المواعيد',
      '/ergebnisse': 'النتائج',
    },
    skip: 'إلى المحتوى',
    signIn: 'تسجيل الدخول',
    directory: 'المنظمات',
    description: 'ابحث عن جمعيات المهاجرين في ولاية هسن حسب الاسم والمكان والموضوع واللغة وما تعرضه.',
    searchLabel: 'الاسم أو المكان أو الموضوع',
    submit: 'بحث',
    filters: 'اختيار المكان والموضوع واللغة والعرض',
    district: 'الدائرة',
    everywhere: 'كل ولاية هسن',
    near: 'بالقرب من',
    nearHint: 'مكان أو رمز بريدي. الرموز البريدية: © OpenStreetMap contributors',
    radius: 'المسافة القصوى',
    anyRadius: 'الأقرب أولًا',
    field: 'الموضوع',
    allFields: 'كل المواضيع',
    language: 'اللغة',
    allLanguages: 'كل اللغات',
    offers: 'العرض',
    allOffers: 'كل العروض',
    found: (count) => `الجمعيات: ${count}`,
    inDistricts: 'هسن حسب الدوائر',
    none: 'لم نجد جمعية بهذا الوصف.',
    all: 'عرض كل الجمعيات',
    wider: (distance) => `البحث حتى مسافة ${distance}`,
    anyDistance: 'البحث على أي مسافة',
    nearby: (place) => `البحث في محيط ${place} أيضًا`,
    lookEverywhere: 'عرض كل ولاية هسن',
    withoutField: 'البحث في كل المواضيع',
    withoutLanguage: 'البحث في كل اللغات',
    withoutOffers: 'البحث مع أي عرض',
    takeAlong: 'خذ هذه القائمة معك:',
    asTable: 'كجدول (CSV)',
    asJson: 'للبرامج (JSON)',
    more: 'عرض المزيد',
    unknownPlace: (place) => `لا نعرف المكان «${place}». تعرض القائمة كل ولاية هسن.`,
    offersOne: 'تعرض:',
    seeksOne: 'تبحث عن:',
    newcomer: 'انضمّت حديثًا',
    unverified: 'لم توثَّق بعد',
    verified: 'موثّقة',
    unconfirmed: 'بيانات غير مؤكدة',
    dormant: 'متوقفة مؤقتًا',
    noWords: 'لم تكتب هذه الجمعية عن نفسها بعد.',
    weOffer: 'ما نعرضه',
    weSeek: 'ما نبحث عنه',
    facts: 'لمحة سريعة',
    languages: 'اللغات',
    founded: 'سنة التأسيس',
    activities: 'بانتظام',
    targetGroups: 'لمن',
    meetingPlace: 'مكان اللقاء',
    website: 'الموقع',
    email: 'البريد الإلكتروني',
    phone: 'الهاتف',
    joinIn: 'للمشاركة تحتاج إلى متصفح مع JavaScript.',
  },
}
