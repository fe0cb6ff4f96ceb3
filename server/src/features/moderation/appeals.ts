import type { AllOperations, Parsed, QueueEntry } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { isStaff, person, type Actor } from '../../platform/actor.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { Impartiality } from './impartiality.ts'
import { matterOf } from './matters.ts'
import { reportsOf, Statements, type StatementDoc } from './model.ts'
import { officeIn, partialityInAppeal, type Parties } from './policy.ts'
import type { Parts } from './service.ts'
import type { StatementService } from './statements.ts'

/** What somebody objects to: decided by another, and undone if they say so. */
export function createAppeals(
  { rooms, threads, matters, places, acting, now }: Parts,
  { judgeOf, partiesOf, judgesIn }: Impartiality,
  statements: StatementService,
) {
  async function seatInAppeal(actor: Actor, doc: StatementDoc) {
    const room = doc.roomId === null ? null : await places.readable(actor, doc.roomId)
    if (room === undefined) return undefined
    const parties = await appealParties(doc)
    if (room === null) return isStaff(actor) ? { office: 'staff' as const, parties } : undefined
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
    return partiesOf(
      [doc.affectedUserId, ...reporters],
      [words?.actingOrganisationId ?? null, doc.organisationId ?? null],
    )
  }

  async function decide(
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
    await places.tellDesk({ roomId: doc.roomId, handledBy: 'either' })
    return { done: true as const }
  }

  /** Undoes what was overturned; what is no longer as the restriction left it stays as it is. */
  async function undo(doc: StatementDoc, by: string, office: 'moderator' | 'staff') {
    const { threadId, contributionId, affectedUserId } = doc
    const roomId = doc.roomId ?? ''
    const matter = matterOf(doc)
    try {
      if (matter) await matters.show(matter, String(doc._id))
      else if (doc.kind === 'suspend') await rooms.liftSuspension(roomId, affectedUserId!)
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
    const { place, contribution, matter } = await places.of(doc)
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
      words: matter?.words ?? null,
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

  return {
    decide,

    /** What waits for somebody. */
    async entries(actor: Actor, inRoom: (roomId: string | null) => boolean): Promise<QueueEntry[]> {
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
    },

    /** Undoes what was overturned before a crash. */
    async mend() {
      const owed = await Statements.find({ state: 'overturned', effectOwed: true })
        .limit(200)
        .lean<StatementDoc[]>()
      for (const doc of owed) await undo(doc, doc.appeal?.decision?.by ?? '', 'staff')
    },
  }
}
export type AppealService = ReturnType<typeof createAppeals>
