import {
  atCategory,
  atDistrict,
  atEnd,
  atExperience,
  atFresh,
  atInterpreter,
  atListingFresh,
  atMunicipality,
  atNeedIn,
  atNeedInMarks,
  atNeedMarks,
  atNeeds,
  atOfferMarks,
  atOffers,
  atParent,
  atQuestionMarks,
  atQuestions,
  atRarity,
  atRemote,
  atSpoken,
  atSpokenMarks,
  atStart,
  atTopicMarks,
  atTopics,
  atWanted,
  atWantedOnce,
  atX,
  atY,
  atZ,
  head,
  listingSize,
} from './packed.ts'
import type { Prepared } from './prepared.ts'
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
 * Pizzato et al., RecSys 2010). Adding a matching offer never lowers a value. Both at once, from packed numbers (`n`, where
 * the two begin at `a` and `b`) and into what is given, because it is asked millions of times in a cycle.
 *
 * - complementarity: Σ rarity of needs × best cover by an offer / Σ rarity of needs
 * - peer: the share of own needs, or of own guiding questions, that the other has too
 * - topic: overlap coefficient (Szymkiewicz–Simpson), which does not punish few topics
 * - distance: e^(−km / decay) and a bonus for a joint dialogue partner; 1 where a need and its offer may be remote
 * - maturity: difference of experience, not likeness: a bridge between newcomer and experienced
 * - freshness: mean of three halving ages: the other's profile, the freshest need that is met or shared, the freshest
 *   offer that meets one; where nothing matches the latter two are 0, so that a match, however old, lowers nothing
 */
export function measure(
  n: Float64Array,
  { at: a, weights: weightsA }: Placed,
  { at: b, weights: weightsB }: Placed,
  forA: Measures,
  forB: Measures,
): void {
  const km = kilometres(n, a, b)
  const talk = canTalk(n, a, b)
  const interpreter = n[a + atInterpreter]! + n[b + atInterpreter]! > 0
  const questions =
    (n[a + atQuestionMarks]! & n[b + atQuestionMarks]!) === 0
      ? 0
      : inCommon(n, questionsAt(n, a), n[a + atQuestions]!, questionsAt(n, b), n[b + atQuestions]!)
  let shared = 0
  let freshA = 0
  let freshB = 0
  if ((n[a + atNeedInMarks]! & n[b + atNeedInMarks]!) !== 0) {
    const endA = topicsAt(n, a)
    const endB = topicsAt(n, b)
    for (let need = needInAt(n, a); need < endA; need += listingSize) {
      for (let same = needInAt(n, b); same < endB; same += listingSize) {
        if (n[need + atCategory] !== n[same + atCategory]) continue
        shared += n[need + atRarity]!
        if (n[need + atListingFresh]! > freshA) freshA = n[need + atListingFresh]!
        if (n[same + atListingFresh]! > freshB) freshB = n[same + atListingFresh]!
      }
    }
  }
  help(n, a, b, weightsA, km, shared, freshB, questions, forA)
  help(n, b, a, weightsB, km, shared, freshA, questions, forB)
  forA.topic = forB.topic = topicOf(n, a, b)
  forA.maturity = forB.maturity = experienceGap(n, a, b)
  forA.gate = gateOf(talk, interpreter, weightsA)
  forB.gate = gateOf(talk, interpreter, weightsB)
}

type Placed = Pick<Prepared, 'at' | 'weights'>

/** What differs between the two sides. */
function help(
  n: Float64Array,
  own: number,
  other: number,
  weights: Weights,
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
  if ((n[own + atNeedMarks]! & n[other + atOfferMarks]!) !== 0) {
    const firstOffer = offersAt(n, other)
    const endOfOffers = needInAt(n, other)
    const endOfNeeds = offersAt(n, own)
    for (let need = needsAt(own); need < endOfNeeds; need += listingSize) {
      let best = 0
      for (let offer = firstOffer; offer < endOfOffers; offer += listingSize) {
        const cover = coverOf(n, need, offer, weights)
        if (cover <= 0) continue
        if (cover > best) best = cover
        if (n[need + atListingFresh]! > freshNeed) freshNeed = n[need + atListingFresh]!
        if (n[offer + atListingFresh]! > freshOffer) freshOffer = n[offer + atListingFresh]!
        if ((n[need + atRemote] ?? 0) + (n[offer + atRemote] ?? 0) > 1) remote = true
      }
      covered += n[need + atRarity]! * best
    }
  }
  const wanted = n[own + atWanted]!
  const wantedOnce = n[own + atWantedOnce]!
  const needsShare = wantedOnce > 0 ? shared / wantedOnce : 0
  const questionsShare = questions > 0 ? questions / n[own + atQuestions]! : 0
  into.complementarity = wanted > 0 ? covered / wanted : 0
  into.peer = Math.max(needsShare, questionsShare)
  into.distance = remote ? 1 : nearness(n, own, other, km, weights)
  into.freshness = (n[other + atFresh]! + freshNeed + freshOffer) / 3
}

