import type {
  CheckedStatement,
  Hand,
  Party,
  PlaceReason,
  Room,
  SessionBrief,
  SessionSnapshot,
  SessionStage,
  Turn,
  WallQuestion,
} from '@augenhoehe/contracts'

/** A session as the server would answer it, for tests. */

export const sampleId = (n: number) => n.toString(16).padStart(24, '0')
export const began = Date.parse('2026-11-22T18:00:00.000Z')
export const at = (ms: number) => new Date(began + ms).toISOString()

export const party = (
  organisation: string | null,
  name = 'Marek Nowak',
  part: Partial<Party> = {},
): Party => ({
  userId: sampleId(900),
  name,
  organisation,
  organisationSlug: organisation === null ? null : organisation.toLowerCase().replaceAll(' ', '-'),
  organisationUnverified: false,
  isInstitution: false,
  institutionKind: null,
  ...part,
})

export const hand = (
  n: number,
  who: Party,
  reason: Partial<PlaceReason> = {},
  part: Partial<Hand> = {},
): Hand => ({
  n,
  party: who,
  raisedAt: at(n * 1000),
  written: false,
  text: null,
  reason: { kind: 'time-so-far', spokenMs: 0, ...reason },
  ...part,
})

export const turn = (part: Partial<Turn> = {}): Turn => ({
  number: 4,
  hand: hand(4, party('Wabe Offenbach')),
  state: 'speaking',
  byHand: false,
  calledAt: at(0),
  allowedMs: 180_000,
  usedMs: 0,
  runningSince: at(0),
  ...part,
})

export const question = (n: number, text: string, part: Partial<WallQuestion> = {}): WallQuestion => ({
  id: sampleId(100 + n),
  n,
  text,
  lang: 'de',
  state: 'published',
  askers: [party('Sternwarte Marburg', 'Elif Demir')],
  mergedInto: null,
  reason: null,
  supporters: 8,
  organisations: 5,
  askedAt: at(n * 1000),
  rev: 1,
  ...part,
})

export const statement = (
  n: number,
  text: string,
  part: Partial<CheckedStatement> = {},
): CheckedStatement => ({
  id: sampleId(200 + n),
  n,
  text,
  questionId: null,
  open: true,
  agree: 9,
  disagree: 1,
  unsure: 2,
  organisations: 6,
  labels: ['almost-all'],
  rev: 1,
  ...part,
})

export const stage: SessionStage = {
  state: 'running',
  title: 'Welche Hilfe fehlt am meisten?',
  startsAt: at(0),
  place: 'Kulturhaus, Saal 2',
  meetingUrl: null,
  rule: 'least-time',
  turnSeconds: 180,
  agenda: [
    { n: 1, questionId: null, title: { und: 'Was bedeutet das für Sie?' }, minutes: 20 },
    { n: 2, questionId: null, title: { und: 'Was würden Sie anders machen?' }, minutes: 20 },
    { n: 3, questionId: null, title: { und: 'Was brauchen Sie, um dahin zu kommen?' }, minutes: 30 },
  ],
  item: 3,
  itemSince: at(0),
  itemMs: 1_800_000,
  guestsMayAsk: true,
  questionsNeedApproval: true,
  queueClosed: false,
  moderators: [{ userId: sampleId(800), name: 'Amira Yıldız' }],
  reason: null,
  mergedInto: null,
  recordId: null,
  turn: turn(),
  turnsTaken: 3,
  calledByHand: 0,
  organisations: 14,
}

export const snapshot = (part: Partial<SessionSnapshot> = {}): SessionSnapshot => ({
  sessionId: sampleId(1),
  roomId: sampleId(2),
  threadId: sampleId(3),
  rev: 10,
  now: at(96_000),
  stage,
  queue: [
    hand(5, party('Olivenhain Darmstadt', 'Fatou Diallo', { userId: sampleId(901) })),
    hand(
      6,
      party('Werkbank Kassel', 'Ana Costa', { userId: sampleId(902) }),
      { spokenMs: 40_000 },
      { written: true },
    ),
    hand(7, party('Brunnenstube Gießen', 'Samira Haddad', { userId: 'b'.repeat(24) })),
    hand(8, party('Drei Flüsse Hanau', 'Oleh Kravets', { userId: sampleId(904) }), { spokenMs: 180_000 }),
  ],
  questions: [
    question(1, 'Wer hilft beim Verwendungsnachweis, wenn die Frist schon läuft?', { supporters: 11 }),
    question(2, 'Kann die Stadt Räume auch sonntags öffnen?'),
  ],
  statements: [statement(1, 'Zwei Vereine können sich eine Buchhaltung teilen.')],
  mine: { supported: [sampleId(101)], votes: {} },
  mayRun: false,
  mayTakePart: true,
  code: null,
  ...part,
})

export const brief = (part: Partial<SessionBrief> = {}): SessionBrief => ({
  id: sampleId(1),
  roomId: sampleId(2),
  roomSlug: 'professionalisierung',
  threadId: sampleId(3),
  title: stage.title,
  state: 'running',
  startsAt: at(0),
  minutes: 70,
  place: 'Kulturhaus, Saal 2',
  meetingUrl: null,
  topic: null,
  moderators: [{ userId: sampleId(800), name: 'Amira Yıldız' }],
  guestsMayAsk: true,
  pulse: null,
  reason: null,
  mergedInto: null,
  recordId: null,
  mayRun: false,
  ...part,
})

export const room: Room = {
  id: sampleId(2),
  slug: 'professionalisierung',
  title: { de: 'Professionalisierung' },
  shortTitle: { de: 'Professionalisierung' },
  description: { de: 'Wie wir besser arbeiten.' },
  visibility: 'public',
  questions: [
    {
      id: 'q1',
      order: 1,
      text: { de: 'Was bedeutet das für Sie?' },
      short: { de: 'Bedeutung' },
      retired: false,
    },
    { id: 'q2', order: 2, text: { de: 'Was brauchen Sie?' }, short: { de: 'Bedarf' }, retired: false },
  ],
  whoMayStartThread: 'all',
  archived: false,
  threadCount: 3,
  unreadThreads: null,
  mayStartThread: true,
  mayModerate: false,
  measures: [],
  suspendedUntil: null,
  suspensionStatementId: null,
}
