import { Id, type ListingKind, type organisationDirectory, type Parsed } from '@augenhoehe/contracts'
import { currentAgs, municipalityByAgs, type Municipality } from '@augenhoehe/reference-data/municipalities'
import { agsByPostalCode } from '@augenhoehe/reference-data/postal-codes'
import { activityFieldById } from '@augenhoehe/reference-data/taxonomy'
import { readInBreaths, sortInBreaths } from '../../platform/breathing.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { refuse } from '../../platform/errors.ts'
import { Organisations, privateFields, toFacts, type OrganisationFacts, type PublicDoc } from './model.ts'
import { createNameIndex, type Meeting } from './name-index.ts'
import { distancesFrom, districtOf, placeNamed } from './places.ts'
import { currencyOf, isListed } from './policy.ts'

export type Search = Parsed<(typeof organisationDirectory)['organisations.list']>

/** A need or an offer that everybody may read until it expires. */
export interface ListedEntry {
  organisationId: string
  kind: ListingKind
  category: string
  title: string
  createdAt: Date
  expiresAt: Date
}

/** Who keeps needs and offers: of one organisation, or of all. */
export type ReadEntries = (organisationId?: string) => Promise<readonly ListedEntry[]>

interface Entry {
  facts: OrganisationFacts
  rev: number
  municipality: string
  district: string
}

export interface Row {
  facts: OrganisationFacts
  distanceKm: number | null
  listings: { kind: ListingKind; title: string }[]
}

const collator = new Intl.Collator('de')
const byName = (a: Entry, b: Entry) =>
  collator.compare(a.facts.name, b.facts.name) || (a.facts.id < b.facts.id ? -1 : 1)

/** How many needs, and how many offers, a row shows. */
const shownOfEach = 2
const minuteMs = 60_000

/**
 * Where a hit stands is one number, so that an order is total and a page can begin after any hit: who stands by
 * their profile before who does not, then how near or how well met, then by name.
 */
const nameBits = 2 ** 20
const rankBits = 2 ** 29
/** Where the score is not what orders: what was typed right before what may have been meant. */
const unsureBits = 2 ** 28
const mostScore = 255

const textOf = ({ name, municipality, fields }: OrganisationFacts) => {
  const place = municipalityByAgs(currentAgs(municipality))
  const wordings = fields.flatMap((field) => Object.values(activityFieldById(field)?.labels ?? {}))
  return {
    name,
    rest: [place?.name, place?.districtName, ...wordings].join(' '),
    municipality: currentAgs(municipality),
  }
}

/**
 * What is public of all organisations, in memory: names beside contributions and forgiving search cost no query.
 * Rights are never answered from here. Every write passes through `put`; of those of other processes it is told.
 */
