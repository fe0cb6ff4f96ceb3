import type { SessionSnapshot } from '@augenhoehe/contracts'

/** What somebody who does not look at the screen should hear. */
export type News =
  | { kind: 'place'; place: number }
  | { kind: 'your-turn' }
  | { kind: 'turn'; name: string }
  | { kind: 'item'; n: number }
  | { kind: 'state'; state: SessionSnapshot['stage']['state'] }
  | { kind: 'closed' }
  | { kind: 'statement'; text: string }
  | { kind: 'pending'; count: number }

/** The reader's place among those who wait, from 1; 0 for none. */
export const placeOf = ({ queue }: SessionSnapshot, userId: string | null): number =>
  userId === null ? 0 : queue.findIndex(({ party }) => party.userId === userId) + 1

const pendingIn = ({ questions }: SessionSnapshot) =>
  questions.filter(({ state }) => state === 'pending').length

/**
 * What has become of a session between two moments, each thing once and as it is now. Taken between the last time
 * something was said and now, so that ten changes in a second are one sentence.
 */
export function newsBetween(before: SessionSnapshot, after: SessionSnapshot, userId: string | null): News[] {
  const news: News[] = []
  const { stage: was } = before
  const { stage: is } = after
  if (is.state !== was.state) news.push({ kind: 'state', state: is.state })
  if (is.item !== null && is.item !== was.item) news.push({ kind: 'item', n: is.item })
  const party = is.turn?.hand.party
  if (party && is.turn?.number !== was.turn?.number) {
    const mine = userId !== null && party.userId === userId
    news.push(mine ? { kind: 'your-turn' } : { kind: 'turn', name: party.organisation ?? party.name })
  }
  const place = placeOf(after, userId)
  if (place > 0 && place !== placeOf(before, userId)) news.push({ kind: 'place', place })
  if (is.queueClosed && !was.queueClosed) news.push({ kind: 'closed' })
  const known = new Set(before.statements.map(({ id }) => id))
  for (const { id, text, open } of after.statements)
    if (open && !known.has(id)) news.push({ kind: 'statement', text })
  if (after.mayRun && pendingIn(after) > pendingIn(before))
    news.push({ kind: 'pending', count: pendingIn(after) })
  return news
}
