import type {
  AccountRole,
  ContributionType,
  InstitutionLabel,
  Locale,
  QueueRule,
  VoteValue,
} from '@augenhoehe/contracts'

/** The demonstration world. Every association and every person in it is invented; only the places are real. */

export interface SeedPerson {
  key: string
  name: string
  role?: Exclude<AccountRole, 'institution'>
  /** The office somebody writes for. */
  institution?: InstitutionLabel
  locale?: Locale
  organisations?: readonly { key: string; role: 'admin' | 'member' }[]
}

export interface SeedOrganisation {
  key: string
  name: string
  municipality: string
  fields: readonly string[]
  languages: readonly string[]
  selfDescription: string
  /** What it calls itself. */
  selfTerm?: string
  activities?: readonly { title: string; when: string | null }[]
  meetingPlace?: string
  memberBand?: string
  staffBand?: string
  legalForm?: string
  foundedYear?: number
  needs?: readonly SeedListing[]
  offers?: readonly SeedListing[]
  /** Days since it came to the platform. */
  joined: number
}

export interface SeedListing {
  category: string
  title: string
  text: string
  remote?: boolean
}

export interface SeedContribution {
  by: string
  for?: string
  text: string
  type?: ContributionType
  lang?: string
  /** Index of the contribution in the same thread that it answers. */
  replyTo?: number
}

export interface SeedThread {
  key?: 'open' | 'moderated' | 'locked' | 'closedRoom' | 'live' | 'soon'
  room: 'professionalisierung' | 'dialog' | 'moderationsrunde'
  question?: string
  title: string
  moderated?: boolean
  locked?: string
  /** Days ago the first contribution was written. */
  days: number
  contributions: readonly SeedContribution[]
}

export interface SeedSession {
  thread: 'live' | 'soon'
  by: string
  /** Hours until it begins; before today it has begun. */
  inHours: number
  title: string
  place: string | null
  topic: string | null
  rule: QueueRule
  turnSeconds: number
  agenda: readonly ({ questionId: string; minutes: number } | { title: string; minutes: number })[]
  /** What has happened in it; none of it while it is only planned. */
  running?: {
    hands: readonly { by: string; for?: string; text?: string }[]
    /** Entered by the moderator for somebody in the room. */
    entered: readonly { name: string; for: string }[]
    questions: readonly { by: string; for?: string; text: string; supportedBy: readonly string[] }[]
    statement: {
      text: string
      votes: readonly { by: string; for?: string; value: VoteValue }[]
    }
  }
}

export const password = 'augenhoehe-demo'
export const emailOf = (key: string) =>
  `${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}@augenhoehe.example`

const org = (key: string, role: 'admin' | 'member' = 'member') => ({ key, role })

export const people: readonly SeedPerson[] = [
  { key: 'member', name: 'Samira Haddad', organisations: [org('brunnenstube'), org('wabe')] },
  { key: 'otherMember', name: 'Oleh Kravets', organisations: [org('fluesse')] },
  { key: 'moderator', name: 'Amira Yıldız', organisations: [org('sternwarte')] },
  { key: 'orgAdmin', name: 'Daniel Osei', organisations: [org('brunnenstube', 'admin')] },
  { key: 'newcomer', name: 'Leyla Aydın' },
  {
    key: 'municipalContact',
    name: 'Petra Lindner',
    institution: { name: 'Integrationsbüro (Beispielstadt)', kind: 'municipality' },
  },
  { key: 'centreStaff', name: 'Jonas Weber', role: 'staff' },
  { key: 'platformAdmin', name: 'Ines Vogt', role: 'admin' },
  { key: 'otherRoomModerator', name: 'Fatou Diallo', organisations: [org('olivenhain', 'admin')] },
  { key: 'wabeAdmin', name: 'Milan Petrović', organisations: [org('wabe', 'admin')] },
  { key: 'fluesseAdmin', name: 'Nadia Rahimi', organisations: [org('fluesse', 'admin')] },
  { key: 'federAdmin', name: 'Rojin Demir', organisations: [org('feder', 'admin')] },
  { key: 'sternwarteAdmin', name: 'Kwame Mensah', organisations: [org('sternwarte', 'admin')] },
  {
    key: 'marktplatzAdmin',
    name: 'Elena Sokolova',
    organisations: [org('marktplatz', 'admin'), org('lesegarten', 'admin')],
  },
  { key: 'neuanfangAdmin', name: 'Yusuf Karimi', locale: 'ar', organisations: [org('neuanfang', 'admin')] },
  {
    key: 'radwerkAdmin',
    name: 'Thuy Nguyen',
    organisations: [org('radwerk', 'admin'), org('klangbogen', 'admin')],
  },
  ...Array.from({ length: 8 }, (_, index) => ({
    key: `load${index}`,
    name: `Last ${index + 1}`,
    organisations: [org('marktplatz')],
  })),
]

