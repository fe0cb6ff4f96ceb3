import mongoose, { trusted } from 'mongoose'
import { createLanes } from '../../platform/lanes.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import { claimedBy, writeToEach, type MailLinks } from '../../platform/mail-links.ts'
import { cooperationMail } from './cooperation-mails.ts'
import { Cooperations, type CooperationDoc } from './cooperation-model.ts'
import { dueQuestion, questionDays, triedDays } from './cooperation-policy.ts'
import { daysAfter } from './policy.ts'
import type { Parts } from './service.ts'

type Needs = Pick<Parts, 'organisations' | 'accounts' | 'now' | 'publish'> & {
  mail: SendMail
  notify: Tell
  baseUrl: string
  /** For each side. */
  links: readonly [MailLinks, MailLinks]
  current: (doc: CooperationDoc) => Promise<[string, string]>
  /** Whether its two are asked about this one at all. */
  isAskedAbout: (doc: CooperationDoc) => Promise<boolean>
}

/**
 * Asks both sides twice whether they work together. Each question is one conditional write that also says which mails
 * it owes; so it may end anywhere and begin anew, and nobody is written to twice.
 */
export function createCooperationAsking(needs: Needs) {
  const { organisations, accounts, now, publish, mail, notify, baseUrl, links, current, isAskedAbout } = needs

  const inLane = createLanes()

  async function put() {
    const due = Cooperations.find({
      open: true,
      question: trusted({ $lt: questionDays.length }),
      begunAt: trusted({ $lte: daysAfter(now(), -questionDays[0]) }),
    })
    for (const doc of await due.lean()) {
      const question = dueQuestion(doc, now())
      if (question === null || !(await isAskedAbout(doc))) continue
      const sides = doc.sides.map((side) => ({ ...side, owed: question, told: [] }))
      const { modifiedCount } = await Cooperations.updateOne(
        { _id: doc._id, rev: doc.rev },
        { $set: { question, askedAt: now(), sides }, $inc: { rev: 1 } },
      )
      if (modifiedCount > 0) publish(await current(doc))
    }
  }

  async function deliver(doc: CooperationDoc, side: 0 | 1) {
    const { owed, told: before } = doc.sides[side]
    const { askedAt } = doc
    if (owed === 0 || !askedAt) return
    const ids = await current(doc)
    const [own, other] = await Promise.all(
      [ids[side], ids[side === 0 ? 1 : 0]].map((id) => organisations.get(id)),
    )
    const which = { _id: doc._id, askedAt, [`sides.${side}.owed`]: owed }
    const told = `sides.${side}.told`
    const admins = own && other ? await organisations.adminsOf(own.id) : []
    await notify({
      to: admins,
      key: `cooperation:${String(doc._id)}:${owed}:${side}`,
      object: ['cooperation', String(doc._id)],
      kind: 'cooperation.asked',
      reason: 'run-organisation',
      of: own?.id ?? null,
      by: { userId: null, organisationId: other?.id ?? null },
      // Its mail is answered with one tap.
      ownMail: 'always',
    })
    const readers = await accounts.mailboxes(admins)
    const { all } = await writeToEach(readers, before, {
      write({ userId, email, locale }) {
        const token = links[side].of({ subjectId: String(doc._id), userId, question: askedAt })
        const address = `${baseUrl}/zusammenarbeit/${token}`
        return mail(
          cooperationMail({
            to: email,
            locale,
            own: own!.name,
            other: other!.name,
            days: questionDays[owed - 1] ?? questionDays[0],
            links: {
              yes: `${address}?antwort=ja`,
              'not-yet': `${address}?antwort=noch-nicht`,
              no: `${address}?antwort=nein`,
            },
          }),
        )
      },
      claim: async (id) => {
        const userId = new mongoose.Types.ObjectId(id)
        return claimedBy(
          await Cooperations.updateOne(
            { ...which, [told]: trusted({ $ne: userId }) },
            { $addToSet: { [told]: userId }, $inc: { rev: 1 } },
          ),
        )
      },
      release: (userId) =>
        Cooperations.updateOne(which, {
          $pull: { [told]: new mongoose.Types.ObjectId(userId) },
          $inc: { rev: 1 },
        }),
    })
    if (all || daysAfter(askedAt, triedDays) < now())
      await Cooperations.updateOne(which, { $set: { [`sides.${side}.owed`]: 0 }, $inc: { rev: 1 } })
  }

  return async function ask() {
    await put()
    for (const { _id } of await Cooperations.find({ 'sides.owed': trusted({ $gt: 0 }) }, { _id: 1 }).lean())
      await inLane(String(_id), async () => {
        for (const side of [0, 1] as const) {
          const doc = await Cooperations.findById(_id).lean()
          if (doc && (await isAskedAbout(doc))) await deliver(doc, side)
        }
      })
  }
}
