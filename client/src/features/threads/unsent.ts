import type { Contribution, ContributionDraft, Problem } from '@augenhoehe/contracts'

/** A message of one's own that the server has not confirmed yet. Its `clientId` is its name for ever. */
export interface Unsent {
  draft: ContributionDraft
  since: string
  status:
    | { kind: 'sending' }
    /** `until`: not before, because the room is slow at the moment. */
    | { kind: 'waiting'; until?: string }
    | { kind: 'failed'; problem: Problem }
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
  problem.code === 'unavailable' || problem.code === 'rate.limited' || problem.code === 'thread.too-fast'

const isEarly = ({ status }: Unsent, now: number) =>
  status.kind === 'waiting' && status.until !== undefined && Date.parse(status.until) > now

/**
 * What goes next: in order, one at a time. One that was refused waits for its author and holds nobody up; one that
 * is too early holds up what comes after it in the same thread, and nothing elsewhere.
 */
export function nextUnsent(unsent: readonly Unsent[], now: number): Unsent | undefined {
  const slow = new Set<string>()
  for (const one of unsent) {
    if (one.status.kind === 'failed' || slow.has(one.draft.threadId)) continue
    if (!isEarly(one, now)) return one
    slow.add(one.draft.threadId)
  }
  return undefined
}

/** How long until the next one that is too early may go; none where nothing is. */
export function waitFor(unsent: readonly Unsent[], now: number): number | undefined {
  const ends = unsent.flatMap((one) =>
    isEarly(one, now) && one.status.kind === 'waiting' ? [Date.parse(one.status.until ?? '')] : [],
  )
  return ends.length > 0 ? Math.min(...ends) - now : undefined
}

export const withStatus = (
  unsent: readonly Unsent[],
  clientId: string,
  status: Unsent['status'],
): readonly Unsent[] => unsent.map((one) => (one.draft.clientId === clientId ? { ...one, status } : one))

export const without = (unsent: readonly Unsent[], clientId: string): readonly Unsent[] =>
  unsent.filter(({ draft }) => draft.clientId !== clientId)
