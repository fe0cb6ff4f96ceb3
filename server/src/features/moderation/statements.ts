import type { Statement } from '@augenhoehe/contracts'
import { Types, trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { refuse, Refusal } from '../../platform/errors.ts'
import { statementMail } from './mails.ts'
import { Statements, type StatementDoc } from './model.ts'
import { appealDays, appealWithinDays, daysAfter, isAppealable } from './policy.ts'
import { removedBy } from '../threads/index.ts'
import type { Parts } from './service.ts'

/** What is about to be restricted, and why. */
export type Restricting = Pick<
  StatementDoc,
  'kind' | 'roomId' | 'threadId' | 'contributionId' | 'rule' | 'office' | 'by' | 'affectedUserId'
> & {
  reason: string | null
  caseId?: string
  translationId?: string
  measure?: StatementDoc['measure']
  organisationId?: string
  listingId?: string | null
  until?: Date | null
}

/** Which restrictions: of a contribution itself, of a thread, or one by its statement. */
type Target =
  | { contributionId: string; translationId: null }
  | { threadId: string; kind: 'lock' }
  | { _id: Types.ObjectId }

/** A mail is sent about what somebody decided about a person. */
const isMailed = ({ kind }: Pick<StatementDoc, 'kind'>) => kind !== 'hold' && kind !== 'measure'

const appealUntil = ({ decidedAt }: StatementDoc) => daysAfter(decidedAt, appealWithinDays)

export function createStatements({
  places,
  accounts,
  organisations,
  administeredBy,
  mail,
  notify,
  disturbed,
  baseUrl,
  now,
  tell,
  log,
}: Parts) {
  /** Whom a decision concerns: a person, or whoever runs an organisation now. */
  const affectedBy = async ({ affectedUserId, organisationId }: StatementDoc): Promise<string[]> =>
    affectedUserId === null
      ? organisationId
        ? organisations.adminsOf(organisationId)
        : []
      : [affectedUserId]

  async function present(docs: readonly StatementDoc[], reader: string | null): Promise<Statement[]> {
    return Promise.all(
      docs.map(async (doc): Promise<Statement> => {
        const { place, contribution, matter } = await places.of(doc)
        const words =
          doc.kind === 'remove-translation'
            ? contribution && removedBy(contribution, String(doc._id))?.text
            : contribution?.text
        const open = isAppealable(doc) && doc.appeal === null && appealUntil(doc) > now()
        return {
          id: String(doc._id),
          kind: doc.kind,
          measure: doc.measure,
          place,
          words: matter?.words ?? (isAbout(doc, reader, contribution) ? (words ?? null) : null),
          rule: doc.rule,
          facts: doc.facts,
          automated: doc.office === 'none',
          followedReport: doc.caseId !== null,
          office: doc.office,
          decidedAt: doc.decidedAt.toISOString(),
          until: doc.until?.toISOString() ?? null,
          state: doc.state === 'pending' ? 'in-force' : stateAt(doc, now()),
          appealUntil: open ? appealUntil(doc).toISOString() : null,
          appeal: doc.appeal && {
            text: doc.appeal.text,
            at: doc.appeal.at.toISOString(),
            dueAt: doc.appeal.dueAt.toISOString(),
            decision: doc.appeal.decision && {
              outcome: doc.appeal.decision.outcome,
              reason: doc.appeal.decision.reason,
              at: doc.appeal.decision.at.toISOString(),
            },
          },
        }
      }),
    )
  }

  /**
   * States the reasons, then lets the restriction take effect. What is refused after all is taken back; what a crash
   * interrupts in between is mended at the next start, from what really holds.
   */
  async function stating<T>(
    { reason, ...restricting }: Restricting,
    effect: (statementId: string) => Promise<T>,
  ): Promise<T> {
    const doc: StatementDoc = {
      _id: new Types.ObjectId(),
      measure: null,
      translationId: null,
      until: null,
      ...restricting,
      caseId: restricting.caseId ?? null,
      facts: reason,
      decidedAt: now(),
      state: 'pending',
      mailOwed: false,
      appeal: null,
      effectOwed: restricting.kind === 'remove' || restricting.kind === 'remove-translation',
    }
    await Statements.create(doc)
    try {
      const result = await effect(String(doc._id))
      await enforce(doc)
      return result
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'unavailable')
        await Statements.deleteOne({ _id: doc._id })
      throw error
    }
  }

  async function enforce(doc: StatementDoc) {
    // A new restriction of the same thing takes the place of the one before.
    if (doc.contributionId && !doc.translationId)
      await end({ contributionId: doc.contributionId, translationId: null }, doc._id)
    await Statements.updateOne(
      { _id: doc._id, state: 'pending' },
      { $set: { state: 'in-force', mailOwed: isMailed(doc) } },
    )
    tell(await affectedBy(doc), 'statements')
    void deliver({ ...doc, state: 'in-force' }).catch((error: unknown) =>
      log.warn({ err: error }, 'mail about a decision not sent yet'),
    )
  }

  async function deliver(doc: StatementDoc) {
    if (!isMailed(doc)) return
    const affected = await affectedBy(doc)
    await notify({
      to: affected,
      key: `statement:${String(doc._id)}:${doc.appeal?.decision?.outcome ?? 'made'}`,
      object: ['statement', String(doc._id)],
      kind: `statement.${doc.appeal?.decision?.outcome ?? 'made'}`,
      ...(doc.affectedUserId === null
        ? { reason: 'run-organisation' as const, of: doc.organisationId ?? null }
        : { reason: 'are-restricted' as const }),
      // The reasons of a restriction have to be sent, whatever else somebody wants to get.
      ownMail: 'always',
    })
    const outcome = doc.appeal?.decision?.outcome ?? 'made'
    const isTold = (userId: string) => doc.mailedTo?.includes(`${userId} ${outcome}`) ?? false
    const missing = affected.filter((userId) => !isTold(userId))
    // Also this waits until somebody may be disturbed: nothing they could do is lost by morning.
    const notNow = await disturbed(missing)
    const mailboxes = await accounts.mailboxes(missing.filter((userId) => !notNow.has(userId)))
    const [statement] = await present([doc], doc.affectedUserId)
    const link = `${baseUrl}/ich/entscheidungen/${String(doc._id)}`
    const sent = await Promise.all(
      mailboxes.map(async ({ userId, email, locale }) => {
        if (!(await mail(statementMail(email, locale, statement!, link)))) return false
        await Statements.updateOne({ _id: doc._id }, { $addToSet: { mailedTo: `${userId} ${outcome}` } })
        return true
      }),
    )
    if (notNow.size === 0 && sent.every(Boolean))
      await Statements.updateOne({ _id: doc._id }, { $set: { mailOwed: false } })
  }

  /** Ends what held for a contribution or thread, but for one statement. */
  async function end(target: Target, except?: Types.ObjectId) {
    const filter = {
      ...target,
      state: 'in-force' as const,
      ...(except && { _id: trusted({ $ne: except }) }),
    }
    const docs = await Statements.find(filter).lean<StatementDoc[]>()
    if (docs.length === 0) return
    await Statements.updateMany(filter, { $set: { state: 'ended', effectOwed: false } })
    tell(
      docs.flatMap(({ affectedUserId }) => affectedUserId ?? []),
      'statements',
    )
  }

  const find = async (id: string) =>
    isId(id) ? Statements.findOne({ _id: id, state: trusted({ $ne: 'pending' }) }).lean<StatementDoc>() : null

  async function mustBeTheirs(actor: Actor, id: string): Promise<StatementDoc> {
    const doc = await find(id)
    if (!doc || !(await affectedBy(doc)).includes(person(actor).id)) throw refuse('not-found')
    return doc
  }

  async function presentOne(doc: StatementDoc, reader: string) {
    return (await present([doc], reader))[0]!
  }

  return {
    stating,
    present,
    find,

    async list(actor: Actor, limit: number) {
      const { id } = person(actor)
      const docs = await Statements.find({
        $or: [{ affectedUserId: id }, { organisationId: trusted({ $in: await administeredBy(id) }) }],
        state: trusted({ $ne: 'pending' }),
      })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<StatementDoc[]>()
      return { statements: await present(docs, id) }
    },

    async get(actor: Actor, id: string) {
      return presentOne(await mustBeTheirs(actor, id), person(actor).id)
    },

    /** Once; the same again is answered with what is stored. */
    async appeal(actor: Actor, id: string, clientId: string, text: string) {
      const reader = person(actor).id
      const doc = await mustBeTheirs(actor, id)
      if (doc.appeal?.clientId === clientId.toLowerCase()) return presentOne(doc, reader)
      if (!isAppealable(doc) || doc.appeal) throw refuse('conflict')
      if (appealUntil(doc) <= now()) throw refuse('appeal.late')
      const appeal = {
        text,
        clientId: clientId.toLowerCase(),
        at: now(),
        dueAt: daysAfter(now(), appealDays),
        decision: null,
      }
      const { modifiedCount } = await Statements.updateOne(
        { _id: doc._id, appeal: null },
        { $set: { appeal } },
      )
      if (modifiedCount === 0) throw refuse('conflict')
      await places.tellDesk({ roomId: doc.roomId, handledBy: 'either' })
      return presentOne({ ...doc, appeal }, reader)
    },

    /** What no longer holds, by the act that ended it. */
    lifted: (target: { contributionId: string } | { threadId: string }) =>
      end(
        'threadId' in target
          ? { threadId: target.threadId, kind: 'lock' }
          : { ...target, translationId: null },
      ),
    ended: (statementId: string) => end({ _id: new Types.ObjectId(statementId) }),

    /** Sends what is owed. */
    async deliverOwed() {
      const owed = await Statements.find({ mailOwed: true }).limit(200).lean<StatementDoc[]>()
      for (const doc of owed) await deliver(doc)
    },

    async deliverDecision(doc: StatementDoc) {
      tell(await affectedBy(doc), 'statements')
      await deliver(doc)
    },

    /** Decides, by what really holds, what a crash left between the reasons and their effect. */
    async mend() {
      const pending = await Statements.find({ state: 'pending' }).limit(200).lean<StatementDoc[]>()
      for (const doc of pending) {
        if (await places.holds(doc)) await enforce(doc)
        else await Statements.deleteOne({ _id: doc._id, state: 'pending' })
      }
    },
  }
}
export type StatementService = ReturnType<typeof createStatements>

/** Whether a decision is about words of the reader; a removed translation is seen nowhere else, also by a judge (null). */
const isAbout = (
  { kind, state, affectedUserId }: StatementDoc,
  reader: string | null,
  contribution: { authorId: string } | null,
) =>
  state !== 'pending' &&
  (kind === 'remove-translation'
    ? reader === null || affectedUserId === reader
    : contribution !== null && contribution.authorId === reader)

/** What ends by the clock has ended without anybody’s doing. */
export const stateAt = ({ state, until }: Pick<StatementDoc, 'state' | 'until'>, now: Date) =>
  state === 'in-force' && until !== null && until <= now ? 'ended' : (state as Statement['state'])