export const organisations: readonly SeedOrganisation[] = [
  {
    key: 'brunnenstube',
    name: 'Brunnenstube Gießen',
    municipality: '06531005',
    fields: ['culture', 'education', 'women'],
    languages: ['de', 'ar', 'tr'],
    foundedYear: 2009,
    joined: 400,
    selfTerm: 'Familientreff von und mit Zugewanderten',
    activities: [
      { title: 'Gemeinsam kochen', when: 'donnerstags ab 17 Uhr' },
      { title: 'Arabisch und Deutsch für Kinder und Eltern', when: 'samstags, 10 bis 12 Uhr' },
    ],
    meetingPlace: 'Weststadt, Eingang im Hof, ohne Stufen',
    memberBand: 'm50-99',
    staffBand: 'volunteer-only',
    legalForm: 'ev',
    selfDescription:
      'Wir sind ein Treffpunkt für Familien in der Weststadt. Jeden Donnerstag kochen wir zusammen, am Samstag lernen Kinder und Eltern Arabisch und Deutsch.',
    needs: [
      {
        category: 'bookkeeping',
        title: 'Hilfe bei der Buchhaltung',
        text: 'Unsere Kassenwartin hört im Januar auf. Wir suchen jemanden, der uns Kasse und Jahresabschluss zeigt.',
      },
    ],
    offers: [
      {
        category: 'rooms',
        title: 'Gruppenraum, 25 Plätze',
        text: 'Mittwoch und Samstag frei, mit Beamer und Küche, kostenlos für Vereine.',
      },
    ],
  },
  {
    key: 'fluesse',
    name: 'Drei Flüsse Hanau e. V.',
    municipality: '06415000',
    fields: ['education', 'empowerment', 'youth'],
    languages: ['de', 'uk', 'ru', 'fa'],
    foundedYear: 2015,
    joined: 320,
    selfTerm: 'Bildungsverein',
    activities: [
      {
        title: 'Lernwerkstatt für Schülerinnen und Schüler',
        when: 'dienstags und donnerstags, 15 bis 18 Uhr',
      },
      { title: 'Beratung zu Ausbildung und Studium', when: null },
    ],
    meetingPlace: 'Nahe dem Freiheitsplatz, mit Aufzug',
    memberBand: 'm100-249',
    staffBand: 'minijob',
    legalForm: 'ev',
    selfDescription:
      'Bildung und Beratung für junge Menschen aus vielen Ländern. Wir arbeiten ehrenamtlich, mit einer Minijob-Stelle.',
    needs: [
      {
        category: 'fundraising',
        title: 'Wer kennt passende Förderprogramme?',
        text: 'Für unsere Lernwerkstatt suchen wir eine Förderung ab dem Sommer.',
      },
    ],
    offers: [
      {
        category: 'software',
        title: 'Vereinssoftware zeigen',
        text: 'Wir nutzen seit Januar eine günstige Software und zeigen sie an zwei Abenden, bei uns oder online.',
        remote: true,
      },
    ],
  },
  {
    key: 'feder',
    name: 'Feder & Faden Wetzlar e. V.',
    municipality: '06532023',
    fields: ['culture', 'women', 'empowerment'],
    languages: ['de', 'ar', 'ku'],
    foundedYear: 2012,
    joined: 210,
    selfTerm: 'Postmigrantischer Werkstattverein',
    activities: [
      { title: 'Nähwerkstatt', when: 'mittwochs ab 18 Uhr' },
      { title: 'Schreibwerkstatt', when: 'einmal im Monat, samstags' },
    ],
    meetingPlace: 'Werkstatt in der Altstadt, ohne Stufen',
    memberBand: 'm50-99',
    staffBand: 'volunteer-only',
    legalForm: 'ev',
    selfDescription:
      'Nähwerkstatt und Schreibwerkstatt von Frauen für Frauen. Was wir können, geben wir weiter.',
    needs: [
      {
        category: 'rooms',
        title: 'Raum am Samstag',
        text: 'Für unsere Schreibwerkstatt, 12 Personen, einmal im Monat.',
      },
    ],
    offers: [
      {
        category: 'bookkeeping',
        title: 'Hilfe bei Kasse und Jahresabschluss',
        text: 'Einmal im Monat, auch auf Arabisch. Unsere Schatzmeisterin ist gelernte Buchhalterin.',
      },
    ],
  },
  {
    key: 'sternwarte',
    name: 'Sternwarte Marburg e. V.',
    municipality: '06534014',
    fields: ['culture', 'youth', 'dialogue'],
    languages: ['de', 'en', 'tr'],
    joined: 30,
    activities: [
      { title: 'Chorprobe', when: 'mittwochs, 18 bis 20 Uhr' },
      { title: 'Theatergruppe', when: 'sonntags' },
    ],
    memberBand: 'm10-49',
    staffBand: 'volunteer-only',
    legalForm: 'ev',
    selfDescription:
      'Chor und Theater mit Menschen aus 14 Ländern. Der Name kommt von unserem ersten Probenraum.',
    needs: [
      {
        category: 'rooms',
        title: 'Raum für Chorproben',
        text: 'Ab Januar, mittwochs ab 18 Uhr, 20 Personen.',
      },
    ],
    offers: [
      {
        category: 'public-relations',
        title: 'Plakate und Fotos',
        text: 'Zwei von uns gestalten Plakate und fotografieren bei Festen.',
      },
    ],
  },
  {
    key: 'olivenhain',
    name: 'Olivenhain Darmstadt e. V.',
    municipality: '06411000',
    fields: ['participation', 'dialogue', 'education'],
    languages: ['de', 'it', 'es'],
    foundedYear: 1998,
    joined: 500,
    selfTerm: 'Nachbarschaftsverein',
    activities: [{ title: 'Stadtteilgespräch mit Politik und Verwaltung', when: 'jeden zweiten Monat' }],
    meetingPlace: 'Gemeindezentrum, Raum 2, ohne Stufen',
    memberBand: 'm100-249',
    staffBand: 'part-time',
    legalForm: 'ev',
    selfDescription:
      'Seit 1998 bringen wir Nachbarschaft und Politik an einen Tisch. Wir kennen viele Türen im Rathaus.',
    needs: [
      { category: 'it-hardware', title: 'Zwei gebrauchte Laptops', text: 'Für unseren Bewerbungstreff.' },
    ],
    offers: [
      {
        category: 'contact-administration',
        title: 'Begleitung ins Rathaus',
        text: 'Wir erzählen, wie wir zu einer festen Ansprechperson gekommen sind.',
        remote: true,
      },
    ],
  },
  {
    key: 'wabe',
    name: 'Wabe Offenbach',
    municipality: '06413000',
    fields: ['youth', 'empowerment', 'participation'],
    languages: ['de', 'sr', 'hr', 'en'],
    joined: 260,
    selfTerm: 'Neue Deutsche',
    activities: [{ title: 'Programmabend von jungen Leuten', when: 'freitags' }],
    memberBand: 'm10-49',
    staffBand: 'volunteer-only',
    selfDescription: 'Junge Leute machen Programm für junge Leute. Vorstand unter 30.',
    needs: [
      {
        category: 'board-work',
        title: 'Aufgaben im Vorstand teilen',
        text: 'Wie machen das andere? Wir suchen einen Verein für einen Austausch.',
        remote: true,
      },
    ],
    offers: [
      {
        category: 'rhetoric',
        title: 'Übungsabend: frei sprechen',
        text: 'Für Sitzungen und Verhandlungen. Wir haben zwei Trainerinnen im Verein.',
      },
    ],
  },
  {
    key: 'marktplatz',
    name: 'Marktplatz Kassel e. V.',
    municipality: '06611000',
    fields: ['participation', 'culture'],
    languages: ['de', 'ru', 'uk', 'pl'],
    foundedYear: 2004,
    joined: 380,
    selfTerm: 'Migrantenorganisation',
    activities: [
      { title: 'Sprachcafé', when: 'montags, 16 Uhr' },
      { title: 'Beratung zu Briefen und Anträgen', when: 'mittwochs, 10 bis 13 Uhr' },
      { title: 'Stadtteilfest', when: 'im Juni' },
    ],
    meetingPlace: 'Ladenlokal an der Haltestelle, ohne Stufen',
    memberBand: 'm100-249',
    staffBand: 'minijob',
    legalForm: 'ev',
    selfDescription: 'Beratung, Sprachcafé und ein Fest im Jahr, zu dem der ganze Stadtteil kommt.',
    needs: [
      {
        category: 'application',
        title: 'Jemand, der unseren Antrag gegenliest',
        text: 'Frist ist Ende Januar, zwölf Seiten.',
        remote: true,
      },
    ],
    offers: [
      {
        category: 'interpreting',
        title: 'Dolmetschen Ukrainisch und Russisch',
        text: 'Für Termine bei Ämtern, mit Absprache eine Woche vorher.',
      },
    ],
  },
  {
    key: 'lesegarten',
    name: 'Lesegarten Fulda',
    municipality: '06631009',
    fields: ['education', 'culture'],
    languages: ['de', 'pl', 'uk'],
    joined: 120,
    activities: [
      { title: 'Vorlesen in zwölf Sprachen', when: 'im Sommer im Garten, im Winter in der Bücherei' },
    ],
    memberBand: 'm10-49',
    staffBand: 'volunteer-only',
    selfDescription: 'Vorlesen in zwölf Sprachen, im Sommer im Garten.',
    needs: [
      {
        category: 'volunteers',
        title: 'Vorleserinnen und Vorleser',
        text: 'Einmal im Monat, besonders auf Tigrinya und Dari.',
      },
    ],
    offers: [
      {
        category: 'fundraising',
        title: 'Erfahrung mit Stiftungen',
        text: 'Wir haben dreimal Geld von Stiftungen bekommen und zeigen unsere Anträge.',
        remote: true,
      },
    ],
  },
  {
    key: 'neuanfang',
    name: 'Neuanfang Limburg',
    municipality: '06533009',
    fields: ['empowerment', 'education'],
    languages: ['ar', 'de', 'fa'],
    joined: 9,
    selfDescription: 'نحن مجموعة جديدة. نساعد العائلات التي وصلت حديثًا على فهم المدرسة والدوائر الرسمية.',
    needs: [
      {
        category: 'law-statutes',
        title: 'Hilfe bei der Satzung',
        text: 'Wir gründen gerade einen Verein und brauchen jemanden, der die Satzung mit uns durchgeht.',
        remote: true,
      },
    ],
  },
  {
    key: 'radwerk',
    name: 'Radwerk Rüsselsheim',
    municipality: '06433012',
    fields: ['youth', 'participation'],
    languages: ['de', 'vi', 'en'],
    joined: 75,
    activities: [{ title: 'Offene Werkstatt', when: 'jeden zweiten Sonntag' }],
    memberBand: 'm10-49',
    staffBand: 'volunteer-only',
    legalForm: 'ev',
    selfDescription: 'Wir reparieren Räder und reden dabei. Jeden zweiten Sonntag offene Werkstatt.',
    needs: [
      { category: 'partners', title: 'Partner für ein Stadtteilfest', text: 'Im Mai, mit Musik und Essen.' },
    ],
    offers: [
      {
        category: 'law-statutes',
        title: 'Satzung und Eintragung erklären',
        text: 'Wir haben uns letztes Jahr eintragen lassen und wissen noch, wie es geht.',
        remote: true,
      },
    ],
  },
  {
    key: 'klangbogen',
    name: 'Klangbogen Wiesbaden',
    municipality: '06414000',
    fields: ['culture', 'dialogue'],
    languages: ['de', 'tr', 'ar', 'en'],
    joined: 150,
    selfTerm: 'Musikensemble',
    activities: [{ title: 'Probe', when: 'donnerstags ab 19 Uhr' }],
    memberBand: 'm10-49',
    staffBand: 'volunteer-only',
    selfDescription: 'Musik aus dem Nahen Osten und aus Hessen, gemeinsam gespielt.',
    needs: [
      {
        category: 'public-relations',
        title: 'Pressearbeit lernen',
        text: 'Wie kommt ein kleiner Verein in die Zeitung?',
      },
    ],
    offers: [
      {
        category: 'partners',
        title: 'Musik für Feste',
        text: 'Wir spielen gern bei anderen Vereinen, auch kurzfristig.',
      },
    ],
  },
]

