import type { AllOperations, Contribution, ContributionDraft, Input, Problem } from '@augenhoehe/contracts'

/** What begins a thread: the place for it is made when it arrives. */
export type Beginning = Input<AllOperations['threads.start']>
export type Words = ContributionDraft | Beginning
export const isBeginning = (words: Words): words is Beginning => 'roomId' in words

/** What is too early holds up what comes after it in the same place. */
const laneOf = (words: Words) => (isBeginning(words) ? words.roomId : words.threadId)

/** Where words belong, for whoever looks at them elsewhere. */
export interface Place {
  title: string
  address: string
}

/** A message of one's own that the server has not confirmed yet. Its `clientId` is its name for ever. */
export interface Unsent<W extends Words = Words> {
  /** Counts up on this device; none where it could not be kept, and none while that is under way. */
  order: number | null
  /** False where this device refused to keep it: it lasts as long as the page. */
  kept: boolean
  draft: W
  /** For people to read; nothing is decided by it. */
  since: string
  place?: Place
  status:
    | { kind: 'sending' }
    /** `until`: not before, because the room is slow at the moment, for so many milliseconds. */
    | { kind: 'waiting'; until?: string; forMs?: number }
    | { kind: 'failed'; problem: Problem }
}

/** In the order of writing; what could not be kept comes last, as it was written. */
export const inOrder = (unsent: readonly Unsent[]): readonly Unsent[] =>
  unsent.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)

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
  problem.code === 'unavailable' ||
  problem.code === 'rate.limited' ||
  problem.code === 'thread.too-fast' ||
  // Whoever signs in again finds it, and it goes.
  problem.code === 'session.required'

/** How long until it may go. A wait that is longer than what was asked for says that the clock was moved. */
function leftMs({ status }: Unsent, now: number): number {
  if (status.kind !== 'waiting' || status.until === undefined) return 0
  const left = Date.parse(status.until) - now
  return left > 0 && left <= (status.forMs ?? longestWaitMs) ? left : 0
}
const longestWaitMs = 3_600_000

/**
 * What goes next: in order, one at a time. One that was refused waits for its author and holds nobody up; one that
 * is too early holds up what comes after it in the same thread, and nothing elsewhere.
 */
export function nextUnsent(unsent: readonly Unsent[], now: number): Unsent | undefined {
  const slow = new Set<string>()
  for (const one of unsent) {
    if (one.status.kind === 'failed' || slow.has(laneOf(one.draft))) continue
    if (leftMs(one, now) === 0) return one
    slow.add(laneOf(one.draft))
  }
  return undefined
}

/** How long until the next one that is too early may go; none where nothing is. */
export function waitFor(unsent: readonly Unsent[], now: number): number | undefined {
  const waits = unsent.map((one) => leftMs(one, now)).filter((ms) => ms > 0)
  return waits.length > 0 ? Math.min(...waits) : undefined
}

export const withStatus = (
  unsent: readonly Unsent[],
  clientId: string,
  status: Unsent['status'],
): readonly Unsent[] => unsent.map((one) => (one.draft.clientId === clientId ? { ...one, status } : one))

export const without = (unsent: readonly Unsent[], clientId: string): readonly Unsent[] =>
  unsent.filter(({ draft }) => draft.clientId !== clientId)

/**
 * What this page shows after it has looked at what is kept: another tab may have sent, added or taken back something.
 * What is not kept yet, or cannot be, stays; what is on its way from here keeps saying so.
 */
export function reread(mine: readonly Unsent[], kept: readonly Unsent[]): readonly Unsent[] {
  const there = new Set(kept.map(({ draft }) => draft.clientId))
  const sending = new Set(
    mine.filter(({ status }) => status.kind === 'sending').map(({ draft }) => draft.clientId),
  )
  return inOrder([
    ...kept.map((one) =>
      sending.has(one.draft.clientId) ? { ...one, status: { kind: 'sending' } as const } : one,
    ),
    ...mine.filter(({ order, draft }) => order === null && !there.has(draft.clientId)),
  ])
}
