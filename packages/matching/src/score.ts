import type { Weights } from './weights.ts'

/** A need or an offer. Times are milliseconds since 1970. */
export interface Listing {
  id: string
  category: string
  parentCategory?: string
  /** Can be met, or given, without being in one place. */
  remote: boolean
  /** Open where not given. Before it begins a listing counts as announced, after its end not at all. */
  activeFrom?: number
  activeUntil?: number
  lastConfirmedAt: number
}

/**
 * What the matchmaking may know of an organisation. Leaving out is the caller's job: fields of activity not meant for
 * matching (religion, heritage language) must not be among `topics`, and `languages` holds stated working languages,
 * never ones inferred from origin.
 */
export interface Profile {
  id: string
  needs: readonly Listing[]
  offers: readonly Listing[]
  topics: readonly string[]
  /** Guiding questions on which the organisation was active. */
  questions?: readonly string[]
  /** BCP 47. */
  languages: readonly string[]
  hasInterpreter?: boolean
  municipality: string
  district: string
  lat: number
  lon: number
  /** Scores do not read it; lists that make room for newcomers do. */
  joinedAt: number
  lastConfirmedAt: number
  /** From 0, just founded, to 1, long experienced; unknown where not given. */
  experience?: number
}

/** What each factor knows, as data for words. "Own" is the organisation that benefits, "other" the one it is shown. */
export interface FactorFacts {
  /** One entry per covered need, the most valuable first. */
  complementarity: {
    needs: number
    matches: {
      need: string
      offer: string
      category: string
      offerCategory: string
      /** False: only the parent category is the same. */
      exact: boolean
      remote: boolean
    }[]
  }
  /** Needs of both in one category, the rarest first, and guiding questions both were active on. */
  peer: { needs: { own: string; other: string; category: string }[]; questions: string[] }
  topic: { topics: string[] }
  distance: { km: number; sameMunicipality: boolean; sameDistrict: boolean; remote: boolean }
  maturity: { moreExperienced: 'own' | 'other' | null }
  /** Whole days since the other's profile and the freshest matching need and offer were confirmed. */
  freshness: { days: number; needDays: number | null; offerDays: number | null }
}

export type FactorKind = keyof FactorFacts

export type Factor<K extends FactorKind = FactorKind> = {
  [kind in K]: {
    kind: kind
    weight: number
    /** Within [0, 1]. */
    value: number
    /** weight × value × language gate; the contributions of all factors sum to the score. */
    contribution: number
    facts: FactorFacts[kind]
  }
}[K]

/** Multiplies the score; adds nothing by itself. */
export interface LanguageGate {
  kind: 'language'
  value: number
  facts: { common: string[]; interpreter: boolean }
}

/** How much one organisation would benefit from another, with all that led to the number. */
export interface Direction {
  score: number
  gate: LanguageGate
  factors: Factor[]
}

/** How much a need of this category weighs; rarer needs weigh more. */
export type Rarity = (category: string) => number

/** A profile at one moment, in the form in which it is compared; independent of the order of its lists. */
export interface Prepared {
  profile: Profile
  now: number
  needs: readonly Listing[]
  offers: readonly Listing[]
  /** One need for each category, by category. */
  needIn: ReadonlyMap<string, Listing>
  topics: ReadonlySet<string>
  questions: ReadonlySet<string>
  languages: ReadonlySet<string>
  /** The languages without their variants. */
  spoken: ReadonlySet<string>
}

export function prepare(profile: Profile, now: number): Prepared {
  const current = (listings: readonly Listing[]) =>
    listings.filter((listing) => endOf(listing) > now && endOf(listing) >= startOf(listing, now)).sort(byId)
  const needs = current(profile.needs)
  const languages = new Set([...profile.languages].sort())
  return {
    profile,
    now,
    needs,
    offers: current(profile.offers),
    needIn: new Map(
      // Backwards, so that of several needs in a category the smallest id stays.
      needs
        .toReversed()
        .map((need): [string, Listing] => [need.category, need])
        .sort(([a], [b]) => compareText(a, b)),
    ),
    topics: new Set([...profile.topics].sort()),
    questions: new Set([...(profile.questions ?? [])].sort()),
    languages,
    spoken: new Set([...languages].map(primary)),
  }
}

/**
 * s(own → other): the benefit of `other` for `own`, within [0, 1] and content-based throughout, so that it works for
 * newcomers too (RECON: Pizzato et al., RecSys 2010). Adding a matching offer to `other` never lowers it.
 */