/** The newest are not verified yet. */
export const verified = organisations.filter(({ joined }) => joined > 20)

export const threads: readonly SeedThread[] = [
  {
    key: 'open',
    room: 'professionalisierung',
    question: 'q-prof-3',
    title: 'Günstige Software für die Buchhaltung',
    days: 3,
    contributions: [
      {
        by: 'member',
        for: 'brunnenstube',
        type: 'need',
        text: 'Unsere Kasse führen wir noch in einer Tabelle. Kennt jemand eine Software, die für einen kleinen Verein reicht und wenig kostet?',
      },
      {
        by: 'otherMember',
        for: 'fluesse',
        type: 'offer',
        text: 'Wir nutzen seit Januar eine günstige Vereinssoftware und zeigen sie gern: an zwei Abenden, bei uns oder online.',
        replyTo: 0,
      },
      {
        by: 'otherRoomModerator',
        for: 'olivenhain',
        type: 'experience',
        text: 'Bei uns hat der Umstieg einen Abend gedauert. Wichtig war, dass zwei Leute mitmachen, nicht nur eine Person.',
      },
      {
        by: 'neuanfangAdmin',
        for: 'neuanfang',
        type: 'question',
        lang: 'ar',
        text: 'هل تعمل هذه البرامج على الهاتف أيضًا؟ كثيرون منا لا يملكون حاسوبًا.',
      },
      {
        by: 'otherMember',
        for: 'fluesse',
        type: 'experience',
        text: 'Ja, auf dem Telefon geht das Wichtigste: Belege fotografieren und Ausgaben eintragen.',
        replyTo: 3,
      },
    ],
  },
  {
    room: 'professionalisierung',
    question: 'q-prof-1',
    title: 'Professionell heißt nicht: bezahlt',
    days: 12,
    contributions: [
      {
        by: 'otherRoomModerator',
        for: 'olivenhain',
        type: 'experience',
        text: 'Für uns heißt professionell: Man kann sich auf uns verlassen. Das geht auch im Ehrenamt, wenn Aufgaben verteilt sind.',
      },
      {
        by: 'wabeAdmin',
        for: 'wabe',
        type: 'idea',
        text: 'Wir haben jede Aufgabe auf eine Karte geschrieben und dann verteilt. Seitdem weiß jede*r, was dran ist.',
      },
    ],
  },
  {
    room: 'professionalisierung',
    question: 'q-prof-1',
    title: 'Wer macht was? Aufgaben im Vorstand teilen',
    days: 9,
    contributions: [
      {
        by: 'wabeAdmin',
        for: 'wabe',
        type: 'challenge',
        text: 'Bei uns bleibt fast alles an zwei Personen hängen. Wie teilen andere die Arbeit auf?',
      },
      {
        by: 'federAdmin',
        for: 'feder',
        type: 'experience',
        text: 'Wir haben für jede Aufgabe eine Vertretung. Das war am Anfang mehr Arbeit, jetzt ist es weniger.',
        replyTo: 0,
      },
    ],
  },
  {
    key: 'moderated',
    room: 'professionalisierung',
    question: 'q-prof-3',
    title: 'Erste Hilfe bei Förderanträgen',
    moderated: true,
    days: 6,
    contributions: [
      {
        by: 'moderator',
        for: 'sternwarte',
        type: 'question',
        text: 'In diesem Gespräch lesen wir jeden Beitrag, bevor er erscheint, denn es geht oft um Namen und Beträge. Welcher Schritt im Antrag ist für Sie der schwerste?',
      },
      {
        by: 'member',
        for: 'brunnenstube',
        type: 'challenge',
        text: 'Der Verwendungsnachweis. Wir wissen nie, welche Belege wir aufheben müssen.',
      },
    ],
  },
  {
    key: 'locked',
    room: 'professionalisierung',
    title: 'Termine für den Herbst 2026',
    locked: 'Der Herbst ist vorbei. Neue Termine kommen in einem neuen Gespräch.',
    days: 40,
    contributions: [
      {
        by: 'sternwarteAdmin',
        for: 'sternwarte',
        type: 'offer',
        text: 'Am 17. Oktober ist bei uns offene Probe, Gäste sind willkommen.',
      },
    ],
  },
  {
    key: 'live',
    room: 'professionalisierung',
    question: 'q-prof-3',
    title: 'Live-Abend: Förderung, die zu kleinen Vereinen passt',
    days: 3,
    contributions: [
      {
        by: 'moderator',
        for: 'sternwarte',
        type: 'question',
        text: 'Heute Abend reden wir live, hier und im Café. Schreiben Sie schon jetzt, was Sie bei Anträgen aufhält.',
      },
      {
        by: 'fluesseAdmin',
        for: 'fluesse',
        type: 'challenge',
        text: 'Fast alle Programme wollen Eigenmittel. Die haben wir nicht.',
      },
    ],
  },
  {
    key: 'soon',
    room: 'dialog',
    question: 'q-dial-1',
    title: 'Wie haben Sie Ihre Ansprechperson gefunden?',
    days: 5,
    contributions: [
      {
        by: 'otherRoomModerator',
        for: 'olivenhain',
        type: 'experience',
        text: 'Wir haben drei Jahre lang jedes Mal mit jemand anderem gesprochen. Dann haben wir im Ausländerbeirat gefragt, und seitdem gibt es eine feste Person.',
      },
      {
        by: 'marktplatzAdmin',
        for: 'marktplatz',
        type: 'demand',
        text: 'Jede Kommune soll eine feste Ansprechperson für Vereine nennen, mit Vertretung.',
      },
      {
        by: 'municipalContact',
        type: 'experience',
        text: 'Bei uns ist das gerade neu geregelt. Was wäre Ihnen bei so einer Stelle am wichtigsten?',
        replyTo: 1,
      },
      {
        by: 'member',
        for: 'brunnenstube',
        type: 'idea',
        text: 'Dass die Person auch abends einmal zu uns kommt. Tagsüber arbeiten die meisten von uns.',
        replyTo: 2,
      },
    ],
  },
  {
    room: 'dialog',
    question: 'q-dial-3',
    title: 'Briefe vom Amt, die man versteht',
    days: 2,
    contributions: [
      {
        by: 'marktplatzAdmin',
        for: 'marktplatz',
        type: 'challenge',
        text: 'Viele Briefe versteht man erst beim dritten Lesen, auch mit gutem Deutsch. Wer hat damit Erfahrung?',
      },
      {
        by: 'centreStaff',
        type: 'offer',
        text: 'Wir sammeln gerade Beispiele. Schicken Sie uns gern einen Brief ohne Namen, dann schreiben wir eine Fassung in Einfacher Sprache.',
        replyTo: 0,
      },
    ],
  },
  {
    key: 'closedRoom',
    room: 'moderationsrunde',
    title: 'Absprachen der Moderation',
    days: 20,
    contributions: [
      { by: 'moderator', type: 'idea', text: 'Wer übernimmt in der Woche vor Weihnachten?' },
      { by: 'otherRoomModerator', type: 'offer', text: 'Ich kann vom 14. bis zum 20. Dezember.', replyTo: 0 },
    ],
  },
]

