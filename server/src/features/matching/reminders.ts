import type { AllOperations, Reply } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import { createMailLinks, writeToEach } from '../../platform/mail-links.ts'
import type { Signer } from '../../platform/signature.ts'
import type { Accounts } from '../accounts/index.ts'
import type { OrganisationFacts, Organisations } from '../organisations/index.ts'
import { endsByItself, hindrancesOf, linkDays, remindDays, triedDays } from './listing-policy.ts'
import { Listings, type ListingDoc, type ReminderDoc } from './model.ts'
import { daysAfter, stateOf } from './policy.ts'
import { reminderMail } from './reminder-mail.ts'

interface Needs {
  organisations: Organisations
  accounts: Pick<Accounts, 'mailboxes'>
  mail: SendMail
  notify: Tell
  baseUrl: string
  signerFor: (purpose: string) => Signer
  now: () => Date
}

type Renew = (doc: ListingDoc, owner: Pick<OrganisationFacts, 'id' | 'verified'>) => Promise<ListingDoc>
type Reminded = Reply<AllOperations['matching.showReminder']>
/** What ended before that is no news. */
const endToldDays = 7

type Asked = ListingDoc & { reminder: ReminderDoc }

/**
 * Reminds the admins of what soon expires, at most once for each time it would. What is owed stands with the entry, so a
 * run may end anywhere, begin anew, and meet another. All entries of an organisation come in one mail, each with a link of its own.
 */
