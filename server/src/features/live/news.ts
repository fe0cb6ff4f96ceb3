import { queueOf } from './present.ts'
import type { LiveState } from './state.ts'

/** What happened to a session that people are told of, wherever they are; told twice, it has the same key. */
export type SessionNews = {
  sessionId: string
  roomId: string
  threadId: string
  startsAt: Date
  key: string
} & (
  | {
      kind: 'session.planned' | 'session.changed' | 'session.started' | 'session.cancelled'
      by: string | null
    }
  | { kind: 'turn.called' | 'turn.next'; userId: string }
)

export const aboutSession = ({ id, session: { roomId, threadId, startsAt } }: LiveState) => ({
  sessionId: id,
  roomId,
  threadId,
  startsAt: new Date(startsAt),
})

const isAhead = ({ session: { state } }: LiveState) => state === 'planned' || state === 'ready'

/** When and where it is: who has it in their calendar has to know. */
const hasMoved = ({ session: a }: LiveState, { session: b }: LiveState) =>
  a.startsAt !== b.startsAt || a.place !== b.place || a.meetingUrl !== b.meetingUrl || a.title !== b.title

/** What is new from one reading of a session to a later one. */
export function newsBetween(from: LiveState, to: LiveState): SessionNews[] {
  const about = aboutSession(to)
  const by = to.session.phases.at(-1)?.by ?? null
  const news: SessionNews[] = []
  if (isAhead(from) && isAhead(to) && hasMoved(from, to))
    news.push({ kind: 'session.changed', key: `changed:${to.session.planRev}`, by: null, ...about })
  if (isAhead(from) && to.session.state === 'running')
    news.push({ kind: 'session.started', key: 'started', by, ...about })
  if (from.session.state !== 'cancelled' && to.session.state === 'cancelled')
    news.push({ kind: 'session.cancelled', key: 'cancelled', by, ...about })
  const { turn } = to.session
  const called = turn && turn.number !== from.session.turn?.number ? turn.hand.party.userId : null
  if (turn && called)
    news.push({ kind: 'turn.called', key: `called:${turn.number}`, userId: called, ...about })
  const [next] = to.session.state === 'running' ? queueOf(to.session) : []
  const before = queueOf(from.session)[0]
  if (next?.party.userId && turn && next.n !== before?.n)
    news.push({ kind: 'turn.next', key: `next:${next.n}`, userId: next.party.userId, ...about })
  return news
}
