import type { AllOperations, Conflict, Parsed, QueueEntry } from '@augenhoehe/contracts'
import { Types } from 'mongoose'
import { isStaff, person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { RoomDoc } from '../rooms/index.ts'
import type { Impartiality } from './impartiality.ts'
import { matterOf } from './matters.ts'
import { Cases, reportsOf, type CaseDoc } from './model.ts'
import { daysAfter, isTaken, leaseMs, officeIn, partiality, reads, reportDays } from './policy.ts'
import type { Parts } from './service.ts'
import type { StatementService } from './statements.ts'

type Decision = Parsed<AllOperations['moderation.decide']>

/** What somebody reports, and whose it is. */
export interface Reported {
  room: RoomDoc | null
  threadId: string | null
  contributionId: string | null
  organisationId: string | null
  listingId: string | null
  authorId: string | null
  writtenFor: string | null
  language: string | null
  /** Whether there is anything to see. */
  isShown: boolean
}

/** Where a contribution stands. */
const placed = ({ roomId, threadId, contributionId }: CaseDoc) => ({
  roomId: roomId!,
  threadId: threadId!,
  contributionId: contributionId!,
})

/** What a case is about, as an entry of the audit log names it. */
const subjectOf = ({ contributionId, organisationId, listingId }: CaseDoc): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ contributionId, organisationId, listingId }).filter(
      (one): one is [string, string] => typeof one[1] === 'string',
    ),
  )

