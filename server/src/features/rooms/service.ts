import type { Measure, OwnMembership, Room, RoomMeasure } from '@augenhoehe/contracts'
import { topics } from '@augenhoehe/reference-data/topics'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createMemory } from '../../platform/memory.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import { archivedLast, createAdministration, type AdministrationNeeds } from './administration.ts'
import { roomOfConversations } from './conversations.ts'
import {
  holdsConversations,
  isArchived,
  Rooms,
  toRoom,
  type MeasureDoc,
  type RoomDoc,
  type SuspensionDoc,
} from './model.ts'
import {
  barAt,
  isAsked,
  isModerator,
  mayRead,
  mayStartThread,
  mayWrite,
  measureAt,
  measuresAt,
  suspensionOf,
} from './policy.ts'
import { roomOfTopic } from './topic-rooms.ts'

export type RoomDraft = Pick<RoomDoc, 'slug' | 'title' | 'visibility'> & Partial<Omit<RoomDoc, '_id'>>

interface Needs extends AdministrationNeeds {
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  /** There is a new room, or one is not what it was. */
  onChanged: (roomId: string) => void
  neighbours: Neighbours
  threadCounts: (roomIds: string[]) => Promise<Map<string, number>>
  /** Whether somebody takes part in any conversation of two organisations. */
  converses: (actor: Actor) => Promise<boolean>
  /** How many threads of each room hold something a person has not read. */
  unreadThreads: (userId: string, roomIds: string[]) => Promise<Map<string, number>>
}

