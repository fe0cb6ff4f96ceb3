import type {
  Documentation,
  Mark,
  RecordBrief,
  ResultItem,
  ResultRecord,
  Source,
} from '@augenhoehe/contracts'

/** A small record, for tests. */
export const hex = (n: number) => n.toString(16).padStart(24, '0')

export const source = (n: number, more: Partial<Source> = {}): Source => ({
  contributionId: hex(1000 + n),
  seq: n,
  state: 'readable',
  by: 'Drei Flüsse Hanau',
  excerpt: `Wir buchen seit Januar selbst, Beitrag ${n}.`,
  ...more,
})

export const item = (n: number, more: Partial<ResultItem> = {}): ResultItem => ({
  id: hex(2000 + n),
  questionId: 'q3',
  order: n,
  kind: 'finding',
  text: `Aussage Nummer ${n}.`,
  spread: 'single-voice',
  suggestedSpread: 'single-voice',
  spreadNote: null,
  sources: [source(n)],
  origin: null,
  supplement: false,
  owner: null,
  due: null,
  answer: null,
  rev: 1,
  ...more,
})

export const questions = [
  { id: 'q2', text: { de: 'Was würde in Ihrem Verein besser laufen?' } },
  { id: 'q3', text: { de: 'Was brauchen Sie, um dahin zu kommen?' } },
]

export const record = (more: Partial<ResultRecord> = {}): ResultRecord => ({
  id: hex(500),
  sessionId: hex(400),
  roomId: hex(1),
  roomSlug: 'professionalisierung',
  threadId: hex(2),
  title: 'Was gute Vereinsarbeit braucht',
  heldAt: '2026-11-14T17:00:00.000Z',
  place: 'Gießen',
  state: 'in-review',
  version: 1,
  published: [],
  reviewUntil: '2126-11-28T22:59:59.000Z',
  questions,
  items: [item(1), item(2)],
  easyText: null,
  participants: [
    { organisationId: 'a'.repeat(24), name: 'Brunnenstube Gießen' },
    { organisationId: hex(60), name: 'Drei Flüsse Hanau' },
    { organisationId: hex(61), name: 'Kirschgarten Fulda e. V.' },
  ],
  others: 2,
  counts: { confirm: 0, comment: 0, dissent: 0, open: 3 },
  confirmations: [],
  mayConfirmFor: [],
  mayEdit: false,
  rev: 1,
  ...more,
})

export const brief = (n: number, more: Partial<RecordBrief> = {}): RecordBrief => ({
  id: hex(500 + n),
  kind: 'record',
  title: `Ergebnis ${n}`,
  heldAt: '2026-11-14T17:00:00.000Z',
  place: 'Gießen',
  roomSlug: 'professionalisierung',
  state: 'published',
  version: 1,
  organisations: 11,
  items: 6,
  excerpt: null,
  ...more,
})

export const mark = (n: number, more: Partial<Mark> = {}): Mark => ({
  id: hex(3000 + n),
  threadId: hex(2),
  contributionId: hex(1000 + n),
  kind: 'result',
  state: 'done',
  link: null,
  note: null,
  at: '2026-11-14T18:00:00.000Z',
  mayAnswer: false,
  ...more,
})

export const documentation = (more: Partial<Documentation> = {}): Documentation => ({
  id: hex(700),
  title: 'Erstes Netzwerktreffen',
  date: '2026-08-24',
  place: 'Gießen',
  published: true,
  parts: [
    {
      kind: 'text',
      role: 'greeting',
      title: 'Begrüßung',
      text: 'Herzlich willkommen.\n\nSchön, dass Sie da sind.',
    },
    { kind: 'session', sessionId: hex(400), title: 'Workshop 1', reason: null, recordId: hex(500) },
    {
      kind: 'session',
      sessionId: null,
      title: 'Workshop 2',
      reason: 'Die Referentin war krank.',
      recordId: null,
    },
    { kind: 'text', role: 'conclusion', title: 'Ausblick', text: 'Wir sehen uns wieder.' },
  ],
  records: [
    record({
      state: 'published',
      reviewUntil: null,
      published: [{ version: 1, at: '2026-09-01T10:00:00.000Z' }],
    }),
  ],
  participants: [{ organisationId: hex(60), name: 'Drei Flüsse Hanau' }],
  others: 3,
  mayEdit: false,
  rev: 1,
  ...more,
})
