import type { Follow, FollowKind, FollowState, Locale } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { Follows, type FollowDoc } from './model.ts'
import { mostFollowed } from './policy.ts'
import type { Readable } from './readable.ts'

export type Target = readonly [kind: FollowKind, target: string]

interface Needs {
  readable: Readable
  now: () => Date
}

/** What people follow, and what they have muted. */
export function createFollows({ readable, now }: Needs) {
  const isFull = async (userId: string) =>
    (await Follows.countDocuments({ userId, automatic: false })) >= mostFollowed

  async function standing(userId: string, kind: FollowKind, target: string) {
    const [doc, full] = await Promise.all([
      Follows.findOne({ userId, kind, target }).lean<FollowDoc>(),
      isFull(userId),
    ])
    return { state: doc?.state ?? ('none' as const), automatic: doc?.automatic ?? false, full }
  }

  /** What of it is not there any more is let go, silently. */
  async function list(actor: Actor, locale: Locale): Promise<{ follows: Follow[]; most: number }> {
    const { id: userId } = person(actor)
    const docs = await Follows.find({ userId })
      .sort({ automatic: 1, since: -1 })
      .limit(2 * mostFollowed)
      .lean<FollowDoc[]>()
    const follows = await Promise.all(
      docs.map(async (doc): Promise<Follow[]> => {
        const thing = await readable.target(actor, doc.kind, doc.target, locale)
        if (!thing) return []
        const { kind, target, state, automatic } = doc
        return [{ kind, target, state, automatic, ...thing, since: doc.since.toISOString() }]
      }),
    )
    return { follows: follows.flat(), most: mostFollowed }
  }

  async function set(actor: Actor, kind: FollowKind, given: string, state: FollowState) {
    const { id: userId } = person(actor)
    const target = await readable.currentTarget(kind, given)
    if (state === 'none') {
      // Also what one may not read any more can be let go.
      await Follows.deleteOne({ userId, kind, target })
      return standing(userId, kind, target)
    }
    await readable.mustBeReadable(actor, kind, target)
    const known = await Follows.findOne({ userId, kind, target, automatic: false }, { _id: 1 }).lean()
    if (!known && (await isFull(userId))) throw refuse('follow.limit')
    await write(
      { userId, kind, target },
      { $set: { state, automatic: false }, $setOnInsert: { since: now() } },
    )
    return standing(userId, kind, target)
  }

  return {
    list,
    set,

    async of(actor: Actor, kind: FollowKind, given: string) {
      const target = await readable.currentTarget(kind, given)
      await readable.mustBeReadable(actor, kind, target)
      return standing(person(actor).id, kind, target)
    },

    /** Whoever writes in a thread follows it, unless they said something else of it; harmless when repeated. */
    async wrote(userId: string, threadId: string) {
      const which = { userId, kind: 'thread' as const, target: threadId }
      await write(which, { $setOnInsert: { state: 'follow', automatic: true, since: now() } })
      const surplus = await Follows.find({ userId, automatic: true }, { _id: 1 })
        .sort({ since: -1 })
        .skip(mostFollowed)
        .lean()
      if (surplus.length > 0)
        await Follows.deleteMany({ _id: trusted({ $in: surplus.map(({ _id }) => _id) }) })
    },

    /** Of these people, those who follow or have muted this. */
    async knownOf(userIds: readonly string[], [kind, target]: Target): Promise<Set<string>> {
      const which = { userId: trusted({ $in: [...userIds] }), kind, target }
      const docs = await Follows.find(which, { userId: 1 }).lean<FollowDoc[]>()
      return new Set(docs.map(({ userId }) => userId))
    },

    /** Who follows any of these, because of the first in this order; whoever has muted one of them does not. */
    async followersOf(
      targets: readonly Target[],
    ): Promise<Map<string, Pick<FollowDoc, 'kind' | 'target' | 'automatic'>>> {
      const docs = await Follows.find({
        $or: targets.map(([kind, target]) => ({ kind, target })),
      }).lean<FollowDoc[]>()
      const found = new Map<string, Pick<FollowDoc, 'kind' | 'target' | 'automatic'>>()
      for (const [kind, target] of targets)
        for (const doc of docs)
          if (doc.kind === kind && doc.target === target && !found.has(doc.userId)) found.set(doc.userId, doc)
      for (const { userId, state } of docs) if (state === 'mute') found.delete(userId)
      return found
    },

    /** Of these people, those who want to hear nothing of any of these. */
    async mutedBy(userIds: readonly string[], targets: readonly Target[]): Promise<Set<string>> {
      if (targets.length === 0 || userIds.length === 0) return new Set()
      const docs = await Follows.find(
        {
          userId: trusted({ $in: [...userIds] }),
          state: 'mute',
          $or: targets.map(([kind, target]) => ({ kind, target })),
        },
        { userId: 1 },
      ).lean<FollowDoc[]>()
      return new Set(docs.map(({ userId }) => userId))
    },
  }
}
export type FollowService = ReturnType<typeof createFollows>

async function write(which: Pick<FollowDoc, 'userId' | 'kind' | 'target'>, update: object) {
  try {
    await Follows.updateOne(which, update, { upsert: true })
  } catch (error) {
    // Two of their devices at the same moment.
    if (duplicateOf(error) === undefined) throw error
    await Follows.updateOne(which, update)
  }
}