export function scoreDirection(own: Prepared, other: Prepared, rarity: Rarity, weights: Weights): Direction {
  const gate = languageGate(own, other, weights)
  const pairs = matchingPairs(own, other, weights)
  const shared = sharedNeeds(own, other)
  const factor = <K extends FactorKind>(
    kind: K,
    { value, facts }: { value: number; facts: FactorFacts[K] },
  ) =>
    ({
      kind,
      weight: weights.factors[kind],
      value,
      contribution: contribution(weights.factors[kind], value, gate.value),
      facts,
    }) as Factor<K>
  const factors: Factor[] = [
    factor('complementarity', complementarity(own, pairs, rarity)),
    factor('peer', peer(own, other, shared, rarity)),
    factor('topic', topic(own, other)),
    factor('distance', distance(own.profile, other.profile, pairs, weights)),
    factor('maturity', maturity(own.profile, other.profile)),
    factor('freshness', freshness(other, pairs, shared, weights)),
  ]
  return { gate, factors, score: scoreOf({ gate, factors }) }
}

/** The score from what is stored with it; the same number to the last bit. */
export function scoreOf({ gate, factors }: Pick<Direction, 'gate' | 'factors'>): number {
  const sum = factors.reduce((sum, { weight, value }) => sum + contribution(weight, value, gate.value), 0)
  // Weights that sum to 1 may miss it by a rounding.
  return Math.min(1, sum)
}

const contribution = (weight: number, value: number, gate: number) => weight * value * gate

/**
 * R: power mean of both directions, each at least `floor`, so that a newcomer with needs and no offers is not
 * multiplied to zero. A low direction pulls down more than a high one lifts, as success needs both sides
 * (Palomares et al., Information Fusion 69, 2021). Symmetric.
 */
export function fuse(oneWay: number, otherWay: number, { exponent, floor }: Weights['fusion']): number {
  const a = Math.max(oneWay, floor)
  const b = Math.max(otherWay, floor)
  // The harmonic mean by itself: with powers a rise by one rounding could lower the result.
  if (exponent === -1) return Math.min(1, 2 / (1 / a + 1 / b))
  if (exponent === 0) return Math.min(1, Math.sqrt(a * b))
  return Math.min(1, ((a ** exponent + b ** exponent) / 2) ** (1 / exponent))
}

interface Pair {
  need: Listing
  offer: Listing
  exact: boolean
  /** Share of the need that the offer covers: credit of the category × overlap of dates. */
  cover: number
}

function matchingPairs(own: Prepared, other: Prepared, { relatedCredit }: Weights): Pair[] {
  return own.needs.flatMap((need) =>
    other.offers.flatMap((offer) => {
      const exact = need.category === offer.category
      if (!exact && !areRelated(need, offer)) return []
      const cover = (exact ? 1 : relatedCredit) * overlap(need, offer, own.now)
      return cover > 0 ? [{ need, offer, exact, cover }] : []
    }),
  )
}

function areRelated(a: Listing, b: Listing): boolean {
  return (
    (a.parentCategory !== undefined &&
      (a.parentCategory === b.parentCategory || a.parentCategory === b.category)) ||
    a.category === b.parentCategory
  )
}

/** Overlap coefficient of the two spans from now on: one lying within the other counts fully. */
function overlap(a: Listing, b: Listing, now: number): number {
  const common = Math.min(endOf(a), endOf(b)) - Math.max(startOf(a, now), startOf(b, now))
  const shorter = Math.min(endOf(a) - startOf(a, now), endOf(b) - startOf(b, now))
  if (common < 0) return 0
  return shorter === 0 || shorter === Infinity ? 1 : common / shorter
}

const startOf = ({ activeFrom = -Infinity }: Listing, now: number) => Math.max(activeFrom, now)
const endOf = ({ activeUntil = Infinity }: Listing) => activeUntil

/** Σ rarity of needs × best cover by an offer / Σ rarity of needs. */
function complementarity(own: Prepared, pairs: readonly Pair[], rarity: Rarity) {
  const best = new Map<string, Pair>()
  for (const pair of pairs) {
    const before = best.get(pair.need.id)
    if (!before || pair.cover > before.cover) best.set(pair.need.id, pair)
  }
  let covered = 0
  let wanted = 0
  for (const need of own.needs) {
    covered += rarity(need.category) * (best.get(need.id)?.cover ?? 0)
    wanted += rarity(need.category)
  }
  const worth = ({ need, cover }: Pair) => rarity(need.category) * cover
  return {
    value: wanted > 0 ? covered / wanted : 0,
    facts: {
      needs: own.needs.length,
      matches: [...best.values()]
        .sort((a, b) => worth(b) - worth(a) || byId(a.need, b.need))
        .map(({ need, offer, exact }) => ({
          need: need.id,
          offer: offer.id,
          category: need.category,
          offerCategory: offer.category,
          exact,
          remote: need.remote && offer.remote,
        })),
    },
  }
}

interface SharedNeed {
  own: Listing
  other: Listing
}

/** One pair of needs for each category in which both need something, by category. */
function sharedNeeds(own: Prepared, other: Prepared): SharedNeed[] {
  const shared: SharedNeed[] = []
  for (const [category, need] of own.needIn) {
    const same = other.needIn.get(category)
    if (same) shared.push({ own: need, other: same })
  }
  return shared
}

