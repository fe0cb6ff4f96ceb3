import type { Contribution, QueueEntry } from '@augenhoehe/contracts'

/** Entries of a queue, for tests. */
export const hex = (n: number) => n.toString(16).padStart(24, '0')

export const words = (n: number, more: Partial<Contribution> = {}): Contribution =>
  ({
    id: hex(1000 + n),
    threadId: hex(2),
    clientId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    seq: n,
    rev: n,
    authorId: hex(50),
    authorName: 'Oleh Kravets',
    institution: null,
    actingOrganisationId: hex(60),
    organisation: { name: 'Drei Flüsse Hanau', slug: 'drei-fluesse-hanau', verified: true },
    text: `Beitrag Nummer ${n}.`,
    type: null,
    event: null,
    state: 'published',
    questionId: null,
    lang: 'de',
    replyTo: null,
    restriction: null,
    createdAt: '2026-11-20T08:00:00.000Z',
    editedAt: null,
    ...more,
  }) as Contribution

export const entry = (n: number, more: Partial<QueueEntry> = {}): QueueEntry => ({
  kind: 'report',
  id: hex(2000 + n),
  roomId: hex(1),
  place: {
    roomSlug: 'professionalisierung',
    room: { de: 'Professionalisierung der Vereinsarbeit' },
    threadId: hex(2),
    thread: 'Günstige Software',
    contributionId: hex(1000 + n),
    organisation: null,
    listing: null,
  },
  language: 'de',
  contribution: words(n),
  words: null,
  reports: [{ rule: 'insult', sentence: 'Das beleidigt uns.', at: '2026-11-21T08:00:00.000Z' }],
  statement: null,
  since: '2026-11-21T08:00:00.000Z',
  dueAt: '2126-11-24T08:00:00.000Z',
  overdue: false,
  handledBy: 'moderators',
  takenBy: null,
  mayDecide: true,
  conflict: null,
  rev: 1,
  ...more,
})
