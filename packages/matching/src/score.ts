import type { Prepared, PreparedListing } from './prepared.ts'
import type { FactorKind, Weights } from './weights.ts'

/** What a directed score is made of: each value within [0, 1], the gate as what multiplies their sum. */
export interface Measures extends Record<FactorKind, number> {
  gate: number
}

export const emptyMeasures = (): Measures => ({
  complementarity: 0,
  peer: 0,
  topic: 0,
  distance: 0,
  maturity: 0,
  freshness: 0,
  gate: 0,
})

/**
 * The benefit of each of two for the other, content-based throughout, so that it works for newcomers too (RECON:
 * Pizzato et al., RecSys 2010). Adding a matching offer never lowers a value. Both at once and into what is given,
 * because it is asked millions of times in a cycle and half of it is the same from both sides.
 *
 * - complementarity: Σ rarity of needs × best cover by an offer / Σ rarity of needs
 * - peer: the share of own needs, or of own guiding questions, that the other has too
 * - topic: overlap coefficient (Szymkiewicz–Simpson), which does not punish few topics
 * - distance: e^(−km / decay) and a bonus for a joint dialogue partner; 1 where a need and its offer may be remote
 * - maturity: difference of experience, not likeness: a bridge between newcomer and experienced
 * - freshness: mean of three halving ages: the other's profile, the freshest need that is met or shared, the freshest
 *   offer that meets one; where nothing matches the latter two are 0, so that a match, however old, lowers nothing
 */
export function measure(a: Prepared, b: Prepared, forA: Measures, forB: Measures): void {
  const topic = topicOf(a, b)
  const km = kilometres(a, b)
  const maturity = experienceGap(a, b)
  const talk = canTalk(a, b)
  const questions = (a.questionMarks & b.questionMarks) === 0 ? 0 : inCommon(a.questions, b.questions)
  let [shared, freshA, freshB] = [0, 0, 0]
  if ((a.needInMarks & b.needInMarks) !== 0) {
    for (const need of a.needIn) {
      for (const same of b.needIn) {
        if (need.category !== same.category) continue
        shared += need.rarity
        if (need.fresh > freshA) freshA = need.fresh
        if (same.fresh > freshB) freshB = same.fresh
      }
    }
  }
  help(a, b, km, shared, freshB, questions, forA)
  help(b, a, km, shared, freshA, questions, forB)
  forA.topic = forB.topic = topic
  forA.maturity = forB.maturity = maturity
  forA.gate = gateOf(a, b, talk, a.weights)
  forB.gate = gateOf(a, b, talk, b.weights)
}

/** What differs between the two sides. */
function help(
  own: Prepared,
  other: Prepared,
  km: number,
  shared: number,
  freshShared: number,
  questions: number,
  into: Measures,
) {
  let covered = 0
  let freshNeed = freshShared
  let freshOffer = 0
  let remote = false
  if ((own.needMarks & other.offerMarks) !== 0) {
    for (const need of own.needs) {
      let best = 0
      for (const offer of other.offers) {
        const cover = coverOf(need, offer, own.weights)
        if (cover <= 0) continue
        if (cover > best) best = cover
        if (need.fresh > freshNeed) freshNeed = need.fresh
        if (offer.fresh > freshOffer) freshOffer = offer.fresh
        if (need.remote && offer.remote) remote = true
      }
      covered += need.rarity * best
    }
  }
  const needsShare = own.wantedOnce > 0 ? shared / own.wantedOnce : 0
  const questionsShare = questions > 0 ? questions / own.questions.length : 0
  into.complementarity = own.wanted > 0 ? covered / own.wanted : 0
  into.peer = Math.max(needsShare, questionsShare)
  into.distance = remote ? 1 : nearness(own, other, km)
  into.freshness = (other.fresh + freshNeed + freshOffer) / 3
}

function topicOf(a: Prepared, b: Prepared): number {
  if ((a.topicMarks & b.topicMarks) === 0) return 0
  return inCommon(a.topics, b.topics) / Math.min(a.topics.length, b.topics.length)
}

/** The directed score of what was measured: Σ weight × value × gate, within [0, 1]. */
export function scoreOf(measures: Measures, { factors }: Pick<Weights, 'factors'>): number {
  const { gate } = measures
  // Written out, in the order of `factorKinds`: the same sum as over stored contributions, to the last bit.
  const sum =
    contribution(factors.complementarity, measures.complementarity, gate) +
    contribution(factors.peer, measures.peer, gate) +
    contribution(factors.topic, measures.topic, gate) +
    contribution(factors.distance, measures.distance, gate) +
    contribution(factors.maturity, measures.maturity, gate) +
    contribution(factors.freshness, measures.freshness, gate)
  // Weights that sum to 1 may miss it by a rounding.
  return Math.min(1, sum)
}

export const contribution = (weight: number, value: number, gate: number): number => weight * value * gate

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

/** Share of the need that the offer covers: credit of the category × overlap of dates. */
export function coverOf(need: PreparedListing, offer: PreparedListing, { relatedCredit }: Weights): number {
  if (need.category === offer.category) return overlap(need, offer)
  return areRelated(need, offer) ? relatedCredit * overlap(need, offer) : 0
}

const areRelated = (a: PreparedListing, b: PreparedListing): boolean =>
  (a.parent >= 0 && (a.parent === b.parent || a.parent === b.category)) || a.category === b.parent

/** Overlap coefficient of the two spans from now on: one lying within the other counts fully. */
function overlap(a: PreparedListing, b: PreparedListing): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  const shorter = Math.min(a.end - a.start, b.end - b.start)
  if (common < 0) return 0
  return shorter === 0 || shorter === Infinity ? 1 : common / shorter
}

function inCommon(a: readonly number[], b: readonly number[]): number {
  let common = 0
  for (const entry of a) for (const other of b) if (entry === other) common++
  return common
}

/** Mean earth radius of the IUGG. */
const earthKm = 6371.0088

/** Great circle by the chord between two points of the unit sphere, which is exact for short ways as well. */
export function kilometres(a: Prepared, b: Prepared): number {
  const chord = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
  return 2 * earthKm * Math.asin(Math.min(1, chord / 2))
}

function nearness(own: Prepared, other: Prepared, km: number): number {
  const { distance } = own.weights
  const bonus = Math.max(
    own.municipality === other.municipality ? distance.sameMunicipality : 0,
    own.district === other.district ? distance.sameDistrict : 0,
  )
  return Math.min(1, Math.exp(-km / distance.decayKm) + bonus)
}

function experienceGap(own: Prepared, other: Prepared): number {
  const gap = Math.abs(other.experience - own.experience)
  return Number.isNaN(gap) ? 0 : gap
}

function gateOf(a: Prepared, b: Prepared, talk: boolean, { language }: Weights): number {
  if (talk) return language.common
  return a.interpreter || b.interpreter ? language.interpreter : language.none
}

export const canTalk = (a: Prepared, b: Prepared): boolean =>
  (a.spokenMarks & b.spokenMarks) !== 0 && a.spoken.some((language) => b.spoken.includes(language))