/** Peers have the same problem: the share of own needs, or of own guiding questions, that the other has too. */
function peer(own: Prepared, other: Prepared, shared: readonly SharedNeed[], rarity: Rarity) {
  let needed = 0
  let met = 0
  for (const category of own.needIn.keys()) {
    needed += rarity(category)
    if (other.needIn.has(category)) met += rarity(category)
  }
  const questions = common(own.questions, other.questions)
  const needsShare = needed > 0 ? met / needed : 0
  const questionsShare = own.questions.size > 0 ? questions.length / own.questions.size : 0
  return {
    value: Math.max(needsShare, questionsShare),
    facts: {
      needs: shared
        .map((pair) => ({ own: pair.own.id, other: pair.other.id, category: pair.own.category }))
        .sort((a, b) => rarity(b.category) - rarity(a.category) || compareText(a.category, b.category)),
      questions,
    },
  }
}

/** Overlap coefficient (Szymkiewicz–Simpson): a small organisation is not punished for few topics. */
function topic(own: Prepared, other: Prepared) {
  const topics = common(own.topics, other.topics)
  const fewer = Math.min(own.topics.size, other.topics.size)
  return { value: fewer > 0 ? topics.length / fewer : 0, facts: { topics } }
}

function distance(own: Profile, other: Profile, pairs: readonly Pair[], weights: Weights) {
  const { decayKm, sameMunicipality, sameDistrict } = weights.distance
  const facts = {
    km: kilometres(own, other),
    sameMunicipality: own.municipality === other.municipality,
    sameDistrict: own.district === other.district,
    remote: pairs.some(({ need, offer }) => need.remote && offer.remote),
  }
  const bonus = Math.max(facts.sameMunicipality ? sameMunicipality : 0, facts.sameDistrict ? sameDistrict : 0)
  return { value: facts.remote ? 1 : Math.min(1, Math.exp(-facts.km / decayKm) + bonus), facts }
}

/** A bridge between newcomer and experienced: difference counts, not likeness. */
function maturity(own: Profile, other: Profile) {
  if (own.experience === undefined || other.experience === undefined)
    return { value: 0, facts: { moreExperienced: null } }
  const ahead = within01(other.experience) - within01(own.experience)
  const moreExperienced = ahead > 0 ? 'other' : ahead < 0 ? 'own' : null
  return { value: Math.abs(ahead), facts: { moreExperienced } } as const
}

/**
 * Mean of three halving ages: the other's profile, the freshest need that is met or shared, the freshest offer that
 * meets one. Where nothing matches the latter two are 0, so that a match, however old, never lowers the value.
 */
function freshness(other: Prepared, pairs: readonly Pair[], shared: readonly SharedNeed[], weights: Weights) {
  const days = (confirmed: number) => Math.max(0, (other.now - confirmed) / dayMs)
  const fewestDays = (listings: readonly Listing[]) =>
    Math.min(...listings.map(({ lastConfirmedAt }) => days(lastConfirmedAt)))
  const ages = {
    profile: days(other.profile.lastConfirmedAt),
    need: fewestDays([...pairs.map(({ need }) => need), ...shared.map(({ other }) => other)]),
    offer: fewestDays(pairs.map(({ offer }) => offer)),
  }
  const halved = (age: number) => 2 ** (-age / weights.freshnessHalfLifeDays)
  const whole = (age: number) => (age === Infinity ? null : Math.floor(age))
  return {
    value: (halved(ages.profile) + halved(ages.need) + halved(ages.offer)) / 3,
    facts: { days: Math.floor(ages.profile), needDays: whole(ages.need), offerDays: whole(ages.offer) },
  }
}

/** Variants of one language understand each other: plain German (`de-simple`) and German count as common. */
function languageGate(own: Prepared, other: Prepared, { language }: Weights): LanguageGate {
  const common = [...own.languages].filter((tag) => other.spoken.has(primary(tag)))
  const interpreter = own.profile.hasInterpreter === true || other.profile.hasInterpreter === true
  const value = common.length > 0 ? language.common : interpreter ? language.interpreter : language.none
  return { kind: 'language', value, facts: { common, interpreter } }
}

const primary = (tag: string) => (tag.split('-', 1)[0] ?? tag).toLowerCase()

const dayMs = 86_400_000

/**
 * Great circle by the haversine formula (Sinnott, Sky & Telescope 68, 1984) on the IUGG mean radius. Written out here
 * because this package takes nothing from outside.
 */
function kilometres(a: Profile, b: Profile): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const h = half(b.lat - a.lat) + cos(a.lat) * cos(b.lat) * half(b.lon - a.lon)
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, h)))
}

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((entry) => b.has(entry))

const within01 = (value: number) => Math.min(1, Math.max(0, value))

// By code unit, not by locale: the same on every machine.
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export const byId = (a: { id: string }, b: { id: string }): number => compareText(a.id, b.id)
