import type {
  Organisation,
  OrganisationName,
  organisations as contract,
  OwnMembership,
  Parsed,
  ProfileField,
} from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import type { RateLimits } from '../../platform/rate-limits.ts'
import type { Signer } from '../../platform/signature.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import { createClaims } from './claims/claims.ts'
import { createCreating } from './creating/creating.ts'
import { createDirectory, type ReadEntries, type Search } from './directory.ts'
import { createDuplicates } from './duplicates/duplicates.ts'
import { createImports } from './exchange/runs.ts'
import { createInvitations } from './invitations.ts'
import { createMembers } from './members.ts'
import { createMerges } from './merges/merges.ts'
import { createContacts } from './people/contacts.ts'
import { createFunctions } from './people/functions.ts'
import { createHandover, type OpenMatters } from './people/handover.ts'
import { createRestorations } from './people/restorations.ts'
import { createUpkeep } from './upkeep/upkeep.ts'
import {
  Organisations,
  roleOf,
  toFacts,
  toOrganisation,
  toOwnMembership,
  toRow,
  type OrganisationDoc,
  type OrganisationFacts,
} from './model.ts'
import { inVocabulary, nameKey } from './names.ts'
import { isListed, maySeeField } from './policy.ts'
import { canWriteFor, mustAdminister, mustBelong, mustWriteFor, roleIn } from './rights.ts'
import { createEvidenceFolder } from './verification/evidence/folder.ts'
import { createVerification } from './verification/service.ts'

export interface MembershipChange {
  organisationId: string
  userId: string
  /** Whether they belong to it now. */
  member: boolean
}

interface Needs {
  /** Only these, because accounts show what this capability knows. */
  accounts: Pick<Accounts, 'people' | 'mailboxes' | 'emailOf' | 'localeOf' | 'byEmail' | 'roleOf'>
  limits: Pick<RateLimits, 'takeFor'>
  mail: SendMail
  notify: Tell
  baseUrl: string
  /** Where pictures of what was sent in for verification lie. */
  uploads: string
  acting: Acting
  /** Signs links that ask whether a profile still holds. */
  signer: Signer
  now: () => Date
  /** What other capabilities keep for an association and somebody in it. */
  openMatters: OpenMatters
  onMembershipChanged: (change: MembershipChange) => void
  /** What it needs and offers has come from another entry, or gone back to it. */
  onListingsMoved: (organisationId: string) => Promise<void>
  /** What organisations need and offer at present. */
  entriesOf: ReadEntries
  neighbours: Neighbours
  /** Something everybody may see is not what it was. */
  onChanged: (organisationId: string) => void | Promise<void>
  /** One that everybody may find was verified, or is no longer. */
  onVerified: (
    organisation: Pick<OrganisationFacts, 'id' | 'slug' | 'verified' | 'municipality' | 'fields'>,
  ) => void
}

/** What the parts of this service share. */
export interface Parts extends Pick<
  Accounts,
  'people' | 'mailboxes' | 'emailOf' | 'localeOf' | 'byEmail' | 'roleOf'
> {
  limits: Pick<RateLimits, 'takeFor'>
  mail: SendMail
  notify: Tell
  baseUrl: string
  acting: Acting
  now: () => Date
  stored: (doc: OrganisationDoc) => Promise<void>
  /** All ids under which others may have stored something about an organisation; the one it goes on under first. */
  everOf: (organisationId: string) => Promise<string[]>
  openMatters: OpenMatters
  onMembershipChanged: Needs['onMembershipChanged']
}

type Change = Omit<Parsed<(typeof contract)['organisations.change']>, 'organisationId'>

/** Fields that were left out stay what they are. */
const given = (change: Change) =>
  Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<OrganisationDoc>

