import { atExperience, atInterpreter, createPack, listingSize } from './packed.ts'
import {
  createVocabulary,
  dayMs,
  prepare,
  type Prepared,
  type PreparedListing,
  primary,
  type Rarity,
} from './prepared.ts'
import { compareText, type Listing, type Profile } from './profile.ts'
import {
  contribution,
  coverOf,
  emptyMeasures,
  fuse,
  kilometres,
  measure,
  type Measures,
  needsAt,
  offersAt,
  scoreOf,
} from './score.ts'
import { checkWeights, type FactorKind, factorKinds, startWeights, type Weights } from './weights.ts'

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

/** A pair with everything that led to its score: for the card, for "Why do I see this?" and before a request. */
export interface Explanation {
  /** Reciprocal, within [0, 1], the same seen from both sides. */
  score: number
  forMe: Direction
  forThem: Direction
  weightsVersion: string
}

/** A stored factor that is worth a sentence; no reason is ever made up beside them. */
export type Reason = Factor | LanguageGate

export interface ExplainOptions {
  /** Milliseconds since 1970. */
  now: number
  /** The same for list and explanation, or the numbers differ; equally rare where not given. */
  rarity?: Rarity
  weights?: Weights
  /** By which the other side measures. */
  theirWeights?: Weights
}

/** Two profiles that belong to no market. */
export function explain(me: Profile, other: Profile, options: ExplainOptions): Explanation {
  const { now, rarity = () => 1, weights = startWeights, theirWeights = weights } = options
  const setting = { now, rarity, vocabulary: createVocabulary(), pack: createPack() }
  const own = prepare(me, checkWeights(weights), setting)
  const theirs = prepare(other, checkWeights(theirWeights), setting)
  return explainPair(setting.pack.numbers, own, theirs, now)
}

export function explainPair(n: Float64Array, me: Prepared, other: Prepared, now: number): Explanation {
  const [forMe, forThem] = directionsOf(n, me, other, now)
  return {
    score: fuse(forMe.score, forThem.score, me.weights.fusion),
    forMe,
    forThem,
    weightsVersion: me.weights.version,
  }
}

/** The score of a stored direction, from its factors; the same number to the last bit. */
export function recomputed({ gate, factors }: Pick<Direction, 'gate' | 'factors'>): number {
  return Math.min(
    1,
    factors.reduce((sum, { weight, value }) => sum + contribution(weight, value, gate.value), 0),
  )
}

/** The benefit of each of two for the other. */
export function directionsOf(n: Float64Array, a: Prepared, b: Prepared, now: number): [Direction, Direction] {
  const [forA, forB] = [emptyMeasures(), emptyMeasures()]
  measure(n, a, b, forA, forB)
  return [directionOf(n, a, b, forA, now), directionOf(n, b, a, forB, now)]
}

function directionOf(
  n: Float64Array,
  own: Prepared,
  other: Prepared,
  measures: Measures,
  now: number,
): Direction {
  const facts = factsOf(n, own, other, now)
  const interpreter = n[own.at + atInterpreter]! + n[other.at + atInterpreter]! > 0
  return {
    score: scoreOf(measures, own.weights),
    gate: {
      kind: 'language',
      value: measures.gate,
      facts: { common: commonLanguages(own, other), interpreter },
    },
    factors: factorKinds.map((kind) => {
      const weight = own.weights.factors[kind]
      const value = measures[kind]
      return {
        kind,
        weight,
        value,
        contribution: contribution(weight, value, measures.gate),
        facts: facts[kind],
      }
    }) as Factor[],
  }
}

interface Pair {
  need: PreparedListing
  offer: PreparedListing
  cover: number
}

