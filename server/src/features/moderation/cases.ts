import type { AllOperations, Conflict, Parsed, QueueEntry, ReportReceipt } from '@augenhoehe/contracts'
import { randomBytes } from 'node:crypto'
import { Types, trusted } from 'mongoose'
import { isStaff, person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { RoomDoc } from '../rooms/index.ts'
import { Cases, Reports, Statements, type CaseDoc, type ReportDoc, type StatementDoc } from './model.ts'
import {
  daysAfter,
  isTaken,
  leaseMs,
  mostOpenReports,
  partiality,
  partialityInAppeal,
  reads,
  reportDays,
  type Judge,
  type Parties,
} from './policy.ts'
import type { Parts } from './service.ts'
import type { StatementService } from './statements.ts'

type Draft = Parsed<AllOperations['moderation.report']>
type Decision = Parsed<AllOperations['moderation.decide']>

export function createCases(
  { rooms, threads, places, accounts, organisationsOf, acting, now, tell }: Parts,
  statements: StatementService,
) {
  const judgeOf = async (id: string): Promise<Judge> => ({ id, organisations: await organisationsOf(id) })

  /** The author and, where known, whoever reported, each with their associations. */
  async function partiesOf(
    people: readonly (string | null)[],
    acting: readonly (string | null)[],
  ): Promise<Parties> {
    const known = [...new Set(people.filter((id) => id !== null))]
    const theirs = await Promise.all(known.map(organisationsOf))
    return { people: known, organisations: [...acting.filter((id) => id !== null), ...theirs.flat()] }
  }

  /** Moderators of a room who may decide, in a language; of an appeal others than who decided. */
  async function judgesIn(
    room: RoomDoc,
    language: string | null,
    parties: Parties,
    not: string | null = null,
  ) {
    const judges = await Promise.all(
      room.moderators.filter((one) => reads(one.languages, language)).map(({ userId }) => judgeOf(userId)),
    )
    return judges.filter((judge) => partialityInAppeal(judge, parties, not) === null)
  }

  const reportsOf = (caseIds: readonly string[]) =>
    Reports.find({ caseId: trusted({ $in: caseIds }) })
      .sort({ at: 1 })
      .limit(1000)
      .lean<ReportDoc[]>()

  async function receipts(docs: readonly ReportDoc[]): Promise<ReportReceipt[]> {
    const ids = docs.map(({ caseId }) => caseId)
    const cases = await Cases.find({ _id: trusted({ $in: ids }) }).lean<CaseDoc[]>()
    return docs.flatMap((doc): ReportReceipt[] => {
      const found = cases.find(({ _id }) => String(_id) === doc.caseId)
      if (!found) return []
      const decision = found.decision?.done ? found.decision : null
      return [
        {
          token: doc.token,
          rule: doc.rule,
          sentence: doc.sentence,
          at: doc.at.toISOString(),
          handledBy: found.handledBy,
          dueAt: found.dueAt.toISOString(),
          state: decision ? 'decided' : 'open',
          outcome: decision?.outcome ?? null,
          decidedAt: decision?.at.toISOString() ?? null,
          answer: decision?.outcome === 'not-restricted' ? decision.answer : null,
        },
      ]
    })
  }

  async function report(actor: Actor, draft: Draft): Promise<ReportReceipt> {
    const { room, contribution } = await threads.cases.mustSee(actor, draft)
    const clientId = draft.clientId.toLowerCase()
    const repeated = await Reports.findOne({ reporterId: actor.id, clientId }).lean<ReportDoc>()
    if (repeated) {
      if (repeated.contributionId !== draft.contributionId) throw refuse('conflict')
      return (await receipts([repeated]))[0]!
    }
    if (contribution.state !== 'published' || contribution.type === 'system') throw refuse('conflict')
    if (actor.id !== null) await mustNotFlood(actor.id)
    const found = await openCase(room, contribution, actor.id)
    const doc: ReportDoc = {
      _id: new Types.ObjectId(),
      caseId: String(found._id),
      contributionId: draft.contributionId,
      reporterId: actor.id,
      clientId,
      token: randomBytes(24).toString('base64url'),
      rule: draft.rule,
      sentence: draft.sentence,
      at: now(),
    }
    try {
      await Reports.create(doc)
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      // Reported by them before, or the same request twice at once: that one counts.
      const first = await Reports.findOne({
        reporterId: actor.id,
        $or: [{ clientId }, { caseId: doc.caseId }],
      }).lean<ReportDoc>()
      if (!first) throw error
      return (await receipts([first]))[0]!
    }
    await places.tellModerators(String(room._id))
    return (await receipts([doc]))[0]!
  }

  async function mustNotFlood(reporterId: string) {
    const since = daysAfter(now(), -1)
    const count = await Reports.countDocuments({ reporterId, at: trusted({ $gt: since }) })
    if (count >= mostOpenReports) throw refuse('rate.limited', { retryAfterMs: 3_600_000 })
  }

  /** The open case about a contribution, made with the first report; the unique index decides between two. */
  async function openCase(
    room: RoomDoc,
    contribution: NonNullable<Awaited<ReturnType<typeof threads.cases.find>>>,
    reporterId: string | null,
  ): Promise<CaseDoc> {
    const contributionId = String(contribution._id)
    const existing = await Cases.findOne({ contributionId, open: true }).lean<CaseDoc>()
    if (existing) return existing
    const parties = await partiesOf([contribution.authorId, reporterId], [contribution.actingOrganisationId])
    const againstModerator = room.moderators.some(({ userId }) => userId === contribution.authorId)
    const judges = await judgesIn(room, contribution.lang, parties)
    const doc: CaseDoc = {
      _id: new Types.ObjectId(),
      roomId: String(room._id),
      threadId: String(contribution.threadId),
      contributionId,
      language: contribution.lang,
      open: true,
      since: now(),
      dueAt: daysAfter(now(), reportDays),
      handledBy: againstModerator || judges.length === 0 ? 'staff' : 'moderators',
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
      const other = await Cases.findOne({ contributionId, open: true }).lean<CaseDoc>()
      if (!other) throw refuse('unavailable', { retryAfterMs: 500 })
      return other
    }
  }

  /** Whether somebody has to do with a case at all: as moderator of the room and language, or as staff. */
  async function seat(actor: Actor, found: Pick<CaseDoc, 'roomId' | 'language' | 'handledBy'>) {
    const room = await places.readable(actor, found.roomId)
    if (!room) return undefined
    const { id } = person(actor)
    if (found.handledBy === 'staff') return isStaff(actor) ? ('staff' as const) : undefined
    const own = room.moderators.find(({ userId }) => userId === id)
    return own && reads(own.languages, found.language) ? ('moderator' as const) : undefined
  }

  async function conflictIn(actor: Actor, found: CaseDoc): Promise<Conflict | null> {
    const { id } = person(actor)
    const contribution = await threads.cases.find(found)
    const reporters = (await reportsOf([String(found._id)])).map(({ reporterId }) => reporterId)
    const parties = await partiesOf(
      [contribution?.authorId ?? null, ...reporters],
      [contribution?.actingOrganisationId ?? null],
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
    const { place, contribution } = await places.of(found)
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
    await places.tellModerators(found.roomId)
    return entryOfCase(actor, { ...found, ...holder, rev: found.rev + 1 })
  }

  async function decide(actor: Actor, { caseId, decision, rule, reason, rev }: Decision) {
    const { found, office } = await mustHandle(actor, caseId)
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
        target: { caseId, contributionId: found.contributionId },
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
    { roomId, threadId, contributionId }: CaseDoc,
    decision: 'hide' | 'remove' | 'lock',
    who: { by: string; office: 'moderator' | 'staff' },
    grounds: { rule: NonNullable<Decision['rule']>; reason: string; caseId: string },
  ) {
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

  async function tellAll({ _id, roomId }: CaseDoc) {
    const reporters = (await reportsOf([String(_id)])).flatMap(({ reporterId }) => reporterId ?? [])
    tell(reporters, 'statements')
    await places.tellModerators(roomId)
  }

  // Appeals

  async function seatInAppeal(actor: Actor, doc: StatementDoc) {
    const room = await places.readable(actor, doc.roomId)
    if (!room) return undefined
    const parties = await appealParties(doc)
    const others = await judgesIn(room, null, parties, doc.by)
    if (room.moderators.some(({ userId }) => userId === actor.id))
      return { office: 'moderator' as const, parties }
    return isStaff(actor) && others.length === 0 ? { office: 'staff' as const, parties } : undefined
  }

  async function appealParties(doc: StatementDoc): Promise<Parties> {
    const { contribution } = await places.of(doc)
    const reporters = doc.caseId ? (await reportsOf([doc.caseId])).map(({ reporterId }) => reporterId) : []
    const words = doc.translationId
      ? contribution?.translations?.find(({ id }) => id === doc.translationId)
      : contribution
    return partiesOf([doc.affectedUserId, ...reporters], [words?.actingOrganisationId ?? null])
  }

  async function decideAppeal(
    actor: Actor,
    { statementId, outcome, reason }: Parsed<AllOperations['moderation.decideAppeal']>,
  ) {
    const doc = await statements.find(statementId)
    const seated = doc?.appeal && (await seatInAppeal(actor, doc))
    if (!doc || !seated) throw refuse('not-found')
    const { id } = person(actor)
    if (partialityInAppeal(await judgeOf(id), seated.parties, doc.by)) throw refuse('action.forbidden')
    if (doc.appeal!.decision) throw refuse('conflict')
    const decision = { outcome, reason, at: now(), by: id }
    const overturned = outcome === 'overturned'
    const change = {
      'appeal.decision': decision,
      mailOwed: true,
      ...(overturned && { state: 'overturned' as const, effectOwed: true }),
    }
    await acting(
      {
        actorId: id,
        office: officeIn(actor, seated.office),
        act: 'moderation.decideAppeal',
        target: { statementId },
        after: { outcome },
      },
      async () => {
        const { modifiedCount } = await Statements.updateOne(
          { _id: doc._id, 'appeal.decision': null },
          { $set: change },
        )
        if (modifiedCount === 0) throw refuse('conflict')
      },
    )
    const decided = (await statements.find(statementId))!
    if (overturned) await undo(decided, id, seated.office)
    await statements.deliverDecision(decided)
    await places.tellModerators(doc.roomId)
    return { done: true as const }
  }

  /** Undoes what was overturned; what is no longer as the restriction left it stays as it is. */
  async function undo(doc: StatementDoc, by: string, office: 'moderator' | 'staff') {
    const { roomId, threadId, contributionId, affectedUserId } = doc
    try {
      if (doc.kind === 'suspend') await rooms.liftSuspension(roomId, affectedUserId!)
      else if (doc.kind === 'lock')
        await threads.cases.setLock(
          { by, office, threadId: threadId!, roomId, startedBy: affectedUserId! },
          'unlocked',
        )
      else if (doc.kind === 'remove-translation')
        await threads.cases.restoreTranslation(
          { threadId: threadId!, contributionId: contributionId! },
          String(doc._id),
        )
      else
        await threads.cases.decide(
          'restore',
          { by, office, roomId, threadId: threadId!, contributionId: contributionId! },
          (stored) => {
            if (stored.restriction?.statementId !== String(doc._id)) throw refuse('conflict')
          },
        )
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
    }
    await Statements.updateOne({ _id: doc._id }, { $set: { effectOwed: false } })
  }

  async function entryOfAppeal(
    actor: Actor,
    doc: StatementDoc,
    parties: Parties,
    staff: boolean,
  ): Promise<QueueEntry> {
    const { place, contribution } = await places.of(doc)
    const [statement] = await statements.present([doc], null)
    const conflict = partialityInAppeal(await judgeOf(person(actor).id), parties, doc.by)
    const { at, dueAt } = doc.appeal!
    return {
      kind: 'appeal',
      id: String(doc._id),
      roomId: doc.roomId,
      place,
      language: contribution?.lang ?? null,
      contribution: contribution && (await threads.cases.show(contribution)),
      reports: [],
      statement: statement!,
      since: at.toISOString(),
      dueAt: dueAt.toISOString(),
      overdue: dueAt < now(),
      handledBy: staff ? 'staff' : 'moderators',
      takenBy: null,
      mayDecide: conflict === null,
      conflict,
      rev: 1,
    }
  }

  // The queue

  async function queue(actor: Actor, asked: Parsed<AllOperations['moderation.queue']>) {
    const { id } = person(actor)
    const moderated = await rooms.moderatedRooms(id)
    if (moderated.length === 0 && !isStaff(actor)) throw refuse('action.forbidden')
    const inRoom = (roomId: string) => asked.roomId === undefined || asked.roomId === roomId
    const inLanguage = (language: string | null) =>
      reads(asked.language === undefined ? null : [asked.language], language)
    const entries = [
      ...(await heldEntries(actor, moderated, inRoom)),
      ...(await caseEntries(actor, inRoom)),
      ...(await appealEntries(actor, inRoom)),
    ]
      .filter(({ language }) => inLanguage(language))
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id))
    return {
      entries: entries.slice(0, asked.limit),
      more: entries.length > asked.limit,
      rooms: moderated.map(({ room }) => ({ id: String(room._id), slug: room.slug, title: room.title })),
    }
  }

  async function heldEntries(
    actor: Actor,
    moderated: readonly { room: RoomDoc; languages: string[] | null }[],
    inRoom: (roomId: string) => boolean,
  ): Promise<QueueEntry[]> {
    const mine = moderated.filter(({ room }) => inRoom(String(room._id)))
    const judge = await judgeOf(person(actor).id)
    const held = await threads.cases.held(
      mine.map(({ room }) => String(room._id)),
      200,
    )
    const shown = held.flatMap(({ contribution, thread }) => {
      const seated = mine.find(({ room }) => String(room._id) === thread.roomId)
      return seated && reads(seated.languages, contribution.lang)
        ? [{ contribution, thread, room: seated.room }]
        : []
    })
    return Promise.all(
      shown.map(async ({ contribution, thread, room }): Promise<QueueEntry> => {
        const parties = await partiesOf([contribution.authorId], [contribution.actingOrganisationId])
        const conflict = partiality(judge, parties)
        const dueAt = daysAfter(contribution.createdAt, reportDays)
        return {
          kind: 'held',
          id: String(contribution._id),
          roomId: thread.roomId,
          place: {
            roomSlug: room.slug,
            room: room.title,
            threadId: String(thread._id),
            thread: thread.title,
            contributionId: String(contribution._id),
          },
          language: contribution.lang,
          contribution: await threads.cases.show(contribution),
          reports: [],
          statement: null,
          since: contribution.createdAt.toISOString(),
          dueAt: dueAt.toISOString(),
          overdue: dueAt < now(),
          handledBy: 'moderators',
          takenBy: null,
          mayDecide: conflict === null,
          conflict,
          rev: contribution.rev,
        }
      }),
    )
  }

  async function caseEntries(actor: Actor, inRoom: (roomId: string) => boolean): Promise<QueueEntry[]> {
    const open = await Cases.find({ open: true }).sort({ dueAt: 1 }).limit(500).lean<CaseDoc[]>()
    const mine: CaseDoc[] = []
    for (const found of open) if (inRoom(found.roomId) && (await seat(actor, found))) mine.push(found)
    const entries = await Promise.all(mine.map((found) => entryOfCase(actor, found)))
    // A case whose first report never arrived is nobody's.
    return entries.filter(({ reports }) => reports.length > 0)
  }

  async function appealEntries(actor: Actor, inRoom: (roomId: string) => boolean): Promise<QueueEntry[]> {
    const open = await Statements.find({
      'appeal.dueAt': trusted({ $exists: true }),
      'appeal.decision': null,
    })
      .sort({ 'appeal.dueAt': 1 })
      .limit(500)
      .lean<StatementDoc[]>()
    const entries: QueueEntry[] = []
    for (const doc of open) {
      const seated = inRoom(doc.roomId) ? await seatInAppeal(actor, doc) : undefined
      if (seated) entries.push(await entryOfAppeal(actor, doc, seated.parties, seated.office === 'staff'))
    }
    return entries
  }

  return {
    report,
    decide,
    decideAppeal,
    queue,
    take: (actor: Actor, caseId: string) => hand(actor, caseId, 'take'),
    release: (actor: Actor, caseId: string) => hand(actor, caseId, 'release'),

    async showReport(token: string) {
      const doc = await Reports.findOne({ token }).lean<ReportDoc>()
      const [receipt] = doc ? await receipts([doc]) : []
      if (!receipt) throw refuse('not-found')
      return receipt
    },

    async ownReports(actor: Actor, limit: number) {
      const docs = await Reports.find({ reporterId: person(actor).id })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<ReportDoc[]>()
      return { reports: await receipts(docs) }
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

    /** Opens again what a crash closed before the restriction held; undoes what was overturned. */
    async mend() {
      const half = await Cases.find({ open: false, 'decision.done': false }).limit(200).lean<CaseDoc[]>()
      for (const { _id } of half) await reopen(String(_id))
      const owed = await Statements.find({ state: 'overturned', effectOwed: true })
        .limit(200)
        .lean<StatementDoc[]>()
      for (const doc of owed) await undo(doc, doc.appeal?.decision?.by ?? '', 'staff')
    },
  }
}

const officeIn = (actor: Actor, office: 'moderator' | 'staff') =>
  office === 'staff' && actor.role === 'admin' ? ('admin' as const) : office