export function createReminders(needs: Needs, renew: Renew) {
  const { organisations, accounts, mail, notify, baseUrl, signerFor, now } = needs
  const links = createMailLinks(signerFor('whether an entry still holds'))

  async function noteWhatIsDue() {
    const soon: object = {
      state: 'active',
      hiddenBy: null,
      expiresAt: trusted({ $gt: now(), $lte: daysAfter(now(), remindDays) }),
    }
    for (const { _id, expiresAt, until, reminder } of await Listings.find(soon).lean()) {
      if (!endsByItself({ expiresAt, until }) || reminder?.question.getTime() === expiresAt.getTime())
        continue
      await Listings.updateOne(
        { _id, ...soon, expiresAt, 'reminder.question': reminder?.question ?? null },
        { $set: { reminder: { question: expiresAt, owed: true, owedSince: now(), told: [] } } },
      )
    }
  }

  const isWaiting = (doc: Asked) =>
    stateOf(doc, now()) === 'active' && doc.expiresAt.getTime() === doc.reminder.question.getTime()

  /** Those of the entries of which somebody has not been told, each by one write. */
  async function claim(id: string, docs: readonly Asked[]): Promise<[Asked, ...Asked[]] | undefined> {
    const userId = new mongoose.Types.ObjectId(id)
    const claimed: Asked[] = []
    for (const doc of docs) {
      const { modifiedCount } = await Listings.updateOne(
        {
          _id: doc._id,
          'reminder.question': doc.reminder.question,
          'reminder.told': trusted({ $ne: userId }),
        },
        { $addToSet: { 'reminder.told': userId } },
      )
      if (modifiedCount > 0) claimed.push(doc)
    }
    const [first, ...others] = claimed
    return first && [first, ...others]
  }

  async function write(organisationId: string, docs: readonly Asked[]) {
    const facts = (await organisations.brief([organisationId])).get(organisationId)
    const admins = facts ? await organisations.adminsOf(organisationId) : []
    for (const { _id, expiresAt, reminder } of docs)
      await notify({
        to: admins,
        key: `listing:${String(_id)}:expiring:${reminder.question.getTime()}`,
        object: ['listing', String(_id)],
        kind: 'listing.expiring',
        reason: 'run-organisation',
        of: organisationId,
        until: expiresAt,
        // Its mail is answered with one tap.
        ownMail: 'always',
      })
    const readers = await accounts.mailboxes(admins)
    const of = (some: readonly Asked[]) => ({ _id: trusted({ $in: some.map(({ _id }) => _id) }) })
    const knows = (userId: string) => (doc: Asked) => doc.reminder.told.some((id) => String(id) === userId)
    const before = readers.map(({ userId }) => userId).filter((userId) => docs.every(knows(userId)))
    const { all } = await writeToEach(readers, before, {
      claim: (userId) => claim(userId, docs),
      write: ({ userId, email, locale }, claimed) =>
        mail(
          reminderMail({
            to: email,
            locale,
            organisation: facts?.name ?? '',
            entries: claimed.map(({ _id, title, expiresAt, reminder: { question } }) => ({
              title,
              expiresAt,
              link: `${baseUrl}/eintrag/${links.of({ subjectId: String(_id), userId, question })}`,
            })),
            own: `${baseUrl}/mein-verein?verein=${facts?.slug ?? ''}`,
          }),
        ),
      release: (userId, claimed) =>
        Listings.updateMany(of(claimed), { $pull: { 'reminder.told': new mongoose.Types.ObjectId(userId) } }),
    })
    const givenUp = daysAfter(now(), -triedDays)
    const done = docs.filter(({ reminder }) => all || reminder.owedSince < givenUp)
    await Listings.updateMany(of(done), { $set: { 'reminder.owed': false } })
  }

  /** The entry a link is about; whatever is wrong with the link, the refusal is the same. */
  async function asked(token: string): Promise<{ doc: Asked; owner: OrganisationFacts }> {
    const link = links.read(token)
    if (!link || daysAfter(link.question, linkDays) <= now()) throw refuse('token.invalid')
    const doc = await Listings.findById(link.subjectId).lean()
    if (doc?.reminder?.question.getTime() !== link.question.getTime()) throw refuse('token.invalid')
    const organisationId = await organisations.currentId(String(doc.organisationId))
    const owner = (await organisations.brief([organisationId])).get(organisationId)
    if (!owner || (await organisations.roleIn(link.userId, organisationId)) !== 'admin')
      throw refuse('token.invalid')
    return { doc: { ...doc, reminder: doc.reminder }, owner }
  }

  const isRenewed = (doc: ListingDoc, { question }: ReminderDoc) =>
    stateOf(doc, now()) === 'active' && doc.expiresAt > question

  const toReminded = (doc: ListingDoc, reminder: ReminderDoc, owner: OrganisationFacts): Reminded => ({
    organisation: owner.name,
    slug: owner.slug,
    kind: doc.kind,
    title: doc.title,
    state: stateOf(doc, now()),
    expiresAt: doc.expiresAt.toISOString(),
    renewed: isRenewed(doc, reminder),
    hindrances: hindrancesOf(doc, now()),
  })

  /** Of what has ended by itself lately those are told who run the association, once for each time it ends. */
  async function tellOfEnds() {
    const lately: object = {
      state: 'expired',
      hiddenBy: null,
      expiresAt: trusted({ $gt: daysAfter(now(), -endToldDays), $lte: now() }),
    }
    for (const { _id, organisationId, expiresAt, endTold } of await Listings.find(lately).lean()) {
      if (endTold?.getTime() === expiresAt.getTime()) continue
      const id = await organisations.currentId(String(organisationId))
      await notify({
        to: await organisations.adminsOf(id),
        key: `listing:${String(_id)}:expired:${expiresAt.getTime()}`,
        object: ['listing', String(_id)],
        kind: 'listing.expired',
        reason: 'run-organisation',
        of: id,
      })
      // Last: whoever ends before it tells again, and that changes nothing.
      await Listings.updateOne({ _id, expiresAt }, { $set: { endTold: expiresAt } })
    }
  }

  return {
    tellOfEnds,

    /** What time does by itself; may be repeated. */
    remindOfListings: async (): Promise<void> => {
      await noteWhatIsDue()
      const owing = (await Listings.find({ 'reminder.owed': true }).lean()) as Asked[]
      const byOwner = new Map<string, Asked[]>()
      for (const doc of owing) {
        if (!isWaiting(doc)) {
          await Listings.updateOne({ _id: doc._id }, { $set: { 'reminder.owed': false } })
          continue
        }
        const id = await organisations.currentId(String(doc.organisationId))
        byOwner.set(id, [...(byOwner.get(id) ?? []), doc])
      }
      for (const [id, docs] of byOwner) await write(id, docs)
    },

    async showReminder(token: string): Promise<Reminded> {
      const { doc, owner } = await asked(token)
      return toReminded(doc, doc.reminder, owner)
    },

    /** Opened twice it renews once. */
    async renewByLink(token: string): Promise<Reminded> {
      const { doc, owner } = await asked(token)
      const after = isRenewed(doc, doc.reminder) ? doc : await renew(doc, owner)
      return toReminded(after, doc.reminder, owner)
    },
  }
}
