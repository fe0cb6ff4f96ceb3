import type { ActingOrganisation, Contribution, Thread } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createMemory } from '../../platform/memory.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { PublicPerson } from '../accounts/index.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import { otherOf, type Audience } from './conversations.ts'
import type { Digest } from './digest.ts'
import type { Head } from './log.ts'
import type { Marks } from './marks.ts'
import { Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import { createPages } from './pages.ts'
import { mayContribute, mayFinish, type Sides, type Standing } from './policy.ts'
import { shownTranslations, toContribution, type Names } from './present.ts'

export interface ReadingNeeds {
  rooms: Pick<RoomService, 'mustRead' | 'rightsIn'>
  people: (ids: Iterable<string>) => Promise<Map<string, PublicPerson>>
  organisations: {
    brief: (ids: Iterable<string>) => Promise<Map<string, ActingOrganisation>>
  }
}

interface Needs extends ReadingNeeds {
  audience: Audience
  digest: Digest
  marks: Pick<Marks, 'of'>
  readHead: (threadId: string) => Promise<Head>
  neighbours: Neighbours
}

/** A thread that may be read, its room, and what the reader is in it. */
export interface Reading {
  thread: ThreadDoc
  room: RoomDoc
  standing: Standing & RoomBars
  /** Of a conversation of two organisations: which of them the reader belongs to. */
  sides?: Sides
}

/** What holds for the reader in the room for a while. */
export type RoomBars = Pick<Awaited<ReturnType<RoomService['rightsIn']>>, 'slowSeconds'> & {
  bar: Awaited<ReturnType<RoomService['rightsIn']>>['bar'] | 'thread.locked'
}

type Shown = Pick<Reading, 'thread' | 'standing' | 'sides'>

/** Of so many newest threads of a room it is known whether they hold something new. */
const mostCounted = 100

/** Everything that is asked of threads and changes nothing. */
export function createReading({
  rooms,
  people,
  organisations,
  audience,
  digest,
  marks,
  readHead,
  neighbours,
}: Needs) {
  const known = createMemory<ThreadDoc | null>({
    most: 5000,
    forMs: 60_000,
    load: (id) => Threads.findById(id).lean<ThreadDoc>(),
  })

  async function namesOf(docs: readonly ContributionDoc[]): Promise<Names> {
    const translations = docs.flatMap(shownTranslations)
    const [named, brief] = await Promise.all([
      people([
        ...docs.flatMap(({ authorId, oral }) => [authorId, ...(oral?.userId ? [oral.userId] : [])]),
        ...translations.map(({ by }) => by),
      ]),
      organisations.brief([
        ...[...docs, ...translations].flatMap(({ actingOrganisationId }) => actingOrganisationId ?? []),
        ...docs.flatMap(({ oral }) => oral?.organisationId ?? []),
      ]),
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
    if (thread.between) {
      const read = await audience.mustRead(actor, thread.between)
      if (!(await isPublished(thread))) throw refuse('not-found')
      return { thread, ...read }
    }
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

  /** Between whom a conversation is, as its reader sees it. */
  function conversationOf(
    { thread, standing, sides }: Shown,
    brief: ReadonlyMap<string, ActingOrganisation>,
  ): Thread['conversation'] {
    const sideOf = (id: string) => {
      const found = brief.get(id)
      return { id, ...(found ? toActingOrganisation(found) : { name: '', slug: '', verified: false }) }
    }
    const first = sides?.own[0]
    if (!sides || first === undefined) return undefined
    const ended = thread.ended === true || standing.bar !== undefined
    return {
      own: sides.own.map(sideOf),
      other: sideOf(otherOf(sides, first)),
      ended,
      mayEnd: sides.writesFor.length > 0 && !thread.ended,
    }
  }

  async function present(readings: Shown[]): Promise<Thread[]> {
    const threads = readings.map(({ thread }) => thread)
    const ids = threads.map(({ _id }) => String(_id))
    const [read, named, brief] = await Promise.all([
      // All of them are shown to one reader.
      marks.of(readings[0]?.standing.userId ?? null, ids),
      people(threads.map(({ startedBy }) => startedBy)),
      organisations.brief([
        ...threads
          .flatMap(({ startedFor, lastOrganisationId }) => [startedFor ?? [], lastOrganisationId ?? []])
          .flat(),
        ...readings.flatMap(({ sides }) => sides?.between ?? []),
      ]),
    ])
    return readings
      .map((reading) => ({ ...reading, conversation: conversationOf(reading, brief) }))
      .map(({ thread, standing, conversation }) => ({
        id: String(thread._id),
        roomId: thread.roomId,
        title: conversation?.other.name ?? thread.title,
        questionId: thread.questionId,
        moderated: thread.moderated,
        // It reads as closed, whoever closed it.
        locked: thread.locked || conversation?.ended === true,
        finished: thread.finished ?? false,
        startedBy: {
          name: (!conversation && named.get(thread.startedBy)?.name) || '',
          organisation: thread.startedFor ? (brief.get(thread.startedFor)?.name ?? null) : null,
        },
        createdAt: thread.createdAt.toISOString(),
        contributionCount: thread.contributionCount,
        lastContributionAt: thread.lastContributionAt?.toISOString() ?? null,
        lastOrganisation: thread.lastOrganisationId
          ? (brief.get(thread.lastOrganisationId)?.name ?? null)
          : null,
        readSeq: read.get(String(thread._id)) ?? null,
        unreadCount:
          standing.userId === null
            ? 0
            : Math.max(0, thread.contributionCount - (read.get(String(thread._id)) ?? 0)),
        mayContribute: mayContribute(standing, thread),
        mayModerate: standing.moderator,
        mayFinish: mayFinish(standing, thread),
        ...(conversation && { conversation }),
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
    forget: neighbours.share('thread', (threadId: string) => known.forget(threadId)),

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

    byId: known.get,

    get: async (actor: Actor, threadId: string) => presentNow(await mustRead(actor, threadId)),

    clockOf: async (threadId: string) => (await readHead(threadId)).rev,

    ...createPages({ mustRead, readHead, namesOf }),

    async countByRoom(roomIds: readonly string[]): Promise<Map<string, number>> {
      await digest.settled()
      const counts = await Threads.aggregate<{ _id: string; count: number }>([
        { $match: { roomId: { $in: roomIds }, contributionCount: { $gt: 0 } } },
        { $group: { _id: '$roomId', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },

    /** How many of the newest threads of each room hold something a person has not read. */
    async unreadByRoom(userId: string, roomIds: readonly string[]): Promise<Map<string, number>> {
      await digest.settled()
      const newest = await Promise.all(
        roomIds.map((roomId) =>
          Threads.find(
            { roomId, contributionCount: trusted({ $gt: 0 }) },
            { roomId: 1, contributionCount: 1 },
          )
            .sort({ lastContributionAt: -1, _id: -1 })
            .limit(mostCounted)
            .lean(),
        ),
      )
      const threads = newest.flat()
      const read = await marks.of(
        userId,
        threads.map(({ _id }) => String(_id)),
      )
      const counts = new Map<string, number>()
      for (const { _id, roomId, contributionCount } of threads) {
        if (contributionCount > (read.get(String(_id)) ?? 0))
          counts.set(roomId, (counts.get(roomId) ?? 0) + 1)
      }
      return counts
    },
  }
}
export type ThreadReading = ReturnType<typeof createReading>
