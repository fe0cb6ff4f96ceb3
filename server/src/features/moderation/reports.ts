import type { AllOperations, Parsed, ReportReceipt } from '@augenhoehe/contracts'
import { randomBytes } from 'node:crypto'
import { Types, trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { CaseService, Reported } from './cases.ts'
import { Cases, Reports, type CaseDoc, type ReportDoc } from './model.ts'
import { daysAfter, mostOpenReports } from './policy.ts'
import type { Parts } from './service.ts'

type About = { threadId: string; contributionId: string } | { listingId: string } | { organisationId: string }
type Draft = About & Omit<Parsed<AllOperations['moderation.report']>, 'threadId' | 'contributionId'>

/** A profile or a listing speaks for its organisation. */
const nobodys = { authorId: null, writtenFor: null, language: null }

/** What somebody says breaks a rule, and what they are told about it. */
export function createReports({ threads, matters, places, now }: Parts, cases: CaseService) {
  async function receipts(docs: readonly ReportDoc[]): Promise<ReportReceipt[]> {
    const ids = docs.map(({ caseId }) => caseId)
    const reported = await Cases.find({ _id: trusted({ $in: ids }) }).lean<CaseDoc[]>()
    return docs.flatMap((doc): ReportReceipt[] => {
      const found = reported.find(({ _id }) => String(_id) === doc.caseId)
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

  /** What somebody may read, wherever it stands. */
  async function mustBeReadable(actor: Actor, draft: Draft): Promise<Reported> {
    if (!('threadId' in draft)) {
      const matter = await matters.mustBePublic(draft)
      return { ...matter, room: null, threadId: null, contributionId: null, ...nobodys, isShown: true }
    }
    const { threadId, contributionId } = draft
    const { room, contribution } = await threads.cases.mustSee(actor, draft)
    return {
      room,
      threadId,
      contributionId,
      organisationId: null,
      listingId: null,
      authorId: contribution.authorId,
      writtenFor: contribution.actingOrganisationId,
      language: contribution.lang,
      isShown: contribution.state === 'published' && contribution.type !== 'system',
    }
  }

  async function report(actor: Actor, draft: Draft): Promise<ReportReceipt> {
    const reported = await mustBeReadable(actor, draft)
    const { contributionId, organisationId, listingId } = reported
    const clientId = draft.clientId.toLowerCase()
    const repeated = await Reports.findOne({ reporterId: actor.id, clientId }).lean<ReportDoc>()
    if (repeated) {
      const same =
        repeated.contributionId === contributionId &&
        (repeated.organisationId ?? null) === organisationId &&
        (repeated.listingId ?? null) === listingId
      if (!same) throw refuse('conflict')
      return (await receipts([repeated]))[0]!
    }
    if (!reported.isShown) throw refuse('conflict')
    if (actor.id !== null) await mustNotFlood(actor.id)
    const found = await cases.open(reported, actor.id)
    const doc: ReportDoc = {
      _id: new Types.ObjectId(),
      caseId: String(found._id),
      contributionId,
      organisationId,
      listingId,
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
    await places.tellDesk(found)
    return (await receipts([doc]))[0]!
  }

  async function mustNotFlood(reporterId: string) {
    const since = daysAfter(now(), -1)
    const count = await Reports.countDocuments({ reporterId, at: trusted({ $gt: since }) })
    if (count >= mostOpenReports) throw refuse('rate.limited', { retryAfterMs: 3_600_000 })
  }

  return {
    report,

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
  }
}
