import {
  assemble,
  type Listing as MatchListing,
  type Market,
  type Member,
  type Profile,
} from '@augenhoehe/matching'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { mayMatchOn, needKindById } from '@augenhoehe/reference-data/taxonomy'
import { trusted } from 'mongoose'
import { setImmediate as breathe } from 'node:timers/promises'
import { inBreaths } from '../../platform/breathing.ts'
import { currencyOf, type OrganisationFacts, type Organisations } from '../organisations/index.ts'
import { Listings, type ListingDoc } from './model.ts'
import type { Standing, Standings } from './standing.ts'

const dayMs = 24 * 60 * 60 * 1000
/** From this age on an organisation counts as fully experienced. */
const experiencedYears = 15
/** So many entries are read, and profiles made, without a breath. */
const together = 100

/** All of an entry but its words, of which a score knows nothing. */
type Entry = Omit<ListingDoc, 'title' | 'text' | 'source'>

function toMatchListing(doc: Entry): MatchListing {
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
  listings: readonly Entry[],
  now: Date,
): Profile | undefined {
  const home = municipalityByAgs(facts.municipality)
  if (!home) return undefined
  // What the vocabulary has no word for any more would be a reason that nobody can be told.
  const known = listings.filter(({ category }) => needKindById(category) !== undefined)
  const of = (kind: ListingDoc['kind']) => known.filter((one) => one.kind === kind).map(toMatchListing)
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

const onTheMarket = { state: 'active', hiddenBy: null } as const

interface Needs {
  organisations: Organisations
  standings: Standings
  now: () => Date
}

/**
 * Who takes part, in memory: made from the store at the first question and anew with each cycle, kept by each change.
 * The moment scores are of is that of the last making.
 */
export function createProfiles({ organisations, standings, now }: Needs) {
  let market: Promise<Market> | undefined
  /** Of each that is being made, what has changed meanwhile: read again before it is used. */
  const makings = new Set<Set<string>>()

  function memberOf(
    facts: OrganisationFacts,
    listings: readonly Entry[],
    standing: Standing,
  ): Member | undefined {
    if (!takesPart(facts, now())) return undefined
    const profile = toProfile(facts, listings, now())
    return profile && { profile, ...standing }
  }

  async function make(between?: () => Promise<void>): Promise<Market> {
    const changed = new Set<string>()
    makings.add(changed)
    try {
      const made = await read(between)
      while (changed.size > 0) {
        const ids = [...changed]
        changed.clear()
        for (const id of ids) await reread(made, id)
      }
      // Nothing may come between this look and its use.
      market = Promise.resolve(made)
      return made
    } finally {
      makings.delete(changed)
    }
  }

  async function read(between?: () => Promise<void>): Promise<Market> {
    const byOrganisation = new Map<string, Entry[]>()
    let number = 0
    const all = Listings.find(onTheMarket, { title: 0, text: 0, source: 0 }).lean()
    for await (const doc of all.cursor({ batchSize: together })) {
      if (number++ % together === 0) await breathe()
      const id = await organisations.currentId(String(doc.organisationId))
      const same = byOrganisation.get(id)
      if (same) same.push(doc)
      else byOrganisation.set(id, [doc])
    }
    const standing = await standings.all()
    const members: Member[] = []
    for (const facts of await organisations.all()) {
      if (number++ % together === 0) await breathe()
      const member = memberOf(facts, byOrganisation.get(facts.id) ?? [], standing.get(facts.id) ?? {})
      if (member) members.push(member)
    }
    return inBreaths(assemble(members, { now: now().getTime() }), between)
  }

  async function reread(into: Market, id: string) {
    const facts = await organisations.listed(id)
    const [listings, standing] = await Promise.all([
      Listings.find({
        organisationId: trusted({ $in: await organisations.everOf(id) }),
        ...onTheMarket,
      }).lean(),
      standings.of(id),
    ])
    const member = facts && memberOf(facts, listings, standing)
    if (member) into.put(member)
    else into.remove(id)
  }

  /** Makes it; where there was none, whoever asks meanwhile waits for this one instead of making another. */
  function renew(between?: () => Promise<void>): Promise<Market> {
    const making = make(between)
    if (market) return making
    const first = making.catch((error: unknown) => {
      if (market === first) market = undefined
      throw error
    })
    market = first
    // Whoever began it hears of it.
    first.catch(() => {})
    return making
  }

  const loaded = () => market ?? renew()

  return {
    market: loaded,

    /** Made from the store once more, at the moment of now; until it is ready the one before goes on. */
    renew,

    /** Takes over what has become of some organisations. */
    async refresh(ids: readonly string[]): Promise<Market> {
      for (const changed of makings) for (const id of ids) changed.add(id)
      const current = await loaded()
      for (const id of ids) await reread(current, id)
      return current
    },
  }
}
export type Profiles = ReturnType<typeof createProfiles>
