import mongoose, { trusted } from 'mongoose'
import { Organisations, type OrganisationDoc } from '../model.ts'
import { claimedBy, writeToEach, type MailLinks } from '../../../platform/mail-links.ts'
import type { Parts } from '../service.ts'
import { questionMail } from './mails.ts'
import { asked } from './model.ts'
import { answerBy, confirmedBefore, givenUpBefore, greyBefore, remindedBefore } from './policy.ts'

type Needs = Pick<Parts, 'mail' | 'notify' | 'mailboxes' | 'baseUrl' | 'now' | 'stored'> & {
  links: MailLinks
}

/**
 * Asks once a year whether a profile still holds. Each step is one conditional write to one organisation, which also
 * says which mail it owes; so it may end anywhere and begin anew, and nobody is written to twice.
 */
export function createAsking({ mail, notify, mailboxes, baseUrl, now, stored, links }: Needs) {
  /** Does one step for every organisation it is due for, as long as it still is when the write happens. */
  async function advance(due: object, step: () => object) {
    for (const { _id } of await Organisations.find({ ...due, mergedInto: null }, { _id: 1 }).lean()) {
      const doc = await Organisations.findOneAndUpdate(
        { _id, ...due, mergedInto: null },
        { $set: step(), $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean()
      if (doc) await stored(doc)
    }
  }

  /** Writes to every admin who was not written to; what cannot be handed over is tried again with the next run. */
  async function deliver(doc: OrganisationDoc) {
    const { upkeep, askedAt, _id } = doc
    if (!upkeep?.owed || !askedAt) return
    const which = { _id, askedAt, 'upkeep.owed': upkeep.owed }
    const admins = doc.members.flatMap(({ userId, role }) => (role === 'admin' ? [String(userId)] : []))
    const until = answerBy(askedAt)
    await notify({
      to: admins,
      key: `upkeep:${String(_id)}:${upkeep.owed}:${upkeep.question.getTime()}`,
      object: ['organisation', String(_id)],
      kind: `upkeep.${upkeep.owed}`,
      reason: 'run-organisation',
      of: String(_id),
      until: until > now() ? until : null,
      // Its mail is answered with one tap.
      ownMail: 'always',
    })
    const readers = await mailboxes(admins)
    const { told, all } = await writeToEach(readers, upkeep.told, {
      write({ userId, email, locale }) {
        const token = links.of({ subjectId: String(_id), userId, question: upkeep.question })
        const address = `${baseUrl}/angaben/${token}`
        return mail(
          questionMail({
            to: email,
            locale,
            organisation: doc.name,
            again: upkeep.owed === 'reminded',
            confirmedAt: doc.confirmedAt,
            until: until > now() ? until : null,
            links: {
              current: `${address}?antwort=stimmt`,
              change: `${baseUrl}/mein-verein?verein=${doc.slug}&profil=bearbeiten`,
              dormant: `${address}?antwort=ruht`,
            },
          }),
        )
      },
      claim: async (id) => {
        const userId = new mongoose.Types.ObjectId(id)
        return claimedBy(
          await Organisations.updateOne(
            { ...which, 'upkeep.told': trusted({ $ne: userId }) },
            { $addToSet: { 'upkeep.told': userId } },
          ),
        )
      },
      release: (userId) =>
        Organisations.updateOne(which, { $pull: { 'upkeep.told': new mongoose.Types.ObjectId(userId) } }),
    })
    const isDone = all || upkeep.owedSince < givenUpBefore(now())
    if (isDone)
      await Organisations.updateOne(which, {
        $set: { 'upkeep.owed': null, 'upkeep.unreached': told.size === 0 },
      })
  }

  return async function askWhetherCurrent() {
    await advance(
      { confirmedAt: trusted({ $lte: confirmedBefore(now()) }), askedAt: null, dormantSince: null },
      () => ({ askedAt: now(), upkeep: asked(now()) }),
    )
    await advance(
      { askedAt: trusted({ $lte: remindedBefore(now()) }), dormantSince: null, 'upkeep.remindedAt': null },
      () => ({
        'upkeep.remindedAt': now(),
        'upkeep.owed': 'reminded',
        'upkeep.owedSince': now(),
        'upkeep.told': [],
      }),
    )
    // Time alone makes a profile grey; this tells whoever keeps something of it in memory.
    await advance(
      { askedAt: trusted({ $lte: greyBefore(now()) }), dormantSince: null, 'upkeep.greyedAt': null },
      () => ({ 'upkeep.greyedAt': now() }),
    )
    const owing: object = {
      mergedInto: null,
      askedAt: trusted({ $ne: null }),
      'upkeep.owed': trusted({ $in: ['asked', 'reminded'] }),
    }
    for (const { _id } of await Organisations.find(owing, { _id: 1 }).lean()) {
      const doc = await Organisations.findOne({ _id, ...owing }).lean()
      if (doc) await deliver(doc)
    }
  }
}
