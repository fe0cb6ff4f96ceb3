import { groupOfNotice, Id, type Locale, type NoticeLine, type NoticeObjectKind } from '@augenhoehe/contracts'
import { trusted, Types } from 'mongoose'
import { z } from 'zod'
import { person, type Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { duplicateOf } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import type { Notice, Tell } from '../../platform/notice.ts'
import { createThrottle } from '../../platform/throttle.ts'
import type { PublicPerson } from '../accounts/index.ts'
import type { Organisations } from '../organisations/index.ts'
import type { FollowService, Target } from './follows.ts'
import { Notices, type NoticeDoc } from './model.ts'
import {
  keptDays,
  linesOf,
  mailFor,
  mostCounted,
  mostKept,
  pushFor,
  type Line,
  type Preferences,
} from './policy.ts'
import type { Readable, Thing } from './readable.ts'

export interface NoticeNeeds {
  readable: Readable
  follows: Pick<FollowService, 'mutedBy'>
  /** The accounts, with the rights of now; without those that are none any more. */
  actorsBy: (userIds: readonly string[]) => Promise<Map<string, Actor>>
  people: (ids: Iterable<string>) => Promise<Map<string, PublicPerson>>
  organisations: Pick<Organisations, 'brief'>
  preferencesOf: (userId: string) => Promise<Preferences>
  /** Who does not want to hear of somebody. */
  blockersOf: (userId: string) => Promise<ReadonlySet<string>>
  /** How many of the contributions of a thread from one place to another are there to be read, of others. */
  countShown: (threadId: string, from: number, to: number, exceptBy: string) => Promise<number>
  /** Which of these contributions everybody who may read their room reads. */
  shownAmong: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** Whether a browser of theirs is connected. */
  isHere: (userId: string) => boolean
  tellOwn: (userId: string, unread: number) => void
  /** Something may be to be sent now. */
  onDue: () => void
  /** Whether any browser of theirs would ring. */
  rings: (userId: string) => Promise<boolean>
  now: () => Date
  log: Log
}

const position = z.tuple([z.int().min(0).max(8.64e15), Id])
const dayMs = 86_400_000
const gatherMs = 1000
/** So many people are counted for in one look. */
const countedTogether = 100
type Counted = Pick<NoticeDoc, 'userId' | 'object' | 'of'>
/** A page looks at so many lines of which nothing may be shown before it ends. */
const together = 25

/** What a line says, once its reader may know of it. */
export interface ShownLine {
  line: Line<NoticeDoc>
  thing: Thing
  count: number
}

/** What people are told, kept without anybody’s words. */
export function createNotices({
  readable,
  follows,
  actorsBy,
  people,
  organisations,
  preferencesOf,
  blockersOf,
  countShown,
  shownAmong,
  isHere,
  tellOwn,
  onDue,
  rings,
  now,
  log,
}: NoticeNeeds) {
  /** Whose count is to be told: of all at once, because one message may reach hundreds. */
  const waiting = new Set<string>()
  const tellWaiting = createThrottle(() => {
    const userIds = [...waiting]
    waiting.clear()
    countAndTell(userIds).catch((error: unknown) => log.warn({ err: error }, 'count of notices not told'))
  }, gatherMs)
  const changed = (userId: string) => {
    waiting.add(userId)
    tellWaiting('everybody')
  }

  async function countAndTell(userIds: readonly string[]) {
    const here = userIds.filter(isHere)
    for (let start = 0; start < here.length; start += countedTogether) {
      const some = here.slice(start, start + countedTogether)
      const [actors, unread] = await Promise.all([
        actorsBy(some),
        Notices.find({ userId: trusted({ $in: some }), readAt: null }, { userId: 1, object: 1, of: 1 })
          .sort({ at: -1, _id: -1 })
          .lean<Counted[]>(),
      ])
      for (const [userId, actor] of actors)
        tellOwn(
          userId,
          await countAmong(
            actor,
            unread.filter((one) => one.userId === userId),
          ),
        )
    }
  }

  /** Those who are to be told: not whoever did it, nor who does not want to hear of them or of where it happened. */
  async function meant({ to, by, object: [kind, id] }: Notice, within: readonly Target[]): Promise<string[]> {
    const author = by?.userId ?? null
    const wanted = [...new Set(to)].filter((userId) => userId !== author)
    if (wanted.length === 0) return []
    const places: Target[] = kind === 'thread' || kind === 'room' ? [[kind, id], ...within] : [...within]
    const [blockers, muted] = await Promise.all([
      author === null ? new Set<string>() : blockersOf(author),
      follows.mutedBy(wanted, places),
    ])
    return wanted.filter((userId) => !blockers.has(userId) && !muted.has(userId))
  }

  const draft = (notice: Notice, userId: string): Omit<NoticeDoc, '_id'> => ({
    userId,
    key: notice.key,
    object: notice.object.join(':'),
    kind: notice.kind,
    reason: notice.reason,
    of: notice.of ?? null,
    by: notice.by ?? null,
    contribution: notice.contribution ?? null,
    from: null,
    until: notice.until ?? null,
    at: now(),
    began: now(),
    readAt: null,
    readBy: null,
    mail: 'none',
    mailAt: null,
    digest: true,
    push: 'none',
    pushAt: null,
  })

  /** How it reaches somebody, by what they want at this hour. */
  async function ways(userId: string, { kind, ownMail }: Notice) {
    const preferences = await preferencesOf(userId)
    const mail = mailFor(preferences, kind, now())
    const push = (await rings(userId)) ? pushFor(preferences, kind, now()) : { push: 'none' as const }
    // That it was somebody’s turn is no news any more when a digest comes.
    if (groupOfNotice[kind] === 'turn') return { ...mail, ...push, digest: false }
    // What has a mail of its own is in no other.
    if (ownMail === 'always') return { mail: 'own' as const, ...push, digest: false }
    if (!ownMail) return { ...mail, ...push, digest: mail.mail === 'none' }
    if (mail.mail === 'none') return { ...mail, ...push, digest: true }
    // At another hour it is said in the words of all notices.
    const isNow = mail.mailAt <= now()
    return { ...(isNow ? { mail: 'own' as const } : mail), ...push, digest: false }
  }

  async function insert(doc: Omit<NoticeDoc, '_id'>): Promise<NoticeDoc | undefined> {
    try {
      return (await Notices.create({ _id: new Types.ObjectId(), ...doc })).toObject()
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      return undefined
    }
  }

  async function tell(notice: Notice, within: readonly Target[] = []): Promise<ReadonlySet<string>> {
    const writing = new Set<string>()
    let isDue = false
    for (const userId of await meant(notice, within)) {
      const fresh = await insert({ ...draft(notice, userId), ...(await ways(userId, notice)) })
      const doc = fresh ?? (await Notices.findOne({ userId, key: notice.key }).lean<NoticeDoc>())
      if (doc?.mail === 'own') writing.add(userId)
      if (!fresh) continue
      changed(userId)
      isDue ||= fresh.mail === 'due' || fresh.push === 'due'
    }
    if (isDue) onDue()
    return writing
  }

  /**
   * Many follow a talk, and much is said in it: each has one notice of it, which reaches from what they have not read
   * to what was said last. Four writes, however many they are.
   */
  async function reach(
    notice: Omit<Notice, 'to'> & { contribution: { id: string; seq: number } },
    first: number,
    to: ReadonlyMap<string, Pick<Notice, 'reason' | 'of'>>,
    within: readonly Target[],
  ) {
    const { key, contribution, by = null } = notice
    const userIds = await meant({ ...notice, to: [...to.keys()] }, within)
    if (userIds.length === 0) return
    const which = { key, userId: trusted({ $in: userIds }) }
    const behind = { ...which, 'contribution.seq': trusted({ $lt: contribution.seq }) }
    const last = { contribution, by, at: now() }
    await Notices.updateMany({ ...behind, readAt: null }, { $set: { ...last, digest: true } })
    await Notices.updateMany(behind, {
      $set: {
        ...last,
        kind: 'contribution.new',
        from: first,
        began: now(),
        readAt: null,
        readBy: null,
        digest: true,
        push: 'none',
      },
    })
    const known = new Set((await Notices.find(which, { userId: 1 }).lean()).map(({ userId }) => userId))
    const missing = userIds.filter((userId) => !known.has(userId))
    let isDue = false
    for (const userId of missing) {
      const own = { ...notice, ...to.get(userId)!, to: [userId] }
      const doc = { ...draft(own, userId), ...(await ways(userId, own)), from: first }
      const fresh = await insert(doc)
      isDue ||= fresh?.push === 'due'
    }
    for (const userId of userIds) changed(userId)
    if (isDue) onDue()
  }

  const ofPerson = (userId: string, filter: object = {}) =>
    Notices.find({ userId, ...filter })
      .sort({ at: -1, _id: -1 })
      .limit(mostKept)
      .lean<NoticeDoc[]>()

  /** How much of a line is still there to be read; nothing: it is not shown. */
  async function countOf(line: Line<NoticeDoc>, notices: readonly NoticeDoc[]): Promise<number> {
    const own = notices.filter(
      ({ object, readAt }) => object === line.object && (!line.unread || readAt === null),
    )
    const spans = own.filter(({ from, contribution }) => from !== null && contribution !== null)
    const single = own.filter(({ from, contribution }) => from === null && contribution !== null)
    const others = own.length - spans.length - single.length
    const inSpan = (seq: number) =>
      spans.some(({ from, contribution }) => seq >= from! && seq <= contribution!.seq)
    const apart = single.filter(({ contribution }) => !inSpan(contribution!.seq))
    const threadId = line.object.slice('thread:'.length)
    const [counts, shown] = await Promise.all([
      Promise.all(
        spans.map(({ from, contribution, userId }) => countShown(threadId, from!, contribution!.seq, userId)),
      ),
      shownAmong(apart.map(({ contribution }) => contribution!.id)),
    ])
    return others + apart.filter(({ contribution }) => shown.has(contribution!.id)).length + sum(counts)
  }

  /** As far as its reader may know of it. */
  async function shownLine(
    actor: Actor,
    line: Line<NoticeDoc>,
    notices: readonly NoticeDoc[],
    locale: Locale,
  ): Promise<ShownLine | undefined> {
    const thing = await readable.object(actor, line.object, line.newest.of, locale)
    if (!thing) return undefined
    const count = await countOf(line, notices)
    return count === 0 ? undefined : { line, thing, count }
  }

  async function presented(actor: Actor, shown: readonly ShownLine[], locale: Locale): Promise<NoticeLine[]> {
    const newest = shown.map(({ line }) => line.newest)
    const [named, brief, reasons] = await Promise.all([
      people(newest.flatMap(({ by }) => by?.userId ?? [])),
      organisations.brief(newest.flatMap(({ by }) => by?.organisationId ?? [])),
      Promise.all(newest.map((notice) => reasonName(actor, notice, locale))),
    ])
    return shown.map(({ line: { object, newest: notice, unread }, thing, count }, index): NoticeLine => {
      const [kind, id] = object.split(':') as [NoticeObjectKind, string]
      const { by, contribution } = notice
      const isContribution = contribution !== null && kind === 'thread'
      return {
        object,
        about: {
          kind,
          id,
          ...thing,
          path: isContribution ? `${thing.path}?beitrag=${contribution.id}` : thing.path,
        },
        kind: notice.kind,
        because: { reason: notice.reason, name: reasons[index] ?? null },
        by: by && {
          name: (by.userId && named.get(by.userId)?.name) || null,
          organisation:
            (by.organisationId && visibleName(brief.get(by.organisationId))) ||
            (by.userId && named.get(by.userId)?.institution) ||
            null,
        },
        until: notice.until?.toISOString() ?? null,
        contribution: isContribution ? contribution : null,
        count,
        unread,
        at: notice.at.toISOString(),
      }
    })
  }

  /** What one follows or runs, by its name; also that is shown only as long as one may read it. */
  async function reasonName(actor: Actor, { of }: NoticeDoc, locale: Locale): Promise<string | null> {
    if (of === null) return null
    const [kind, target] = of.includes(':') ? of.split(':') : ['organisation', of]
    const thing = await readable.target(actor, kind as Target[0], target ?? '', locale)
    return thing?.title ?? null
  }

  const countFor = async (actor: Actor): Promise<number> =>
    countAmong(actor, await ofPerson(person(actor).id, { readAt: null }))

  async function countAmong(actor: Actor, notices: readonly Counted[]): Promise<number> {
    const objects = new Map(notices.map(({ object, of }) => [object, of]))
    const shown = await Promise.all(
      [...objects].slice(0, 2 * mostCounted).map(([object, of]) => readable.object(actor, object, of, 'de')),
    )
    return Math.min(mostCounted, shown.filter(Boolean).length)
  }

  return {
    tell: tell satisfies Tell,
    reach,
    changed,
    presented,
    shownLine,
    countFor,

    async list(
      actor: Actor,
      {
        unread,
        locale,
        cursor,
        limit,
      }: { unread: string; locale: Locale; cursor?: string | undefined; limit: number },
    ) {
      const notices = await ofPerson(person(actor).id)
      const after = cursor === undefined ? undefined : fromCursor(position, cursor)
      const isAfter = ({ newest }: Line<NoticeDoc>) => {
        if (!after) return true
        const at = newest.at.getTime()
        return at < after[0] || (at === after[0] && String(newest._id) < after[1])
      }
      const lines = linesOf(notices).filter((line) => isAfter(line) && (unread === 'false' || line.unread))
      const shown: ShownLine[] = []
      let looked = 0
      while (shown.length < limit && looked < lines.length) {
        const some = lines.slice(looked, looked + Math.min(together, limit - shown.length))
        looked += some.length
        const found = await Promise.all(some.map((line) => shownLine(actor, line, notices, locale)))
        shown.push(...found.flatMap((one) => one ?? []))
      }
      const last = lines[looked - 1]
      return {
        lines: await presented(actor, shown, locale),
        nextCursor:
          last && looked < lines.length
            ? toCursor([last.newest.at.getTime(), String(last.newest._id)])
            : null,
        unread: await countFor(actor),
      }
    },

    async markRead(actor: Actor, clientId: string, objects: readonly string[] | undefined, until?: string) {
      const { id: userId } = person(actor)
      await Notices.updateMany(
        {
          userId,
          readAt: null,
          ...(objects && { object: trusted({ $in: [...objects] }) }),
          ...(until !== undefined && { at: trusted({ $lte: new Date(until) }) }),
        },
        { $set: { readAt: now(), readBy: clientId.toLowerCase() } },
      )
      changed(userId)
      return countFor(actor)
    },

    async undoRead(actor: Actor, clientId: string) {
      const { id: userId } = person(actor)
      await Notices.updateMany(
        { userId, readBy: clientId.toLowerCase() },
        { $set: { readAt: null, readBy: null } },
      )
      changed(userId)
      return countFor(actor)
    },

    /** What somebody has read in a talk they need not be told of: up to which place, by who reads. */
    async readThread(threadId: string, readers: ReadonlyMap<string, number>) {
      const open = await Notices.find({
        userId: trusted({ $in: [...readers.keys()] }),
        object: `thread:${threadId}`,
        readAt: null,
      }).lean<NoticeDoc[]>()
      for (const { _id, userId, from, contribution } of open) {
        const seq = readers.get(userId)!
        if (!contribution || Math.min(from ?? contribution.seq, contribution.seq) > seq) continue
        const { modifiedCount: read } = await Notices.updateOne(
          { _id, readAt: null, 'contribution.seq': trusted({ $lte: seq }) },
          { $set: { readAt: now(), readBy: null } },
        )
        if (read === 0)
          await Notices.updateOne(
            { _id, readAt: null, from: trusted({ $lte: seq }), 'contribution.seq': trusted({ $gt: seq }) },
            { $set: { from: seq + 1 } },
          )
        changed(userId)
      }
    },

    /** Nothing is said any more of what was done away with. */
    async forgetContributions(ids: readonly string[]) {
      const which = { 'contribution.id': trusted({ $in: [...ids] }) }
      const gone = (await Notices.find(which).lean<NoticeDoc[]>()).filter(
        ({ from, contribution }) => from === null || from === contribution!.seq,
      )
      if (gone.length === 0) return
      await Notices.deleteMany({ _id: trusted({ $in: gone.map(({ _id }) => _id) }) })
      for (const userId of new Set(gone.map((one) => one.userId))) changed(userId)
    },

    async waiting() {
      const looks = [
        { which: { mail: 'due', mailAt: trusted({ $lte: now() }) }, at: 'mailAt' },
        { which: { push: 'due', pushAt: trusted({ $lte: now() }) }, at: 'pushAt' },
      ] as const
      const found = await Promise.all(
        looks.map(async ({ which, at }) => ({
          count: await Notices.countDocuments(which),
          since:
            (
              await Notices.findOne(which)
                .sort({ [at]: 1 })
                .lean<NoticeDoc>()
            )?.[at] ?? null,
        })),
      )
      const times = found.flatMap(({ since }) => since?.getTime() ?? [])
      return {
        count: found.reduce((sum, { count }) => sum + count, 0),
        since: times.length > 0 ? new Date(Math.min(...times)) : null,
      }
    },

    async quieten() {
      await Notices.updateMany({ mail: 'due' }, { $set: { mail: 'none' } })
      await Notices.updateMany({ push: 'due' }, { $set: { push: 'none' } })
    },

    /** Forgets what is old, and of each person what is more than anybody reads; harmless when repeated. */
    async tidy() {
      await Notices.deleteMany({ at: trusted({ $lt: new Date(now().getTime() - keptDays * dayMs) }) })
      const crowded = await Notices.aggregate<{ _id: string }>([
        { $group: { _id: '$userId', count: { $sum: 1 } } },
        { $match: { count: { $gt: mostKept } } },
      ])
      for (const { _id: userId } of crowded) {
        const last = await Notices.findOne({ userId }).sort({ at: -1, _id: -1 }).skip(mostKept).lean()
        if (last) await Notices.deleteMany({ userId, at: trusted({ $lte: last.at }) })
      }
    },

    end: () => tellWaiting.end(),
  }
}
export type NoticeService = ReturnType<typeof createNotices>

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** Nobody learns the name of an association that is hidden. */
const visibleName = (facts: { name: string; hiddenBy?: string | null } | undefined) =>
  facts && !facts.hiddenBy ? facts.name : null
