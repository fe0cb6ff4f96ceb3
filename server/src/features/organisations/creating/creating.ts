import {
  OrganisationDraft,
  type Organisation,
  type organisations as contract,
  type OwnDraft,
  type Parsed,
  type SimilarOrganisation,
} from '@augenhoehe/contracts'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import mongoose, { trusted } from 'mongoose'
import { person, type Actor } from '../../../platform/actor.ts'
import { duplicateOf } from '../../../platform/db.ts'
import { parseInput, refuse } from '../../../platform/errors.ts'
import type { Directory } from '../directory.ts'
import { createInsert } from '../insert.ts'
import { Organisations, roleOf, toFacts, toOrganisation } from '../model.ts'
import { inVocabulary, nameKey } from '../names.ts'
import { mayBelong } from '../policy.ts'
import type { Parts } from '../service.ts'
import { Drafts, routes, type DraftDoc, type DraftEntries } from './model.ts'
import { similarNames } from './similar.ts'

type Draft = Parsed<(typeof contract)['organisations.create']>

const dayMs = 24 * 60 * 60 * 1000
/** Who has not gone on with a draft for so long begins anew. */
export const draftDays = 180
/** More than these nobody compares on a telephone. */
const mostSimilar = 4
const done = { done: true } as const

/** Others must be able to reach it, by whatever it prefers. */
export function mustBeReachable(
  entries: Partial<Record<(typeof routes)[number], string | null | undefined>>,
) {
  if (!routes.some((route) => entries[route]))
    throw refuse('request.invalid', { fields: { contactEmail: ['one way of contact is needed'] } })
}

const toDraft = ({ entries, step, savedAt, putAway }: DraftDoc): OwnDraft => ({
  entries,
  step,
  savedAt: savedAt.toISOString(),
  putAway: Boolean(putAway),
})

interface Needs extends Pick<Parts, 'now' | 'stored' | 'onMembershipChanged'> {
  directory: Pick<Directory, 'holdsSlug' | 'all'>
  /** Organisations that the person says they belong to, and waits for an answer from. */
  claimedBy: (userId: string) => Promise<ReadonlySet<string>>
}

/** From the first line of a draft to an organisation. */
export function createCreating({ directory, claimedBy, now, stored, onMembershipChanged }: Needs) {
  const insert = createInsert(directory)

  async function create(
    actor: Actor,
    raw: Draft,
    _id = new mongoose.Types.ObjectId(),
  ): Promise<Organisation> {
    const { id: userId, ...founder } = person(actor)
    if (!mayBelong(founder)) throw refuse('action.forbidden')
    const draft = inVocabulary(raw)
    const doc = await insert({
      _id,
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
      joinedAt: now(),
      confirmedAt: now(),
      askedAt: null,
      dormantSince: null,
      rev: 1,
      members: [{ userId: new mongoose.Types.ObjectId(userId), role: 'admin', since: now() }],
      invitations: [],
    })
    onMembershipChanged({ organisationId: String(doc._id), userId, member: true })
    await stored(doc)
    return toOrganisation(toFacts(doc), { signedIn: true, ownRole: 'admin' }, now())
  }

  async function similar(actor: Actor, name: string, ags: string): Promise<SimilarOrganisation[]> {
    const { id: userId } = person(actor)
    const municipality = currentAgs(ags)
    const there = (await directory.all()).filter((one) => currentAgs(one.municipality) === municipality)
    const place = municipalityByAgs(municipality)?.name ?? ''
    const found = similarNames(name, place, there).slice(0, mostSimilar)
    const [own, claimed] = await Promise.all([
      Organisations.find(
        { _id: trusted({ $in: found.map(({ id }) => id) }), 'members.userId': userId },
        { _id: 1 },
      ).lean(),
      claimedBy(userId),
    ])
    const isOwn = new Set(own.map(({ _id }) => String(_id)))
    return found.map(({ id, slug, verified, ...one }) => ({
      id,
      slug,
      name: one.name,
      municipality: one.municipality,
      verified,
      own: isOwn.has(id) ? 'member' : claimed.has(id) ? 'claimed' : null,
    }))
  }

  const mayRegister = (actor: Actor) => {
    if (!mayBelong(person(actor))) throw refuse('action.forbidden')
    return person(actor).id
  }

  const openDraft = (userId: string) => Drafts.findOne({ userId, published: false }).lean()

  /** Only what is given is written, so that a second device does not undo what the first one saved. */
  async function saveDraft(actor: Actor, raw: DraftEntries, step: OwnDraft['step']): Promise<OwnDraft> {
    const userId = mayRegister(actor)
    const given = Object.entries(inVocabulary(raw)).filter(([, value]) => value !== undefined)
    const set = Object.fromEntries(given.map(([field, value]) => [`entries.${field}`, value]))
    await Drafts.deleteOne({ userId, published: true })
    const write = () =>
      Drafts.findOneAndUpdate(
        { userId, published: false },
        { $set: { ...set, step, savedAt: now(), putAway: null } },
        { upsert: true, returnDocument: 'after' },
      ).lean()
    try {
      return toDraft(await write())
    } catch (error) {
      // Two devices began at the same moment: there is one now.
      if (duplicateOf(error) === undefined) throw error
      return toDraft(await write())
    }
  }

  /** The draft's id is the organisation's: what was lost on the way may be said again. */
  async function publishDraft(actor: Actor): Promise<Organisation> {
    const userId = mayRegister(actor)
    const draft = await Drafts.findOne({ userId }).lean()
    if (!draft) throw refuse('not-found')
    const there = async () => {
      const doc = await Organisations.findById(draft._id).lean()
      const ownRole = doc && roleOf(doc, userId)
      return doc && ownRole && toOrganisation(toFacts(doc), { signedIn: true, ownRole }, now())
    }
    const organisation = (await there()) ?? (await registered())
    await Drafts.updateOne({ _id: draft._id }, { $set: { published: true, entries: {} } })
    return organisation

    async function registered() {
      if (draft!.published) throw refuse('not-found')
      const entries = parseInput(OrganisationDraft, draft!.entries)
      mustBeReachable(entries)
      try {
        return await create(actor, entries, draft!._id)
      } catch (error) {
        // The same request at the same time.
        const same = await there()
        if (same) return same
        throw error
      }
    }
  }

  return {
    /** As people do it, who can be asked for what is missing. */
    register: async (actor: Actor, draft: Draft) => {
      mustBeReachable(draft)
      return create(actor, draft)
    },
    create,
    similar: async (actor: Actor, name: string, municipality: string) => ({
      organisations: await similar(actor, name, municipality),
    }),
    async getDraft(actor: Actor) {
      const draft = await openDraft(person(actor).id)
      return { draft: draft && toDraft(draft) }
    },
    saveDraft,
    /** Another organisation was asked for instead; what was filled in stays. */
    async putDraftAway(userId: string) {
      await Drafts.updateOne({ userId, published: false }, { $set: { putAway: now() } })
    },
    async discardDraft(actor: Actor) {
      await Drafts.deleteOne({ userId: person(actor).id })
      return done
    },
    publishDraft,
    /** Drafts that nobody goes on with are forgotten; may run as often as one likes. */
    async forgetDrafts() {
      const before = new Date(now().getTime() - draftDays * dayMs)
      await Drafts.deleteMany({ savedAt: trusted({ $lt: before }) })
    },
  }
}
