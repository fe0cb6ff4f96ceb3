import type {
  Organisation,
  OrganisationName,
  OrganisationRole,
  organisations as contract,
  OwnMembership,
  Parsed,
} from '@augenhoehe/contracts'
import { slugOf } from '@augenhoehe/reference-data'
import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { RateLimits } from '../../platform/rate-limits.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import { createDirectory, type ReadEntries, type Search } from './directory.ts'
import { createInvitations } from './invitations.ts'
import { createMembers } from './members.ts'
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
import { isListed, mayBelong } from './policy.ts'
import { canWriteFor, mustAdminister, mustBelong, mustWriteFor, roleIn } from './rights.ts'
import { createVerification } from './verification/service.ts'

export interface MembershipChange {
  organisationId: string
  userId: string
  /** Whether they belong to it now. */
  member: boolean
}

interface Needs {
  /** Only these, because accounts show what this capability knows. */
  accounts: Pick<Accounts, 'people' | 'mailboxes' | 'emailOf' | 'localeOf'>
  limits: Pick<RateLimits, 'takeFor'>
  mail: SendMail
  baseUrl: string
  /** Where pictures of what was sent in for verification lie. */
  uploads: string
  acting: Acting
  now: () => Date
  onMembershipChanged: (change: MembershipChange) => void
  /** What organisations need and offer at present. */
  entriesOf: ReadEntries
  /** Something everybody may see is not what it was. */
  onChanged: (organisationId: string) => void | Promise<void>
}

/** What the parts of this service share. */
export interface Parts extends Pick<Accounts, 'people' | 'mailboxes' | 'emailOf' | 'localeOf'> {
  limits: Pick<RateLimits, 'takeFor'>
  mail: SendMail
  baseUrl: string
  acting: Acting
  now: () => Date
  stored: (doc: OrganisationDoc) => Promise<void>
  onMembershipChanged: Needs['onMembershipChanged']
}

type Draft = Parsed<(typeof contract)['organisations.create']>
type Change = Omit<Parsed<(typeof contract)['organisations.change']>, 'organisationId'>

/** Fields that were left out stay what they are. */
const given = (change: Change) =>
  Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<OrganisationDoc>