export function createRooms({
  people,
  onRightsChanged,
  membershipsOf,
  onChanged,
  neighbours,
  threadCounts,
  unreadThreads,
  converses,
  now,
  ...needs
}: Needs) {
  async function present(actor: Actor, docs: RoomDoc[]): Promise<Room[]> {
    const ids = docs.map(({ _id }) => String(_id))
    const [counts, unread] = await Promise.all([
      threadCounts(ids),
      actor.id === null ? undefined : unreadThreads(actor.id, ids),
    ])
    const isAdmin = await isOrganisationAdmin(actor)
    return docs.map((doc) => {
      const suspension = suspensionOf(actor.id, doc, now())
      return toRoom(doc, {
        threadCount: counts.get(String(doc._id)) ?? 0,
        unreadThreads: unread ? (unread.get(String(doc._id)) ?? 0) : null,
        mayStartThread: !isArchived(doc) && mayStartThread(actor, doc, isAdmin),
        mayModerate: isModerator(actor, doc),
        measures: measuresAt(doc, now()).map(toMeasure),
        suspendedUntil: suspension?.until?.toISOString() ?? null,
        suspensionStatementId: suspension?.statementId ?? null,
      })
    })
  }

  // An organisation that nobody has verified opens no doors: anybody may have entered it a minute ago.
  const isOrganisationAdmin = async (actor: Actor) =>
    actor.id !== null &&
    (await membershipsOf(actor.id)).some(({ role, verified }) => role === 'admin' && verified)

  const belongsToOrganisation = async (actor: Actor) =>
    actor.id !== null && (await membershipsOf(actor.id)).some(({ verified }) => verified)

  const forget = neighbours.share('room', (roomId: string) => known.forget(roomId))
  const changed = (roomId: string) => {
    forget(roomId)
    onChanged(roomId)
  }

  let conversationsId: string | undefined
  const known = createMemory<RoomDoc | null>({
    most: 1000,
    forMs: 60_000,
    load: (id) => Rooms.findById(id).lean<RoomDoc>(),
  })

  const { appointModerator, ...administration } = createAdministration({
    ...needs,
    people,
    onRightsChanged,
    now,
    room: known.get,
    changed,
  })

  return {
    async list(actor: Actor) {
      const docs = await Rooms.find().sort({ order: 1, _id: 1 }).lean<RoomDoc[]>()
      return {
        rooms: await present(actor, archivedLast(docs.filter((doc) => mayRead(actor, doc)))),
      }
    },

    async get(actor: Actor, slug: string): Promise<Room> {
      const doc = await Rooms.findOne({ slug }).lean<RoomDoc>()
      if (doc && holdsConversations(doc) && (await converses(actor))) return toRoom(doc, nothingInside)
      if (!doc || !mayRead(actor, doc)) throw refuse('not-found')
      return (await present(actor, [doc]))[0]!
    },

    /** The only way to hold a room: whoever may not read it learns nothing about it. */
    async mustRead(actor: Actor, roomId: string): Promise<RoomDoc> {
      const doc = isId(roomId) ? await known.get(roomId) : null
      if (!doc || !mayRead(actor, doc)) throw refuse('not-found')
      return doc
    },

    /** Every room there is, by id: for what asks about each of them with `mustRead`. */
    async ids(): Promise<string[]> {
      return (await Rooms.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id))
    },

    /** What a reader may do in a room they hold; `bar` is what keeps them from writing for a while. */
    async rightsIn(actor: Actor, room: RoomDoc) {
      const bar = mayWrite(actor, room)
        ? barAt(actor, room, await belongsToOrganisation(actor), now())
        : undefined
      return {
        mayWrite: mayWrite(actor, room) && bar === undefined,
        bar,
        mayModerate: isModerator(actor, room),
        /** Everything waits for a moderator. */
        preCheck: measureAt(room, 'pre-check', now()) !== undefined,
        /** Between two contributions of one person; moderators are free of it. */
        slowSeconds: isModerator(actor, room) ? 0 : (measureAt(room, 'slow-mode', now())?.seconds ?? 0),
      }
    },

    async mayStartThread(actor: Actor, room: RoomDoc): Promise<boolean> {
      return mayStartThread(actor, room, await isOrganisationAdmin(actor))
    },

    mayRead,

    /** Whether something new may be put under a question of this room. */
    isAsked,

    /** A room for those who moderate it; others who may read it may not do this. */
    async mustModerate(actor: Actor, roomId: string): Promise<RoomDoc> {
      const room = await this.mustRead(actor, roomId)
      if (!isModerator(actor, room)) throw refuse('action.forbidden')
      return room
    },

    /** A room whatever anybody may do in it, for the machinery; never for somebody. */
    byId: (roomId: string): Promise<RoomDoc | null> => known.get(roomId),

    /** The rooms in which somebody moderates now, in which languages each, or in all (null). */
    async moderatedRooms(userId: string): Promise<{ room: RoomDoc; languages: string[] | null }[]> {
      const docs = await Rooms.find({ 'moderators.userId': userId })
        .sort({ order: 1, _id: 1 })
        .lean<RoomDoc[]>()
      return docs.map((room) => ({
        room,
        languages: room.moderators.find((one) => one.userId === userId)?.languages ?? null,
      }))
    },

    /** Who moderates in any of the rooms that somebody may read. */
    async moderatorsSeenBy(actor: Actor): Promise<string[]> {
      const docs = await Rooms.find().lean<RoomDoc[]>()
      const seen = docs.filter((doc) => mayRead(actor, doc) && !isArchived(doc))
      return [...new Set(seen.flatMap(({ moderators }) => moderators.map(({ userId }) => userId)))]
    },

    measuresIn: (room: RoomDoc) => measuresAt(room, now()).map(toMeasure),
    suspensionsIn: (room: RoomDoc): SuspensionDoc[] =>
      (room.suspended ?? []).filter((one) => suspensionOf(one.userId, room, now()) === one),

    /** A measure of the same kind takes the place of the one before. */
    async setMeasure(roomId: string, measure: MeasureDoc) {
      await replaced(roomId, 'measures', { measure: measure.measure }, measure)
      changed(roomId)
    },
    async liftMeasure(roomId: string, measure: Measure) {
      await replaced(roomId, 'measures', { measure })
      changed(roomId)
    },
    async suspend(roomId: string, suspension: SuspensionDoc) {
      await replaced(roomId, 'suspended', { userId: suspension.userId }, suspension)
      // Nobody else is told.
      forget(roomId)
      onRightsChanged(suspension.userId)
    },
    async liftSuspension(roomId: string, userId: string) {
      await replaced(roomId, 'suspended', { userId })
      forget(roomId)
      onRightsChanged(userId)
    },

    async moderatedBy(userId: string): Promise<string[]> {
      const docs = await Rooms.find({ 'moderators.userId': userId }, { _id: 1 }).lean()
      return docs.map(({ _id }) => String(_id))
    },

    /** Makes sure that the rooms exist without which nothing works; harmless when repeated. */
    async ensureRooms() {
      const { slug: address, ...conversations } = roomOfConversations(now())
      await Rooms.updateOne(
        { slug: address },
        { $setOnInsert: { slug: address, ...conversations } },
        { upsert: true },
      )
      for (const topic of topics) {
        const { slug, ...rest } = roomOfTopic(topic, now())
        await Rooms.updateOne({ slug }, { $setOnInsert: { slug, ...rest } }, { upsert: true })
      }
      // Rooms of earlier versions.
      await Rooms.updateMany({ rev: trusted({ $exists: false }) }, { $set: { rev: 1, archivedAt: null } })
    },

    async create(draft: RoomDraft): Promise<string> {
      const doc = await Rooms.create({
        order: 100,
        shortTitle: draft.title,
        description: {},
        questions: [],
        whoMayStartThread: 'all',
        moderators: [],
        invited: [],
        measures: [],
        suspended: [],
        createdAt: now(),
        archivedAt: null,
        rev: 1,
        ...draft,
      })
      onChanged(String(doc._id))
      return String(doc._id)
    },

    /** Where two organisations talk among themselves. */
    async conversations(): Promise<RoomDoc> {
      conversationsId ??= String((await Rooms.findOne({ kind: 'conversations' }, { _id: 1 }).lean())!._id)
      return (await known.get(conversationsId))!
    },

    holdsConversations,

    administration,
    appointModerator,

    /** Somebody was taken out of these: whoever remembers them is told. */
    changedBehind: (roomIds: readonly string[]) => roomIds.forEach(changed),

    async bySlug(slug: string): Promise<string | undefined> {
      const doc = await Rooms.findOne({ slug }, { _id: 1 }).lean()
      return doc ? String(doc._id) : undefined
    },
  }
}
export type RoomService = ReturnType<typeof createRooms>

