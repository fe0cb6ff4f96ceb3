import type { AccountRole, AllOperations, Parsed, RoomFrame } from '@augenhoehe/contracts'
import { slugOf } from '@augenhoehe/reference-data'
import { trusted, Types } from 'mongoose'
import { randomBytes } from 'node:crypto'
import { officeOf, person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import { isArchived, Rooms, toFrame, type ModeratorDoc, type RoomDoc } from './model.ts'
import {
  breaksConfidence,
  mayAppoint,
  mayBeInvited,
  mayBeModerator,
  mayRead,
  narrows,
  nextQuestions,
} from './policy.ts'

export interface AdministrationNeeds {
  people: (ids: Iterable<string>) => Promise<Map<string, { name: string }>>
  accountOf: (email: string) => Promise<{ userId: string; role: AccountRole } | undefined>
  /** What a person may do in rooms is not what it was: their open connections must begin anew. */
  onRightsChanged: (userId: string) => void
  /** Not everybody who could read this room may do so any more: whoever follows something in it must ask again. */
  onReadersChanged: (roomId: string) => Promise<void>
  /** What stands in a room, in whatever state. */
  threadIdsIn: (roomId: string) => Promise<string[]>
  questionsUsedIn: (roomId: string, questionIds: readonly string[]) => Promise<Set<string>>
  acting: Acting
  now: () => Date
}

interface Needs extends AdministrationNeeds {
  /** The room as it is remembered. */
  room: (roomId: string) => Promise<RoomDoc | null>
  /** It is not what it was. */
  changed: (roomId: string) => void
}

type Worded = Record<string, string>
type Change = Parsed<AllOperations['rooms.change']>

/** A text by language without the languages in which nobody wrote it. */
const worded = (words: Record<string, string | undefined>): Worded =>
  Object.fromEntries(Object.entries(words).filter((one): one is [string, string] => one[1] !== undefined))

/** No word of a closed room stands in its address, which is shown in histories and can be guessed. */
const closedSlug = () => `kreis-${randomBytes(4).toString('hex')}`
const newQuestionId = () => `q-${randomBytes(6).toString('hex')}`
const shortest = 40

/** What staff and platform admins do with rooms as such. Of a closed room they see the frame, never what is said. */
export function createAdministration({
  people,
  accountOf,
  onRightsChanged,
  onReadersChanged,
  threadIdsIn,
  questionsUsedIn,
  acting,
  now,
  room,
  changed,
}: Needs) {
  async function mustAppoint(actor: Actor, roomId: string): Promise<RoomDoc> {
    const doc = isId(roomId) ? await room(roomId) : null
    if (!doc || !mayAppoint(actor, doc)) throw refuse('not-found')
    return doc
  }

  const frame = (actor: Actor, doc: RoomDoc): RoomFrame => toFrame(doc, mayRead(actor, doc))
  const frameNow = async (actor: Actor, roomId: string): Promise<RoomFrame> =>
    frame(actor, (await Rooms.findById(roomId).lean<RoomDoc>())!)

  const act = (actor: Actor, name: string, target: Record<string, string>) => ({
    ...officeOf(actor),
    act: `rooms.${name}`,
    target,
  })

  /** Writes the frame where nobody else has changed it since it was seen. */
  async function write(roomId: string, rev: number, update: { $set: object; $addToSet?: object }) {
    const written = await Rooms.updateOne({ _id: roomId, rev }, { ...update, $inc: { rev: 1 } })
    if (written.modifiedCount === 0) throw refuse('conflict')
    changed(roomId)
  }

  /** The account behind an address, where it may be let in. */
  async function mustKnow(email: string, may: (role: AccountRole) => boolean): Promise<string> {
    const account = await accountOf(email)
    if (!account) throw refuse('not-found', { fields: { email: ['nobody has this address'] } })
    if (!may(account.role)) throw refuse('action.forbidden')
    return account.userId
  }

  async function setArchived(actor: Actor, roomId: string, archivedAt: Date | null) {
    const doc = await mustAppoint(actor, roomId)
    const archived = archivedAt !== null
    if (isArchived(doc) === archived) throw refuse('conflict')
    await acting(
      { ...act(actor, archived ? 'archive' : 'unarchive', { roomId }), after: { archived } },
      async () => {
        const before = archived ? null : trusted({ $ne: null })
        const written = await Rooms.updateOne(
          { _id: roomId, archivedAt: before },
          { $set: { archivedAt }, $inc: { rev: 1 } },
        )
        changed(roomId)
        if (written.modifiedCount === 0) throw refuse('conflict')
      },
    )
    return frameNow(actor, roomId)
  }

  async function namedModerators(moderators: readonly ModeratorDoc[]) {
    const named = await people(moderators.map(({ userId }) => userId))
    return {
      moderators: moderators.map(({ userId, languages }) => ({
        userId,
        name: named.get(userId)?.name ?? '',
        languages: languages ?? null,
      })),
    }
  }

  async function namedGuests(ids: readonly string[]) {
    const named = await people(ids)
    return { invited: ids.map((userId) => ({ userId, name: named.get(userId)?.name ?? '' })) }
  }

  const listModerators = async (actor: Actor, roomId: string) =>
    namedModerators((await mustAppoint(actor, roomId)).moderators)
  const listInvited = async (actor: Actor, roomId: string) =>
    namedGuests((await mustAppoint(actor, roomId)).invited)

  /** Whoever moderated already does so in these languages from now on. */
  async function appointModerator(roomId: string, userId: string, languages: string[] | null = null) {
    const entry: ModeratorDoc = { userId, languages }
    const has = await Rooms.updateOne(
      { _id: roomId, 'moderators.userId': userId },
      { $set: { 'moderators.$': entry } },
    )
    if (has.matchedCount === 0)
      await Rooms.updateOne(
        { _id: roomId, 'moderators.userId': trusted({ $ne: userId }) },
        { $push: { moderators: entry } },
      )
    changed(roomId)
    onRightsChanged(userId)
  }

  return {
    /** For the demonstration, besides. */
    appointModerator,

    async listFrames(actor: Actor) {
      const docs = await Rooms.find().sort({ order: 1, _id: 1 }).lean<RoomDoc[]>()
      const mine = docs.filter((doc) => mayAppoint(actor, doc))
      return { rooms: archivedLast(mine).map((doc) => frame(actor, doc)) }
    },

    async create(actor: Actor, draft: Parsed<AllOperations['rooms.create']>): Promise<RoomFrame> {
      const { id } = person(actor)
      const clientId = draft.clientId.toLowerCase()
      const before = await Rooms.findOne({ createdBy: id, clientId }).lean<RoomDoc>()
      if (before) return frame(actor, before)
      const closed = draft.visibility === 'closed'
      const title = worded(draft.title)
      const doc: Omit<RoomDoc, 'slug'> = {
        _id: new Types.ObjectId(),
        order: 100,
        title,
        shortTitle: draft.shortTitle ? worded(draft.shortTitle) : shortened(title),
        description: worded(draft.description),
        visibility: draft.visibility,
        whoMayStartThread: draft.whoMayStartThread,
        questions: nextQuestions([], draft.questions.map(wordsOf), new Set(), newQuestionId),
        moderators: [],
        // Staff who make a closed room are in it; admins of the platform never enter.
        invited: closed && actor.role === 'staff' ? [id] : [],
        measures: [],
        suspended: [],
        createdAt: now(),
        archivedAt: null,
        rev: 1,
        createdBy: id,
        clientId,
      }
      const roomId = String(doc._id)
      const { visibility, whoMayStartThread } = draft
      const made = await acting(
        { ...act(actor, 'create', { roomId }), after: { visibility, whoMayStartThread } },
        () => insert(doc, closed),
      )
      changed(String(made._id))
      return frame(actor, made)
    },

    async change(actor: Actor, { roomId, rev, ...wanted }: Change): Promise<RoomFrame> {
      const doc = await mustAppoint(actor, roomId)
      if (doc.rev !== rev) throw refuse('conflict')
      const { visibility = doc.visibility, whoMayStartThread = doc.whoMayStartThread } = wanted
      if (breaksConfidence(doc.visibility, visibility, (await threadIdsIn(roomId)).length > 0))
        throw refuse('room.confidential')
      const words = (['title', 'shortTitle', 'description'] as const).filter((name) => wanted[name])
      const closes = doc.visibility !== 'closed' && visibility === 'closed'
      await acting(
        {
          ...act(actor, 'change', { roomId }),
          before: { visibility: doc.visibility, whoMayStartThread: doc.whoMayStartThread },
          after: { visibility, whoMayStartThread, words },
        },
        () =>
          write(roomId, rev, {
            $set: {
              visibility,
              whoMayStartThread,
              ...Object.fromEntries(words.map((name) => [name, worded(wanted[name]!)])),
            },
            // Staff were in it when they closed it, and stay; nobody else does without an invitation.
            ...(closes && actor.role === 'staff' && { $addToSet: { invited: person(actor).id } }),
          }),
      )
      if (narrows(doc.visibility, visibility)) await onReadersChanged(roomId)
      return frameNow(actor, roomId)
    },

    async setQuestions(
      actor: Actor,
      { roomId, rev, questions }: Parsed<AllOperations['rooms.setQuestions']>,
    ): Promise<RoomFrame> {
      const doc = await mustAppoint(actor, roomId)
      if (doc.rev !== rev) throw refuse('conflict')
      const stored = doc.questions
      const given = questions.flatMap(({ id }) => id ?? [])
      if (new Set(given).size < given.length || given.some((id) => !stored.some((one) => one.id === id)))
        throw refuse('request.invalid', { fields: { questions: ['each a question of this room, once'] } })
      const doubtful = stored.filter(({ retired }) => retired).map(({ id }) => id)
      const used = await questionsUsedIn(roomId, doubtful)
      const next = nextQuestions(stored, questions.map(wordsOf), used, newQuestionId)
      const asked = (all: RoomDoc['questions']) => all.filter(({ retired }) => !retired).map(({ id }) => id)
      await acting(
        {
          ...act(actor, 'setQuestions', { roomId }),
          before: { asked: asked(stored) },
          after: { asked: asked(next) },
        },
        () => write(roomId, rev, { $set: { questions: next } }),
      )
      return frameNow(actor, roomId)
    },

    archive: (actor: Actor, roomId: string) => setArchived(actor, roomId, now()),
    unarchive: (actor: Actor, roomId: string) => setArchived(actor, roomId, null),

    listInvited,

    async invite(actor: Actor, roomId: string, email: string) {
      const doc = await mustAppoint(actor, roomId)
      const userId = await mustKnow(email, mayBeInvited)
      if (doc.visibility !== 'closed') throw refuse('conflict')
      await acting(act(actor, 'invite', { roomId, userId }), () =>
        Rooms.updateOne({ _id: roomId }, { $addToSet: { invited: userId } }),
      )
      changed(roomId)
      return listInvited(actor, roomId)
    },

    async uninvite(actor: Actor, roomId: string, userId: string) {
      const { invited } = await mustAppoint(actor, roomId)
      await acting(act(actor, 'uninvite', { roomId, userId }), () =>
        Rooms.updateOne({ _id: roomId }, { $pull: { invited: userId } }),
      )
      changed(roomId)
      onRightsChanged(userId)
      // Not asked anew: whoever put themselves out may not.
      return namedGuests(invited.filter((id) => id !== userId))
    },

    /** Somebody writes for an institution: no invitation holds any more, and connections begin anew. */
    async putOut(userId: string) {
      const docs = await Rooms.find({ invited: userId }, { _id: 1 }).lean()
      await Rooms.updateMany({ invited: userId }, { $pull: { invited: userId } })
      for (const { _id } of docs) changed(String(_id))
      onRightsChanged(userId)
    },

    listModerators,

    async appoint(
      actor: Actor,
      { roomId, email, languages }: Parsed<AllOperations['rooms.appointModerator']>,
    ) {
      await mustAppoint(actor, roomId)
      const userId = await mustKnow(email, mayBeModerator)
      const theirs = languages ? [...new Set(languages)] : null
      await acting(
        { ...act(actor, 'appointModerator', { roomId, userId }), after: { languages: theirs } },
        () => appointModerator(roomId, userId, theirs),
      )
      return listModerators(actor, roomId)
    },

    async dismiss(actor: Actor, roomId: string, userId: string) {
      const { moderators } = await mustAppoint(actor, roomId)
      await acting(act(actor, 'dismissModerator', { roomId, userId }), () =>
        Rooms.updateOne({ _id: roomId }, { $pull: { moderators: { userId } } }),
      )
      changed(roomId)
      onRightsChanged(userId)
      return namedModerators(moderators.filter((one) => one.userId !== userId))
    },
  }
}

/** Those in use first, in their order. */
export const archivedLast = (docs: readonly RoomDoc[]): RoomDoc[] =>
  docs.toSorted((a, b) => Number(isArchived(a)) - Number(isArchived(b)))

const wordsOf = ({ id, text, short }: Parsed<AllOperations['rooms.create']>['questions'][number]) => ({
  id,
  text: worded(text),
  short: worded(short),
})

/** The beginning of a title, for narrow places. */
const shortened = (title: Worded): Worded =>
  Object.fromEntries(
    Object.entries(title).map(([locale, words]) => {
      const points = Array.from(words)
      return [
        locale,
        points.length <= shortest
          ? words
          : `${points
              .slice(0, shortest - 1)
              .join('')
              .trim()}…`,
      ]
    }),
  )

/** One insert; an address that somebody else took meanwhile is made anew, and a retry finds what it made before. */
async function insert(doc: Omit<RoomDoc, 'slug'>, closed: boolean): Promise<RoomDoc> {
  for (;;) {
    const slug = closed
      ? closedSlug()
      : await slugOf(doc.title['de']!, 'raum', async (one) => Boolean(await Rooms.exists({ slug: one })))
    try {
      return (await Rooms.create({ ...doc, slug })).toObject<RoomDoc>()
    } catch (error) {
      const duplicate = duplicateOf(error)
      if (duplicate === undefined) throw error
      if (duplicate === 'slug') continue
      const found = await Rooms.findOne({
        createdBy: doc.createdBy!,
        clientId: doc.clientId!,
      }).lean<RoomDoc>()
      if (found) return found
    }
  }
}
