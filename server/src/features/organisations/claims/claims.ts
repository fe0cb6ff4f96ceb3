import type { ClaimForDecision, ClaimForStaff, OrganisationRole, OwnClaim } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { duplicateOf } from '../../../platform/db.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Accounts } from '../../accounts/index.ts'
import type { Directory } from '../directory.ts'
import { Organisations, roleOf, type OrganisationFacts } from '../model.ts'
import { isListed, mayBelong } from '../policy.ts'
import { mustAdminister } from '../rights.ts'
import type { Parts } from '../service.ts'
import { claimMail, type ClaimNews } from './mails.ts'
import { Claims, type ClaimDoc } from './model.ts'
import { mustRest, openClaims, restDays, staffMayAdmitAs, staffReason } from './policy.ts'

interface Needs extends Pick<Parts, 'people' | 'mailboxes' | 'mail' | 'baseUrl' | 'acting' | 'now'> {
  directory: Pick<Directory, 'find' | 'everOf'>
  accountRole: Accounts['roleOf']
  admit: (organisationId: string, userId: string, role: OrganisationRole) => Promise<void>
}

const dayMs = 24 * 60 * 60 * 1000
const done = { done: true } as const
const objectId = (id: string) => new mongoose.Types.ObjectId(id)
const namesOf = ({ id, slug, name }: OrganisationFacts) => ({ id, slug, name })

/**
 * Claims on organisations that are registered already. Whoever asks gets the same answer whether anybody runs the
 * organisation or not, and learns nothing but how their own claim stands.
 */