export function createDirectory({ entriesOf, now }: { entriesOf: ReadEntries; now: () => Date }) {
  const entries = new Map<string, Entry>()
  const bySlug = new Map<string, string>()
  /** Entries that became part of others. */
  const merged = new Set<string>()
  const names = createNameIndex(agsByPostalCode)
  /** Those that everybody may find, by name; nothing until all have been read. */
  let listed: Entry[] | undefined
  const listings = new Map<string, ListedEntry[]>()
  let loading: Promise<void> | undefined
  let loadingListings: Promise<void> | undefined

  function placeOf(all: readonly Entry[], entry: Entry): number {
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (byName(all[middle]!, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  function hold(doc: PublicDoc) {
    const facts = toFacts(doc)
    const held = entries.get(facts.id)
    if (held && held.rev >= doc.rev) return
    const municipality = currentAgs(facts.municipality)
    const entry = { facts, rev: doc.rev, municipality, district: districtOf(municipality) }
    entries.set(facts.id, entry)
    bySlug.set(facts.slug, facts.id)
    if (facts.mergedInto) merged.add(facts.id)
    else merged.delete(facts.id)
    if (isListed(facts)) names.put(facts.id, textOf(facts))
    else names.remove(facts.id)
    if (!listed) return
    if (held && isListed(held.facts)) listed.splice(placeOf(listed, held), 1)
    if (isListed(facts)) listed.splice(placeOf(listed, entry), 0, entry)
  }

  async function read() {
    for await (const doc of readInBreaths(Organisations.find({}, privateFields).lean<PublicDoc>())) hold(doc)
    const known = [...entries.values()].filter(({ facts }) => isListed(facts))
    const sorted = await sortInBreaths(known, byName)
    // What has changed while they were sorted stands where it belongs by now, or nowhere.
    const isCurrent = (entry: Entry) => entries.get(entry.facts.id) === entry
    const before = new Set(known)
    listed = sorted.filter(isCurrent)
    for (const entry of entries.values())
      if (isListed(entry.facts) && !before.has(entry)) listed.splice(placeOf(listed, entry), 0, entry)
  }

  const load = () =>
    (loading ??= read().catch((error: unknown) => {
      loading = undefined
      throw error
    }))

  function takeListings(all: readonly ListedEntry[]) {
    listings.clear()
    for (const one of all) {
      const same = listings.get(one.organisationId)
      if (same) same.push(one)
      else listings.set(one.organisationId, [one])
    }
  }

  const loadListings = () =>
    (loadingListings ??= entriesOf().then(takeListings, (error: unknown) => {
      loadingListings = undefined
      throw error
    }))

  /** One after the other, so that an older reading never replaces a newer one; a failed one is read again with all. */
  function listingsChanged(organisationId: string): Promise<void> {
    if (!loadingListings) return Promise.resolve()
    loadingListings = loadingListings
      .then(async () => {
        const id = goneInto(organisationId)?.id ?? organisationId
        listings.set(id, [...(await entriesOf(id))])
      })
      .catch(() => {
        loadingListings = undefined
      })
    return loadingListings ?? Promise.resolve()
  }

  function goneInto(id: string): OrganisationFacts | undefined {
    const facts = entries.get(id)?.facts
    return facts?.mergedInto ? goneInto(facts.mergedInto) : facts
  }

  const present = (id: string, at: Date) => (listings.get(id) ?? []).filter((one) => one.expiresAt > at)

  function shown(id: string, at: Date): Row['listings'] {
    const newest = present(id, at).toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    return (['offer', 'need'] as const).flatMap((wanted) =>
      newest
        .filter(({ kind }) => kind === wanted)
        .slice(0, shownOfEach)
        .map(({ kind, title }) => ({ kind, title })),
    )
  }

  /** Whether an entry lies where one is looking, and whether it is what one is looking for. */
  function filtersOf(search: Search, at: Date, distances: ReadonlyMap<string, number> | undefined) {
    const { field, language, offers, district, postalCode, radiusKm } = search
    const municipality = search.municipality === undefined ? undefined : currentAgs(search.municipality)
    const there = postalCode === undefined ? undefined : new Set(agsByPostalCode(postalCode))
    const offered = ({ facts }: Entry) =>
      listings
        .get(facts.id)
        ?.some((one) => one.kind === 'offer' && one.category === offers && one.expiresAt > at) === true
    return {
      isThere: (entry: Entry) =>
        (municipality === undefined || entry.municipality === municipality) &&
        (district === undefined || entry.district === district) &&
        (there === undefined || there.has(entry.municipality)) &&
        (radiusKm === undefined || !distances || distances.get(entry.municipality)! <= radiusKm * 10),
      isWanted: (entry: Entry) =>
        (field === undefined || entry.facts.fields.includes(field)) &&
        (language === undefined || entry.facts.languages.includes(language)) &&
        (offers === undefined || offered(entry)),
    }
  }

  /** Where an entry stands among its equals of currency; less is better. */
  function rankIn(
    search: Search,
    at: Date,
    distances: ReadonlyMap<string, number> | undefined,
    met: Meeting | undefined,
  ) {
    return ({ facts, municipality }: Entry, score: number) => {
      const isUnsure = met?.isUnsure(facts.id) === true
      const unsure = isUnsure ? unsureBits : 0
      if (distances) return unsure + distances.get(municipality)! * (mostScore + 1) + mostScore - score
      if (search.order === 'newest')
        return unsure + Math.max(0, Math.floor((at.getTime() - facts.joinedAt.getTime()) / minuteMs))
      return 2 * (mostScore - score) + (isUnsure ? 1 : 0)
    }
  }

  /** It was entered by mistake and is gone from the store. */
  function drop(id: string) {
    const held = entries.get(id)
    if (!held) return
    if (listed && isListed(held.facts)) listed.splice(placeOf(listed, held), 1)
    names.remove(id)
    entries.delete(id)
    bySlug.delete(held.facts.slug)
  }

  return {
    put: hold,
    /** What is known of it at this moment, if it has been read. */
    held: (id: string) => entries.get(id)?.facts,
    drop,
    listingsChanged,
    /** Another process has written it. */
    async reread(id: string) {
      const doc = await Organisations.findById(id, privateFields).lean<PublicDoc>()
      if (doc) hold(doc)
      else drop(id)
    },

    /** An entry that became part of another leads there. */
    async find(id: string): Promise<OrganisationFacts | undefined> {
      await load()
      return goneInto(id)
    },

    /** The ids under which this organisation is found in what others have stored. */
    async everOf(id: string): Promise<string[]> {
      await load()
      const own = goneInto(id)?.id ?? id
      return [own, ...[...merged].filter((one) => goneInto(one)?.id === own)]
    },

    async holdsSlug(slug: string): Promise<boolean> {
      await load()
      return bySlug.has(slug)
    },

    async findBySlug(slug: string): Promise<OrganisationFacts | undefined> {
      await load()
      return goneInto(bySlug.get(slug) ?? '')
    },

    /** All that everybody may see. */
    async all(): Promise<OrganisationFacts[]> {
      await load()
      return listed!.map(({ facts }) => facts)
    },

    async search(search: Search) {
      await Promise.all([load(), loadListings()])
      const at = now()
      const near: Municipality | undefined = search.near ? placeNamed(search.near) : undefined
      const distances = near && distancesFrom(near)
      const met = names.meeting(search.search ?? '')
      const { isThere, isWanted } = filtersOf(search, at, distances)
      const rankOf = rankIn(search, at, distances, met)
      const keyOf = (entry: Entry, score: number, place: number) =>
        ((currencyOf(entry.facts, at) === 'current' ? 0 : rankBits) + rankOf(entry, score)) * nameBits + place

      const districts: Record<string, number> = {}
      const keys: number[] = []
      listed!.forEach((entry, place) => {
        const score = met ? met.scoreOf(entry.facts.id) : 0
        if (met && score === 0) return
        if (!isWanted(entry)) return
        districts[entry.district] = (districts[entry.district] ?? 0) + 1
        if (isThere(entry)) keys.push(keyOf(entry, score, place))
      })
      const ordered = Float64Array.from(keys).sort()
      const start = search.cursor === undefined ? 0 : after(search.cursor)
      const page = [...ordered.subarray(start, start + search.limit)].map((key) => listed![key % nameBits]!)
      const end = page.at(-1)
      return {
        page: page.map(({ facts, municipality }): Row => ({
          facts,
          distanceKm: distances ? distances.get(municipality)! / 10 : null,
          listings: shown(facts.id, at),
        })),
        total: ordered.length,
        nextCursor: end && ordered.length > start + page.length ? toCursor(end.facts.id) : null,
        near: near ? { municipality: near.ags, name: near.name } : null,
        districts,
      }

      /** How many hits come before or with the one at which the page before ended. */
      function after(cursor: string): number {
        const last = entries.get(fromCursor(Id, cursor))
        if (!last) throw refuse('request.invalid', { fields: { cursor: ['not known'] } })
        const key = keyOf(last, met?.scoreOf(last.facts.id) ?? 0, placeOf(listed!, last))
        const next = ordered.findIndex((other) => other > key)
        return next === -1 ? ordered.length : next
      }
    },
  }
}
export type Directory = ReturnType<typeof createDirectory>