export const sessions: readonly SeedSession[] = [
  {
    thread: 'live',
    by: 'moderator',
    inHours: -1,
    title: 'Förderung, die zu kleinen Vereinen passt',
    place: 'Marburg, Probenraum der Sternwarte',
    topic: 'foerderung',
    rule: 'least-time',
    turnSeconds: 120,
    agenda: [
      { questionId: 'q-prof-3', minutes: 40 },
      { title: 'Was nehmen wir uns bis zum Frühjahr vor?', minutes: 20 },
    ],
    running: {
      hands: [
        { by: 'fluesseAdmin', for: 'fluesse' },
        { by: 'member', for: 'brunnenstube' },
        { by: 'orgAdmin', for: 'brunnenstube' },
        {
          by: 'federAdmin',
          for: 'feder',
          text: 'Wir hatten Glück mit einer kleinen Stiftung aus dem Ort: zwei Seiten Antrag, vier Wochen bis zur Antwort.',
        },
        { by: 'municipalContact' },
      ],
      entered: [{ name: 'Frau Kaya', for: 'olivenhain' }],
      questions: [
        {
          by: 'member',
          for: 'brunnenstube',
          text: 'Gibt es Programme ohne Eigenmittel?',
          supportedBy: ['otherMember', 'orgAdmin', 'federAdmin', 'radwerkAdmin'],
        },
        {
          by: 'radwerkAdmin',
          for: 'radwerk',
          text: 'Wer liest einen Antrag gegen, bevor wir ihn abschicken?',
          supportedBy: ['member', 'fluesseAdmin'],
        },
        {
          by: 'newcomer',
          text: 'Kann man auch ohne eingetragenen Verein etwas beantragen?',
          supportedBy: [],
        },
      ],
      statement: {
        text: 'Eine Liste aller kleinen Förderungen wäre wichtiger als ein weiterer Kurs.',
        votes: [
          { by: 'member', for: 'brunnenstube', value: 'agree' },
          { by: 'fluesseAdmin', for: 'fluesse', value: 'agree' },
          { by: 'federAdmin', for: 'feder', value: 'agree' },
          { by: 'radwerkAdmin', for: 'radwerk', value: 'unsure' },
          { by: 'orgAdmin', for: 'brunnenstube', value: 'disagree' },
        ],
      },
    },
  },
  {
    thread: 'soon',
    by: 'otherRoomModerator',
    inHours: 9 * 24 + 2,
    title: 'Eine feste Ansprechperson in jeder Kommune',
    place: null,
    topic: null,
    rule: 'first-time',
    turnSeconds: 90,
    agenda: [
      { questionId: 'q-dial-1', minutes: 30 },
      { questionId: 'q-dial-3', minutes: 30 },
    ],
  },
]
