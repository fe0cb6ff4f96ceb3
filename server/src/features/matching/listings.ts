import type { Listing, ListingKind, ListingState, matching as contract, Parsed } from '@augenhoehe/contracts'
import { Id } from '@augenhoehe/contracts'
import { distanceKm } from '@augenhoehe/reference-data'
import { currentAgs, municipalities, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { readInBreaths } from '../../platform/breathing.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { openAtOnceFor, type OrganisationFacts } from '../organisations/index.ts'
import { expiryOf, hindrancesOf, undoUntilOf } from './listing-policy.ts'
import { Listings, toListing, type ListingDoc, type ListingSource } from './model.ts'
import { freeSlot, mayBecome, mayRead, mayReword, stateOf } from './policy.ts'
import { labelsOf, mustBeSound, sayingsOf } from './sayings.ts'
import type { Parts } from './service.ts'

type Search = Parsed<(typeof contract)['needs.list']>
type Draft = Parsed<(typeof contract)['needs.publish']>
type Change = Omit<Parsed<(typeof contract)['needs.change']>, 'id'>
type Settable = Parsed<(typeof contract)['needs.setState']>['state']

/** An entry that everybody may read until it expires. */
export interface PublishedListing extends Pick<
  ListingDoc,
  'kind' | 'category' | 'title' | 'text' | 'municipality' | 'createdAt' | 'expiresAt'
> {
  id: string
  organisationId: string
}

const objectId = (id: string) => new mongoose.Types.ObjectId(id)
/** The instant is one that a date can hold. */
const position = z.tuple([z.int().min(0).max(8.64e15), Id])

/** Which municipalities lie so near to one. */
function placesAround(ags: string, km: number | undefined): string[] {
  const home = municipalityByAgs(ags)
  if (!home || km === undefined) return [ags]
  return municipalities.filter((place) => distanceKm(home, place) <= km).map((place) => place.ags)
}

/** What is over by somebody's decision. */
const over: ReadonlySet<ListingState> = new Set(['fulfilled', 'withdrawn'])

type Owner = Pick<OrganisationFacts, 'id' | 'verified'>

export function createListings({ organisations, contributions, now, changed, onPublished }: Parts) {
  async function show(actor: Actor, docs: readonly ListingDoc[]): Promise<Listing[]> {
    if (docs.length === 0) return []
    const owners = docs.map(({ organisationId }) => String(organisationId))
    const [names, own] = await Promise.all([
      organisations.brief(owners),
      organisations.membershipsAmong(actor, owners),
    ])
    const shown = await Promise.all(
      docs.map(async (doc) => {
        const organisation = names.get(String(doc.organisationId))
        if (!organisation) return []
        const source = doc.source ? await sourceFor(actor, doc.source) : undefined
        return [toListing(doc, organisation, own.get(organisation.id), source, now())]
      }),
    )
    return shown.flat()
  }

  /** Where it came from is known to whoever may read that thread. */
  async function sourceFor(actor: Actor, source: ListingSource): Promise<Listing['source']> {
    const room = await contributions.roomFor(actor, source.threadId)
    return room && { roomSlug: room.slug, threadId: source.threadId, contributionId: source.contributionId }
  }

  /** What came of a contribution is said there; may be said again. */
  async function published(actor: Actor, doc: ListingDoc): Promise<Listing> {
    const listing = await showOne(actor, doc)
    if (doc.source)
      await contributions.became(actor, doc.kind, doc.source, `/organisationen/${listing.organisation.slug}`)
    return listing
  }
  const belongs = async (actor: Actor, organisationId: string) =>
    (await organisations.membershipsAmong(actor, [organisationId])).size > 0

  const showOne = async (actor: Actor, doc: ListingDoc) => {
    const [listing] = await show(actor, [doc])
    if (!listing) throw refuse('not-found')
    return listing
  }

  async function list(actor: Actor, kind: ListingKind, search: Search) {
    const { organisationId, category, municipality, km, where, from, until, cursor, limit } = search
    const inside = organisationId !== undefined && (await belongs(actor, organisationId))
    const filter: QueryFilter<ListingDoc> = {
      kind,
      ...(!inside && { state: 'active', hiddenBy: null, expiresAt: trusted({ $gt: now() }) }),
      ...(organisationId && { organisationId: await everOf(organisationId) }),
      ...(category && { category }),
      ...(municipality && { municipality: trusted({ $in: placesAround(currentAgs(municipality), km) }) }),
      ...(where === 'remote' && { remote: true }),
    }
    const all: QueryFilter<ListingDoc>[] = []
    if (from) all.push({ $or: [{ until: null }, { until: trusted({ $gte: from }) }] })
    if (until) all.push({ $or: [{ from: null }, { from: trusted({ $lte: until }) }] })
    if (cursor !== undefined) {
      const [at, id] = fromCursor(position, cursor)
      const createdAt = new Date(at)
      all.push({
        $or: [{ createdAt: trusted({ $lt: createdAt }) }, { createdAt, _id: trusted({ $lt: objectId(id) }) }],
      })
    }
    if (all.length > 0) filter.$and = all
    const docs = await Listings.find(filter)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean()
    const page = docs.slice(0, limit)
    const last = page.at(-1)
    return {
      listings: await show(actor, page),
      nextCursor: last && docs.length > limit ? toCursor([last.createdAt.getTime(), String(last._id)]) : null,
    }
  }

  /** What an entry that was merged had published is the other one's now. */
  const everOf = async (organisationId: string) =>
    trusted({ $in: (await organisations.everOf(organisationId)).map(objectId) })

  /** Frees the places of what is over, so that nobody waits for the next run of the job. */
  const expireOf = (organisationId: string) =>
    Listings.updateMany(
      { organisationId, state: 'active', expiresAt: trusted({ $lte: now() }) },
      { $set: { state: 'expired' } },
    )

  /** Writes with a free place among the active entries; another write may take it first. */
  async function inFreeSlot<T>(
    { id: organisationId, verified }: Owner,
    write: (slot: number) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const active = await Listings.find(
        { organisationId, state: 'active' },
        { slot: 1, expiresAt: 1 },
      ).lean()
      if (active.some(({ expiresAt }) => expiresAt <= now())) {
        await expireOf(organisationId)
        continue
      }
      const slot = freeSlot(
        active.map((one) => one.slot),
        openAtOnceFor({ verified }).listings,
      )
      if (slot === undefined) throw refuse(verified ? 'listing.limit' : 'organisation.unverified')
      try {
        return await write(slot)
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
      }
    }
  }

  /** What a request that was sent before has stored; the same id with another entry is a mistake of the sender. */
  async function publishedBefore(kind: ListingKind, draft: Draft, clientId: string | undefined) {
    if (clientId === undefined) return undefined
    const found = await Listings.findOne({
      organisationId: await everOf(draft.organisationId),
      clientId,
    }).lean()
    if (!found) return undefined
    const same = found.kind === kind && found.category === draft.category && found.title === draft.title
    if (!same) throw refuse('conflict')
    return found
  }

  async function publish(actor: Actor, kind: ListingKind, draft: Draft): Promise<Listing> {
    const owner = await organisations.mustWriteFor(actor, draft.organisationId)
    const { id: organisationId, municipality } = owner
    const clientId = draft.clientId?.toLowerCase()
    const before = await publishedBefore(kind, draft, clientId)
    if (before) return published(actor, before)
    if (draft.source) await contributions.mustBecome(actor, kind, draft.source)
    const at = now()
    const said = sayingsOf(draft)
    const doc: Omit<ListingDoc, 'slot'> = {
      _id: new mongoose.Types.ObjectId(),
      kind,
      organisationId: objectId(organisationId),
      category: draft.category,
      ...labelsOf(draft.category),
      ...said,
      municipality: currentAgs(draft.municipality ?? municipality),
      state: 'active',
      createdAt: at,
      confirmedAt: at,
      expiresAt: expiryOf(at, said.until),
      source: draft.source ?? null,
      ...(clientId && { clientId }),
    }
    const { category } = draft
    const anew = { category: true, period: true, availability: Boolean(draft.availability) }
    mustBeSound({ ...said, category, municipality: doc.municipality }, anew, at)
    const stored = await inFreeSlot(owner, async (slot) => {
      try {
        return (await Listings.create({ ...doc, slot })).toObject()
      } catch (error) {
        // The same request at the same time; any other place that is taken is tried again.
        const same = duplicateOf(error) && (await publishedBefore(kind, draft, clientId))
        if (same) return same
        throw error
      }
    })
    await changed(organisationId)
    onPublished({ ...stored, id: String(stored._id), organisationId })
    return published(actor, stored)
  }

  /** The only way to hold an entry: who may not see it learns nothing of it. */
  async function mustRead(actor: Actor, kind: ListingKind, id: string) {
    const doc = await Listings.findOne({ _id: id, kind }).lean()
    if (!doc) throw refuse('not-found')
    const isMember = await belongs(actor, String(doc.organisationId))
    if (!mayRead(stateOf(doc, now()), isMember, doc.hiddenBy ?? null)) throw refuse('not-found')
    return { doc, isMember }
  }

  async function mustEdit(actor: Actor, kind: ListingKind, id: string) {
    const { doc, isMember } = await mustRead(actor, kind, id)
    if (!isMember) throw refuse('action.forbidden')
    const owner = await organisations.mustWriteFor(actor, String(doc.organisationId))
    return { doc, owner }
  }

  async function change(actor: Actor, kind: ListingKind, id: string, sent: Change): Promise<Listing> {
    const { doc } = await mustEdit(actor, kind, id)
    const at = now()
    const category = sent.category ?? doc.category
    const municipality = currentAgs(sent.municipality ?? doc.municipality)
    const said = sayingsOf({ ...sent, category }, doc)
    const anew = {
      category: category !== doc.category,
      period: said.from !== doc.from || said.until !== doc.until,
      availability: Boolean(sent.availability),
    }
    mustBeSound({ ...said, category, municipality }, anew, at)
    const state = stateOf(doc, at)
    if (!mayReword(state)) throw refuse('conflict')
    const after = await Listings.findOneAndUpdate(
      { _id: id, state: doc.state },
      {
        $set: {
          ...said,
          ...(anew.category && labelsOf(category)),
          category,
          municipality,
          confirmedAt: at,
          // Whoever puts it right stands by it; what is over has to be renewed.
          ...(state === 'active' ? { expiresAt: expiryOf(at, said.until) } : { state }),
        },
      },
      { returnDocument: 'after' },
    ).lean()
    if (!after) throw refuse('conflict')
    await changed(String(after.organisationId))
    return showOne(actor, after)
  }

  async function setState(actor: Actor, kind: ListingKind, id: string, to: Settable): Promise<Listing> {
    const { doc, owner } = await mustEdit(actor, kind, id)
    return showOne(actor, await settle(doc, owner, to))
  }

  /** One step of its way; nothing is shown that somebody has to put right first. */
  async function settle(doc: ListingDoc, owner: Owner, to: Settable): Promise<ListingDoc> {
    if (!mayBecome(stateOf(doc, now()), to)) throw refuse('conflict')
    const hindrances = to === 'active' ? hindrancesOf(doc, now()) : []
    if (hindrances.length > 0)
      throw refuse('listing.outdated', {
        fields: Object.fromEntries(hindrances.map((one) => [one, ['over']])),
      })
    return move(doc, owner, to)
  }

  async function move(
    doc: ListingDoc,
    owner: Owner,
    to: ListingState,
    more: Partial<ListingDoc> = {},
  ): Promise<ListingDoc> {
    const at = now()
    const before = stateOf(doc, at)
    // Somebody else may have moved it meanwhile: the write asks for the state this decision rests on.
    const write = (set: Partial<ListingDoc>, was: ListingState[]) =>
      Listings.findOneAndUpdate(
        { _id: doc._id, state: trusted({ $in: was }) },
        { $set: { state: to, ...set, ...more } },
        { returnDocument: 'after' },
      ).lean()
    const renewed = { confirmedAt: at, expiresAt: expiryOf(at, doc.until), closed: null }
    const set: Partial<ListingDoc> =
      to === 'active' ? renewed : { closed: over.has(to) ? { at, before } : null }
    const after =
      to === 'active' && before !== 'active'
        ? await inFreeSlot(owner, (slot) => write({ ...set, slot }, [before]))
        : await write(set, [doc.state, before])
    if (!after) throw refuse('conflict')
    await changed(String(after.organisationId))
    return after
  }

  /** All is as it was before; what has expired meanwhile stays so. */
  async function undo(actor: Actor, kind: ListingKind, id: string): Promise<Listing> {
    const { doc, owner } = await mustEdit(actor, kind, id)
    if (!doc.closed || !undoUntilOf(doc, now())) throw refuse('conflict')
    const { expiresAt, confirmedAt } = doc
    const to = stateOf({ state: doc.closed.before, expiresAt }, now())
    return showOne(actor, await move(doc, owner, to, { expiresAt, confirmedAt }))
  }

  /** Active entries of one organisation, or of all; for what shows them elsewhere. */
  async function publicListings(organisationId?: string): Promise<PublishedListing[]> {
    const query = Listings.find({
      state: 'active',
      hiddenBy: null,
      ...(organisationId !== undefined && { organisationId: await everOf(organisationId) }),
    }).lean<ListingDoc>()
    const published: PublishedListing[] = []
    for await (const doc of readInBreaths(query)) {
      const { kind, category, title, text, municipality, createdAt, expiresAt } = doc
      const owner = await organisations.currentId(String(doc.organisationId))
      published.push({
        id: String(doc._id),
        organisationId: owner,
        kind,
        category,
        title,
        text,
        municipality,
        createdAt,
        expiresAt,
      })
    }
    return published
  }

  /** Hides or shows by one write; who did it meanwhile is a conflict. */
  async function setHidden(id: string, from: string | null, to: string | null) {
    const doc = await Listings.findOneAndUpdate(
      { _id: id, hiddenBy: from },
      { $set: { hiddenBy: to } },
    ).lean()
    if (!doc) throw refuse('conflict')
    await changed(String(doc.organisationId))
  }

  return {
    show,
    /** For whoever moderates: an entry of any kind, and whether everybody may read it. */
    async findListing(id: string) {
      const doc = await Listings.findById(id).lean()
      if (!doc) return null
      const { kind, title, text } = doc
      const hiddenBy = doc.hiddenBy ?? null
      const isPublic = mayRead(stateOf(doc, now()), false, hiddenBy)
      return { organisationId: String(doc.organisationId), kind, title, text, hiddenBy, isPublic }
    },
    hideListing: (id: string, statementId: string) => setHidden(id, null, statementId),
    showListing: (id: string, statementId: string) => setHidden(id, statementId, null),
    publish,
    publishedListings: publicListings,
    listListings: list,
    changeListing: change,
    setListingState: setState,
    undoListing: undo,
    /** For whoever holds the link of a mail; whether they may is asked there. */
    renewListing: (doc: ListingDoc, owner: Owner) => settle(doc, owner, 'active'),
    getListing: async (actor: Actor, kind: ListingKind, id: string) =>
      showOne(actor, (await mustRead(actor, kind, id)).doc),
  }
}

/** Entries as the reader may see them. */
export type ShowListings = ReturnType<typeof createListings>['show']
