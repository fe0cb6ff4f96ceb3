/** What a directed score adds up, in this order. */
export const factorKinds = ['complementarity', 'peer', 'topic', 'distance', 'maturity', 'freshness'] as const
export type FactorKind = (typeof factorKinds)[number]

/** Everything about the method that can be turned. Shown to organisations, so each value has a name and a version. */
export interface Weights {
  /** Stored with every suggestion; changes with any value below. */
  version: string
  /** What each factor can add to a directed score; not negative, together 1. */
  factors: Record<FactorKind, number>
  /** What the score is multiplied with, by how two organisations can talk to each other. */
  language: { common: number; interpreter: number; none: number }
  /** Credit for an offer that is not what is needed but belongs to the same parent category. */
  relatedCredit: number
  /** Nearness is e^(−km / decayKm), plus a bonus for a joint dialogue partner, at most 1. */
  distance: { decayKm: number; sameMunicipality: number; sameDistrict: number }
  /** After so many days a confirmation counts half. */
  freshnessHalfLifeDays: number
  /** Power mean of both directions: −1 is the harmonic mean, 0 the geometric. No direction counts less than `floor`. */
  fusion: { exponent: number; floor: number }
}

/**
 * The start of the method. Factors, gate, decay, half-life and fusion follow the project's study of reciprocal
 * recommendation (RECON: Pizzato et al., RecSys 2010; fusion: Palomares et al., Information Fusion 69, 2021).
 * In its simulation exponents of −1, −0.5 and 0 differed by less than 1 % in nDCG. The two bonuses are a first guess.
 */
export const startWeights: Weights = {
  version: '2026-1',
  factors: {
    complementarity: 0.4,
    peer: 0.15,
    topic: 0.15,
    distance: 0.12,
    maturity: 0.08,
    freshness: 0.1,
  },
  language: { common: 1, interpreter: 0.6, none: 0.2 },
  relatedCredit: 0.5,
  distance: { decayKm: 40, sameMunicipality: 0.2, sameDistrict: 0.1 },
  freshnessHalfLifeDays: 90,
  fusion: { exponent: -1, floor: 0.02 },
}

/** Throws where a value would let a score leave [0, 1] or turn a benefit into a harm. */
export function checkWeights(weights: Weights): Weights {
  const { factors, language, relatedCredit, distance, freshnessHalfLifeDays, fusion } = weights
  const total = Object.values(factors).reduce((sum, weight) => sum + weight, 0)
  const must = (holds: boolean, fault: string) => {
    if (!holds) throw new RangeError(`weights ${weights.version}: ${fault}`)
  }
  must(Math.abs(total - 1) < 1e-9, `factors sum to ${total} instead of 1`)
  must(Object.values(factors).every(isShare), 'a factor is not within [0, 1]')
  must(Object.values(language).every(isShare), 'a language gate is not within [0, 1]')
  must(
    language.none <= language.interpreter && language.interpreter <= language.common,
    'language gates fall',
  )
  must(isShare(relatedCredit), 'relatedCredit is not within [0, 1]')
  must(distance.decayKm > 0, 'decayKm is not positive')
  must(distance.sameMunicipality >= 0 && distance.sameDistrict >= 0, 'a distance bonus is negative')
  must(freshnessHalfLifeDays > 0, 'freshnessHalfLifeDays is not positive')
  must(Number.isFinite(fusion.exponent), 'the exponent of the fusion is not finite')
  must(fusion.floor > 0 && fusion.floor < 1, 'the floor of the fusion is not within (0, 1)')
  return weights
}

/** The turns an organisation, or what it did, gives to the method: factors by which weights are multiplied. */
export type Adjustment = Partial<Record<FactorKind | 'language', number>>

/** How far a weight may leave its start, in either direction. */
export const mostAdjustment = 0.5

/**
 * Weights for one organisation. Each turn is held within ±50 %, then the factors are brought back to a sum of 1. The
 * language turns the gates of those who have no language in common: 1.5 makes them half as wide, 0.5 half as wide
 * again, never wider than the gate before them.
 */
export function adjusted(weights: Weights, adjustment: Adjustment): Weights {
  const turned = factorKinds.filter((kind) => turnOf(adjustment[kind]) !== 1)
  if (turned.length === 0 && turnOf(adjustment.language) === 1) return weights
  const raw = factorKinds.map((kind) => weights.factors[kind] * turnOf(adjustment[kind]))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  const factors = Object.fromEntries(factorKinds.map((kind, at) => [kind, raw[at]! / total]))
  const wider = 2 - turnOf(adjustment.language)
  const interpreter = Math.min(weights.language.common, weights.language.interpreter * wider)
  const none = Math.min(interpreter, weights.language.none * wider)
  return {
    ...weights,
    factors: turned.length === 0 ? weights.factors : (factors as Weights['factors']),
    language: { ...weights.language, interpreter, none },
  }
}

const turnOf = (turn = 1) => Math.min(1 + mostAdjustment, Math.max(1 - mostAdjustment, turn))

const isShare = (value: number) => value >= 0 && value <= 1
