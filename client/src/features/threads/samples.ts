import type { AllOperations, Contribution, Reply, Room, Thread } from '@augenhoehe/contracts'
import { highestSeq } from './state.ts'

/** A small room and a thread in it, for tests. */
export const hex = (n: number) => n.toString(16).padStart(24, '0')

const question = 'Was brauchen Sie, um dahin zu kommen?'

export const room: Room = {
  id: hex(1),
  slug: 'professionalisierung',
  title: { de: 'Professionalisierung der Vereinsarbeit' },
  shortTitle: { de: 'Professionalisierung' },
  description: { de: 'Was Vereine stärker macht.' },
  visibility: 'public',
  questions: [
    { id: 'q3', order: 3, text: { de: question }, short: { de: 'Was brauchen Sie?' }, retired: false },
  ],
  whoMayStartThread: 'all',
  unreadThreads: 0,
  archived: false,
  threadCount: 1,
  mayStartThread: true,
  mayModerate: false,
  measures: [],
  suspendedUntil: null,
  suspensionStatementId: null,
}

export const thread: Thread = {
  id: hex(2),
  roomId: room.id,
  title: 'Günstige Software für die Buchhaltung',
  questionId: 'q3',
  moderated: false,
  locked: false,
  finished: false,
  readSeq: null,
  unreadCount: 0,
  mayFinish: false,
  startedBy: { name: 'Oleh', organisation: 'Drei Flüsse Hanau' },
  createdAt: '2026-05-01T08:00:00.000Z',
  contributionCount: 3,
  lastContributionAt: '2026-05-01T08:00:00.000Z',
  lastOrganisation: 'Drei Flüsse Hanau',
  mayContribute: true,
  mayModerate: false,
}

export const contribution = (seq: number, more: Partial<Contribution> = {}): Contribution => ({
  id: hex(1000 + seq),
  threadId: thread.id,
  clientId: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  rev: seq,
  authorId: hex(50),
  authorName: 'Oleh',
  institution: null,
  actingOrganisationId: hex(60),
  organisation: { name: 'Drei Flüsse Hanau', slug: 'drei-fluesse', verified: true },
  text: `Beitrag Nummer ${seq}. ${'Wir nutzen seit Januar eine günstige Software und zeigen sie gern. '.repeat(3)}`,
  type: null,
  event: null,
  state: 'published',
  questionId: null,
  lang: 'de',
  replyTo: null,
  restriction: null,
  translations: [],
  createdAt: new Date(Date.UTC(2026, 4, 1, 8, seq * 10)).toISOString(),
  editedAt: null,
  ...more,
})

export const page = (count: number) => Array.from({ length: count }, (_, index) => contribution(index + 1))

/** A page as the server answers it. */
export const replyOf = (
  contributions: Contribution[],
  rev: number,
  { moreBefore = false, moreAfter = false, target = null as string | null } = {},
): Reply<AllOperations['threads.contributions']> => ({
  contributions,
  quoted: [],
  rev,
  more: moreBefore,
  moreBefore,
  moreAfter,
  lastSeq: highestSeq(contributions),
  target: target === null ? null : { id: target, seq: null },
})
