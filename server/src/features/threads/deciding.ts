import type {
  AllOperations,
  Contribution,
  ModerationRule,
  Parsed,
  Thread,
  ThreadEvent,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import { systemEntry, type ThreadLog } from './log.ts'
import type { Marks } from './marks.ts'
import { Contributions, Threads, type ContributionDoc, type ThreadDoc } from './model.ts'
import { mayFinish, mayJudge, maySee, mayStep, type Standing } from './policy.ts'
import type { Reading } from './reading.ts'

export interface Which {
  threadId: string
  contributionId: string
}

/** What a restriction rests on. */
export interface Grounds {
  rule: ModerationRule
  reason: string
  /** The case that led to it. */
  caseId?: string
}

/** A restriction that is about to take effect. */
export interface Restricting {
  kind: 'hold' | 'hide' | 'remove' | 'remove-translation' | 'reject' | 'lock'
  roomId: string
  threadId: string
  contributionId: string | null
  /** Which one, where it is about a translation below the contribution. */
  translationId?: string
  affectedUserId: string
  rule: ModerationRule | 'first-contribution'
  /** None where nobody decided. */
  reason: string | null
  by: string | null
  office: 'moderator' | 'staff' | 'none'
  caseId?: string
}

/** States the reasons of a restriction, durably, before `effect` makes it hold. */
export type Stating = <T>(restricting: Restricting, effect: (statementId: string) => Promise<T>) => Promise<T>

export interface LockBy {
  by: string
  office: 'moderator' | 'staff'
  threadId: string
  roomId: string
  startedBy: string
}

interface Needs {
  mustRead: (actor: Actor, threadId: string) => Promise<Reading>
  show: (doc: ContributionDoc, standing: Standing) => Promise<Contribution>
  presentNow: (reading: Reading) => Promise<Thread>
  find: (which: Which) => Promise<ContributionDoc | null>
  threadLog: ThreadLog
  marks: Pick<Marks, 'wrote'>
  organisationsOf: (userId: string) => Promise<string[]>
  acting: Acting
  stating: Stating
  /** A restriction no longer holds. */
  onLifted: (target: { contributionId: string } | { threadId: string }) => Promise<void>
  now: () => Date
}

/**
 * What moderators decide about contributions and threads: with reasons that are stated, and an act that is entered,
 * before it takes effect.
 */
export function createDeciding({
  mustRead,
  show,
  presentNow,
  find,
  threadLog,
  marks,
  organisationsOf,
  acting,
  stating,
  onLifted,
  now,
}: Needs) {
  /**
   * A step that somebody takes in an office. Its reasons are stated and the act is entered before it takes effect;
   * `check` refuses by what is stored, before and again at the moment of the write.
   */
  async function decide(
    step: Decision,
    { by, office, roomId, ...which }: Which & { by: string; office: 'moderator' | 'staff'; roomId: string },
    check: (stored: ContributionDoc) => void,
    grounds?: Grounds,
  ): Promise<ContributionDoc> {
    const before = await find(which)
    if (!before) throw refuse('not-found')
    check(before)
    const { threadId, contributionId } = which
    const take = (statementId: string | null) =>
      threadLog.change(threadId, contributionId, (stored) => {
        check(stored)
        if (stored.type === 'system') throw refuse('action.forbidden')
        if (!mayStep(step, stored.state)) throw refuse('conflict')
        const restriction = grounds && {
          rule: grounds.rule,
          reason: grounds.reason,
          by,
          at: now(),
          statementId,
        }
        return {
          set: { state: stateAfter[step], restriction: restriction ?? null },
          place: stateAfter[step] === 'published' && stored.seq === undefined,
        }
      })
    const act = {
      actorId: by,
      office,
      act: `threads.${step}`,
      target: { threadId, contributionId },
      before: { state: before.state },
      after: { state: stateAfter[step], rule: grounds?.rule ?? null },
    }
    const doc = await acting(act, () =>
      grounds
        ? stating(
            {
              ...which,
              ...grounds,
              roomId,
              kind: step as 'hide' | 'remove' | 'reject',
              affectedUserId: before.authorId,
              by,
              office,
            },
            take,
          )
        : take(null),
    )
    if (!grounds) await onLifted({ contributionId })
    return doc
  }

  /** A step of a moderator of the room, asked by them. */
  async function moderate(
    actor: Actor,
    step: 'publish' | 'reject' | 'hide' | 'remove',
    which: Which,
    { rev, ...grounds }: Partial<Grounds> & { rev?: number | undefined } = {},
  ): Promise<Contribution> {
    const { room, standing } = await mustRead(actor, which.threadId)
    const { id } = person(actor)
    const before = await find(which)
    if (!before) throw refuse('not-found')
    const [own, theirs] = await Promise.all([organisationsOf(id), organisationsOf(before.authorId)])
    const check = (stored: ContributionDoc) => {
      if (!maySee(standing, stored)) throw refuse('not-found')
      if (!mayJudge(standing, stored, own, theirs) || stored.type === 'system')
        throw refuse('action.forbidden')
      if (!mayStep(step, stored.state)) throw refuse('conflict')
      if (rev !== undefined && stored.rev !== rev) throw refuse('conflict')
    }
    const doc = await decide(
      step,
      {
        threadId: which.threadId,
        contributionId: which.contributionId,
        by: id,
        office: 'moderator',
        roomId: String(room._id),
      },
      check,
      grounds.rule && grounds.reason ? { rule: grounds.rule, reason: grounds.reason } : undefined,
    )
    return show(doc, standing)
  }

  const eventEntry = (kind: ThreadEvent['kind'], by: string, reason: string | null = null) =>
    systemEntry(kind, by, reason, now())

  async function setLock(
    { by, office, threadId, roomId, startedBy }: LockBy,
    kind: 'locked' | 'unlocked',
    grounds?: Grounds,
  ) {
    const entry = eventEntry(kind, by, grounds?.reason)
    const take = () =>
      threadLog.append(threadId, entry, (head) => {
        if (head.locked === (kind === 'locked')) throw refuse('conflict')
      })
    const act = {
      actorId: by,
      office,
      act: kind === 'locked' ? 'threads.lock' : 'threads.unlock',
      target: { threadId },
      after: { locked: kind === 'locked' },
    }
    await acting(act, () =>
      grounds
        ? stating(
            {
              ...grounds,
              kind: 'lock',
              roomId,
              threadId,
              contributionId: null,
              affectedUserId: startedBy,
              by,
              office,
            },
            take,
          )
        : take(),
    )
    if (!grounds) await onLifted({ threadId })
  }

  async function lockAs(actor: Actor, threadId: string, kind: 'locked' | 'unlocked', grounds?: Grounds) {
    const read = await mustRead(actor, threadId)
    if (!read.standing.moderator) throw refuse('action.forbidden')
    const { startedBy, roomId } = read.thread
    await setLock({ by: person(actor).id, office: 'moderator', threadId, roomId, startedBy }, kind, grounds)
    return presentNow(read)
  }

  /** For its starter; moderators do it in their office. */
  async function setFinished(actor: Actor, threadId: string, kind: 'finished' | 'reopened') {
    const read = await mustRead(actor, threadId)
    const { standing, thread } = read
    const { id } = person(actor)
    if (!mayFinish(standing, { ...thread, locked: false })) throw refuse('action.forbidden')
    const take = async () => {
      const { doc } = await threadLog.append(threadId, eventEntry(kind, id), (head) => {
        if (!mayFinish(standing, { ...thread, locked: head.locked })) throw refuse('action.forbidden')
        if (head.finished === (kind === 'finished')) throw refuse('conflict')
      })
      if (doc.seq) marks.wrote(id, threadId, doc.seq)
    }
    const act = {
      actorId: id,
      office: 'moderator' as const,
      act: kind === 'finished' ? 'threads.finish' : 'threads.reopen',
      target: { threadId },
      after: { finished: kind === 'finished' },
    }
    await (standing.moderator ? acting(act, take) : take())
    return presentNow(read)
  }

  return {
    /** Enters what happens in a session; the same `clientId` again enters nothing. */
    async mark(
      threadId: string,
      {
        clientId,
        kind,
        reason,
        by,
      }: { clientId: string; kind: ThreadEvent['kind']; reason: string | null; by: string },
    ) {
      await threadLog.append(threadId, { ...eventEntry(kind, by, reason), clientId }, () => {})
    },

    publish: (actor: Actor, { rev, ...which }: Parsed<AllOperations['threads.publish']>) =>
      moderate(actor, 'publish', which, { rev }),
    reject: (actor: Actor, { rule, reason, ...which }: Parsed<AllOperations['threads.reject']>) =>
      moderate(actor, 'reject', which, { rule, reason }),
    hide: (actor: Actor, { rule, reason, ...which }: Parsed<AllOperations['threads.hide']>) =>
      moderate(actor, 'hide', which, { rule, reason }),
    remove: (actor: Actor, { rule, reason, ...which }: Parsed<AllOperations['threads.remove']>) =>
      moderate(actor, 'remove', which, { rule, reason }),
    lock: (actor: Actor, { threadId, rule, reason }: Parsed<AllOperations['threads.lock']>) =>
      lockAs(actor, threadId, 'locked', { rule, reason }),
    unlock: (actor: Actor, threadId: string) => lockAs(actor, threadId, 'unlocked'),

    finish: (actor: Actor, threadId: string) => setFinished(actor, threadId, 'finished'),
    reopen: (actor: Actor, threadId: string) => setFinished(actor, threadId, 'reopened'),

    /** For whoever decides about cases and appeals, after they have asked whether somebody may. */
    cases: {
      decide,
      setLock,
      find,
      /** A contribution whose words the reader may see, and its room. */
      async mustSee(actor: Actor, which: Which) {
        const { room, standing } = await mustRead(actor, which.threadId)
        const contribution = await find(which)
        if (!contribution || !maySee(standing, contribution)) throw refuse('not-found')
        return { room, contribution }
      },
      thread: (threadId: string) => Threads.findById(threadId).lean<ThreadDoc>(),
      /** As moderators of its room see it. */
      show: (doc: ContributionDoc) => show(doc, { userId: null, moderator: true, mayWrite: false }),
      /** What waits for a moderator in some rooms, oldest first. */
      async held(roomIds: readonly string[], limit: number) {
        const threads = await Threads.find(
          { roomId: trusted({ $in: roomIds }) },
          { roomId: 1, title: 1 },
        ).lean()
        const found = await Contributions.find({
          threadId: trusted({ $in: threads.map(({ _id }) => _id) }),
          state: 'held',
        })
          .sort({ createdAt: 1 })
          .limit(limit)
          .lean<ContributionDoc[]>()
        return found.map((contribution) => ({
          contribution,
          thread: threads.find(({ _id }) => _id.equals(contribution.threadId))!,
        }))
      },
      /** Deletes the words of what was removed, for good. */
      async forgetWords(which: Which) {
        await threadLog.change(which.threadId, which.contributionId, (stored) => {
          if (stored.state !== 'removed') throw refuse('conflict')
          return { set: { text: '', translations: [] } }
        })
      },
    },
  }
}

const stateAfter = {
  publish: 'published',
  restore: 'published',
  reject: 'rejected',
  hide: 'hidden',
  remove: 'removed',
} as const
type Decision = keyof typeof stateAfter
