/** What was said on a meeting that never was, in associations that do not exist; its findings are those of 2018. */

export interface SeedVoice {
  by: string
  for: string
  text: string
  /** What it speaks of, by the themes of the findings that cite it. */
  themes: readonly string[]
}

export interface SeedWorkshop {
  /** Of the record of 2018. */
  number: number
  room: 'professionalisierung' | 'dialog'
  moderator: 'moderator' | 'otherRoomModerator'
  title: string
  welcome: string
  voices: readonly SeedVoice[]
}

export const workshopsHeld: readonly SeedWorkshop[] = [
  {
    number: 1,
    room: 'professionalisierung',
    moderator: 'moderator',
    title: 'Workshop 1: Professionalisierung',
    welcome: 'Willkommen in Workshop 1. Wer nicht im Saal ist, schreibt hier mit.',
    voices: [
      {
        by: 'orgAdmin',
        for: 'brunnenstube',
        text: 'Ohne eigenen Raum und ohne Drucker bleibt vieles liegen. Dazu gehört für uns auch jemand mit Fachwissen.',
        themes: ['infrastructure', 'people'],
      },
      {
        by: 'wabeAdmin',
        for: 'wabe',
        text: 'Seit wir Aufgaben teilen, wissen alle, woran wir sind. Das motiviert.',
        themes: ['organisation', 'people'],
      },
      {
        by: 'fluesseAdmin',
        for: 'fluesse',
        text: 'Unsere Ziele sind klarer, seit wir uns mit anderen Vereinen austauschen. Davon brauchen wir mehr.',
        themes: ['organisation', 'network'],
      },
      {
        by: 'federAdmin',
        for: 'feder',
        text: 'Software für die Kasse wäre gut. Aber wer bezahlt sie? Vielleicht tun wir uns mit anderen zusammen.',
        themes: ['infrastructure', 'network'],
      },
    ],
  },
  {
    number: 2,
    room: 'professionalisierung',
    moderator: 'moderator',
    title: 'Workshop 2: Professionalisierung',
    welcome: 'Willkommen in Workshop 2. Wir reden über dasselbe Thema wie nebenan.',
    voices: [
      {
        by: 'marktplatzAdmin',
        for: 'marktplatz',
        text: 'Ehrenamt verdient Anerkennung. Schulungen zu Buchhaltung und Recht, mit Zertifikat, wären ein Anfang.',
        themes: ['recognition', 'knowledge'],
      },
      {
        by: 'neuanfangAdmin',
        for: 'neuanfang',
        text: 'Die Sprache der Anträge hält uns auf, nicht die Idee. Auch die Verwaltung könnte dazulernen.',
        themes: ['language', 'communication', 'administration'],
      },
      {
        by: 'radwerkAdmin',
        for: 'radwerk',
        text: 'Mit mehr Wissen über Vereinsarbeit trauen wir uns mehr zu.',
        themes: ['knowledge', 'communication'],
      },
      {
        by: 'sternwarteAdmin',
        for: 'sternwarte',
        text: 'Wer fördert, sollte auch einmal beweglich sein. Ein Minijob muss ganz bezahlt werden.',
        themes: ['finance', 'recognition', 'knowledge'],
      },
    ],
  },
  {
    number: 4,
    room: 'dialog',
    moderator: 'otherRoomModerator',
    title: 'Workshop 4: Dialog mit Politik und Verwaltung',
    welcome: 'Willkommen in Workshop 4. Wir machen das Thema in einer Runde.',
    voices: [
      {
        by: 'fluesseAdmin',
        for: 'fluesse',
        text: 'Bei uns läuft es gut, weil wir eine feste Ansprechperson haben.',
        themes: ['cooperation'],
      },
      {
        by: 'federAdmin',
        for: 'feder',
        text: 'Wir kennen niemanden im Rathaus. Ohne Planungssicherheit fangen wir nichts an.',
        themes: ['cooperation', 'resources'],
      },
      {
        by: 'marktplatzAdmin',
        for: 'marktplatz',
        text: 'Eine Partei kam auf uns zu. Seitdem treffen wir uns jedes Vierteljahr.',
        themes: ['dial-parties'],
      },
      {
        by: 'orgAdmin',
        for: 'brunnenstube',
        text: 'Wir wollen gesehen werden, auch in der Verwaltung selbst.',
        themes: ['participation', 'administration'],
      },
      {
        by: 'wabeAdmin',
        for: 'wabe',
        text: 'Auf Augenhöhe heißt: gefragt werden, bevor entschieden ist.',
        themes: ['cooperation', 'participation', 'administration'],
      },
    ],
  },
]

export const meeting = {
  title: 'Vernetzungstreffen der Vereine (Beispiel)',
  place: 'Gießen',
  greeting:
    'Herzlich willkommen. Dieses Treffen hat es nicht gegeben: Es zeigt an erfundenen Vereinen, wie die Dokumentation eines Treffens aussieht. Ihre Gliederung und ihre Ergebnisse folgen der des ersten hessenweiten Vernetzungstreffens von 2018.',
  talk: {
    title: 'Vortrag: Was Vereine zusammenhält',
    text: 'Vereine von Menschen mit Zuwanderungsgeschichte leisten viel, und meist im Ehrenamt. Sie beraten, übersetzen, feiern und streiten sich. Was ihnen fehlt, fehlt vielen: Räume, Zeit, Wissen und jemand, der zuhört.',
  },
  conclusion: 'Was alle zusammen gesagt haben:',
  confirmations: [
    { by: 'orgAdmin', for: 'brunnenstube', value: 'confirm', workshop: null, text: null },
    { by: 'wabeAdmin', for: 'wabe', value: 'confirm', workshop: null, text: null },
    {
      by: 'federAdmin',
      for: 'feder',
      value: 'dissent',
      workshop: 1,
      text: 'Günstige Software allein hilft uns nicht. Wir brauchen zuerst jemanden, der sie erklärt.',
    },
  ],
} as const

/** What the newspapers were sent about it. */
export const release = {
  heading: 'Vereine in Gießen: Es fehlt an Räumen, Software und Zeit (Beispiel)',
  lead: 'Vereine von Menschen mit Zuwanderungsgeschichte haben sich in Gießen getroffen. In drei Workshops sprachen sie darüber, was ihre Arbeit erschwert und wie sie mit der Politik ins Gespräch kommen. Das Treffen ist erfunden, wie alle Namen.',
  quotations: [
    { by: 'orgAdmin', text: 'Ohne eigenen Raum und ohne Drucker bleibt vieles liegen.' },
    { by: 'wabeAdmin', text: 'Seit wir Aufgaben teilen, wissen alle, woran wir sind.' },
  ],
  parts: [
    {
      text: 'Am deutlichsten war der Wunsch nach Räumen und nach Technik, die funktioniert. Günstige Software nannten fast alle als Hilfe; offen blieb, ob sie kostenlos oder nur vergünstigt sein soll.',
    },
    { by: 'orgAdmin' },
    {
      text: 'Viele Vereine arbeiten ausschließlich im Ehrenamt. Wo Zuständigkeiten geklärt sind, bleibt mehr Zeit für das, worum es geht.',
    },
    { by: 'wabeAdmin' },
    {
      text: 'Die vollständige Dokumentation mit allen Ergebnissen und abweichenden Sichtweisen ist öffentlich.',
    },
  ],
  contact: {
    office: 'Geschäftsstelle Augenhöhe, Pressearbeit (Beispiel)',
    email: 'presse@augenhoehe.example',
    phone: '+49 641 5550100',
  },
} as const
