import type {
  AllOperations,
  Contribution,
  ContributionType,
  Parsed,
  ThreadChanged,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, type Actor, type Person } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { Listener } from '../../platform/operations.ts'
import type { Acting } from '../audit/index.ts'
import type { RoomService } from '../rooms/index.ts'
import { createAudience, createConversations, type ConversationNeeds } from './conversations.ts'
import { createDeciding, type Stating, type Which } from './deciding.ts'
import { createDigest } from './digest.ts'
import { createThreadLog, type Committed } from './log.ts'
import { createMarks } from './marks.ts'
import { Contributions, Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import { createLeaving } from './leaving.ts'
import { createPace } from './pace.ts'
import {
  firstState,
  isEditable,
  isReadAtOnce,
  isSameForAll,
  mayContribute,
  mayEdit,
  maySee,
  mayStep,
  mayWithdraw,
  type Standing,
} from './policy.ts'
import { shownTranslations, toContribution, toQuoted } from './present.ts'
import { toPublished, type PublishedContribution } from './published.ts'
import { createReading, type Reading, type ReadingNeeds } from './reading.ts'
import { threadFor } from './thread-for.ts'
import { createTranslations } from './translations.ts'
import { mustFit } from './weight.ts'

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

/** Somebody writes in a thread at this moment. */
export interface Hint {
  threadId: string
  userId: string
  organisation: string | null
}

interface Needs extends Omit<ReadingNeeds, 'organisations' | 'rooms'>, ConversationNeeds {
  rooms: Pick<RoomService, 'mustRead' | 'rightsIn' | 'mayStartThread' | 'isAsked' | 'conversations'>
  organisationsOf: (userId: string) => Promise<string[]>
  announce: (announcement: Announcement) => void
  /** Whether somebody lets others see that they write. */
  shows: (userId: string) => Promise<boolean>
  hint: (hint: Hint) => Promise<void>
  /** Somebody has read further; only they are told. */
  onRead: (userId: string, read: { threadId: string; seq: number }) => void
  /** What the public log says is not what it was; without contributions, more changed than can be told. */
  onPublished: (threadId: string, contributions: PublishedContribution[]) => void
  /** Whether somebody moderates a session on this thread besides those who moderate its room. */
  moderatesSession: (userId: string, threadId: string) => Promise<boolean>
  /** A conversation of two organisations is not what it was; their members are told. */
  tellConversation: (threadId: string, organisationIds: readonly string[]) => void
  acting: Acting
  stating: Stating
  /** A restriction no longer holds. */
  onLifted: (target: { contributionId: string } | { threadId: string }) => Promise<void>
  /** Somebody sent again what was stored; whoever stored it may have ended before anybody was told. */
  onRepeated: (contribution: PublishedContribution) => void
  neighbours: Neighbours
  now: () => Date
  log: Log
}

/** Somebody who goes on writing is told of again. */
const betweenHintsMs = 3000

export function createThreads({
  rooms,
  people,
  organisations,
  membershipsOf,
  organisationsOf,
  announce,
  shows,
  hint,
  onRead,
  onPublished,
  moderatesSession,
  areApart,
  tellConversation,
  acting,
  stating,
  onLifted,
  neighbours,
  onRepeated,
  now,
  log,
}: Needs) {
  const digest = createDigest(log)
  const threadLog = createThreadLog({ onCommitted, several: neighbours.several, log })
  const pace = createPace(now)
  const hinted = new WeakMap<Listener, number>()
  const marks = createMarks({ onRead, log })

  const audience = createAudience({ rooms, membershipsOf, organisations, areApart })
  const {
    show,
    standingIn,
    presentNow,
    forget,
    byId: threadById,
    ...reading
  } = createReading({
    rooms,
    people,
    organisations,
    audience,
    digest,
    marks,
    readHead: threadLog.readHead,
    neighbours,
  })
  const { mustRead } = reading
  const conversations = createConversations(
    {
      rooms,
      membershipsOf,
      organisations,
      areApart,
      digest,
      marks,
      threadLog,
      tell: tellConversation,
      now,
    },
    audience,
  )

  async function onCommitted(committed: Committed) {
    const { threadId, afterRev, rev, docs } = committed
    // First, because it needs nothing that could fail.
    onPublished(threadId, docs.map(toPublished))
    const { docs: quoted, names } = await reading.quotedBy(docs)
    announce({
      threadId,
      as: (standing) => ({
        threadId,
        afterRev,
        rev,
        contributions: docs
          .filter((doc) => maySee(standing, doc))
          .map((doc) => toContribution(doc, standing, names)),
        quoted: quoted.filter((doc) => maySee(standing, doc)).map((doc) => toQuoted(doc, standing, names)),
      }),
      same: docs.every(isSameForAll),
      authors: [...new Set(docs.map(({ authorId }) => authorId))],
    })
    digest.touch(committed)
    void tellConversationOf(threadId)
  }

  /** Lists of conversations are not what they were; who is not reached asks again when they come back. */
  async function tellConversationOf(threadId: string) {
    try {
      const thread = await threadById(threadId)
      if (thread) await conversations.tellOf(thread)
    } catch (error) {
      log.warn({ err: error }, 'change of a conversation not told')
    }
  }

  const mayWriteFor = async ({ id, role }: Person, wanted: string) =>
    role !== 'institution' &&
    (await membershipsOf(id)).some(({ organisationId, mayWriteFor: may }) => organisationId === wanted && may)

  function mustBeAsked(room: Reading['room'], questionId: string) {
    if (!rooms.isAsked(room, questionId))
      throw refuse('request.invalid', { fields: { questionId: ['not a question of this room'] } })
  }

  /** Refuses an organisation one may not write for, and a question or contribution from elsewhere. */
  async function checkReferences(actor: Person, { room, thread, standing }: Reading, draft: Partial<Draft>) {
    // What stands under a question stays under it, also when it is no longer asked.
    const stays = draft.questionId === thread.questionId
    if (draft.questionId && !stays) mustBeAsked(room, draft.questionId)
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

  /** For whom somebody writes: where two organisations talk among themselves, always for one's own. */
  async function voiceIn(
    { sides }: Pick<Reading, 'sides'>,
    wanted: string | undefined,
  ): Promise<string | undefined> {
    if (!sides) return wanted
    if (wanted === undefined) return sides.writesFor[0]
    const current = await organisations.currentId(wanted)
    if (!sides.writesFor.includes(current)) throw refuse('action.forbidden')
    return current
  }

  /** What was said is noted by moderators of the room or of a session there, for somebody there is. */
  async function checkSpeaker(
    actor: Person,
    { thread, standing }: Reading,
    { userId, organisationId }: NonNullable<Draft['oral']>,
  ) {
    if (!standing.moderator && !(await moderatesSession(actor.id, String(thread._id))))
      throw refuse('action.forbidden')
    if (userId && !(await people([userId])).has(userId)) throw refuse('not-found')
    if (organisationId && !(await organisations.brief([organisationId])).has(organisationId))
      throw refuse('not-found')
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
    const isNew = !standing.agreed && !(await isKnown(actor))
    await pace.prepare(actor.id, draft.threadId, standing.slowSeconds)
    const entry = {
      clientId: draft.clientId.toLowerCase(),
      authorId: actor.id,
      actingOrganisationId: draft.actingOrganisationId ?? null,
      ...(actor.institution && { institution: actor.institution }),
      text: draft.text,
      type: draft.type ?? null,
      event: null,
      state: firstState(standing, thread, !isNew),
      questionId: draft.questionId ?? thread.questionId,
      lang: draft.lang ?? null,
      replyTo: draft.replyTo ?? null,
      ...(draft.oral && {
        oral: {
          userId: draft.oral.userId ?? null,
          name: draft.oral.userId ? null : (draft.oral.name ?? null),
          organisationId: draft.oral.organisationId ?? null,
        },
      }),
      createdAt: now(),
    }
    const { doc, repeated } = await threadLog.append(draft.threadId, entry, (head) => {
      if (!mayContribute(standing, head)) throw refuse('thread.locked')
      pace.take(actor.id, draft.threadId, standing.slowSeconds)
    })
    if (repeated) onRepeated(toPublished(doc))
    if (!repeated && doc.state === 'held' && isNew) await stateHold(thread, doc)
    if (repeated && !isSameContribution(doc, draft.threadId, entry)) throw refuse('conflict')
    if (doc.seq && !repeated) marks.wrote(actor.id, draft.threadId, doc.seq)
    return show(doc, standing)
  }

  /** Nobody decided this: the first words of somebody unknown wait, and they are told why. */
  const stateHold = (thread: ThreadDoc, { _id, authorId }: ContributionDoc) =>
    stating(
      {
        kind: 'hold',
        roomId: thread.roomId,
        threadId: String(thread._id),
        contributionId: String(_id),
        affectedUserId: authorId,
        rule: 'first-contribution',
        reason: null,
        by: null,
        office: 'none',
      },
      async () => undefined,
    )

  const byId = ({ threadId, contributionId }: Which) =>
    Contributions.findOne({ _id: contributionId, threadId }).lean<ContributionDoc>()

  const { cases: translationCases, ...translations } = createTranslations({
    mustRead,
    show,
    find: byId,
    threadLog,
    pace,
    isKnown,
    voiceIn,
    mayWriteFor,
    organisationsOf,
    acting,
    stating,
    now,
  })

  async function withdraw(actor: Actor, { threadId, contributionId }: Which): Promise<Contribution> {
    const { standing } = await mustRead(actor, threadId)
    const doc = await threadLog.change(threadId, contributionId, (stored) => {
      if (!maySee(standing, stored)) throw refuse('not-found')
      if (!mayWithdraw(standing, stored) || stored.type === 'system') throw refuse('action.forbidden')
      if (!mayStep('withdraw', stored.state)) throw refuse('conflict')
      return { set: { state: 'withdrawn', restriction: null } }
    })
    return show(doc, standing)
  }

  const { cases, ...deciding } = createDeciding({
    mustRead,
    show,
    presentNow,
    find: byId,
    threadLog,
    marks,
    organisationsOf,
    acting,
    stating,
    onLifted,
    now,
  })

  return {
    ...reading,
    ...translations,
    ...deciding,
    cases: { ...translationCases, ...cases },

    async start(actor: Actor, { roomId, title, ...draft }: Parsed<AllOperations['threads.start']>) {
      const author = person(actor)
      const room = await rooms.mustRead(actor, roomId)
      if (!(await rooms.mayStartThread(actor, room))) throw refuse('action.forbidden')
      const standing = await standingIn(actor, room)
      if (!standing.mayWrite) throw refuse(standing.bar ?? 'action.forbidden')
      const clientId = draft.clientId.toLowerCase()
      const thread = await threadFor(author, { ...draft, roomId, title, clientId }, now(), (found) => {
        if (draft.questionId) mustBeAsked(room, draft.questionId)
        return checkReferences(author, { room, standing, thread: found }, draft)
      })
      const started = { room, standing, thread }
      const contribution = await write(author, started, { ...draft, threadId: String(thread._id) })
      return { thread: await presentNow(started), contribution }
    },

    async contribute(actor: Actor, draft: Draft): Promise<Contribution> {
      const read = await mustRead(actor, draft.threadId)
      if (!read.standing.mayWrite) throw refuse(read.standing.bar ?? 'action.forbidden')
      const actingOrganisationId = await voiceIn(read, draft.actingOrganisationId)
      const voiced = { ...draft, ...(actingOrganisationId && { actingOrganisationId }) }
      await checkReferences(person(actor), read, voiced)
      if (draft.oral) await checkSpeaker(person(actor), read, draft.oral)
      return write(person(actor), read, voiced)
    },

    /** Tells the others, unless it is too soon; whoever does not let themselves be seen is told the same. */
    async typing(
      actor: Actor,
      { threadId, actingOrganisationId }: Parsed<AllOperations['threads.typing']>,
      listener: Listener | undefined,
    ) {
      if (!listener) throw refuse('request.invalid')
      const { thread, standing } = await mustRead(actor, threadId)
      const author = person(actor)
      if (actingOrganisationId && !(await mayWriteFor(author, actingOrganisationId)))
        throw refuse('action.forbidden')
      const at = now().getTime()
      const tooSoon = at - (hinted.get(listener) ?? -Infinity) < betweenHintsMs
      if (tooSoon || !(await shows(author.id))) return { done: true as const }
      hinted.set(listener, at)
      if (!isReadAtOnce(standing, thread, await isKnown(author))) return { done: true as const }
      const named = actingOrganisationId && (await organisations.brief([actingOrganisationId]))
      const organisation = named ? named.get(actingOrganisationId)?.name : author.institution?.name
      await hint({ threadId, userId: author.id, organisation: organisation ?? null })
      return { done: true as const }
    },

    async edit(actor: Actor, change: Parsed<AllOperations['threads.edit']>): Promise<Contribution> {
      const { thread, standing } = await mustRead(actor, change.threadId)
      const doc = await threadLog.change(change.threadId, change.contributionId, (stored, head) => {
        if (!maySee(standing, stored)) throw refuse('not-found')
        if (stored.type === 'system' || stored.authorId !== actor.id) throw refuse('action.forbidden')
        if (!mayContribute(standing, head)) throw refuse(standing.bar ?? 'thread.locked')
        if (!mayEdit(standing, stored, { ...thread, locked: head.locked })) throw refuse('action.forbidden')
        if (!isEditable(stored.state)) throw refuse('conflict')
        mustFit(change.text, shownTranslations(stored))
        const type: { type?: ContributionType | null } =
          change.type === undefined ? {} : { type: change.type }
        return {
          set: { text: change.text, ...type, ...(change.lang && { lang: change.lang }), editedAt: now() },
        }
      })
      return show(doc, standing)
    },

    withdraw,

    conversations: {
      ...conversations,
      async end(actor: Actor, threadId: string) {
        const read = await mustRead(actor, threadId)
        if (!read.sides) throw refuse('action.forbidden')
        await conversations.end(threadId, read.sides)
        return presentNow(read)
      },
    },

    /** Up to the end of the thread at most; a mark that is behind the one there is leaves that one. */
    async markRead(actor: Actor, threadId: string, seq: number) {
      await mustRead(actor, threadId)
      const head = await threadLog.readHead(threadId)
      const readSeq = await marks.mark(person(actor).id, threadId, Math.min(seq, head.seq))
      return { readSeq, unreadCount: Math.max(0, head.seq - readSeq) }
    },

    /** Who of these has read a thread up to a place. */
    readBy: (userIds: readonly string[], threadId: string, seq: number) =>
      marks.readBy(userIds, threadId, seq),

    /** Whether what somebody writes is published without being read first. */
    isKnown,

    /** Somebody is taken out of the logs; how far they have read goes with them. */
    leaving: {
      ...createLeaving(threadLog),
      forgetReader: (userId: string) => marks.forget(userId),
    },

    /** What is remembered of these threads is no longer true. */
    changedBehind: (threadIds: readonly string[]) => threadIds.forEach(forget),

    /** Mends what a crash kept from the lists; harmless when repeated. */
    repair: () => digest.repair(threadLog.readHead),

    /** Writes what lists still lack; before the end. */
    async settle() {
      await digest.settled()
      await marks.settled()
    },

    async setModerated(threadId: string, moderated: boolean) {
      await Threads.updateOne({ _id: threadId }, { $set: { moderated } })
      forget(threadId)
    },
  }
}
export type ThreadService = ReturnType<typeof createThreads>

/** A retry sends the same again; the same id with other words is a mistake of the sender. */
function isSameContribution(
  doc: ContributionDoc,
  threadId: string,
  entry: Pick<ContributionDoc, 'text' | 'type' | 'replyTo' | 'actingOrganisationId' | 'oral'>,
) {
  const untouched = doc.editedAt === null
  return (
    String(doc.threadId) === threadId &&
    doc.actingOrganisationId === entry.actingOrganisationId &&
    doc.replyTo === entry.replyTo &&
    doc.oral?.userId === entry.oral?.userId &&
    doc.oral?.name === entry.oral?.name &&
    doc.oral?.organisationId === entry.oral?.organisationId &&
    (!untouched || (doc.text === entry.text && doc.type === entry.type))
  )
}
