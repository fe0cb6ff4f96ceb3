import type {
  AllOperations,
  Contribution,
  ContributionType,
  ModerationRule,
  OwnMembership,
  Parsed,
  ThreadChanged,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { randomUUID } from 'node:crypto'
import { person, type Actor, type Person } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { Acting } from '../audit/index.ts'
import type { RoomService } from '../rooms/index.ts'
import { createDigest } from './digest.ts'
import { createThreadLog, type Committed } from './log.ts'
import { Contributions, Threads, type ContributionDoc } from './model.ts'
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
import { toContribution } from './present.ts'
import { toPublished, type PublishedContribution } from './published.ts'
import { createReading, type Reading, type ReadingNeeds } from './reading.ts'
import { threadFor } from './thread-for.ts'

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

interface Needs extends ReadingNeeds {
  rooms: Pick<RoomService, 'mustRead' | 'rightsIn' | 'mayStartThread'>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  announce: (announcement: Announcement) => void
  /** What the public log says is not what it was; without contributions, more changed than can be told. */
  onPublished: (threadId: string, contributions: PublishedContribution[]) => void
  acting: Acting
  now: () => Date
  log: Log
}

export function createThreads({
  rooms,
  people,
  organisations,
  membershipsOf,
  announce,
  onPublished,
  acting,
  now,
  log,
}: Needs) {
  const digest = createDigest(log)
  const threadLog = createThreadLog({ onCommitted, log })

  const { namesOf, show, standingIn, presentNow, forget, ...reading } = createReading({
    rooms,
    people,
    organisations,
    digest,
    readHead: threadLog.readHead,
  })
  const { mustRead } = reading

  async function onCommitted(committed: Committed) {
    const { threadId, afterRev, rev, docs } = committed
    // First, because it needs nothing that could fail.
    onPublished(threadId, docs.map(toPublished))
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

  async function write(actor: Person, { thread, standing }: Reading, draft: Draft): Promise<Contribution> {
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
    const check = (stored: ContributionDoc) => {
      if (!maySee(standing, stored)) throw refuse('not-found')
      const allowed = name === 'withdraw' ? mayWithdraw(standing, stored) : mayJudge(standing, stored, own)
      if (!allowed || stored.type === 'system') throw refuse('action.forbidden')
      if (!mayStep(name, stored.state)) throw refuse('conflict')
      if (rev !== undefined && stored.rev !== rev) throw refuse('conflict')
    }
    const take = () =>
      threadLog.change(threadId, contributionId, (stored) => {
        check(stored)
        return {
          set: {
            state: stateAfter[name],
            restriction: restriction ? { ...restriction, by: id, at: now() } : null,
          },
          place: name === 'publish' && stored.seq === undefined,
        }
      })
    if (name === 'withdraw') return show(await take(), standing)
    const before = await Contributions.findOne({ _id: contributionId, threadId }).lean<ContributionDoc>()
    if (!before) throw refuse('not-found')
    check(before)
    const doc = await acting(
      {
        actorId: id,
        office: 'moderator',
        act: `threads.${name}`,
        target: { threadId, contributionId },
        before: { state: before.state },
        after: { state: stateAfter[name], rule: restriction?.rule ?? null },
      },
      take,
    )
    return show(doc, standing)
  }

  async function setLock(actor: Actor, threadId: string, kind: 'locked' | 'unlocked', reason: string | null) {
    const read = await mustRead(actor, threadId)
    if (!read.standing.moderator) throw refuse('action.forbidden')
    const { id } = person(actor)
    const entry = {
      clientId: randomUUID(),
      authorId: id,
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
    await acting(
      {
        actorId: id,
        office: 'moderator',
        act: kind === 'locked' ? 'threads.lock' : 'threads.unlock',
        target: { threadId },
        after: { locked: kind === 'locked' },
      },
      () =>
        threadLog.append(threadId, entry, (head) => {
          if (head.locked === (kind === 'locked')) throw refuse('conflict')
        }),
    )
    return presentNow(read)
  }

  return {
    ...reading,

    async start(actor: Actor, { roomId, title, ...draft }: Parsed<AllOperations['threads.start']>) {
      const author = person(actor)
      const room = await rooms.mustRead(actor, roomId)
      if (!(await rooms.mayStartThread(actor, room))) throw refuse('action.forbidden')
      const clientId = draft.clientId.toLowerCase()
      const standing = standingIn(actor, room)
      const thread = await threadFor(author, { ...draft, roomId, title, clientId }, now(), (found) =>
        checkReferences(author, { room, standing, thread: found }, draft),
      )
      const started = { room, standing, thread }
      const contribution = await write(author, started, { ...draft, threadId: String(thread._id) })
      return { thread: await presentNow(started), contribution }
    },

    async contribute(actor: Actor, draft: Draft): Promise<Contribution> {
      const read = await mustRead(actor, draft.threadId)
      if (!read.standing.mayWrite) throw refuse('action.forbidden')
      await checkReferences(person(actor), read, draft)
      return write(person(actor), read, draft)
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

    /** Mends what a crash kept from the lists; harmless when repeated. */
    repair: () => digest.repair(threadLog.readHead),

    /** Writes what lists still lack; before the end. */
    settle: () => digest.settled(),

    async setModerated(threadId: string, moderated: boolean) {
      await Threads.updateOne({ _id: threadId }, { $set: { moderated } })
      forget(threadId)
    },
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
  entry: Pick<ContributionDoc, 'text' | 'type' | 'replyTo' | 'actingOrganisationId'>,
) {
  const untouched = doc.editedAt === null
  return (
    String(doc.threadId) === threadId &&
    doc.actingOrganisationId === entry.actingOrganisationId &&
    doc.replyTo === entry.replyTo &&
    (!untouched || (doc.text === entry.text && doc.type === entry.type))
  )
}
