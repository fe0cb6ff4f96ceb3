import type { Contribution, ContributionState, Thread } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createMemory } from '../../platform/memory.ts'
import type { PublicPerson } from '../accounts/index.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import type { Digest } from './digest.ts'
import type { Head } from './log.ts'
import { Contributions, Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import { mayContribute, maySee, type Standing } from './policy.ts'
import { toContribution, type Names } from './present.ts'

export interface ReadingNeeds {
  rooms: Pick<RoomService, 'mustRead' | 'rightsIn'>
  people: (ids: Iterable<string>) => Promise<Map<string, PublicPerson>>
  organisations: {
    brief: (ids: Iterable<string>) => Promise<Map<string, { name: string; slug: string }>>
  }
}

interface Needs extends ReadingNeeds {
  digest: Digest
  readHead: (threadId: string) => Promise<Head>
}

/** A thread that may be read, its room, and what the reader is in it. */
export interface Reading {
  thread: ThreadDoc
  room: RoomDoc
  standing: Standing & RoomBars
}

/** What holds for the reader in the room for a while. */
type RoomBars = Pick<Awaited<ReturnType<RoomService['rightsIn']>>, 'bar' | 'slowSeconds'>

const catchUpPage = 200
const mostHeldShown = 100
/** Characters of one page; a page of very long contributions is a short one. */
const pageText = 500_000

/** Everything that is asked of threads and changes nothing. */
export function createReading({ rooms, people, organisations, digest, readHead }: Needs) {
  const known = createMemory<ThreadDoc | null>({
    most: 5000,
    forMs: 60_000,
    load: (id) => Threads.findById(id).lean<ThreadDoc>(),
  })

  async function namesOf(docs: readonly ContributionDoc[]): Promise<Names> {
    const [named, brief] = await Promise.all([
      people(docs.map(({ authorId }) => authorId)),
      organisations.brief(docs.flatMap(({ actingOrganisationId }) => actingOrganisationId ?? [])),
    ])
    return { people: named, organisations: brief }
  }

  /**
   * The only way to hold a thread: whoever may not read it learns nothing about it.
   * What lists show of its log (count, lock) may be older than the log.
   */
  async function mustRead(actor: Actor, threadId: string): Promise<Reading> {
    const thread = isId(threadId) ? await known.get(threadId) : null
    if (!thread) throw refuse('not-found')
    const room = await rooms.mustRead(actor, thread.roomId)
    const standing = await standingIn(actor, room)
    const concerned = standing.moderator || thread.startedBy === actor.id
    if (!concerned && !(await isPublished(thread))) throw refuse('not-found')
    return { thread, room, standing }
  }

  /** A thread whose first contribution still waits is the business of its starter and the moderators only. */
  async function isPublished({ _id, contributionCount }: ThreadDoc): Promise<boolean> {
    if (contributionCount > 0) return true
    known.forget(String(_id)) // what is remembered may be older than its publication
    return (await readHead(String(_id))).seq > 0
  }

  async function standingIn(actor: Actor, room: RoomDoc): Promise<Standing & RoomBars> {
    const { mayModerate, ...rights } = await rooms.rightsIn(actor, room)
    return { ...rights, userId: actor.id, moderator: mayModerate }
  }

  const show = async (doc: ContributionDoc, standing: Standing): Promise<Contribution> =>
    toContribution(doc, standing, await namesOf([doc]))

  async function present(readings: Pick<Reading, 'thread' | 'standing'>[]): Promise<Thread[]> {
    const threads = readings.map(({ thread }) => thread)
    const [named, brief] = await Promise.all([
      people(threads.map(({ startedBy }) => startedBy)),
      organisations.brief(
        threads.flatMap(({ startedFor, lastOrganisationId }) =>
          [startedFor ?? [], lastOrganisationId ?? []].flat(),
        ),
      ),
    ])
    return readings.map(({ thread, standing }) => ({
      id: String(thread._id),
      roomId: thread.roomId,
      title: thread.title,
      questionId: thread.questionId,
      moderated: thread.moderated,
      locked: thread.locked,
      startedBy: {
        name: named.get(thread.startedBy)?.name ?? '',
        organisation: thread.startedFor ? (brief.get(thread.startedFor)?.name ?? null) : null,
      },
      createdAt: thread.createdAt.toISOString(),
      contributionCount: thread.contributionCount,
      lastContributionAt: thread.lastContributionAt?.toISOString() ?? null,
      lastOrganisation: thread.lastOrganisationId
        ? (brief.get(thread.lastOrganisationId)?.name ?? null)
        : null,
      mayContribute: mayContribute(standing, thread),
      mayModerate: standing.moderator,
    }))
  }

  /** One thread with what lists show of it, as it is now. */
  async function presentNow(reading: Reading): Promise<Thread> {
    await digest.settled()
    const thread = await Threads.findById(reading.thread._id).lean<ThreadDoc>()
    return (await present([{ ...reading, thread: thread ?? reading.thread }]))[0]!
  }

  return {
    namesOf,
    mustRead,
    standingIn,
    show,
    presentNow,
    /** What is remembered of a thread is no longer true. */
    forget: (threadId: string) => known.forget(threadId),

    async list(actor: Actor, roomId: string, limit: number) {
      const room = await rooms.mustRead(actor, roomId)
      const standing = await standingIn(actor, room)
      await digest.settled()
      const docs = await Threads.find({ roomId })
        .sort({ lastContributionAt: -1, _id: -1 })
        .limit(limit)
        .lean<ThreadDoc[]>()
      // The same rule as `isPublished`; the count follows the log within moments.
      const shown = docs.filter(
        ({ contributionCount, startedBy }) =>
          contributionCount > 0 || standing.moderator || startedBy === actor.id,
      )
      return { threads: await present(shown.map((thread) => ({ thread, standing }))) }
    },

    get: async (actor: Actor, threadId: string) => presentNow(await mustRead(actor, threadId)),

    /** What changed after a clock reading: what a client asks after any gap. */
    async changesSince(actor: Actor, threadId: string, afterRev: number, limit = catchUpPage) {
      const { thread, standing } = await mustRead(actor, threadId)
      const docs = await Contributions.find({ threadId: thread._id, rev: trusted({ $gt: afterRev }) })
        .sort({ rev: 1 })
        .limit(limit + 1)
        .lean<ContributionDoc[]>()
      const page = withinPage(docs, limit)
      // Nothing new reaches as far as was asked and no further: what is written after the reading must not be
      // counted as sent. Only a clock that is ahead of ours is set back.
      const rev = page.at(-1)?.rev ?? Math.min(afterRev, (await readHead(threadId)).rev)
      const names = await namesOf(page)
      return {
        contributions: page
          .filter((doc) => maySee(standing, doc))
          .map((doc) => toContribution(doc, standing, names)),
        rev,
        more: docs.length > page.length,
      }
    },

    clockOf: async (threadId: string) => (await readHead(threadId)).rev,

    /** The newest page, or the one before a place, oldest first; with the first page what waits for a decision. */
    async page(actor: Actor, threadId: string, limit: number, beforeSeq?: number) {
      const { thread, standing } = await mustRead(actor, threadId)
      // Clock first, data second: never claim more than is sent.
      const { rev } = await readHead(threadId)
      const seq = trusted(beforeSeq === undefined ? { $gt: 0 } : { $gt: 0, $lt: beforeSeq })
      const docs = await Contributions.find({ threadId: thread._id, seq })
        .sort({ seq: -1 })
        .limit(limit + 1)
        .lean<ContributionDoc[]>()
      const placed = withinPage(docs, limit).reverse()
      const unplaced = beforeSeq === undefined ? await waiting(thread, standing) : []
      const all = [...placed, ...unplaced]
      const names = await namesOf(all)
      return {
        contributions: all.map((doc) => toContribution(doc, standing, names)),
        rev,
        more: docs.length > placed.length,
      }
    },

    async countByRoom(roomIds: readonly string[]): Promise<Map<string, number>> {
      await digest.settled()
      const counts = await Threads.aggregate<{ _id: string; count: number }>([
        { $match: { roomId: { $in: roomIds }, contributionCount: { $gt: 0 } } },
        { $group: { _id: '$roomId', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
  }
}
export type ThreadReading = ReturnType<typeof createReading>

/** As many as are asked for and fit, but at least one, so that every page goes on. */
function withinPage(docs: readonly ContributionDoc[], limit: number): ContributionDoc[] {
  let text = 0
  const end = docs.findIndex((doc, index) => index >= limit || (text += doc.text.length) > pageText)
  return docs.slice(0, end === -1 ? docs.length : Math.max(1, end))
}

/** What has no place yet and this reader may see: all of it for moderators, their own for authors. */
async function waiting(thread: ThreadDoc, standing: Standing): Promise<ContributionDoc[]> {
  if (standing.userId === null) return []
  const mine: { authorId?: string } = standing.moderator ? {} : { authorId: standing.userId }
  const states: ContributionState[] = ['held', 'rejected', 'withdrawn']
  const docs = await Contributions.find({
    threadId: thread._id,
    ...mine,
    state: trusted({ $in: states }),
    seq: trusted({ $exists: false }),
  })
    .sort({ createdAt: -1 })
    .limit(mostHeldShown)
    .lean<ContributionDoc[]>()
  return docs.reverse()
}
