import type {
  Contribution,
  ContributionState,
  ContributionType,
  ModerationRule,
  OwnMembership,
  Parsed,
  AllOperations,
  Thread,
  ThreadChanged,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { randomUUID } from 'node:crypto'
import { person, type Actor, type Person } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import { createMemory } from '../../platform/memory.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import type { PublicPerson } from '../accounts/index.ts'
import { createThreadLog, type Committed, type Head } from './log.ts'
import { createDigest } from './digest.ts'
import { Contributions, Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import {
  firstState,
  isEditable,
  isSameForAll,
  mayContribute,
  mayEdit,
  mayJudge,
  maySee,
  mayStep,
  mayWithdraw,
  type Standing,
  type Step,
} from './policy.ts'
import { toContribution, type Names } from './present.ts'

type Draft = Parsed<AllOperations['threads.contribute']>

/** A step of a thread's clock, shown to different listeners in different ways. */
export interface Announcement {
  threadId: string
  /** What a given standing may see of the step. */
  as: (standing: Standing) => ThreadChanged
  /** Whether everybody sees the same; if not, authors of what is restricted see more. */
  same: boolean
  authors: string[]
}

interface Needs {
  rooms: Pick<RoomService, 'mustRead' | 'rightsIn' | 'mayStartThread'>
  people: (ids: Iterable<string>) => Promise<Map<string, PublicPerson>>
  organisations: {
    brief: (ids: Iterable<string>) => Promise<Map<string, { name: string; slug: string }>>
  }
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  announce: (announcement: Announcement) => void
  now: () => Date
  log: Log
}

/** Held thread, its room, and what the actor is in it. */
interface Reading {
  thread: ThreadDoc
  room: RoomDoc
  standing: Standing
}

const catchUpPage = 200
const mostHeldShown = 100

export function createThreads({ rooms, people, organisations, membershipsOf, announce, now, log }: Needs) {
  const digest = createDigest(log)
  const threadLog = createThreadLog({ onCommitted, log })

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

  async function onCommitted(committed: Committed) {
    const { threadId, afterRev, rev, docs } = committed
    const names = await namesOf(docs)
    announce({
      threadId,
      as: (standing) => ({
        threadId,
        afterRev,
        rev,
        contributions: docs
          .filter((doc) => maySee(standing, doc))
          .map((doc) => toContribution(doc, standing, names)),
      }),
      same: docs.every(isSameForAll),
      authors: [...new Set(docs.map(({ authorId }) => authorId))],
    })
    digest.touch(committed)
  }

  /**
   * The only way to hold a thread: whoever may not read it learns nothing about it.
   * What lists show of its log (count, lock) may be older than the log.
   */
  async function mustRead(actor: Actor, threadId: string): Promise<Reading> {
    const thread = isId(threadId) ? await known.get(threadId) : null
    if (!thread) throw refuse('not-found')
    const room = await rooms.mustRead(actor, thread.roomId)
    const { mayWrite, mayModerate } = rooms.rightsIn(actor, room)
    const concerned = mayModerate || thread.startedBy === actor.id
    if (!concerned && !(await isPublished(thread))) throw refuse('not-found')
    return { thread, room, standing: { userId: actor.id, mayWrite, moderator: mayModerate } }
  }

  /** A thread whose first contribution still waits is the business of its starter and the moderators only. */
  async function isPublished({ _id, contributionCount }: ThreadDoc): Promise<boolean> {
    if (contributionCount > 0) return true
    known.forget(String(_id)) // what is remembered may be older than its publication
    return (await threadLog.readHead(String(_id))).seq > 0
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

  const mayWriteFor = async ({ id }: Person, wanted: string) =>
    (await membershipsOf(id)).some(({ organisationId, mayWriteFor: may }) => organisationId === wanted && may)

  /** Refuses an organisation one may not write for, and a question or contribution from elsewhere. */
  async function checkReferences(actor: Person, { room, thread, standing }: Reading, draft: Partial<Draft>) {
    if (draft.questionId && !room.questions.some(({ id }) => id === draft.questionId)) {
      throw refuse('request.invalid', { fields: { questionId: ['not a question of this room'] } })
    }
    if (draft.actingOrganisationId && !(await mayWriteFor(actor, draft.actingOrganisationId))) {
      throw refuse('action.forbidden')
    }
    if (draft.replyTo) {
      const answered = await Contributions.findOne({
        _id: draft.replyTo,
        threadId: thread._id,
      }).lean<ContributionDoc>()
      if (!answered || !maySee(standing, answered)) throw refuse('not-found')
    }
  }

  /** Known is who writes for an organisation, belongs to one, or has been published before. */
  async function isKnown(actor: Person): Promise<boolean> {
    if (actor.role !== 'member') return true
    // An organisation that nobody has verified says nothing yet: anybody may have entered it a minute ago.
    if ((await membershipsOf(actor.id)).some(({ verified }) => verified)) return true
    return Boolean(
      await Contributions.exists({
        authorId: actor.id,
        state: 'published',
        type: trusted({ $ne: 'system' }),
      }),
    )
  }

  async function write(actor: Person, reading: Reading, draft: Draft): Promise<Contribution> {
    const { thread, standing } = reading
    const entry = {
      clientId: draft.clientId.toLowerCase(),
      authorId: actor.id,
      actingOrganisationId: draft.actingOrganisationId ?? null,
      text: draft.text,
      type: draft.type ?? null,
      event: null,
      state: firstState(standing, thread, await isKnown(actor)),
      questionId: draft.questionId ?? thread.questionId,
      lang: draft.lang ?? null,
      replyTo: draft.replyTo ?? null,
      createdAt: now(),
    }
    const { doc, repeated } = await threadLog.append(draft.threadId, entry, (head) => {
      if (!mayContribute(standing, head)) throw refuse('thread.locked')
    })
    if (repeated && !isSameContribution(doc, draft.threadId, entry)) throw refuse('conflict')
    return show(doc, standing)
  }

  /** One step of the state machine, for the author or a moderator. */
  async function step(
    actor: Actor,
    { threadId, contributionId }: { threadId: string; contributionId: string },
    name: Step,
    {
      restriction,
      rev,
    }: { restriction?: { rule: ModerationRule; reason: string }; rev?: number | undefined } = {},
  ): Promise<Contribution> {
    const { standing } = await mustRead(actor, threadId)
    const { id } = person(actor)
    const own = (await membershipsOf(id)).map(({ organisationId }) => organisationId)
    const doc = await threadLog.change(threadId, contributionId, (stored) => {
      if (!maySee(standing, stored)) throw refuse('not-found')
      const allowed = name === 'withdraw' ? mayWithdraw(standing, stored) : mayJudge(standing, stored, own)
      if (!allowed || stored.type === 'system') throw refuse('action.forbidden')
      if (!mayStep(name, stored.state)) throw refuse('conflict')
      if (rev !== undefined && stored.rev !== rev) throw refuse('conflict')
      return {
        set: {
          state: stateAfter[name],
          restriction: restriction ? { ...restriction, by: id, at: now() } : null,
        },
        place: name === 'publish' && stored.seq === undefined,
      }
    })
    return show(doc, standing)
  }

  async function setLock(actor: Actor, threadId: string, kind: 'locked' | 'unlocked', reason: string | null) {
    const reading = await mustRead(actor, threadId)
    if (!reading.standing.moderator) throw refuse('action.forbidden')
    const entry = {
      clientId: randomUUID(),
      authorId: person(actor).id,
      actingOrganisationId: null,
      text: '',
      type: 'system' as const,
      event: { kind, reason },
      state: 'published' as const,
      questionId: null,
      lang: null,
      replyTo: null,
      createdAt: now(),
    }
    await threadLog.append(threadId, entry, (head: Head) => {
      if (head.locked === (kind === 'locked')) throw refuse('conflict')
    })
    return (await present([{ ...reading, thread: { ...reading.thread, locked: kind === 'locked' } }]))[0]!
  }

  return {
    mustRead,

    async list(actor: Actor, roomId: string, limit: number) {
      const room = await rooms.mustRead(actor, roomId)
      const { mayWrite, mayModerate } = rooms.rightsIn(actor, room)
      await digest.settled()
      const docs = await Threads.find({ roomId })
        .sort({ lastContributionAt: -1, _id: -1 })
        .limit(limit)
        .lean<ThreadDoc[]>()
      const standing = { userId: actor.id, mayWrite, moderator: mayModerate }
      // The same rule as `isPublished`; the count follows the log within moments.
      const shown = docs.filter(
        ({ contributionCount, startedBy }) => contributionCount > 0 || mayModerate || startedBy === actor.id,
      )
      return { threads: await present(shown.map((thread) => ({ thread, standing }))) }
    },

    async get(actor: Actor, threadId: string): Promise<Thread> {
      const reading = await mustRead(actor, threadId)
      await digest.settled()
      const thread = (await Threads.findById(threadId).lean<ThreadDoc>())!
      return (await present([{ ...reading, thread }]))[0]!
    },

    async start(actor: Actor, { roomId, title, ...draft }: Parsed<AllOperations['threads.start']>) {
      const author = person(actor)
      const room = await rooms.mustRead(actor, roomId)
      if (!(await rooms.mayStartThread(actor, room))) throw refuse('action.forbidden')
      const clientId = draft.clientId.toLowerCase()
      const thread = await threadFor(author, { ...draft, roomId, title, clientId }, now(), (found) =>
        checkReferences(author, { ...standingIn(actor, room), thread: found }, draft),
      )
      const threadId = String(thread._id)
      const reading = { ...standingIn(actor, room), thread }
      const contribution = await write(author, reading, { ...draft, threadId })
      await digest.settled()
      const started = (await Threads.findById(threadId).lean<ThreadDoc>())!
      return { thread: (await present([{ ...reading, thread: started }]))[0]!, contribution }
    },

    async contribute(actor: Actor, draft: Draft): Promise<Contribution> {
      const reading = await mustRead(actor, draft.threadId)
      if (!reading.standing.mayWrite) throw refuse('action.forbidden')
      await checkReferences(person(actor), reading, draft)
      return write(person(actor), reading, draft)
    },

    async edit(actor: Actor, change: Parsed<AllOperations['threads.edit']>): Promise<Contribution> {
      const { thread, standing } = await mustRead(actor, change.threadId)
      const doc = await threadLog.change(change.threadId, change.contributionId, (stored, head) => {
        if (!maySee(standing, stored)) throw refuse('not-found')
        if (stored.type === 'system' || stored.authorId !== actor.id) throw refuse('action.forbidden')
        if (!mayContribute(standing, head)) throw refuse('thread.locked')
        if (!mayEdit(standing, stored, { ...thread, locked: head.locked })) throw refuse('action.forbidden')
        if (!isEditable(stored.state)) throw refuse('conflict')
        const type: { type?: ContributionType | null } =
          change.type === undefined ? {} : { type: change.type }
        return {
          set: { text: change.text, ...type, ...(change.lang && { lang: change.lang }), editedAt: now() },
        }
      })
      return show(doc, standing)
    },

    withdraw: (actor: Actor, which: { threadId: string; contributionId: string }) =>
      step(actor, which, 'withdraw'),
    publish: (actor: Actor, { rev, ...which }: Parsed<AllOperations['threads.publish']>) =>
      step(actor, which, 'publish', { rev }),
    reject: (actor: Actor, { rule, reason, ...which }: Parsed<AllOperations['threads.reject']>) =>
      step(actor, which, 'reject', { restriction: { rule, reason } }),
    hide: (actor: Actor, { rule, reason, ...which }: Parsed<AllOperations['threads.hide']>) =>
      step(actor, which, 'hide', { restriction: { rule, reason } }),
    lock: (actor: Actor, threadId: string, reason: string) => setLock(actor, threadId, 'locked', reason),
    unlock: (actor: Actor, threadId: string) => setLock(actor, threadId, 'unlocked', null),

    /** What changed after a clock reading: what a client asks after any gap. */
    async changesSince(actor: Actor, threadId: string, afterRev: number, limit = catchUpPage) {
      const { thread, standing } = await mustRead(actor, threadId)
      const docs = await Contributions.find({ threadId: thread._id, rev: trusted({ $gt: afterRev }) })
        .sort({ rev: 1 })
        .limit(limit + 1)
        .lean<ContributionDoc[]>()
      const page = docs.slice(0, limit)
      // Nothing new reaches as far as was asked and no further: what is written after the reading must not be
      // counted as sent. Only a clock that is ahead of ours is set back.
      const rev = page.at(-1)?.rev ?? Math.min(afterRev, (await threadLog.readHead(threadId)).rev)
      const names = await namesOf(page)
      return {
        contributions: page
          .filter((doc) => maySee(standing, doc))
          .map((doc) => toContribution(doc, standing, names)),
        rev,
        more: docs.length > limit,
      }
    },

    clockOf: async (threadId: string) => (await threadLog.readHead(threadId)).rev,

    /** The newest page, or the one before a place, oldest first; with the first page what waits for a decision. */
    async page(actor: Actor, threadId: string, limit: number, beforeSeq?: number) {
      const { thread, standing } = await mustRead(actor, threadId)
      // Clock first, data second: never claim more than is sent.
      const { rev } = await threadLog.readHead(threadId)
      const seq = trusted(beforeSeq === undefined ? { $gt: 0 } : { $gt: 0, $lt: beforeSeq })
      const docs = await Contributions.find({ threadId: thread._id, seq })
        .sort({ seq: -1 })
        .limit(limit + 1)
        .lean<ContributionDoc[]>()
      const placed = docs.slice(0, limit).reverse()
      const unplaced = beforeSeq === undefined ? await waiting(thread, standing) : []
      const all = [...placed, ...unplaced]
      const names = await namesOf(all)
      return {
        contributions: all.map((doc) => toContribution(doc, standing, names)),
        rev,
        more: docs.length > limit,
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

    /** Mends what a crash kept from the lists; harmless when repeated. */
    repair: () => digest.repair(threadLog.readHead),

    /** Writes what lists still lack; before the end. */
    settle: () => digest.settled(),

    async setModerated(threadId: string, moderated: boolean) {
      await Threads.updateOne({ _id: threadId }, { $set: { moderated } })
      known.forget(threadId)
    },
  }

  function standingIn(actor: Actor, room: RoomDoc): Omit<Reading, 'thread'> {
    const { mayWrite, mayModerate } = rooms.rightsIn(actor, room)
    return { room, standing: { userId: actor.id, mayWrite, moderator: mayModerate } }
  }
}
export type ThreadService = ReturnType<typeof createThreads>

const stateAfter = {
  publish: 'published',
  reject: 'rejected',
  hide: 'hidden',
  withdraw: 'withdrawn',
} as const

/** A retry sends the same again; the same id with other words is a mistake of the sender. */
function isSameContribution(
  doc: ContributionDoc,
  threadId: string,
  entry: { text: string; replyTo: string | null; actingOrganisationId: string | null },
) {
  const untouched = doc.editedAt === null
  return (
    String(doc.threadId) === threadId &&
    doc.actingOrganisationId === entry.actingOrganisationId &&
    doc.replyTo === entry.replyTo &&
    (!untouched || doc.text === entry.text)
  )
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

/** Creates the thread, or finds the one that the same request made before. */
async function threadFor(
  author: Person,
  draft: {
    roomId: string
    title: string
    clientId: string
    questionId?: string | undefined
    actingOrganisationId?: string | undefined
  },
  createdAt: Date,
  check: (thread: ThreadDoc) => Promise<void>,
): Promise<ThreadDoc> {
  const { roomId, title, clientId } = draft
  const fresh = new Threads({
    roomId,
    title,
    clientId,
    questionId: draft.questionId ?? null,
    moderated: false,
    startedBy: author.id,
    startedFor: draft.actingOrganisationId ?? null,
    createdAt,
    locked: false,
    contributionCount: 0,
  })
  const doc = fresh.toObject<ThreadDoc>()
  await check(doc)
  try {
    await fresh.save()
    return doc
  } catch (error) {
    if (duplicateOf(error) === undefined) throw error
    const found = await Threads.findOne({ startedBy: author.id, clientId }).lean<ThreadDoc>()
    if (!found || found.roomId !== roomId || found.title !== title) throw refuse('conflict')
    return found
  }
}
