import type { WallQuestion } from '@augenhoehe/contracts'

const weight: Record<WallQuestion['state'], number> = {
  called: 0,
  published: 1,
  pending: 2,
  answered: 3,
  moved: 4,
  rejected: 5,
  merged: 6,
}

/** What is talked about first, then what most people ask; what was merged stands with the other. */
export const inWallOrder = (questions: readonly WallQuestion[]): WallQuestion[] =>
  questions
    .filter(({ state }) => state !== 'merged')
    .toSorted((a, b) => weight[a.state] - weight[b.state] || b.supporters - a.supporters || a.n - b.n)

/** The order somebody's finger is over: what they see stays where it is, and what is new comes after it. */
export function held(order: readonly string[], questions: readonly WallQuestion[]): WallQuestion[] {
  const fresh = inWallOrder(questions)
  const placeOf = new Map(order.map((id, index) => [id, index]))
  const known = fresh.filter(({ id }) => placeOf.has(id))
  const news = fresh.filter(({ id }) => !placeOf.has(id))
  return [...known.toSorted((a, b) => placeOf.get(a.id)! - placeOf.get(b.id)!), ...news]
}
