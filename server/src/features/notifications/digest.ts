import { groupOfNotice } from '@augenhoehe/contracts'
import { trusted, Types } from 'mongoose'
import { duplicateOf } from '../../platform/db.ts'
import { takeLease } from '../../platform/lease.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Matching } from '../matching/index.ts'
import { digestMail } from './mails.ts'
import { Letters, Notices, type NoticeDoc } from './model.ts'
import type { NoticeService } from './notices.ts'
import { linesOf, periodOf, type Preferences } from './policy.ts'

interface Needs {
  accounts: Pick<Accounts, 'mailboxes' | 'actorBy'>
  matching: Pick<Matching, 'digestReaders' | 'digestFor'>
  notices: Pick<NoticeService, 'shownLine' | 'presented'>
  preferencesOf: (userId: string) => Promise<Preferences>
  mail: SendMail
  baseUrl: string
  /** The link by which a person ends their digest. */
  endLink: (userId: string) => string
  now: () => Date
}

/** Longer mails are not read. */
const mostLines = 30
const leaseMs = 10 * 60_000
const objectId = (id: string) => new Types.ObjectId(id)
/** Whoever wants no digest, but suggestions, gets them as everybody does who chose nothing. */
const usual = { every: 'weekly', weekday: 1, hour: 7 } as const

/** All that is new for a person, in one mail in their rhythm. */
export function createDigest({
  accounts,
  matching,
  notices,
  preferencesOf,
  mail,
  baseUrl,
  endLink,
  now,
}: Needs) {
  /** What waits for the digest of a period, of the groups that are to stand in it. */
  async function waiting(userId: string, { groups, digest }: Preferences, since: Date, until: Date) {
    if (digest.every === 'off') return []
    const docs = await Notices.find({
      userId,
      digest: true,
      readAt: null,
      at: trusted({ $gte: since }),
      began: trusted({ $lte: until }),
    }).lean<NoticeDoc[]>()
    return docs.filter(({ kind }) => groups[groupOfNotice[kind]].digest)
  }

  /** Claims the period before the mail is sent: nobody is written to twice, whatever ends in between. */
  async function claim(userId: string, period: string): Promise<boolean> {
    try {
      const written = await Letters.updateOne(
        { _id: objectId(userId), period: trusted({ $ne: period }) },
        { $set: { period, at: now() } },
        { upsert: true },
      )
      return written.modifiedCount + written.upsertedCount > 0
    } catch (error) {
      if (duplicateOf(error) !== undefined) return false
      throw error
    }
  }

  async function writeTo(userId: string): Promise<void> {
    const preferences = await preferencesOf(userId)
    const due = periodOf(preferences.digest.every === 'off' ? usual : preferences.digest, now())
    if (!due) return
    const letter = await Letters.findById(userId).lean()
    if (letter?.period === due.period) return
    const [actor, [reader], suggestions] = await Promise.all([
      accounts.actorBy(userId),
      accounts.mailboxes([userId]),
      matching.digestFor(userId),
    ])
    if (!actor || !reader) return
    const docs = await waiting(userId, preferences, due.since, due.begins)
    const found = await Promise.all(
      linesOf(docs).map((line) => notices.shownLine(actor, line, docs, reader.locale)),
    )
    const shown = found.flatMap((one) => one ?? [])
    if (shown.length === 0 && !suggestions) return
    if (!(await claim(userId, due.period))) return
    const withSuggestions = suggestions && (await suggestions.claim()) ? suggestions : undefined
    if (shown.length === 0 && !withSuggestions) return
    const ids = { _id: trusted({ $in: docs.map(({ _id }) => _id) }) }
    await Notices.updateMany(ids, { $set: { digest: false } })
    const lines = await notices.presented(actor, shown.slice(0, mostLines), reader.locale)
    const letterOf = () =>
      digestMail({ to: reader.email, locale: reader.locale }, lines, {
        more: Math.max(0, shown.length - mostLines),
        suggestions: withSuggestions?.part ?? null,
        baseUrl,
        end: endLink(userId),
      })
    if (await mail(lines.length === 0 && withSuggestions ? withSuggestions.alone : letterOf())) return
    // What was not handed over is tried again with the next run.
    await Notices.updateMany(ids, { $set: { digest: true } })
    await withSuggestions?.giveBack()
    await Letters.updateOne(
      { _id: objectId(userId), period: due.period },
      { $set: { period: letter?.period ?? null, at: letter?.at ?? null } },
    )
  }

  return {
    /** Every hour, and at any time; a process at a time. */
    async writeDigests(): Promise<void> {
      const lease = await takeLease('digests', { now, forMs: leaseMs })
      if (!lease) return
      try {
        const waitingFor = await Notices.distinct('userId', { digest: true, readAt: null })
        for (const userId of new Set([...waitingFor, ...(await matching.digestReaders())])) {
          await lease.keep()
          await writeTo(userId)
        }
      } finally {
        await lease.release()
      }
    },
  }
}
