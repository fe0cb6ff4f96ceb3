import {
  createMarket,
  type Listing as MatchListing,
  type Market,
  type Profile,
  viewersOf,
} from '@augenhoehe/matching'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { mayMatchOn, needKindById } from '@augenhoehe/reference-data/taxonomy'
import { currencyOf, type OrganisationFacts, type Organisations } from '../organisations/index.ts'
import { trusted } from 'mongoose'
import { Listings, type ListingDoc } from './model.ts'

const dayMs = 24 * 60 * 60 * 1000
/** From this age on an organisation counts as fully experienced. */
const experiencedYears = 15
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

/** Who takes part, in memory: made from the store at the first question, kept by each change. */
export function createProfiles({ organisations, now }: { organisations: Organisations; now: () => Date }) {
  let market: Promise<Market> | undefined
  const changedMeanwhile = new Set<string>()

  async function load(): Promise<Market> {
    const byOrganisation = new Map<string, ListingDoc[]>()
    for (const doc of await Listings.find({ state: 'active', hiddenBy: null }).lean()) {
      const id = await organisations.currentId(String(doc.organisationId))
      const same = byOrganisation.get(id)
      if (same) same.push(doc)
      else byOrganisation.set(id, [doc])
    }
    const members: { profile: Profile }[] = []
    for (const facts of await organisations.all()) {
      if (!takesPart(facts, now())) continue
      const profile = toProfile(facts, byOrganisation.get(facts.id) ?? [], now())
      if (profile) members.push({ profile })
    }
    const loaded = createMarket(members, { now: now().getTime() })
    // What changed while this was read is read again.
    for (const id of changedMeanwhile) await reread(loaded, id)
    return loaded
  }

  async function reread(into: Market, id: string) {
    const facts = await organisations.listed(id)
    const organisationId = trusted({ $in: await organisations.everOf(id) })
    const listings = await Listings.find({ organisationId, state: 'active', hiddenBy: null }).lean()
    const profile = facts && takesPart(facts, now()) && toProfile(facts, listings, now())
    if (profile) into.put({ profile })
    else into.remove(id)
  }

  const loaded = () =>
    (market ??= load().catch((error: unknown) => {
      market = undefined
      throw error
    }))

  return {
    market: loaded,

    /** Takes over a change of an organisation; answers whose suggestions may be others now. */
    async refresh(id: string): Promise<string[]> {
      changedMeanwhile.add(id)
      const current = await loaded()
      changedMeanwhile.delete(id)
      const before = viewersOf(current, id)
      await reread(current, id)
      return [...new Set([id, ...before, ...viewersOf(current, id)])]
    },
  }
}
export type Profiles = ReturnType<typeof createProfiles>