function topicOf(n: Float64Array, a: number, b: number): number {
  if ((n[a + atTopicMarks]! & n[b + atTopicMarks]!) === 0) return 0
  const manyA = n[a + atTopics]!
  const manyB = n[b + atTopics]!
  return inCommon(n, topicsAt(n, a), manyA, topicsAt(n, b), manyB) / Math.min(manyA, manyB)
}

// Where the lists of a record begin; each ends where the next begins.
export const needsAt = (at: number): number => at + head
export const offersAt = (n: Float64Array, at: number): number => needsAt(at) + n[at + atNeeds]! * listingSize
const needInAt = (n: Float64Array, at: number) => offersAt(n, at) + n[at + atOffers]! * listingSize
const topicsAt = (n: Float64Array, at: number) => needInAt(n, at) + n[at + atNeedIn]! * listingSize
const questionsAt = (n: Float64Array, at: number) => topicsAt(n, at) + n[at + atTopics]!
const spokenAt = (n: Float64Array, at: number) => questionsAt(n, at) + n[at + atQuestions]!

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
export function coverOf(n: Float64Array, need: number, offer: number, { relatedCredit }: Weights): number {
  if (n[need + atCategory] === n[offer + atCategory]) return overlap(n, need, offer)
  return areRelated(n, need, offer) ? relatedCredit * overlap(n, need, offer) : 0
}

function areRelated(n: Float64Array, a: number, b: number): boolean {
  const parent = n[a + atParent]!
  if (parent >= 0 && (parent === n[b + atParent] || parent === n[b + atCategory])) return true
  return n[a + atCategory] === n[b + atParent]
}

/** Overlap coefficient of the two spans from now on: one lying within the other counts fully. */
function overlap(n: Float64Array, a: number, b: number): number {
  const startA = n[a + atStart]!
  const endA = n[a + atEnd]!
  const startB = n[b + atStart]!
  const endB = n[b + atEnd]!
  const common = Math.min(endA, endB) - Math.max(startA, startB)
  const shorter = Math.min(endA - startA, endB - startB)
  if (common < 0) return 0
  return shorter === 0 || shorter === Infinity ? 1 : common / shorter
}

function inCommon(n: Float64Array, a: number, manyA: number, b: number, manyB: number): number {
  let common = 0
  for (let i = a; i < a + manyA; i++) for (let j = b; j < b + manyB; j++) if (n[i] === n[j]) common++
  return common
}

/** Mean earth radius of the IUGG. */
const earthKm = 6371.0088

/** Great circle by the chord between two points of the unit sphere, which is exact for short ways as well. */
export function kilometres(n: Float64Array, a: number, b: number): number {
  const x = n[a + atX]! - n[b + atX]!
  const y = n[a + atY]! - n[b + atY]!
  const z = n[a + atZ]! - n[b + atZ]!
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2))
}

function nearness(n: Float64Array, own: number, other: number, km: number, { distance }: Weights): number {
  const bonus = Math.max(
    n[own + atMunicipality] === n[other + atMunicipality] ? distance.sameMunicipality : 0,
    n[own + atDistrict] === n[other + atDistrict] ? distance.sameDistrict : 0,
  )
  return Math.min(1, Math.exp(-km / distance.decayKm) + bonus)
}

function experienceGap(n: Float64Array, a: number, b: number): number {
  const gap = Math.abs(n[b + atExperience]! - n[a + atExperience]!)
  return Number.isNaN(gap) ? 0 : gap
}

function gateOf(talk: boolean, interpreter: boolean, { language }: Weights): number {
  if (talk) return language.common
  return interpreter ? language.interpreter : language.none
}

export const canTalk = (n: Float64Array, a: number, b: number): boolean =>
  (n[a + atSpokenMarks]! & n[b + atSpokenMarks]!) !== 0 &&
  inCommon(n, spokenAt(n, a), n[a + atSpoken]!, spokenAt(n, b), n[b + atSpoken]!) > 0

/** Whether the two can talk to each other, be it with an interpreter. */
export const understands = (n: Float64Array, a: number, b: number): boolean =>
  n[a + atInterpreter]! + n[b + atInterpreter]! > 0 || canTalk(n, a, b)