export function createOrganisations({
  accounts,
  onChanged,
  onVerified,
  onListingsMoved,
  entriesOf,
  signer,
  ...needs
}: Needs) {
  const directory = createDirectory({ entriesOf, now: needs.now })

  const readElsewhere = needs.neighbours.tell('organisation', (id: string) => directory.reread(id))
  const dropElsewhere = needs.neighbours.tell('organisation gone', (id: string) => directory.drop(id))
  async function stored(doc: OrganisationDoc) {
    const before = directory.held(String(doc._id))
    directory.put(doc)
    readElsewhere(String(doc._id))
    const after = directory.held(String(doc._id))
    // As long as nobody has read any, there is nothing to put right on anybody's screen.
    if (before && after && before.verified !== after.verified && isListed(after)) onVerified(after)
    await onChanged(String(doc._id))
  }
  const parts: Parts = { ...accounts, ...needs, stored, everOf: (id) => directory.everOf(id) }
  const members = createMembers(parts)
  const listingsMoved = async (id: string) => {
    await directory.listingsChanged(id)
    await onListingsMoved(id)
  }
  const evidence = createEvidenceFolder(needs.uploads)
  const claims = createClaims({
    ...parts,
    directory,
    evidence,
    accountRole: accounts.roleOf,
    admit: members.admit,
    putDraftAway: (userId) => creating.putDraftAway(userId),
  })
  const creating = createCreating({ ...parts, directory, claimedBy: claims.claimedBy })
  /** What others have stored under the id of an entry that was merged is meant for the one it became. */
  const current = async (id: string) => (await directory.find(id))?.id ?? id

  /** Those that everybody may see, by id. */
  async function named(ids: readonly string[]): Promise<Map<string, OrganisationName>> {
    const found = await Promise.all([...new Set(ids)].map((id) => directory.find(id)))
    return new Map(
      found.flatMap((facts) =>
        facts && !facts.hiddenBy ? [[facts.id, { id: facts.id, slug: facts.slug, name: facts.name }]] : [],
      ),
    )
  }

  async function write(
    organisationId: string,
    change: Partial<OrganisationDoc>,
    only: { hiddenBy?: string | null } = {},
  ): Promise<OrganisationDoc> {
    try {
      const update = { $set: change, $inc: { rev: 1 } }
      const doc = await Organisations.findOneAndUpdate({ _id: organisationId, ...only }, update, {
        returnDocument: 'after',
      }).lean()
      if (!doc) throw refuse('hiddenBy' in only ? 'conflict' : 'not-found')
      await stored(doc)
      return doc
    } catch (error) {
      if (duplicateOf(error) !== undefined) throw refuse('conflict')
      throw error
    }
  }

  async function change(actor: Actor, organisationId: string, raw: Change): Promise<Organisation> {
    await mustAdminister(actor, organisationId)
    const changes: Partial<OrganisationDoc> = {
      ...given(inVocabulary(raw)),
      confirmedAt: needs.now(),
      askedAt: null,
    }
    if (changes.name !== undefined) changes.nameKey = nameKey(changes.name)
    const doc = await write(organisationId, changes)
    const ownRole = roleOf(doc, person(actor).id)
    const facts = toFacts(doc)
    const vouchers = [...(await named(facts.vouchedBy)).values()]
    return toOrganisation(facts, { signedIn: true, ownRole }, needs.now(), vouchers)
  }

  return {
    ...members,
    ...createInvitations(parts),
    ...createVerification({ ...parts, evidence, heldElsewhere: (id) => claims.holding(id), named }),
    enterEvidence: (ownerId: string) => evidence.enter(ownerId),
    evidenceArrival: () => evidence.arrival(),
    ...createFunctions(parts),
    ...createContacts(parts),
    ...createHandover(parts),
    ...createImports({
      ...parts,
      directory,
      forgotten: async (organisationId) => {
        directory.drop(organisationId)
        dropElsewhere(organisationId)
        await onChanged(organisationId)
      },
    }),
    ...createRestorations(parts),
    ...createUpkeep({ ...parts, signer }),
    ...creating,
    ...claims.operations,
    ...createMerges({ ...parts, listingsMoved }),
    ...createDuplicates({ ...parts, directory }),
    change,

    async list(_actor: Actor, search: Search) {
      const { page, ...found } = await directory.search(search)
      const at = needs.now()
      return { organisations: page.map(({ facts, ...row }) => toRow(facts, row, at)), ...found }
    },

    /** All that a search finds, for a file. */
    async find(search: Omit<Search, 'cursor' | 'limit'>): Promise<OrganisationFacts[]> {
      const { page } = await directory.search({ ...search, limit: Infinity })
      return page.map(({ facts }) => facts)
    },

    async getBySlug(actor: Actor, slug: string): Promise<Organisation> {
      const facts = await directory.findBySlug(slug)
      if (!facts) throw refuse('not-found')
      const ownRole = actor.id === null ? null : await roleIn(actor.id, facts.id)
      if (facts.hiddenBy && ownRole === null) throw refuse('not-found')
      const vouchers = [...(await named(facts.vouchedBy)).values()]
      const seen = toOrganisation(facts, { signedIn: actor.id !== null, ownRole }, needs.now(), vouchers)
      if (!seen.enteredByCentre) return seen
      // Once it has people of its own, where it came from does not matter.
      const isAlone = await Organisations.exists({ _id: facts.id, members: trusted({ $size: 0 }) })
      return { ...seen, enteredByCentre: isAlone !== null }
    },

    /** The centre knows this organisation. */
    verify: (organisationId: string) =>
      write(organisationId, { verified: true, verifiedBy: 'known-contact', verifiedAt: needs.now() }),

    /** Lets only members see the profile, by a statement of the moderators. */
    hideProfile: (id: string, statementId: string) =>
      write(id, { hiddenBy: statementId }, { hiddenBy: null }),
    /** Shows what that statement hid. */
    showProfile: (id: string, statementId: string) =>
      write(id, { hiddenBy: null }, { hiddenBy: statementId }),

    // What other capabilities ask.

    roleIn: async (userId: string, id: string) => roleIn(userId, await current(id)),
    mayWriteFor: async (actor: Actor, id: string) => canWriteFor(actor, await current(id)),
    mustBelong: async (actor: Actor, id: string) => (await mustBelong(actor, await current(id))).role,
    mustAdminister: async (actor: Actor, id: string) =>
      toFacts(await mustAdminister(actor, await current(id))),
    mustWriteFor: async (actor: Actor, id: string) => toFacts(await mustWriteFor(actor, await current(id))),
    /** The id under which an organisation goes on, and all under which others may have stored something. */
    currentId: current,
    everOf: (id: string) => directory.everOf(id),

    async membershipsOf(userId: string): Promise<OwnMembership[]> {
      const docs = await Organisations.find(
        { 'members.userId': userId, mergedInto: null },
        { invitations: 0 },
      )
        .sort({ name: 1 })
        .lean()
      return docs.flatMap((doc) => toOwnMembership(doc, userId, needs.now()))
    },

    /** The memberships of somebody in these organisations only, by organisation. */
    async membershipsAmong(
      actor: Actor,
      organisationIds: readonly string[],
    ): Promise<Map<string, OwnMembership>> {
      const { id } = actor
      if (id === null || organisationIds.length === 0) return new Map()
      const ids = await Promise.all(organisationIds.map(current))
      const docs = await Organisations.find(
        { _id: trusted({ $in: [...new Set(ids)] }), 'members.userId': id, mergedInto: null },
        { invitations: 0 },
      ).lean()
      return new Map(
        docs.flatMap((doc) => toOwnMembership(doc, id, needs.now())).map((one) => [one.organisationId, one]),
      )
    },

    /** What nobody else runs, as it would be without somebody. */
    async runBy(
      userId: string,
    ): Promise<(OrganisationName & { organisationId: string; isAlone: boolean })[]> {
      const docs = await Organisations.find({ 'members.userId': userId, mergedInto: null })
        .sort({ name: 1 })
        .lean()
      return docs.flatMap(({ _id, name, slug, members: all }) => {
        const others = all.filter((one) => String(one.userId) !== userId)
        const isAdmin = all.length > others.length && !others.some(({ role }) => role === 'admin')
        return isAdmin
          ? [{ organisationId: String(_id), id: String(_id), name, slug, isAlone: others.length === 0 }]
          : []
      })
    },

    /** Somebody was taken out of these: whoever remembers them is told. */
    async changedBehind(organisationIds: readonly string[], userId: string) {
      for (const organisationId of organisationIds) {
        const doc = await Organisations.findById(organisationId).lean()
        if (!doc || doc.mergedInto) continue
        needs.onMembershipChanged({ organisationId, userId, member: false })
        await stored(doc)
      }
    },

    async adminsOf(organisationId: string): Promise<string[]> {
      const doc = await Organisations.findById(await current(organisationId), { members: 1 }).lean()
      return (doc?.members ?? []).flatMap(({ userId, role }) => (role === 'admin' ? [String(userId)] : []))
    },

    /** Whether somebody may see what an organisation shows of this; nobody sees anything of one that is hidden. */
    async showsField(actor: Actor, organisationId: string, field: ProfileField): Promise<boolean> {
      const facts = await directory.find(organisationId)
      if (!facts) return false
      const ownRole = actor.id === null ? null : await roleIn(actor.id, facts.id)
      if (!isListed(facts) && ownRole === null) return false
      return maySeeField({ signedIn: actor.id !== null, ownRole }, facts.visibility[field])
    },

    /** What everybody may know of one organisation; from memory. */
    get: (organisationId: string) => directory.find(organisationId),

    /** The same where everybody may see the profile. */
    async listed(organisationId: string): Promise<OrganisationFacts | undefined> {
      const facts = await directory.find(organisationId)
      // What became part of another is found as that one.
      return facts?.id === organisationId && isListed(facts) ? facts : undefined
    },

    /** The same of several, by id; unknown ones are left out. */
    async brief(ids: Iterable<string>): Promise<Map<string, OrganisationFacts>> {
      const wanted = [...new Set(ids)]
      const found = await Promise.all(wanted.map((id) => directory.find(id)))
      return new Map(found.flatMap((facts, index) => (facts ? [[wanted[index]!, facts] as const] : [])))
    },

    all: () => directory.all(),

    /** What one of them needs or offers is not what it was. */
    listingsChanged: (organisationId: string) => directory.listingsChanged(organisationId),
  }
}
export type Organisations = ReturnType<typeof createOrganisations>
