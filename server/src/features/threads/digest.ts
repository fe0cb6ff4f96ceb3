import { trusted } from 'mongoose'
import type { Log } from '../../platform/log.ts'
import type { Committed, Head } from './log.ts'
import { Contributions, Threads, type ContributionDoc } from './model.ts'

type Summary = Pick<Head, 'seq' | 'rev' | 'locked' | 'finished' | 'ended'> & {
  at?: Date
  organisationId?: string | null
}

const recent = 500
const delayMs = 1000

/**
 * Keeps on the thread what lists show of its log. It follows the log and never leads it: steps are put together
 * and written when a list is asked for, or a little later; one that a crash lost is mended from the log.
 */
export function createDigest(log: Log) {
  const dirty = new Map<string, Summary>()
  let writing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  async function flush() {
    try {
      for (const [threadId, summary] of dirty) {
        dirty.delete(threadId)
        try {
          await write(threadId, summary)
        } catch (error) {
          if (!dirty.has(threadId)) dirty.set(threadId, summary) // for the next time
          throw error
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'thread summary not written')
    } finally {
      writing = undefined
    }
  }

  /** Resolves when every step so far is on its thread. */
  async function settled() {
    clearTimeout(timer)
    timer = undefined
    if (dirty.size > 0) writing ??= flush()
    await writing
  }

  return {
    touch({ threadId, docs, head }: Committed) {
      // Only what is new in the thread: an edit of an old contribution is not the last word.
      const isNew = ({ seq = 0 }: ContributionDoc) => seq > head.seq - docs.length
      const last = docs.findLast((doc) => isNew(doc) && doc.state === 'published' && doc.type !== 'system')
      dirty.set(threadId, {
        ...dirty.get(threadId),
        seq: head.seq,
        rev: head.rev,
        locked: head.locked,
        finished: head.finished,
        ended: head.ended,
        ...(last && { at: last.createdAt, organisationId: last.actingOrganisationId }),
      })
      // A busy thread is written about once a second, not with every contribution.
      timer ??= setTimeout(() => void settled(), delayMs).unref()
    },

    settled,

    /** Goes through the threads that were written last and writes their summaries anew. */
    async repair(readHead: (threadId: string) => Promise<Head>) {
      const newest = await Contributions.find({}, { threadId: 1 }).sort({ _id: -1 }).limit(recent).lean()
      for (const threadId of new Set(newest.map((doc) => String(doc.threadId)))) {
        const head = await readHead(threadId)
        const last = await Contributions.findOne({
          threadId,
          seq: trusted({ $gt: 0 }),
          state: 'published',
          type: trusted({ $ne: 'system' }),
        })
          .sort({ seq: -1 })
          .lean<ContributionDoc>()
        await write(threadId, {
          seq: head.seq,
          rev: head.rev,
          locked: head.locked,
          finished: head.finished,
          ended: head.ended,
          ...(last && { at: last.createdAt, organisationId: last.actingOrganisationId }),
        })
      }
    },
  }
}

export type Digest = ReturnType<typeof createDigest>

async function write(threadId: string, { seq, rev, locked, finished, ended, at, organisationId }: Summary) {
  const $max = { contributionCount: seq, ...(at && { lastContributionAt: at }) }
  const { matchedCount } = await Threads.updateOne(
    { _id: threadId, $or: [{ summedUpTo: null }, { summedUpTo: trusted({ $lte: rev }) }] },
    {
      $max,
      $set: {
        summedUpTo: rev,
        locked,
        finished,
        ended,
        ...(organisationId !== undefined && { lastOrganisationId: organisationId }),
      },
    },
  ) // Another process has summed up more of it.
  if (matchedCount === 0) await Threads.updateOne({ _id: threadId }, { $max })
}
