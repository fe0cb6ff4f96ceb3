import type { NoticeLine } from '@augenhoehe/contracts'

export const hex = (n: number) => n.toString(16).padStart(24, '0')
const path = (n: number) => `/raeume/professionalisierung/${hex(n)}?beitrag=${hex(n + 100)}`

/** A talk in a room one follows, in which somebody wrote. */
export const noticeLine = (n: number, more: Partial<NoticeLine> = {}): NoticeLine => ({
  object: `thread:${hex(n)}`,
  about: {
    kind: 'thread',
    id: hex(n),
    title: `Gespräch ${n}`,
    place: 'Professionalisierung',
    path: path(n),
  },
  kind: 'contribution.new',
  because: { reason: 'follow-room', name: 'Professionalisierung' },
  by: { name: 'Oleh Kravets', organisation: 'Drei Flüsse Hanau' },
  until: null,
  contribution: { id: hex(n + 100), seq: 4 },
  count: 3,
  unread: true,
  at: new Date(Date.UTC(2026, 10, 20, 10, 60 - n)).toISOString(),
  ...more,
})