/** What was reported: who may decide it, who is on it, and what they decide. */
export function createCases(
  { threads, matters, places, accounts, acting, now, tell }: Parts,
  { judgeOf, partiesOf, judgesIn }: Impartiality,
  statements: StatementService,
) {
  /** Staff, where it is outside rooms, about a moderator, or where none of those is impartial. */
  async function handlerOf(
    { room, authorId, writtenFor, language }: Reported,
    reporterId: string | null,
  ): Promise<CaseDoc['handledBy']> {
    if (room === null || room.moderators.some(({ userId }) => userId === authorId)) return 'staff'
    const parties = await partiesOf([authorId, reporterId], [writtenFor])
    return (await judgesIn(room, language, parties)).length === 0 ? 'staff' : 'moderators'
  }

  /** The open case about something, made with the first report; the unique index decides between two. */
  async function open(reported: Reported, reporterId: string | null): Promise<CaseDoc> {
    const { room, threadId, contributionId, organisationId, listingId, language } = reported
    const about = { contributionId, organisationId, listingId }
    const existing = await Cases.findOne({ ...about, open: true }).lean<CaseDoc>()
    if (existing) return existing
    const doc: CaseDoc = {
      _id: new Types.ObjectId(),
      roomId: room && String(room._id),
      threadId,
      ...about,
      language,
      open: true,
      since: now(),
      dueAt: daysAfter(now(), reportDays),
      handledBy: await handlerOf(reported, reporterId),
      takenBy: null,
      takenUntil: null,
      decision: null,
      rev: 1,
    }
    try {
      await Cases.create(doc)
      return doc
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      const other = await Cases.findOne({ ...about, open: true }).lean<CaseDoc>()
      if (!other) throw refuse('unavailable', { retryAfterMs: 500 })
      return other
    }
  }

  /** Whether somebody has to do with a case at all: as moderator of the room and language, or as staff. */
  async function seat(actor: Actor, found: Pick<CaseDoc, 'roomId' | 'language' | 'handledBy'>) {
    if (found.roomId === null) return isStaff(actor) ? ('staff' as const) : undefined
    const room = await places.readable(actor, found.roomId)
    if (!room) return undefined
    const { id } = person(actor)
    if (found.handledBy === 'staff') return isStaff(actor) ? ('staff' as const) : undefined
    const own = room.moderators.find(({ userId }) => userId === id)
    return own && reads(own.languages, found.language) ? ('moderator' as const) : undefined
  }

  async function conflictIn(actor: Actor, found: CaseDoc): Promise<Conflict | null> {
    const { id } = person(actor)
    const { contribution } = await places.of(found)
    const reporters = (await reportsOf([String(found._id)])).map(({ reporterId }) => reporterId)
    const parties = await partiesOf(
      [contribution?.authorId ?? null, ...reporters],
      [contribution?.actingOrganisationId ?? null, found.organisationId ?? null],
    )
    return partiality(await judgeOf(id), parties) ?? (isTaken(found, id, now()) ? 'taken' : null)
  }

  async function mustHandle(actor: Actor, caseId: string) {
    const found = isId(caseId) ? await Cases.findById(caseId).lean<CaseDoc>() : null
    const office = found && (await seat(actor, found))
    if (!found || !office) throw refuse('not-found')
    return { found, office }
  }

  async function entryOfCase(actor: Actor, found: CaseDoc): Promise<QueueEntry> {
    const { place, contribution, matter } = await places.of(found)
    const [reports, conflict, holder] = await Promise.all([
      reportsOf([String(found._id)]),
      conflictIn(actor, found),
      holderOf(actor, found),
    ])
    return {
      kind: 'report',
      id: String(found._id),
      roomId: found.roomId,
      place,
      language: found.language,
      contribution: contribution && (await threads.cases.show(contribution)),
      words: matter?.words ?? null,
      reports: reports.map(({ rule, sentence, at }) => ({ rule, sentence, at: at.toISOString() })),
      statement: null,
      since: found.since.toISOString(),
      dueAt: found.dueAt.toISOString(),
      overdue: found.dueAt < now(),
      handledBy: found.handledBy,
      takenBy: holder,
      mayDecide: found.open && conflict === null,
      conflict,
      rev: found.rev,
    }
  }

  async function holderOf(actor: Actor, { takenBy, takenUntil }: CaseDoc) {
    if (takenBy === null || takenUntil === null || takenUntil <= now()) return null
    const name = (await accounts.people([takenBy])).get(takenBy)?.name ?? ''
    return { name, isMe: takenBy === actor.id, until: takenUntil.toISOString() }
  }

  /** Gives a case to somebody for half an hour, or back. */
  async function hand(actor: Actor, caseId: string, act: 'take' | 'release') {
    const { found, office } = await mustHandle(actor, caseId)
    const { id } = person(actor)
    const conflict = await conflictIn(actor, found)
    if (conflict === 'taken' || !found.open) throw refuse('conflict')
    if (conflict) throw refuse('action.forbidden')
    const holder =
      act === 'take'
        ? { takenBy: id, takenUntil: new Date(now().getTime() + leaseMs) }
        : { takenBy: null, takenUntil: null }
    await acting(
      { actorId: id, office: officeIn(actor, office), act: `moderation.${act}`, target: { caseId } },
      async () => {
        const { modifiedCount } = await Cases.updateOne(
          { _id: caseId, open: true, rev: found.rev },
          { $set: holder, $inc: { rev: 1 } },
        )
        if (modifiedCount === 0) throw refuse('conflict')
      },
    )
    await places.tellDesk(found)
    return entryOfCase(actor, { ...found, ...holder, rev: found.rev + 1 })
  }

  async function decide(actor: Actor, { caseId, decision, rule, reason, rev }: Decision) {
    const { found, office } = await mustHandle(actor, caseId)
    const outside = matterOf(found) !== null && (decision === 'remove' || decision === 'lock')
    if (outside) throw refuse('request.invalid', { fields: { decision: ['for contributions only'] } })
    if (decision !== 'dismiss' && !rule) throw refuse('request.invalid', { fields: { rule: ['required'] } })
    const conflict = await conflictIn(actor, found)
    if (conflict === 'taken' || !found.open || found.rev !== rev) throw refuse('conflict')
    if (conflict) throw refuse('action.forbidden')
    const { id } = person(actor)
    const outcome = decision === 'dismiss' ? 'not-restricted' : 'restricted'
    const verdict = { outcome, answer: reason, at: now(), by: id, done: decision === 'dismiss' } as const
    await acting(
      {
        actorId: id,
        office: officeIn(actor, office),
        act: 'moderation.decide',
        target: { caseId, ...subjectOf(found) },
        after: { decision, rule: rule ?? null },
      },
      async () => {
        const { modifiedCount } = await Cases.updateOne(
          { _id: caseId, open: true, rev },
          { $set: { open: false, decision: verdict }, $inc: { rev: 1 } },
        )
        if (modifiedCount === 0) throw refuse('conflict')
      },
    )
    if (decision !== 'dismiss') {
      try {
        await restrict(found, decision, { by: id, office }, { rule: rule!, reason, caseId })
        await Cases.updateOne({ _id: caseId }, { $set: { 'decision.done': true } })
      } catch (error) {
        await reopen(caseId)
        throw error
      }
    }
    await tellAll(found)
    return { done: true as const }
  }

  const reopen = (caseId: string) =>
    Cases.updateOne(
      { _id: caseId, 'decision.done': false },
      { $set: { open: true, decision: null }, $inc: { rev: 1 } },
    )

  async function restrict(
    found: CaseDoc,
    decision: 'hide' | 'remove' | 'lock',
    who: { by: string; office: 'moderator' | 'staff' },
    grounds: { rule: NonNullable<Decision['rule']>; reason: string; caseId: string },
  ) {
    const matter = matterOf(found)
    if (matter) {
      const { reason, rule, caseId } = grounds
      const nowhere = { roomId: null, threadId: null, contributionId: null, affectedUserId: null }
      const kind = matter.listingId === null ? 'hide-profile' : 'hide-listing'
      await statements.stating(
        { ...nowhere, ...matter, ...who, kind, rule, reason, caseId },
        async (statementId) => matters.hide(matter, statementId),
      )
      return
    }
    const { roomId, threadId, contributionId } = placed(found)
    if (decision !== 'lock') {
      await threads.cases.decide(
        decision,
        { ...who, roomId, threadId, contributionId },
        () => undefined,
        grounds,
      )
      return
    }
    const thread = await threads.cases.thread(threadId)
    if (!thread) throw refuse('not-found')
    await threads.cases.setLock({ ...who, roomId, threadId, startedBy: thread.startedBy }, 'locked', grounds)
  }

  async function tellAll(found: CaseDoc) {
    const reporters = (await reportsOf([String(found._id)])).flatMap(({ reporterId }) => reporterId ?? [])
    tell(reporters, 'statements')
    await places.tellDesk(found)
  }

  return {
    open,
    decide,
    take: (actor: Actor, caseId: string) => hand(actor, caseId, 'take'),
    release: (actor: Actor, caseId: string) => hand(actor, caseId, 'release'),

    /** What waits for somebody. */
    async entries(actor: Actor, inRoom: (roomId: string | null) => boolean): Promise<QueueEntry[]> {
      const unsettled = await Cases.find({ open: true }).sort({ dueAt: 1 }).limit(500).lean<CaseDoc[]>()
      const mine: CaseDoc[] = []
      for (const found of unsettled) if (inRoom(found.roomId) && (await seat(actor, found))) mine.push(found)
      const entries = await Promise.all(mine.map((found) => entryOfCase(actor, found)))
      // A case whose first report never arrived is nobody's.
      return entries.filter(({ reports }) => reports.length > 0)
    },

    /** A contribution that was restricted without its case closes it: what was reported has been decided. */
    async restrictedOtherwise(contributionId: string, by: string, reason: string | null) {
      const closed = await Cases.findOneAndUpdate(
        { contributionId, open: true },
        {
          $set: {
            open: false,
            decision: { outcome: 'restricted', answer: reason, at: now(), by, done: true },
          },
          $inc: { rev: 1 },
        },
      ).lean<CaseDoc>()
      if (closed) await tellAll(closed)
    },

    /** Opens again what a crash closed before the restriction held. */
    async mend() {
      // Until profiles and listings could be reported, a contribution alone told cases apart.
      if (await Cases.collection.indexExists('contributionId_1'))
        await Cases.collection.dropIndex('contributionId_1')
      const half = await Cases.find({ open: false, 'decision.done': false }).limit(200).lean<CaseDoc[]>()
      for (const { _id } of half) await reopen(String(_id))
    },
  }
}
export type CaseService = ReturnType<typeof createCases>
