import { recall, remember } from './remembered.ts'

/** How far a visitor has read in a thread, on this device; of others the account knows. */
export interface Visit {
  at: string
  /** The highest place that was on the screen. */
  seq: number
}

const key = (userId: string | null, threadId: string) => `seen.${userId ?? 'visitor'}.${threadId}`

export function lastVisit(userId: string | null, threadId: string): Visit | null {
  const stored = recall(key(userId, threadId))
  const [at, seq] = stored?.split(' ') ?? []
  return at && seq ? { at, seq: Number(seq) } : null
}

export const rememberVisit = (userId: string | null, threadId: string, visit: Visit) =>
  remember(key(userId, threadId), `${visit.at} ${visit.seq}`)

/** What came since; a thread that a visitor has never opened is simply a thread. */
export function unreadCount(
  userId: string | null,
  thread: { id: string; contributionCount: number; unreadCount: number },
): number {
  if (userId !== null) return thread.unreadCount
  const visit = lastVisit(userId, thread.id)
  return visit ? Math.max(0, thread.contributionCount - visit.seq) : 0
}
