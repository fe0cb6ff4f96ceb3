import type { ThreadLog, Step } from './log.ts'
import { Contributions, type ContributionDoc } from './model.ts'

/** Somebody who is taken out of what was written. */
export interface LeavingAuthor {
  userId: string
  /** Whether their words go too. */
  withWords: boolean
  /** The id that stands in for theirs in a thread. */
  standIn: (threadId: string) => Promise<string>
  /** Words that are needed until a case is decided. */
  isNeeded: (contributionId: string) => Promise<boolean>
}

/** What nobody reads any more goes whatever was wished. */
const unread: readonly ContributionDoc['state'][] = ['withdrawn', 'rejected', 'removed']
const shown: readonly ContributionDoc['state'][] = ['published', 'held', 'hidden']

const isBy = (doc: ContributionDoc, userId: string) =>
  // What was noted for somebody else is theirs.
  doc.oral ? doc.oral.userId === userId : doc.authorId === userId

/** A contribution without somebody; undefined where they do not stand in it. */
export function withoutPerson(
  doc: ContributionDoc,
  {
    userId,
    withWords,
    standIn,
    isNeeded,
  }: { userId: string; withWords: boolean; standIn: string; isNeeded: boolean },
): Step | undefined {
  const set: Step['set'] = {}
  const swap = (id: string) => (id === userId ? standIn : id)
  const isTheirs = isBy(doc, userId) && doc.type !== 'system'
  if (doc.authorId === userId) set.authorId = standIn
  if (doc.oral?.userId === userId) set.oral = { ...doc.oral, userId: standIn }
  if (doc.restriction?.by === userId) set.restriction = { ...doc.restriction, by: standIn }
  if (doc.translations?.some(({ by }) => by === userId))
    set.translations = doc.translations.flatMap((one) =>
      one.by !== userId ? [one] : withWords || one.removed ? [] : [{ ...one, by: swap(one.by) }],
    )
  if (isTheirs && (withWords || unread.includes(doc.state))) {
    // Moderators still read it, nobody else does.
    if (isNeeded) Object.assign(set, doc.state === 'published' ? { state: 'hidden' } : {})
    else Object.assign(set, withoutWords(doc))
  }
  return Object.keys(set).length > 0 ? { set } : undefined
}

/** A place where something was written, and nothing of it. */
const withoutWords = ({ state }: ContributionDoc): Step['set'] => ({
  text: '',
  translations: [],
  ...(shown.includes(state) && { state: 'withdrawn', restriction: null }),
})

const together = 200

/**
 * Takes people out of the logs of threads: each step goes through the log, so that whoever follows is told, and every
 * copy that somebody keeps is replaced. May be repeated.
 */
export function createLeaving(threadLog: ThreadLog) {
  return {
    /** Resolves to the contributions whose words are still needed. */
    async forgetPerson({ userId, withWords, standIn, isNeeded }: LeavingAuthor): Promise<string[]> {
      const needed: string[] = []
      const where = ['authorId', 'oral.userId', 'translations.by', 'restriction.by']
      for (;;) {
        const found = await Contributions.find({ $or: where.map((path) => ({ [path]: userId })) })
          .limit(together)
          .lean<ContributionDoc[]>()
        if (found.length === 0) return needed
        for (const doc of found) {
          const id = String(doc._id)
          const threadId = String(doc.threadId)
          const other = await standIn(threadId)
          const isKept = isBy(doc, userId) && (await isNeeded(id))
          if (isKept) needed.push(id)
          await threadLog.change(threadId, id, (stored) =>
            withoutPerson(stored, { userId, withWords, standIn: other, isNeeded: isKept }),
          )
        }
      }
    },

    /** Words that were needed until now. */
    async forgetWords(contributionId: string) {
      const doc = await Contributions.findById(contributionId).lean<ContributionDoc>()
      if (!doc) return
      await threadLog.change(String(doc.threadId), contributionId, (stored) =>
        stored.text === '' ? undefined : { set: withoutWords(stored) },
      )
    },
  }
}
