import { trusted } from 'mongoose'
import { duplicateOf } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { ReadMarks } from './model.ts'

interface Needs {
  /** They have read further, on one of their devices. */
  onRead: (userId: string, read: { threadId: string; seq: number }) => void
  log: Log
}

const delayMs = 1000

interface Mark {
  userId: string
  threadId: string
  seq: number
}

/** How far each person has read; it only ever goes up, whichever of their devices is late. */
export function createMarks({ onRead, log }: Needs) {
  /** What own contributions moved and is not written yet, by person and thread. */
  const moved = new Map<string, Mark>()
  let writing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  async function flush() {
    try {
      const marks = [...moved.values()]
      moved.clear()
      if (marks.length > 0) await raiseAll(marks)
    } catch (error) {
      // Nothing but a line that stands higher than it could.
      log.warn({ err: error }, 'reading place not written')
    } finally {
      writing = undefined
    }
  }

  async function settled() {
    clearTimeout(timer)
    timer = undefined
    do {
      if (moved.size > 0) writing ??= flush()
      await writing
    } while (moved.size > 0)
  }

  return {
    settled,

    /** Durable when it resolves; resolves to where the mark stands. */
    async mark(userId: string, threadId: string, seq: number): Promise<number> {
      await settled()
      const { before, after } = await raise(userId, threadId, seq)
      if (before === null || after > before) onRead(userId, { threadId, seq: after })
      return after
    },

    /** Who writes has read up to their own words. Told at once and written soon: writing must not wait for it. */
    wrote(userId: string, threadId: string, seq: number) {
      const key = `${userId}/${threadId}`
      moved.set(key, { userId, threadId, seq: Math.max(seq, moved.get(key)?.seq ?? 0) })
      onRead(userId, { threadId, seq })
      timer ??= setTimeout(() => void settled(), delayMs).unref()
    },

    /** Where a person stands in these threads; without an entry they never opened it. */
    async of(userId: string | null, threadIds: readonly string[]): Promise<Map<string, number>> {
      if (userId === null || threadIds.length === 0) return new Map()
      await settled()
      const marks = await ReadMarks.find({ userId, threadId: trusted({ $in: threadIds }) }).lean()
      return new Map(marks.map(({ threadId, seq }) => [threadId, seq]))
    },

    /** Who of these has read a thread up to a place. */
    async readBy(userIds: readonly string[], threadId: string, seq: number): Promise<Set<string>> {
      await settled()
      const found = await ReadMarks.find(
        { userId: trusted({ $in: [...userIds] }), threadId, seq: trusted({ $gte: seq }) },
        { userId: 1 },
      ).lean()
      return new Set(found.map(({ userId }) => userId))
    },

    /** The marks go with the account. */
    async forget(userId: string) {
      await settled()
      await ReadMarks.deleteMany({ userId })
    },
  }
}
export type Marks = ReturnType<typeof createMarks>

/** In one write, however many they are. */
async function raiseAll(marks: readonly Mark[]) {
  const updates = marks.map(({ userId, threadId, seq }) => ({
    updateOne: { filter: { userId, threadId }, update: { $max: { seq } }, upsert: true },
  }))
  try {
    await ReadMarks.bulkWrite(updates, { ordered: false })
  } catch (error) {
    // One of them had just been made on another device.
    if (duplicateOf(error) === undefined) throw error
    await ReadMarks.bulkWrite(updates, { ordered: false })
  }
}

async function raise(userId: string, threadId: string, seq: number, again = true) {
  try {
    const before = await ReadMarks.findOneAndUpdate(
      { userId, threadId },
      { $max: { seq } },
      { upsert: true },
    ).lean()
    return { before: before?.seq ?? null, after: Math.max(seq, before?.seq ?? 0) }
  } catch (error) {
    // Two devices made the first mark at the same moment.
    if (!again || duplicateOf(error) === undefined) throw error
    return raise(userId, threadId, seq, false)
  }
}
