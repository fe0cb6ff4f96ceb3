import { trusted } from 'mongoose'
import { refuse } from '../../platform/errors.ts'
import { Contributions } from './model.ts'

const most = 10_000

/**
 * Slow mode: so many seconds between two contributions of one person in one thread. The last time is remembered,
 * and read from the log when it is not, so that a restart does not let anybody through.
 */
export function createPace(now: () => Date) {
  const last = new Map<string, number>()
  const keyOf = (userId: string, threadId: string) => `${userId}/${threadId}`

  return {
    /** Reads what `take` needs; only where slow mode holds. */
    async prepare(userId: string, threadId: string, seconds: number) {
      const key = keyOf(userId, threadId)
      if (seconds === 0 || last.has(key)) return
      const since = new Date(now().getTime() - seconds * 1000)
      const recent = await Contributions.find(
        { threadId, createdAt: trusted({ $gt: since }) },
        { authorId: 1, createdAt: 1 },
      )
        .sort({ createdAt: -1 })
        .lean()
      const own = recent.find(({ authorId }) => authorId === userId)
      if (own && !last.has(key)) last.set(key, own.createdAt.getTime())
    },

    /** Lets one through or refuses, saying when to come back; of two at once only one passes. */
    take(userId: string, threadId: string, seconds: number) {
      const key = keyOf(userId, threadId)
      const wait = seconds === 0 ? 0 : (last.get(key) ?? -Infinity) + seconds * 1000 - now().getTime()
      if (wait > 0) throw refuse('thread.too-fast', { retryAfterMs: Math.ceil(wait) })
      last.delete(key)
      last.set(key, now().getTime())
      if (last.size > most) last.delete(last.keys().next().value!)
    },
  }
}
export type Pace = ReturnType<typeof createPace>
