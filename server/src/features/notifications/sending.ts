import { groupOfNotice } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Log } from '../../platform/log.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Accounts } from '../accounts/index.ts'
import type { DeviceService } from './devices.ts'
import { noticeMail, pushOf } from './mails.ts'
import { Notices, type NoticeDoc } from './model.ts'
import type { NoticeService } from './notices.ts'
import { linesOf, mailFor, mostMailsADay, undisturbedAt, type Preferences } from './policy.ts'

interface Needs {
  accounts: Pick<Accounts, 'mailboxes' | 'actorBy'>
  notices: Pick<NoticeService, 'shownLine' | 'presented'>
  devices: Pick<DeviceService, 'show'>
  preferencesOf: (userId: string) => Promise<Preferences>
  mail: SendMail
  baseUrl: string
  /** The link by which a person ends mails at once. */
  endLink: (userId: string) => string
  now: () => Date
  log: Log
}

const mostAtOnce = 500
const triedAgainMs = 5 * 60_000
const dayMs = 86_400_000
/** What rings later than this tells nobody anything. */
const staleMs = 12 * 60 * 60 * 1000

/** Sends what is due at once, by mail and to browsers; each only to who may still read it. */
export function createSending({
  accounts,
  notices,
  devices,
  preferencesOf,
  mail,
  baseUrl,
  endLink,
  now,
  log,
}: Needs) {
  /** What is due of one thing for one person, together. */
  async function due(channel: 'mail' | 'push'): Promise<NoticeDoc[][]> {
    const docs = await Notices.find({ [channel]: 'due', [`${channel}At`]: trusted({ $lte: now() }) })
      .sort({ [`${channel}At`]: 1 })
      .limit(mostAtOnce)
      .lean<NoticeDoc[]>()
    const groups = new Map<string, NoticeDoc[]>()
    for (const doc of docs) {
      const key = `${doc.userId} ${doc.object}`
      groups.set(key, [...(groups.get(key) ?? []), doc])
    }
    return [...groups.values()]
  }

  const idsOf = (docs: readonly NoticeDoc[]) => trusted({ $in: docs.map(({ _id }) => _id) })

  /** What its reader may still know of it, in their language; nothing where they have read it. */
  async function shown(docs: readonly NoticeDoc[]) {
    const { userId } = docs[0]!
    const fresh = docs.filter(({ readAt }) => readAt === null)
    const [actor, [reader]] = await Promise.all([accounts.actorBy(userId), accounts.mailboxes([userId])])
    const [line] = linesOf(fresh)
    if (!actor || !reader || !line) return undefined
    const found = await notices.shownLine(actor, line, fresh, reader.locale)
    const [presented] = found ? await notices.presented(actor, [found], reader.locale) : []
    return presented && { reader, line: presented }
  }

  const mailedToday = (userId: string) =>
    Notices.countDocuments({
      userId,
      mail: 'sent',
      mailAt: trusted({ $gt: new Date(now().getTime() - dayMs) }),
    })

  /** Asks anew how they want it; resolves to whether it is to be sent now. */
  async function mayMail(docs: readonly NoticeDoc[]): Promise<boolean> {
    const { userId, kind } = docs[0]!
    const preferences = await preferencesOf(userId)
    const which = { _id: idsOf(docs), mail: 'due' as const }
    if (mailFor(preferences, kind, now()).mail === 'none' || (await mailedToday(userId)) >= mostMailsADay) {
      await Notices.updateMany(which, { $set: { mail: 'none', digest: true } })
      return false
    }
    const from = undisturbedAt(preferences, kind, now())
    if (from <= now()) return true
    await Notices.updateMany(which, { $set: { mailAt: from } })
    return false
  }

  async function sendMail(docs: readonly NoticeDoc[]) {
    if (!(await mayMail(docs))) return
    const which = { _id: idsOf(docs), mail: 'due' as const }
    const told = await shown(docs)
    if (!told) {
      await Notices.updateMany(which, { $set: { mail: 'none', digest: true } })
      return
    }
    // Claimed for a while before it is sent. Whoever ends in between leaves it due, and what is sent again then has
    // the same name, so that a mailbox shows it once.
    const claimed = await Notices.updateMany(
      { ...which, mailAt: trusted({ $lte: now() }) },
      { $set: { mailAt: new Date(now().getTime() + triedAgainMs) } },
    )
    if (claimed.modifiedCount === 0) return
    const { userId } = docs[0]!
    const { email, locale } = told.reader
    const links = { baseUrl, end: endLink(userId) }
    const messageId = `<notice.${String(docs[0]!._id)}@${new URL(baseUrl).hostname}>`
    if (await mail({ ...noticeMail({ to: email, locale }, told.line, links), messageId }))
      await Notices.updateMany(which, { $set: { mail: 'sent', mailAt: now() } })
  }

  async function sendPush(docs: readonly NoticeDoc[]) {
    const { userId, kind } = docs[0]!
    const which = { _id: idsOf(docs), push: 'due' as const }
    const preferences = await preferencesOf(userId)
    const from = undisturbedAt(preferences, kind, now())
    if (from > now()) {
      await Notices.updateMany(which, { $set: { pushAt: from } })
      return
    }
    const claimed = await Notices.updateMany(which, { $set: { push: 'sent', pushAt: now() } })
    const isStale = docs.every(({ pushAt }) => pushAt && now().getTime() - pushAt.getTime() > staleMs)
    const wanted = preferences.push && preferences.groups[groupOfNotice[kind]].push
    if (claimed.modifiedCount === 0 || isStale || !wanted) return
    const told = await shown(docs)
    if (!told) return
    await devices.show(userId, pushOf(told.line, told.reader.locale, preferences.pushDetails), {
      urgent: groupOfNotice[kind] === 'turn',
    })
  }

  return {
    /** Everything that is due; may run as often as one likes. */
    async send(): Promise<void> {
      for (const [docs, work] of [
        ...(await due('push')).map((some) => [some, sendPush] as const),
        ...(await due('mail')).map((some) => [some, sendMail] as const),
      ]) {
        try {
          await work(docs)
        } catch (error) {
          log.warn({ err: error }, 'notice not sent yet')
        }
      }
    },
  }
}