export function createClaims(needs: Needs) {
  const { directory, accountRole, admit, people, mailboxes, mail, baseUrl, acting, now } = needs

  const claimedBy = async (userId: string): Promise<ReadonlySet<string>> => {
    const open = await Claims.find({ userId, state: 'open' }, { organisationId: 1 }).lean()
    const found = await Promise.all(open.map(({ organisationId }) => directory.find(String(organisationId))))
    return new Set(found.flatMap((facts) => facts?.id ?? []))
  }

  /** The organisation as everybody may see it today; of what was merged, the one that it became. */
  async function mustFind(id: string): Promise<OrganisationFacts> {
    const facts = await directory.find(id)
    if (!facts || !isListed(facts)) throw refuse('not-found')
    return facts
  }

  async function toOwn(doc: ClaimDoc): Promise<OwnClaim[]> {
    const facts = await directory.find(String(doc.organisationId))
    if (!facts) return []
    return [
      {
        id: String(doc._id),
        organisation: namesOf(facts),
        state: doc.state,
        note: doc.note,
        createdAt: doc.createdAt.toISOString(),
      },
    ]
  }

  async function toDecide(docs: readonly ClaimDoc[]): Promise<ClaimForDecision[]> {
    const names = await people(docs.map(({ userId }) => String(userId)))
    const shown = docs.map(async (doc) => {
      const facts = await directory.find(String(doc.organisationId))
      if (!facts) return []
      const name = names.get(String(doc.userId))?.name ?? ''
      const { note, createdAt } = doc
      const organisation = namesOf(facts)
      return [{ id: String(doc._id), organisation, name, note, createdAt: createdAt.toISOString() }]
    })
    return (await Promise.all(shown)).flat()
  }

  /** Not waited for: the claim stands whether or not the mail arrives, and waits on their first page. */
  async function tell(news: ClaimNews, userIds: readonly string[], facts: OrganisationFacts, name = '') {
    if (userIds.length === 0) return
    const path = news === 'asked' ? `/mein-verein?verein=${facts.slug}` : `/organisationen/${facts.slug}`
    for (const { email, locale } of await mailboxes(userIds))
      void mail(
        claimMail(news, { to: email, locale, organisation: facts.name, name, link: `${baseUrl}${path}` }),
      )
  }

  async function claim(actor: Actor, organisationId: string, note: string): Promise<OwnClaim> {
    const { id: userId, name, ...claimant } = person(actor)
    if (!mayBelong(claimant)) throw refuse('action.forbidden')
    const facts = await mustFind(organisationId)
    const doc = await Organisations.findById(facts.id, { members: 1 }).lean()
    if (!doc) throw refuse('not-found')
    if (roleOf(doc, userId)) throw refuse('conflict')
    const own = await Claims.find({ userId }).lean()
    const same = new Set(await directory.everOf(facts.id))
    const here = own.filter((one) => same.has(String(one.organisationId)))
    const open = here.find(({ state }) => state === 'open')
    if (open) return mustShow(open) // the same request once more
    if (mustRest(here, now())) throw refuse('claim.limit')
    if (own.filter(({ state }) => state === 'open').length >= openClaims) throw refuse('claim.limit')
    const fresh: ClaimDoc = {
      _id: new mongoose.Types.ObjectId(),
      organisationId: objectId(facts.id),
      userId: objectId(userId),
      note,
      state: 'open',
      createdAt: now(),
      decidedAt: null,
      role: null,
      owed: false,
    }
    try {
      await Claims.create(fresh)
    } catch (error) {
      if (duplicateOf(error) === undefined) throw error
      const stored = await Claims.findOne({ organisationId: facts.id, userId, state: 'open' }).lean()
      if (!stored) throw refuse('conflict')
      return mustShow(stored)
    }
    const admins = doc.members.filter(({ role }) => role === 'admin').map((one) => String(one.userId))
    void tell('asked', admins, facts, name).catch(() => {})
    return mustShow(fresh)
  }

  async function mustShow(doc: ClaimDoc): Promise<OwnClaim> {
    const [own] = await toOwn(doc)
    if (!own) throw refuse('not-found')
    return own
  }

  async function withdraw(actor: Actor, claimId: string) {
    const withdrawn = await Claims.updateOne(
      { _id: claimId, userId: person(actor).id, state: 'open' },
      { $set: { state: 'withdrawn', decidedAt: now(), note: '' } },
    )
    if (withdrawn.modifiedCount === 0) throw refuse('not-found')
    return done
  }

  /** An open claim, with the organisation it is about today. */
  async function mustFindOpen(claimId: string) {
    const claimed = await Claims.findOne({ _id: claimId, state: 'open' }).lean()
    const facts = claimed && (await directory.find(String(claimed.organisationId)))
    const doc = facts && (await Organisations.findById(facts.id).lean())
    if (!claimed || !facts || !doc) throw refuse('not-found')
    return { claimed, facts, doc }
  }

  /** The decision is one conditional write; what follows from it may be repeated. */
  async function decide(claimed: ClaimDoc, admitted: boolean, role: OrganisationRole) {
    // Who has taken an office meanwhile belongs to no organisation.
    if (admitted && !mayBelong({ role: (await accountRole(String(claimed.userId))) ?? 'institution' }))
      throw refuse('conflict')
    const decided = await Claims.findOneAndUpdate(
      { _id: claimed._id, state: 'open' },
      {
        $set: {
          state: admitted ? 'admitted' : 'declined',
          decidedAt: now(),
          role: admitted ? role : null,
          owed: true,
        },
      },
      { returnDocument: 'after' },
    ).lean()
    if (!decided) throw refuse('conflict')
    await follow(decided)
  }

  async function follow(decided: ClaimDoc) {
    const [userId, claimId] = [String(decided.userId), decided._id]
    const facts = await directory.find(String(decided.organisationId))
    if (facts && decided.state === 'admitted' && decided.role) await admit(facts.id, userId, decided.role)
    const settled = await Claims.updateOne({ _id: claimId, owed: true }, { $set: { owed: false } })
    if (facts && settled.modifiedCount > 0)
      void tell(decided.state === 'admitted' ? 'admitted' : 'declined', [userId], facts).catch(() => {})
  }

  async function decideAsAdmin(actor: Actor, claimId: string, admitted: boolean, role: OrganisationRole) {
    const { claimed, doc } = await mustFindOpen(claimId)
    // To everybody else there is no such claim.
    if (roleOf(doc, person(actor).id) !== 'admin') throw refuse('not-found')
    await acting(
      {
        actorId: person(actor).id,
        office: 'organisation-admin',
        act: 'organisations.decideClaim',
        target: { organisationId: String(doc._id), userId: String(claimed.userId) },
        after: { state: admitted ? 'admitted' : 'declined', role: admitted ? role : null },
      },
      () => decide(claimed, admitted, role),
    )
    return done
  }

  async function settleAsStaff(actor: Actor, claimId: string, admitted: boolean) {
    const { claimed, doc } = await mustFindOpen(claimId)
    const reason = staffReason(doc, claimed, now())
    if (reason === null || String(claimed.userId) === person(actor).id) throw refuse('not-found')
    const role = staffMayAdmitAs(doc)
    await acting(
      {
        ...officeOf(actor),
        act: 'organisations.settleClaim',
        target: { organisationId: String(doc._id), userId: String(claimed.userId) },
        after: { state: admitted ? 'admitted' : 'declined', role: admitted ? role : null, reason },
      },
      () => decide(claimed, admitted, role),
    )
    return done
  }

  async function forStaff(): Promise<ClaimForStaff[]> {
    const open = await Claims.find({ state: 'open' }).sort({ createdAt: 1 }).lean()
    const waiting = open.map(async (claimed) => {
      const facts = await directory.find(String(claimed.organisationId))
      const doc = facts && (await Organisations.findById(facts.id, { members: 1 }).lean())
      const reason = doc && staffReason(doc, claimed, now())
      const [shown] = reason ? await toDecide([claimed]) : []
      return doc && reason && shown ? [{ ...shown, reason, mayBecome: staffMayAdmitAs(doc) }] : []
    })
    return (await Promise.all(waiting)).flat()
  }

  return {
    claimedBy,
    operations: {
      claim,
      withdrawClaim: withdraw,
      async ownClaims(actor: Actor) {
        const docs = await Claims.find({ userId: person(actor).id })
          .sort({ createdAt: -1 })
          .limit(50)
          .lean()
        return { claims: (await Promise.all(docs.map(toOwn))).flat() }
      },
      async listClaims(actor: Actor, organisationId: string) {
        await mustAdminister(actor, organisationId)
        const ids = (await directory.everOf(organisationId)).map(objectId)
        const docs = await Claims.find({ organisationId: trusted({ $in: ids }), state: 'open' })
          .sort({ createdAt: 1 })
          .lean()
        return { claims: await toDecide(docs) }
      },
      decideClaim: decideAsAdmin,
      staffClaims: async () => ({ claims: await forStaff() }),
      settleClaim: settleAsStaff,
      /** What a decision began and the end of the process interrupted; then what nobody needs any more. */
      async settleClaims() {
        for (const decided of await Claims.find({ owed: true }).lean()) await follow(decided)
        const before = new Date(now().getTime() - restDays * dayMs)
        await Claims.deleteMany({ owed: false, decidedAt: trusted({ $lt: before }) })
      },
    },
  }
}
