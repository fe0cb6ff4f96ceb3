import { trusted } from 'mongoose'
import { createLanes } from '../../platform/lanes.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Organisations } from '../organisations/index.ts'
import { requestMail, type News } from './mails.ts'
import { Requests, type Owed, type RequestDoc } from './request-model.ts'

interface Needs {
  accounts: Pick<Accounts, 'mailboxes'>
  organisations: Organisations
  mail: SendMail
  notify: Tell
  baseUrl: string
  now: () => Date
}

/** What is owed is sent at once; only what has waited so long was forgotten by a process that ended. */
const forgottenAfterMs = 10 * 60 * 1000
/** News older than this is no news any more. */
const givenUpAfterMs = 3 * 24 * 60 * 60 * 1000

/** Which side hears of it. */
const reader: Record<News, 'asking' | 'asked'> = {
  asked: 'asked',
  reminder: 'asked',
  withdrawn: 'asked',
  missed: 'asked',
  postponed: 'asking',
  accepted: 'asking',
  declined: 'asking',
  expired: 'asking',
  undelivered: 'asking',
}

function newsOf({ owed, state, deliveredAt }: RequestDoc): News | null {
  if (owed === 'answered') return state === 'accepted' ? 'accepted' : 'declined'
  return owed === 'expired' && deliveredAt === null ? 'undelivered' : owed
}

/** Both sides hear that time has run out, where both knew of the request. */
const afterwards = ({ owed, deliveredAt }: RequestDoc): Owed =>
  owed === 'expired' && deliveredAt !== null ? 'missed' : null

/**
 * Mails about requests. Each change of a request stores, in the same write, which mail it owes; the mark goes away
 * once the mail is handed over. So none is lost; one comes twice only where a process ends between the two.
 */
export function createDelivery({ accounts, organisations, mail, notify, baseUrl, now }: Needs) {
  const inLane = createLanes()

  /** One mail of a request after the other: what another one has settled meanwhile is not sent again. */
  const sendOnce = (doc: RequestDoc) =>
    inLane(String(doc._id), async () => {
      if (await Requests.exists({ _id: doc._id, owed: doc.owed, owedAt: doc.owedAt })) await send(doc)
    })

  async function send(doc: RequestDoc): Promise<void> {
    const news = newsOf(doc)
    if (!news) return
    const [from, to] = [String(doc.fromId), String(doc.toId)]
    const [own, other] = reader[news] === 'asked' ? [to, from] : [from, to]
    const names = await organisations.brief([own, other])
    const nameOf = (id: string) => names.get(id)?.name ?? ''
    const ownId = names.get(own)?.id ?? own
    const writing = await notify({
      to: await organisations.adminsOf(own),
      // Of reminders there are several.
      key: `request:${String(doc._id)}:${news}:${news === 'reminder' ? doc.reminded : ownId}`,
      object: ['request', String(doc._id)],
      kind: `request.${news}`,
      reason: 'run-organisation',
      of: ownId,
      by: { userId: null, organisationId: other },
      until: doc.expiresAt,
      ownMail: 'wanted',
    })
    const readers = await accounts.mailboxes([...writing])
    const page = new URLSearchParams({ ansicht: 'anfragen', verein: ownId })
    const told = {
      kind: doc.kind,
      own: nameOf(own),
      other: nameOf(other),
      link: `${baseUrl}/suchen-und-bieten?${page.toString()}`,
      until: doc.expiresAt,
    }
    const handedOver = await Promise.all(
      readers.map(({ email, locale }) => mail(requestMail(news, { ...told, to: email, locale }))),
    )
    // Owed still when nobody was reached; one bad address must not bring the others the same mail again.
    if (readers.length > 0 && !handedOver.includes(true)) return
    const owed = afterwards(doc)
    const next = await Requests.findOneAndUpdate(
      { _id: doc._id, owed: doc.owed },
      { $set: { owed, owedAt: now() } },
      { returnDocument: 'after' },
    ).lean<RequestDoc | null>()
    if (next && owed) await send(next)
  }

  return {
    /** Not waited for: how long a mail takes is no matter of whoever caused it. A failure is made good by the job. */
    deliver: (doc: RequestDoc) => void sendOnce(doc).catch(() => {}),

    deliverForgotten: async () => {
      const ago = (ms: number) => new Date(now().getTime() - ms)
      const owing = {
        owed: trusted({ $ne: null }),
        owedAt: trusted({ $lt: ago(forgottenAfterMs), $gt: ago(givenUpAfterMs) }),
        $or: [{ triedAt: null }, { triedAt: trusted({ $lt: ago(forgottenAfterMs) }) }],
      }
      for (const { _id } of await Requests.find(owing, { _id: 1 }).lean()) {
        // Of several that do this at the same time one sends.
        const doc = await Requests.findOneAndUpdate(
          { _id, ...owing },
          { $set: { triedAt: now() } },
          { returnDocument: 'after' },
        ).lean()
        if (doc) await sendOnce(doc)
      }
    },
  }
}