export function createOrganisations({ accounts, onChanged, entriesOf, ...needs }: Needs) {
  const directory = createDirectory({ entriesOf, now: needs.now })

  async function stored(doc: OrganisationDoc) {
    directory.put(doc)
    await onChanged(String(doc._id))
  }
  const parts: Parts = { ...accounts, ...needs, stored }

  /** Those that everybody may see, by id. */
  async function named(ids: readonly string[]): Promise<Map<string, OrganisationName>> {
    const found = await Promise.all([...new Set(ids)].map((id) => directory.find(id)))
    return new Map(
      found.flatMap((facts) =>
        facts && !facts.hiddenBy ? [[facts.id, { id: facts.id, slug: facts.slug, name: facts.name }]] : [],
      ),
    )
  }

  /** One insert; an address that somebody else took meanwhile is made anew. */
  async function insert(doc: Omit<OrganisationDoc, 'slug'>): Promise<OrganisationDoc> {
    const lost = new Set<string>()
    for (;;) {
      const slug = await slugOf(
        doc.name,
        'organisation',
        async (one) => lost.has(one) || (await directory.holdsSlug(one)),
      )
      try {
        return (await Organisations.create({ ...doc, slug })).toObject()
      } catch (error) {
        const duplicate = duplicateOf(error)
        if (duplicate === undefined) throw error
        if (duplicate !== 'slug')
          throw refuse('conflict', { fields: { name: ['known in this municipality'] } })
        lost.add(slug)
      }
    }
  }

  async function create(actor: Actor, raw: Draft): Promise<Organisation> {
    const { id: userId, ...founder } = person(actor)
    if (!mayBelong(founder)) throw refuse('action.forbidden')
    const draft = inVocabulary(raw)
    const doc = await insert({
      _id: new mongoose.Types.ObjectId(),
      name: draft.name,
      nameKey: nameKey(draft.name),
      municipality: draft.municipality,
      fields: draft.fields,
      languages: draft.languages,
      selfDescription: draft.selfDescription ?? '',
      website: draft.website ?? null,
      contactEmail: draft.contactEmail ?? null,
      foundedYear: draft.foundedYear ?? null,
      selfTerm: draft.selfTerm ?? '',
      kind: draft.kind ?? null,
      legalForm: draft.legalForm ?? null,
      memberBand: draft.memberBand ?? null,
      staffBand: draft.staffBand ?? null,
      targetGroups: draft.targetGroups ?? '',
      activities: draft.activities ?? [],
      meetingPlace: draft.meetingPlace ?? '',
      contactPhone: draft.contactPhone ?? null,
      visibility: draft.visibility ?? {},
      verified: false,
      verifiedBy: null,
      membersMayWrite: true,
      joinedAt: needs.now(),
      confirmedAt: needs.now(),
      askedAt: null,
      dormantSince: null,
      rev: 1,
      members: [{ userId: new mongoose.Types.ObjectId(userId), role: 'admin', since: needs.now() }],
      invitations: [],
    })
    needs.onMembershipChanged({ organisationId: String(doc._id), userId, member: true })
    await stored(doc)
    return toOrganisation(toFacts(doc), { signedIn: true, ownRole: 'admin' }, needs.now())
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
    ...createMembers(parts),
    ...createInvitations(parts),
    ...createVerification({ ...parts, uploads: needs.uploads, named }),
    create,
    change,

    async list(_actor: Actor, search: Search) {
      const { page, ...found } = await directory.search(search)
      const at = needs.now()
      return { organisations: page.map(({ facts, ...row }) => toRow(facts, row, at)), ...found }
    },

    async getBySlug(actor: Actor, slug: string): Promise<Organisation> {
      const facts = await directory.findBySlug(slug)
      if (!facts) throw refuse('not-found')
      const ownRole = actor.id === null ? null : await roleIn(actor.id, facts.id)
      if (facts.hiddenBy && ownRole === null) throw refuse('not-found')
      const vouchers = [...(await named(facts.vouchedBy)).values()]
      return toOrganisation(facts, { signedIn: actor.id !== null, ownRole }, needs.now(), vouchers)
    },

    /** Admits a person without invitation; for whoever already controls the server. */
    async admit(organisationId: string, userId: string, role: OrganisationRole) {
      await Organisations.updateOne(
        { _id: organisationId, 'members.userId': mongoose.trusted({ $ne: userId }) },
        { $push: { members: { userId, role, since: needs.now() } }, $inc: { rev: 1 } },
      )
      needs.onMembershipChanged({ organisationId, userId, member: true })
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

    roleIn,
    mayWriteFor: canWriteFor,
    mustBelong: async (actor: Actor, id: string) => (await mustBelong(actor, id)).role,
    mustAdminister: async (actor: Actor, id: string) => toFacts(await mustAdminister(actor, id)),
    mustWriteFor: async (actor: Actor, id: string) => toFacts(await mustWriteFor(actor, id)),

    async membershipsOf(userId: string): Promise<OwnMembership[]> {
      const docs = await Organisations.find({ 'members.userId': userId }, { invitations: 0 })
        .sort({ name: 1 })
        .lean()
      return docs.flatMap((doc) => toOwnMembership(doc, userId))
    },

    /** The memberships of somebody in these organisations only, by organisation. */
    async membershipsAmong(
      actor: Actor,
      organisationIds: readonly string[],
    ): Promise<Map<string, OwnMembership>> {
      const { id } = actor
      if (id === null || organisationIds.length === 0) return new Map()
      const docs = await Organisations.find(
        { _id: trusted({ $in: [...new Set(organisationIds)] }), 'members.userId': id },
        { invitations: 0 },
      ).lean()
      return new Map(docs.flatMap((doc) => toOwnMembership(doc, id)).map((one) => [one.organisationId, one]))
    },

    async adminsOf(organisationId: string): Promise<string[]> {
      const doc = await Organisations.findById(organisationId, { members: 1 }).lean()
      return (doc?.members ?? []).flatMap(({ userId, role }) => (role === 'admin' ? [String(userId)] : []))
    },

    /** What everybody may know of one organisation; from memory. */
    get: (organisationId: string) => directory.find(organisationId),

    /** The same where everybody may see the profile. */
    async listed(organisationId: string): Promise<OrganisationFacts | undefined> {
      const facts = await directory.find(organisationId)
      return facts && isListed(facts) ? facts : undefined
    },

    /** The same of several, by id; unknown ones are left out. */
    async brief(ids: Iterable<string>): Promise<Map<string, OrganisationFacts>> {
      const found = await Promise.all([...new Set(ids)].map((id) => directory.find(id)))
      return new Map(found.flatMap((facts) => (facts ? [[facts.id, facts] as const] : [])))
    },

    all: () => directory.all(),

    /** What one of them needs or offers is not what it was. */
    listingsChanged: (organisationId: string) => directory.listingsChanged(organisationId),
  }
}
export type Organisations = ReturnType<typeof createOrganisations>
