import { trusted } from 'mongoose'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import type { Log } from '../../platform/log.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import type { Organisations } from '../organisations/index.ts'
import type { RoomService } from '../rooms/index.ts'
import type { ThreadService } from '../threads/index.ts'
import { createAppeals } from './appeals.ts'
import { createBlocks } from './blocks.ts'
import { createCases } from './cases.ts'
import { createImpartiality } from './impartiality.ts'
import { createMatters, type Matters, type ModeratedListings } from './matters.ts'
import { createMeasures } from './measures.ts'
import { Cases, Reports, Statements, type StatementDoc } from './model.ts'
import { createPlaces, type Places } from './places.ts'
import { appealWithinDays, daysAfter } from './policy.ts'
import { createQueue } from './queue.ts'
import { createRecords } from './records.ts'
import { createReports } from './reports.ts'
import { createStatements, type Restricting } from './statements.ts'

interface Needs {
  rooms: RoomService
  threads: ThreadService
  accounts: Pick<Accounts, 'people' | 'mailboxes' | 'staffIds'>
  organisations: Pick<
    Organisations,
    'brief' | 'get' | 'mustAdminister' | 'adminsOf' | 'hideProfile' | 'showProfile'
  >
  organisationsOf: (userId: string) => Promise<string[]>
  administeredBy: (userId: string) => Promise<string[]>
  listings: ModeratedListings
  acting: Acting
  mail: SendMail
  notify: Tell
  /** Those of them whom nothing may reach at this hour. */
  disturbed: (userIds: readonly string[]) => Promise<ReadonlySet<string>>
  baseUrl: string
  /** Tells people that a queue, or a decision about them, is not what it was. */
  tell: (userIds: readonly string[], what: 'queue' | 'statements') => void
  /** Organisations that are kept apart, or no longer. */
  onBlocked: (organisationIds: [string, string]) => Promise<void>
  /** Somebody does not want to hear of a person, or does again. */
  onPersonBlocked: (userId: string) => void
  now: () => Date
  log: Log
}

/** What the parts of this service share. */
export interface Parts extends Needs {
  matters: Matters
  places: Places
}

export function createModeration(needs: Needs) {
  const { threads, now } = needs
  const matters = createMatters(needs)
  const places = createPlaces({ ...needs, matters })
  const parts: Parts = { ...needs, matters, places }
  const statements = createStatements(parts)
  const impartiality = createImpartiality(needs)
  const cases = createCases(parts, impartiality, statements)
  const reports = createReports(parts, cases)
  const appeals = createAppeals(parts, impartiality, statements)
  const queue = createQueue(parts, impartiality, cases, appeals)
  const measures = createMeasures(parts, statements)
  const records = createRecords(parts)
  const blocks = createBlocks(parts)

  /** Deletes the words of removed contributions once nobody can object any more. */
  async function forgetRemoved() {
    const due = await Statements.find({
      kind: trusted({ $in: ['remove', 'remove-translation'] }),
      state: 'in-force',
      effectOwed: true,
      decidedAt: trusted({ $lt: daysAfter(now(), -appealWithinDays) }),
    })
      .limit(200)
      .lean<StatementDoc[]>()
    for (const { _id, kind, threadId, contributionId, appeal } of due) {
      if (appeal && !appeal.decision) continue
      const which = { threadId: threadId!, contributionId: contributionId! }
      try {
        if (kind === 'remove') await threads.cases.forgetWords(which)
        else await threads.cases.forgetTranslation(which, String(_id))
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
      }
      await Statements.updateOne({ _id }, { $set: { effectOwed: false } })
    }
  }

  return {
    /** For threads: states the reasons before a restriction takes effect. */
    async stating<T>(restricting: Restricting, effect: (statementId: string) => Promise<T>): Promise<T> {
      const result = await statements.stating(restricting, effect)
      const { contributionId, by, caseId, kind, reason } = restricting
      const wholly = kind !== 'hold' && kind !== 'remove-translation'
      if (contributionId && by && !caseId && wholly)
        await cases.restrictedOtherwise(contributionId, by, reason)
      return result
    },
    onLifted: statements.lifted,
    /** Something waits in a thread, or waits no more. */
    async queueMoved(threadId: string) {
      const thread = await threads.cases.thread(threadId)
      if (thread) await places.tellDesk({ roomId: thread.roomId, handledBy: 'moderators' })
    },
    statements,
    reports,
    cases,
    appeals,
    queue,
    measures,
    records,
    blocks,

    /** Whether words are still needed: a case about them is open, or an objection is not decided. */
    async isNeeded(model: string, id: string): Promise<boolean> {
      const undecided = { appeal: trusted({ $ne: null }), 'appeal.decision': null }
      if (model === 'Contribution')
        return (
          (await Cases.exists({ contributionId: id, open: true })) !== null ||
          (await Statements.exists({ contributionId: id, ...undecided })) !== null
        )
      if (model === 'Statement') return (await Statements.exists({ _id: id, ...undecided })) !== null
      if (model !== 'Report') return false
      const report = await Reports.findById(id, { caseId: 1 }).lean()
      return report !== null && (await Cases.exists({ _id: report.caseId, open: true })) !== null
    },

    /** How many cases nobody has decided, and since when the oldest waits. */
    async waiting() {
      const [count, oldest] = await Promise.all([
        Cases.countDocuments({ open: true }),
        Cases.findOne({ open: true }, { since: 1 }).sort({ since: 1 }).lean(),
      ])
      return { count, since: oldest?.since ?? null }
    },

    /** Mends what a crash left half done; harmless when repeated. */
    async repair() {
      await statements.mend()
      await cases.mend()
      await appeals.mend()
    },
    /** Every hour. */
    async tidy() {
      await this.repair()
      await statements.deliverOwed()
      await forgetRemoved()
    },
  }
}
export type Moderation = ReturnType<typeof createModeration>
