import type { AllOperations, Mark, MarkKind, Parsed } from '@augenhoehe/contracts'
import { Types, trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import type { ThreadService } from '../threads/index.ts'
import { Marks, type MarkDoc } from './model.ts'
import type { Live } from './sessions.ts'

interface Needs {
  threads: Pick<ThreadService, 'mustRead' | 'cases'>
  live: Pick<Live, 'moderatesOn'>
  /** Somebody is asked, or an answer came. */
  changed: (mark: Pick<MarkDoc, 'threadId'>, userIds: readonly string[]) => void
  acting: Acting
  now: () => Date
}

/** The contribution an entry comes of. */
export interface Entered {
  threadId: string
  contributionId: string
}

const mostOwn = 100
const mostInThread = 500

/** What leaves the room, and therefore needs its author’s word. */
const leavesRoom = (kind: MarkKind) => kind === 'need' || kind === 'offer'

/** The form in which the author publishes it, with what they wrote. */
const formFor = (kind: MarkKind, { threadId, contributionId }: MarkDoc) =>
  `/suchen-und-bieten?neu=${kind}&gespraech=${threadId}&beitrag=${contributionId}`

/** What is to become of contributions. Nothing leaves a room without its author. */
export function createMarks({ threads, live, changed, acting, now }: Needs) {
  const isAuthor = ({ id }: Actor, mark: MarkDoc) => id !== null && mark.authorId === id

  const toMark = (actor: Actor, mark: MarkDoc): Mark => ({
    id: String(mark._id),
    threadId: mark.threadId,
    contributionId: mark.contributionId,
    kind: mark.kind,
    state: mark.state,
    // The form is the author’s; what came of it is for all.
    link: mark.state === 'done' || isAuthor(actor, mark) ? mark.link : null,
    note: mark.note,
    at: mark.at.toISOString(),
    mayAnswer: mark.state === 'asked' && isAuthor(actor, mark),
  })

  async function mustMark(actor: Actor, threadId: string) {
    const { standing, room } = await threads.mustRead(actor, threadId)
    const may = standing.moderator || (actor.id !== null && (await live.moderatesOn(actor.id, threadId)))
    return { may, room }
  }

  /** A mark whose thread the actor may read. */
  async function mustSee(actor: Actor, markId: string): Promise<MarkDoc> {
    const mark = isId(markId) ? await Marks.findById(markId).lean<MarkDoc>() : null
    if (!mark) throw refuse('not-found')
    await threads.mustRead(actor, mark.threadId)
    return mark
  }

  const officeIn = ({ role }: Actor) => (role === 'staff' ? ('staff' as const) : ('moderator' as const))
  /** Who waits for an answer. */
  const concerned = ({ by, authorId }: MarkDoc) => [...new Set([by, authorId])]

  async function mark(
    actor: Actor,
    { threadId, contributionId, kind, note }: Parsed<AllOperations['results.mark']>,
  ): Promise<Mark> {
    const { may } = await mustMark(actor, threadId)
    const { room, contribution } = await threads.cases.mustSee(actor, { threadId, contributionId })
    if (!may) throw refuse('action.forbidden')
    const { id } = person(actor)
    const isThere = contribution.state === 'published' && contribution.type !== 'system'
    const doc: MarkDoc = {
      _id: new Types.ObjectId(),
      roomId: String(room._id),
      threadId,
      contributionId,
      // What was said aloud is its speaker’s; who has no account is asked by whom it was noted down.
      authorId: contribution.oral?.userId ?? contribution.authorId,
      kind,
      state: leavesRoom(kind) ? 'asked' : 'agreed',
      link: null,
      note: note ?? null,
      by: id,
      at: now(),
    }
    const repeated = await Marks.findOne({ contributionId, kind }).lean<MarkDoc>()
    if (repeated) return asRepeated(repeated)
    if (!isThere) throw refuse('conflict')
    await acting(
      {
        actorId: id,
        office: officeIn(actor),
        act: 'results.mark',
        target: { threadId, contributionId },
        after: { kind },
      },
      async () => {
        try {
          await Marks.create(doc)
        } catch (error) {
          if (duplicateOf(error) === undefined) throw error
        }
      },
    )
    const stored = (await Marks.findOne({ contributionId, kind }).lean<MarkDoc>()) ?? doc
    changed(stored, concerned(stored))
    return asRepeated(stored)

    /** The same mark by two at once is one; other words for it are another matter. */
    function asRepeated(one: MarkDoc): Mark {
      if (one.note !== (note ?? null)) throw refuse('conflict')
      return toMark(actor, one)
    }
  }

  async function unmark(actor: Actor, markId: string) {
    const stored = await mustSee(actor, markId)
    const { threadId, contributionId, kind } = stored
    if (!(await mustMark(actor, threadId)).may) throw refuse('action.forbidden')
    if (stored.state === 'done') throw refuse('conflict')
    await acting(
      {
        actorId: person(actor).id,
        office: officeIn(actor),
        act: 'results.unmark',
        target: { threadId, contributionId },
        before: { kind },
      },
      async () => {
        const { deletedCount } = await Marks.deleteOne({ _id: stored._id, state: trusted({ $ne: 'done' }) })
        if (deletedCount === 0 && (await Marks.exists({ _id: stored._id }))) throw refuse('conflict')
      },
    )
    changed(stored, concerned(stored))
    return { done: true as const }
  }

  async function answer(actor: Actor, markId: string, agree: boolean): Promise<Mark> {
    const stored = await mustSee(actor, markId)
    if (!isAuthor(actor, stored)) throw refuse('action.forbidden')
    const state = agree ? 'agreed' : 'declined'
    if (leavesRoom(stored.kind) && stored.state === state) return toMark(actor, stored)
    const next = await Marks.findOneAndUpdate(
      { _id: stored._id, state: 'asked' },
      { $set: { state, link: agree ? formFor(stored.kind, stored) : null } },
      { returnDocument: 'after' },
    ).lean<MarkDoc>()
    if (!next) throw refuse('conflict')
    changed(next, concerned(next))
    return toMark(actor, next)
  }

  /** What its author has agreed to becomes an entry once; of anything else they learn nothing. */
  async function mustBecome(actor: Actor, kind: MarkKind, { threadId, contributionId }: Entered) {
    const { contribution } = await threads.cases.mustSee(actor, { threadId, contributionId })
    const stored = await Marks.findOne({ contributionId, kind }).lean<MarkDoc>()
    if (!stored || !isAuthor(actor, stored)) throw refuse('not-found')
    // Taken back or hidden meanwhile, it is nothing to publish.
    if (stored.state !== 'agreed' || contribution.state !== 'published') throw refuse('conflict')
  }

  async function became(actor: Actor, kind: MarkKind, { contributionId }: Entered, link: string) {
    const next = await Marks.findOneAndUpdate(
      { contributionId, kind, authorId: person(actor).id, state: 'agreed' },
      { $set: { state: 'done', link } },
      { returnDocument: 'after' },
    ).lean<MarkDoc>()
    if (next) changed(next, concerned(next))
  }

  async function roomFor(actor: Actor, threadId: string) {
    try {
      return (await threads.mustRead(actor, threadId)).room
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') return undefined
      throw error
    }
  }

  /** That somebody is asked, or said no, is between them and the moderators. */
  const isForAll = ({ state }: MarkDoc) => state === 'agreed' || state === 'done'

  async function ofThread(actor: Actor, threadId: string) {
    const { may } = await mustMark(actor, threadId)
    const docs = await Marks.find({ threadId }).sort({ at: 1, _id: 1 }).limit(mostInThread).lean<MarkDoc[]>()
    return { docs: docs.filter((doc) => may || isForAll(doc) || isAuthor(actor, doc)), mayMark: may }
  }

  /** What somebody is asked, and what they have agreed to and not done yet; in rooms they may still read. */
  async function ofAuthor(actor: Actor) {
    const docs = await Marks.find({
      authorId: person(actor).id,
      kind: trusted({ $in: ['need', 'offer'] }),
      state: trusted({ $in: ['asked', 'agreed'] }),
    })
      .sort({ at: -1 })
      .limit(mostOwn)
      .lean<MarkDoc[]>()
    const rooms = await Promise.all(docs.map(({ threadId }) => roomFor(actor, threadId)))
    return { docs: docs.filter((_, index) => rooms[index]), mayMark: false }
  }

  return {
    mark,
    unmark,
    answer,
    mustBecome,
    became,
    roomFor,
    async list(actor: Actor, threadId?: string) {
      const { docs, mayMark } =
        threadId === undefined ? await ofAuthor(actor) : await ofThread(actor, threadId)
      return { marks: docs.map((doc) => toMark(actor, doc)), mayMark }
    },
  }
}
export type MarkService = ReturnType<typeof createMarks>
