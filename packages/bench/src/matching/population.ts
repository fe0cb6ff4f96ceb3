import type { Listing, Profile } from '@augenhoehe/matching'
import { municipalities } from '@augenhoehe/reference-data/municipalities'
import { activityFields, mayMatchOn, needKinds } from '@augenhoehe/reference-data/taxonomy'
import { drawFrom, lot, randomFrom, zipf } from './random.ts'

/**
 * Organisations as there could be, and what the ranker cannot see of them. Places by population, as many
 * organisations to a place as in Hesse however large the population: beyond 1,500 further countries like Hesse are laid
 * beside it. Sizes log-normal, demand and supply by Zipf in different orders, one in four newly joined and half of
 * those without an offer.
 */
export interface Population {
  profiles: Profile[]
  /** Requests each can answer in a week. */
  capacities: number[]
  newcomers: Set<number>
  /** The true benefit of organisation `b` for `a`, as the chance that `a` wants it. */
  wants: (a: number, b: number) => number
}

export const now = Date.UTC(2026, 10, 23)
const day = 86_400_000
/** Organisations in one country like Hesse. */
const perCountry = 1_500
const towns = municipalities.map(({ lat, lon, population, ags, districtKey }) => ({
  lat,
  lon,
  population,
  ags,
  districtKey,
}))

interface Hidden {
  /** How good their help is. */
  quality: number
  /** How keen they are on acquaintances at all. */
  openness: number
  /** A way so long counts half. */
  reachKm: number
  /** How much they care for likeness of work, and for peers. */
  caresForWork: number
  caresForPeers: number
  /** Needs they did not write down, and offers they would give if asked. */
  unsaidNeeds: Set<string>
  unsaidOffers: Set<string>
  /** How urgent each need really is. */
  urgency: Map<string, number>
}

