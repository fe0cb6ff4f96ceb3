import type {
  ClaimForDecision,
  ClaimForStaff,
  ClaimState,
  OrganisationRole,
  OwnClaim,
} from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { isStaff, officeOf, person, type Actor } from '../../../platform/actor.ts'
import { duplicateOf } from '../../../platform/db.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Accounts } from '../../accounts/index.ts'
import type { Directory } from '../directory.ts'
import { Organisations, roleOf, toEvidence, type OrganisationDoc, type OrganisationFacts } from '../model.ts'
import { isListed, mayBelong } from '../policy.ts'
import type { EvidenceFolder } from '../verification/evidence/folder.ts'
import { mustAdminister } from '../rights.ts'
import type { Parts } from '../service.ts'
import { claimMail, type ClaimNews } from './mails.ts'
import { Claims, type ClaimDoc } from './model.ts'
import { mustRest, openClaims, restDays, staffFrom, staffMayAdmitAs, staffReason } from './policy.ts'

interface Needs extends Pick<
  Parts,
  'people' | 'mailboxes' | 'mail' | 'notify' | 'baseUrl' | 'acting' | 'now'
> {
  directory: Pick<Directory, 'find' | 'everOf'>
  accountRole: Accounts['roleOf']
  admit: (organisationId: string, userId: string, role: OrganisationRole) => Promise<void>
  putDraftAway: (userId: string) => Promise<void>
  /** Where pictures of register extracts lie, beside those sent in for verification. */
  evidence: EvidenceFolder
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
  const { directory, accountRole, admit, putDraftAway, evidence } = needs
  const { people, mailboxes, mail, notify, baseUrl, acting, now } = needs

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
        staffFrom: staffFrom(doc).toISOString(),
        decidedAt: doc.decidedAt?.toISOString() ?? null,
        extract: doc.evidence
          ? { pages: doc.evidence.pages.length, sentAt: doc.evidence.sentAt.toISOString() }
          : null,
        seen: doc.seen ?? false,
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
      return [
        {
          id: String(doc._id),
          organisation,
          name,
          note,
          createdAt: createdAt.toISOString(),
          staffFrom: staffFrom(doc).toISOString(),
        },
      ]
    })
    return (await Promise.all(shown)).flat()
  }

  /** Not waited for: the claim stands whether or not the mail arrives, and waits on their first page. */
  async function tell(
    news: ClaimNews,
    userIds: readonly string[],
    facts: OrganisationFacts,
    claimId: string,
    { name = '', day = now() } = {},
  ) {
    if (userIds.length === 0) return
    if (news !== 'proved')
      await notify({
        to: userIds,
        key: `claim:${claimId}:${news}`,
        object: ['organisation', facts.id],
        kind: `claim.${news}`,
        ...(news === 'asked'
          ? { reason: 'run-organisation' as const, of: facts.id, until: day }
          : { reason: 'asked-to-join' as const }),
        // Whoever objects has to hear of it in time.
        ownMail: 'always',
      })
    const path = news === 'declined' ? `/organisationen/${facts.slug}` : `/mein-verein?verein=${facts.slug}`
    const link = `${baseUrl}${path}`
    for (const { email, locale } of await mailboxes(userIds))
      void mail(claimMail(news, { to: email, locale, organisation: facts.name, name, link, day }))
  }

  const adminsOf = ({ members }: Pick<OrganisationDoc, 'members'>) =>
    members.filter(({ role }) => role === 'admin').map((one) => String(one.userId))

  async function claim(
    actor: Actor,
    organisationId: string,
    { note, insteadOfDraft }: { note: string; insteadOfDraft: boolean },
  ): Promise<OwnClaim> {
    const own = await ask(actor, organisationId, note)
    if (insteadOfDraft) await putDraftAway(person(actor).id)
    return own
  }

  async function ask(actor: Actor, organisationId: string, note: string): Promise<OwnClaim> {
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
      evidence: null,
      seen: false,
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
    void tell('asked', adminsOf(doc), facts, String(fresh._id), { name, day: staffFrom(fresh) }).catch(
      () => {},
    )
    return mustShow(fresh)
  }

  async function mustShow(doc: ClaimDoc): Promise<OwnClaim> {
    const [own] = await toOwn(doc)
    if (!own) throw refuse('not-found')
    return own
  }

  async function withdraw(actor: Actor, claimId: string) {
    const before = await Claims.findOneAndUpdate(
      { _id: claimId, userId: person(actor).id, state: 'open' },
      { $set: { state: 'withdrawn', decidedAt: now(), note: '', evidence: null, seen: true } },
      { returnDocument: 'before' },
    ).lean()
    if (!before) throw refuse('not-found')
    if (before.evidence) await evidence.remove(before.evidence.id)
    return done
  }

  async function see(actor: Actor, claimId: string) {
    const decided = { $in: ['admitted', 'declined'] satisfies ClaimState[] }
    const seen = await Claims.updateOne(
      { _id: claimId, userId: person(actor).id, state: trusted(decided) },
      { $set: { seen: true } },
    )
    if (seen.matchedCount === 0) throw refuse('not-found')
    return done
  }

  /** Before anything of a file is read. */
  async function mustMaySendExtract(actor: Actor, claimId: string): Promise<ClaimDoc> {
    const doc = await Claims.findOne({ _id: claimId, userId: person(actor).id, state: 'open' }).lean()
    if (!doc) throw refuse('not-found')
    return doc
  }

  /** Takes a file that lies at `path`; the pictures made before go. */
  async function sendExtract(actor: Actor, claimId: string, path: string): Promise<OwnClaim> {
    const before = await evidence.take(path, async (id, { kind, pages }) => {
      // Reading took a while: it may be decided meanwhile.
      const open = { _id: claimId, userId: person(actor).id, state: 'open' as const }
      const sent = { id, kind, pages, sentAt: now() }
      const found = await Claims.findOneAndUpdate(
        open,
        { $set: { evidence: sent } },
        { returnDocument: 'before' },
      ).lean()
      if (!found) throw refuse('not-found')
      return found
    })
    if (before.evidence) await evidence.remove(before.evidence.id)
    const sent = await mustMaySendExtract(actor, claimId)
    if (!before.evidence) void tellOfExtract(sent, person(actor).name).catch(() => {})
    return mustShow(sent)
  }

  /** Those who run it have less time now, and hear of that once. */
  async function tellOfExtract(claimed: ClaimDoc, name: string) {
    const facts = await directory.find(String(claimed.organisationId))
    const doc = facts && (await Organisations.findById(facts.id, { members: 1 }).lean())
    if (doc)
      await tell('proved', adminsOf(doc), facts, String(claimed._id), { name, day: staffFrom(claimed) })
  }

  /** The picture of a page, for the staff as long as it is theirs to decide. */
  async function extractPage(
    actor: Actor,
    claimId: string,
    evidenceId: string,
    page: number,
    small: boolean,
  ) {
    if (!isStaff(actor)) throw refuse('not-found')
    const { claimed } = await mustBeForStaff(actor, claimId)
    if (claimed.evidence?.id !== evidenceId) throw refuse('not-found')
    return evidence.page(evidenceId, page, small)
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
    const decision = {
      state: admitted ? ('admitted' as const) : ('declined' as const),
      decidedAt: now(),
      role: admitted ? role : null,
      evidence: null,
      owed: true,
    }
    const before = await Claims.findOneAndUpdate(
      { _id: claimed._id, state: 'open' },
      { $set: decision },
      { returnDocument: 'before' },
    ).lean()
    if (!before) throw refuse('conflict')
    // Nobody looks at it again; what an interruption leaves behind, the job finds.
    if (before.evidence) await evidence.remove(before.evidence.id)
    await follow({ ...before, ...decision })
  }

  async function follow(decided: ClaimDoc) {
    const [userId, claimId] = [String(decided.userId), decided._id]
    const facts = await directory.find(String(decided.organisationId))
    if (facts && decided.state === 'admitted' && decided.role) await admit(facts.id, userId, decided.role)
    const settled = await Claims.updateOne({ _id: claimId, owed: true }, { $set: { owed: false } })
    if (facts && settled.modifiedCount > 0)
      void tell(
        decided.state === 'admitted' ? 'admitted' : 'declined',
        [userId],
        facts,
        String(decided._id),
      ).catch(() => {})
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

  /** What waits for the staff; nobody of them sees there what they asked for themselves. */
  async function mustBeForStaff(actor: Actor, claimId: string) {
    const { claimed, doc } = await mustFindOpen(claimId)
    const reason = staffReason(doc, claimed, now())
    if (reason === null || String(claimed.userId) === person(actor).id) throw refuse('not-found')
    return { claimed, doc, reason }
  }

  async function settleAsStaff(actor: Actor, claimId: string, admitted: boolean) {
    const { claimed, doc, reason } = await mustBeForStaff(actor, claimId)
    if (roleOf(doc, person(actor).id)) throw refuse('action.forbidden')
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

  async function forStaff(actor: Actor): Promise<ClaimForStaff[]> {
    const { id: reader } = person(actor)
    const open = await Claims.find({ state: 'open', userId: trusted({ $ne: reader }) })
      .sort({ createdAt: 1 })
      .lean()
    const waiting = open.map(async (claimed) => {
      const facts = await directory.find(String(claimed.organisationId))
      const doc = facts && (await Organisations.findById(facts.id, { members: 1 }).lean())
      const reason = doc && staffReason(doc, claimed, now())
      const [shown] = reason ? await toDecide([claimed]) : []
      if (!doc || !reason || !shown) return []
      const sent = claimed.evidence
      return [
        {
          ...shown,
          reason,
          mayBecome: staffMayAdmitAs(doc),
          evidence: sent ? toEvidence({ ...sent, keptUntil: null }) : null,
          mayDecide: roleOf(doc, reader) === null,
        },
      ]
    })
    return (await Promise.all(waiting)).flat()
  }

  return {
    claimedBy,
    /** Whose pictures these are, of those that lie in the folder. */
    async holding(ids: readonly string[]): Promise<string[]> {
      const docs = await Claims.find({ 'evidence.id': trusted({ $in: ids }) }, { evidence: 1 }).lean()
      return docs.flatMap((doc) => doc.evidence?.id ?? [])
    },
    operations: {
      claim,
      withdrawClaim: withdraw,
      seeClaim: see,
      mustMaySendExtract,
      sendExtract,
      extractPage,
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
      staffClaims: async (actor: Actor) => ({ claims: await forStaff(actor) }),
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
export type ClaimsPart = ReturnType<typeof createClaims>
