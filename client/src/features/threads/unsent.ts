import type { Contribution, ContributionDraft, Problem } from '@augenhoehe/contracts'

/** A message of one's own that the server has not confirmed yet. Its `clientId` is its name for ever. */
export interface Unsent {
  draft: ContributionDraft
  since: string
  status: { kind: 'sending' } | { kind: 'waiting' } | { kind: 'failed'; problem: Problem }
}

/** A message disappears from here when it is seen in the thread; another author may have used the same id. */
export function settle(
  unsent: readonly Unsent[],
  contributions: Iterable<Contribution>,
  authorId: string,
): readonly Unsent[] {
  if (unsent.length === 0) return unsent
  const arrived = new Set<string>()
  for (const { clientId, authorId: by } of contributions) if (by === authorId) arrived.add(clientId)
  const left = unsent.filter(({ draft }) => !arrived.has(draft.clientId))
  return left.length === unsent.length ? unsent : left
}

/** Sent again by itself: nobody knows whether it arrived, or there is no need to bother anybody. */
export const isPassing = (problem: Pick<Problem, 'code'>) =>
  problem.code === 'unavailable' || problem.code === 'rate.limited'

/** What goes next: in order, one at a time; one that was refused waits for its author and holds nobody up. */
export const nextUnsent = (unsent: readonly Unsent[]) => unsent.find(({ status }) => status.kind !== 'failed')

export const withStatus = (
  unsent: readonly Unsent[],
  clientId: string,
  status: Unsent['status'],
): readonly Unsent[] => unsent.map((one) => (one.draft.clientId === clientId ? { ...one, status } : one))

export const without = (unsent: readonly Unsent[], clientId: string): readonly Unsent[] =>
  unsent.filter(({ draft }) => draft.clientId !== clientId)