export function populate(size: number, seed: number): Population {
  const random = randomFrom(seed * 7919 + 17)
  const placeIn = drawFrom(towns.map(({ population }) => population))
  const kinds = needKinds.map(({ id, group }) => ({ id, group }))
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((entry) => ({ entry, by: random.next() }))
      .sort((a, b) => a.by - b.by)
      .map(({ entry }) => entry)
  // What many need is not what many give.
  const demand = shuffled(kinds)
  const supply = shuffled(kinds)
  const ofDemand = drawFrom(zipf(kinds.length, 1))
  const ofSupply = drawFrom(zipf(kinds.length, 0.5))
  const fields = shuffled(activityFields.map(({ id }) => id).filter(mayMatchOn))
  const ofFields = drawFrom(zipf(fields.length, 0.9))
  const countries = Math.max(1, Math.ceil(size / perCountry))
  const abreast = Math.ceil(Math.sqrt(countries))
  const tongues = ['tr', 'ar', 'uk', 'fa', 'en', 'ru', 'fr', 'ti']

  const profiles: Profile[] = []
  const capacities: number[] = []
  const newcomers = new Set<number>()
  const hidden: Hidden[] = []
  for (let number = 0; number < size; number++) {
    const country = number % countries
    const home = towns[placeIn(random)]!
    const members = Math.round(Math.exp(3.6 + 0.9 * random.normal()))
    const isNew = random.chance(0.25)
    if (isNew) newcomers.add(number)
    const years = isNew ? random.next() * 2 : Math.abs(random.normal()) * 12
    const wealth = Math.log10(Math.max(3, members))
    const distinct = (many: number, draw: () => (typeof kinds)[number]) => {
      const found = new Map<string, (typeof kinds)[number]>()
      for (let tries = 0; found.size < many && tries < many * 4; tries++) {
        const kind = draw()
        found.set(kind.id, kind)
      }
      return [...found.values()]
    }
    const needs = distinct(1 + random.below(4), () => demand[ofDemand(random)]!)
    const without = isNew ? random.chance(0.5) : random.chance(0.05)
    const offers = without
      ? []
      : distinct(1 + random.below(Math.max(1, Math.round(wealth * 1.6))), () => supply[ofSupply(random)]!)
    const listing = (kind: (typeof kinds)[number], purpose: string): Listing => {
      const from = random.chance(0.15) ? now + (random.below(120) - 30) * day : undefined
      return {
        id: `${number}-${purpose}-${kind.id}`,
        category: kind.id,
        parentCategory: kind.group,
        remote: random.chance(0.25),
        lastConfirmedAt: now - random.below(180) * day,
        ...(from !== undefined && { activeFrom: from, activeUntil: from + (30 + random.below(90)) * day }),
      }
    }
    const topics = [...new Set(Array.from({ length: 1 + random.below(4) }, () => fields[ofFields(random)]!))]
    const languages = [
      ...(random.chance(0.93) ? ['de'] : []),
      ...(random.chance(0.6) ? [tongues[random.below(tongues.length)]!] : []),
    ]
    profiles.push({
      id: `o${String(number).padStart(6, '0')}`,
      needs: needs.map((kind) => listing(kind, 'n')),
      offers: offers.map((kind) => listing(kind, 'o')),
      topics,
      languages: languages.length > 0 ? languages : ['de'],
      hasInterpreter: offers.some(({ id }) => id === 'interpreting'),
      municipality: `${country}/${home.ags}`,
      district: `${country}/${home.districtKey}`,
      lat: home.lat + 0.01 * random.normal() + 2.3 * Math.floor(country / abreast) - 1.1 * abreast,
      lon: home.lon + 0.015 * random.normal() + 3.4 * (country % abreast),
      joinedAt: now - (isNew ? random.below(90) : 90 + random.below(2000)) * day,
      lastConfirmedAt: now - random.below(isNew ? 90 : 365) * day,
      experience: Math.min(1, years / 15),
    })
    capacities.push(Math.max(1, Math.min(8, Math.round(wealth + random.normal()))))
    const given = new Set(offers.map(({ id }) => id))
    const needed = new Set(needs.map(({ id }) => id))
    hidden.push({
      quality: 0.25 * random.normal(),
      openness: 0.3 * random.normal(),
      reachKm: 20 + 60 * random.next(),
      caresForWork: Math.max(0, 0.9 + 0.4 * random.normal()),
      caresForPeers: Math.max(0, 0.6 + 0.4 * random.normal()),
      unsaidNeeds: new Set(
        random.chance(0.4) ? [demand[ofDemand(random)]!.id].filter((id) => !needed.has(id)) : [],
      ),
      unsaidOffers: new Set(
        random.chance(isNew ? 0.6 : 0.3) ? [supply[ofSupply(random)]!.id].filter((id) => !given.has(id)) : [],
      ),
      urgency: new Map(needs.map(({ id }) => [id, 0.4 + 1.2 * random.next()])),
    })
  }

  const groupOf = new Map(kinds.map(({ id, group }) => [id, group]))
  /** The more of what is urgent is met, the better; each further need adds less. */
  function help(a: number, b: number): number {
    const [me, other] = [profiles[a]!, profiles[b]!]
    const [mine, theirs] = [hidden[a]!, hidden[b]!]
    let met = 0
    for (const { category } of me.needs) {
      const exact = other.offers.some((offer) => offer.category === category)
      const unsaid = theirs.unsaidOffers.has(category)
      const near = other.offers.some((offer) => groupOf.get(offer.category) === groupOf.get(category))
      met += mine.urgency.get(category)! * (exact ? 1 : unsaid ? 0.8 : near ? 0.3 : 0)
    }
    for (const category of mine.unsaidNeeds)
      if (other.offers.some((offer) => offer.category === category)) met += 0.7
    return 1 - Math.exp(-met * (1 + theirs.quality))
  }

  function wants(a: number, b: number): number {
    const [me, other] = [profiles[a]!, profiles[b]!]
    const mine = hidden[a]!
    const shared = me.topics.filter((topic) => other.topics.includes(topic)).length
    const samePlight = me.needs.some((need) => other.needs.some(({ category }) => category === need.category))
    const km = Math.hypot((me.lat - other.lat) * 111, (me.lon - other.lon) * 71)
    const talks = me.languages.some((language) => other.languages.includes(language))
    // Sympathy is of both; the rest of what nobody can know is of each.
    const [low, high] = a < b ? [a, b] : [b, a]
    const sympathy = gauss(lot(seed, low, high, 1), lot(seed, low, high, 2))
    const whim = gauss(lot(seed, a, b, 3), lot(seed, a, b, 4))
    const drive =
      -3.6 +
      4.4 * help(a, b) +
      mine.caresForWork * (1 - Math.exp(-shared)) +
      mine.caresForPeers * (samePlight ? 1 : 0) +
      1.2 * 2 ** (-km / mine.reachKm) +
      0.3 * Math.abs((me.experience ?? 0) - (other.experience ?? 0)) +
      hidden[b]!.quality +
      mine.openness +
      0.35 * sympathy +
      0.35 * whim
    const willing = 1 / (1 + Math.exp(-drive))
    return talks ? willing : willing * (me.hasInterpreter || other.hasInterpreter ? 0.6 : 0.25)
  }

  return { profiles, capacities, newcomers, wants }
}

const gauss = (u: number, v: number) => Math.sqrt(-2 * Math.log(1 - u * 0.999999)) * Math.cos(2 * Math.PI * v)
