import {
  buildIndex,
  candidates,
  type Index,
  type Listing as MatchListing,
  type Profile,
} from '@augenhoehe/matching'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { mayMatchOn, needKindById } from '@augenhoehe/reference-data/taxonomy'
import { currencyOf, type OrganisationFacts, type Organisations } from '../organisations/index.ts'
import { trusted } from 'mongoose'
import { Listings, type ListingDoc } from './model.ts'

const dayMs = 24 * 60 * 60 * 1000
/** From this age on an organisation counts as fully experienced. */
const experiencedYears = 15
/** With fewer candidates than this, all are looked at. */
const fewest = 10
/** To so many organisations a change is told; more would not fit into anybody's list either. */
const mostTold = 500
/** How many profiles may change before the index, which only narrows the search, is made anew. */
const staleAfter = (all: number) => Math.max(20, all / 20)

function toMatchListing(doc: ListingDoc): MatchListing {
  const group = needKindById(doc.category)?.group
  const end = doc.until ? Date.parse(doc.until) + dayMs : Infinity
  return {
    id: String(doc._id),
    category: doc.category,
    ...(group !== undefined && { parentCategory: group }),
    remote: doc.remote,
    ...(doc.from && { activeFrom: Date.parse(doc.from) }),
    activeUntil: Math.min(end, doc.expiresAt.getTime()),
    lastConfirmedAt: doc.confirmedAt.getTime(),
  }
}

/** Only whose profile holds is suggested, and gets suggestions: nobody should ask in vain. */
export const takesPart = (facts: OrganisationFacts, now: Date) => currencyOf(facts, now) === 'current'

/** What the matchmaking may know; undefined where the municipality is unknown. */
export function toProfile(
  facts: OrganisationFacts,
  listings: readonly ListingDoc[],
  now: Date,
): Profile | undefined {
  const home = municipalityByAgs(facts.municipality)
  if (!home) return undefined
  const of = (kind: ListingDoc['kind']) => listings.filter((one) => one.kind === kind).map(toMatchListing)
  const offers = of('offer')
  const age = facts.foundedYear === null ? undefined : now.getFullYear() - facts.foundedYear
  return {
    id: facts.id,
    needs: of('need'),
    offers,
    // Religion and heritage language are shown where an organisation says so, and never enter a score.
    topics: facts.fields.filter(mayMatchOn),
    languages: facts.languages,
    hasInterpreter: offers.some(({ category }) => category === 'interpreting'),
    municipality: home.ags,
    district: home.districtKey,
    lat: home.lat,
    lon: home.lon,
    joinedAt: facts.joinedAt.getTime(),
    lastConfirmedAt: facts.confirmedAt.getTime(),
    ...(age !== undefined && { experience: Math.min(1, Math.max(0, age / experiencedYears)) }),
  }
}

/** The profiles of all organisations, in memory: made from the store at the first question, kept by each change. */
export function createProfiles({ organisations, now }: { organisations: Organisations; now: () => Date }) {
  const profiles = new Map<string, Profile>()
  const stale = new Set<string>()
  let index: Index | undefined
  let loading: Promise<void> | undefined

  async function load() {
    const byOrganisation = new Map<string, ListingDoc[]>()
    for (const doc of await Listings.find({ state: 'active', hiddenBy: null }).lean()) {
      const id = await organisations.currentId(String(doc.organisationId))
      const same = byOrganisation.get(id)
      if (same) same.push(doc)
      else byOrganisation.set(id, [doc])
    }
    for (const facts of await organisations.all()) {
      if (!takesPart(facts, now())) continue
      const profile = toProfile(facts, byOrganisation.get(facts.id) ?? [], now())
      if (profile) profiles.set(facts.id, profile)
    }
    index = undefined
    // What changed while this was read is read again.
    for (const id of stale) await reread(id)
  }

  async function reread(id: string) {
    const facts = await organisations.listed(id)
    const organisationId = trusted({ $in: await organisations.everOf(id) })
    const listings = await Listings.find({ organisationId, state: 'active', hiddenBy: null }).lean()
    const profile = facts && takesPart(facts, now()) && toProfile(facts, listings, now())
    if (profile) profiles.set(id, profile)
    else profiles.delete(id)
    stale.add(id)
  }

  const loaded = () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    }))

  function indexed(): Index {
    if (!index || stale.size > staleAfter(profiles.size)) {
      index = buildIndex([...profiles.values()])
      stale.clear()
    }
    return index
  }

  /** Here the index must be of now: an organisation that has just changed may belong to the best. */
  function upToDate(): Index {
    if (stale.size > 0) index = undefined
    return indexed()
  }

  /** Whoever may find this profile in their list, through the index or because it is not in the index yet. */
  const neighbours = (profile: Profile) => [
    ...candidates(indexed(), profile, { perList: mostTold, enough: mostTold }).map(({ id }) => id),
    ...stale,
  ]

  return {
    /** Takes over a change of an organisation; answers whose suggestions may be others now. */
    async refresh(id: string): Promise<string[]> {
      await loaded()
      const before = profiles.get(id)
      await reread(id)
      const after = profiles.get(id)
      const touched = [before, after].flatMap((profile) => (profile ? neighbours(profile) : []))
      return [...new Set([id, ...touched])].slice(0, mostTold)
    },

    /** What is known of one organisation. */
    async of(id: string): Promise<Profile | undefined> {
      await loaded()
      return profiles.get(id)
    },

    /** Those worth a closer look for somebody, and how rare each need is. */
    async worthMeeting(me: Profile): Promise<{ others: Profile[]; index: Index }> {
      await loaded()
      const current = upToDate()
      const others = candidates(current, me)
      return { others: others.length >= fewest ? others : [...profiles.values()], index: current }
    },

    /** Somebody's profile, those worth a closer look, and how rare each need is. */
    async around(id: string): Promise<{ me: Profile; others: Profile[]; index: Index } | undefined> {
      await loaded()
      const me = profiles.get(id)
      if (!me) return undefined
      const current = upToDate()
      return { me, others: candidates(current, me), index: current }
    },
  }
}
export type Profiles = ReturnType<typeof createProfiles>