function factsOf(n: Float64Array, own: Prepared, other: Prepared, now: number): FactorFacts {
  const [firstNeed, firstOffer] = [needsAt(own.at), offersAt(n, other.at)]
  const coverAt = (need: number, offer: number) =>
    coverOf(n, firstNeed + need * listingSize, firstOffer + offer * listingSize, own.weights)
  const pairs = own.needs.flatMap((need, needAt) =>
    other.offers
      .map((offer, offerAt): Pair => ({ need, offer, cover: coverAt(needAt, offerAt) }))
      .filter(({ cover }) => cover > 0),
  )
  const shared = own.needIn.flatMap((need) =>
    other.needIn
      .filter(({ category }) => category === need.category)
      .map((same) => ({ own: need, other: same })),
  )
  const commonText = (a: readonly string[] = [], b: readonly string[] = []) =>
    [...new Set(a)].filter((entry) => b.includes(entry)).sort(compareText)
  const [mine, theirs] = [n[own.at + atExperience]!, n[other.at + atExperience]!]
  const days = (confirmed: number) => Math.max(0, (now - confirmed) / dayMs)
  const fewestDays = (listings: readonly Listing[]) =>
    listings.length === 0
      ? null
      : Math.floor(Math.min(...listings.map(({ lastConfirmedAt }) => days(lastConfirmedAt))))
  return {
    complementarity: { needs: own.needs.length, matches: bestOf(pairs).map(toMatch) },
    peer: {
      needs: shared
        .sort(
          (a, b) =>
            b.own.rarity - a.own.rarity || compareText(a.own.listing.category, b.own.listing.category),
        )
        .map((pair) => ({
          own: pair.own.listing.id,
          other: pair.other.listing.id,
          category: pair.own.listing.category,
        })),
      questions: commonText(own.profile.questions, other.profile.questions),
    },
    topic: { topics: commonText(own.profile.topics, other.profile.topics) },
    distance: {
      km: kilometres(n, own.at, other.at),
      sameMunicipality: own.municipality === other.municipality,
      sameDistrict: own.district === other.district,
      remote: pairs.some(({ need, offer }) => need.remote && offer.remote),
    },
    maturity: { moreExperienced: theirs > mine ? 'other' : theirs < mine ? 'own' : null },
    freshness: {
      days: Math.floor(days(other.profile.lastConfirmedAt)),
      needDays: fewestDays([
        ...pairs.map(({ need }) => need.listing),
        ...shared.map((pair) => pair.other.listing),
      ]),
      offerDays: fewestDays(pairs.map(({ offer }) => offer.listing)),
    },
  }
}

/** For each need the offer that covers most of it; the most valuable first. */
function bestOf(pairs: readonly Pair[]): Pair[] {
  const best = new Map<PreparedListing, Pair>()
  for (const pair of pairs) {
    const before = best.get(pair.need)
    if (!before || pair.cover > before.cover) best.set(pair.need, pair)
  }
  const worth = ({ need, cover }: Pair) => need.rarity * cover
  return [...best.values()].sort(
    (a, b) => worth(b) - worth(a) || compareText(a.need.listing.id, b.need.listing.id),
  )
}

const toMatch = ({ need, offer }: Pair) => ({
  need: need.listing.id,
  offer: offer.listing.id,
  category: need.listing.category,
  offerCategory: offer.listing.category,
  exact: need.category === offer.category,
  remote: need.remote && offer.remote,
})

function commonLanguages(own: Prepared, other: Prepared): string[] {
  const spoken = new Set(other.profile.languages.map(primary))
  return [...new Set(own.profile.languages)].filter((tag) => spoken.has(primary(tag))).sort(compareText)
}

/** From which value on a factor is worth a sentence: half an hour's drive, clearly more experience, lately confirmed. */
const worthSaying: Record<FactorKind, number> = {
  complementarity: 0,
  peer: 0,
  topic: 0,
  distance: 0.35,
  maturity: 0.3,
  freshness: 0.6,
}

export const isWorthSaying = ({ kind, value, contribution }: Factor): boolean =>
  contribution > 0 && value >= worthSaying[kind]

export const mostReasons = 3

/**
 * At most three, best first. Few and from one's own side: reasons of both sides help only where accepting costs
 * something (Kleinerman, Rosenfeld, Kraus, RecSys 2018). The language comes last: it opens the door but is no benefit.
 */
export function reasonsOf({ gate, factors }: Direction): Reason[] {
  const telling = factors.filter(isWorthSaying).sort((a, b) => b.contribution - a.contribution)
  const common = gate.facts.common.length > 0 && gate.value > 0 ? [gate] : []
  return [...telling, ...common].slice(0, mostReasons)
}