/** What is said of the room of conversations: its words, and nothing of what is in it. */
const nothingInside: Parameters<typeof toRoom>[1] = {
  threadCount: 0,
  unreadThreads: 0,
  mayStartThread: false,
  mayModerate: false,
  measures: [],
  suspendedUntil: null,
  suspensionStatementId: null,
}

const toMeasure = ({ measure, seconds, since, until, rule, reason }: MeasureDoc): RoomMeasure => ({
  measure,
  seconds,
  since: since.toISOString(),
  until: until?.toISOString() ?? null,
  rule,
  reason,
})

/** Puts an entry into a list of the room in place of the one like it, or only takes that one out; in one write. */
async function replaced(
  roomId: string,
  list: 'measures' | 'suspended',
  like: { measure: Measure } | { userId: string },
  entry?: MeasureDoc | SuspensionDoc,
) {
  const [[key, value]] = Object.entries(like) as [[string, string]]
  const others = {
    $filter: { input: { $ifNull: [`$${list}`, []] }, cond: { $ne: [`$$this.${key}`, { $literal: value }] } },
  }
  await Rooms.updateOne(
    { _id: roomId },
    [{ $set: { [list]: { $concatArrays: [others, entry ? [{ $literal: entry }] : []] } } }],
    { updatePipeline: true },
  )
}
