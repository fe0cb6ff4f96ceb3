import type { AllOperations, Factor, Listing, Reply, Suggestion } from '@augenhoehe/contracts'

type Fusion = Reply<AllOperations['matching.suggestions']>['fusion']

/** Something the own association could do, and the score it could lead to at most. */
export interface Change {
  kind: 'offer' | 'need' | 'language' | 'fresh'
  /** Categories or languages. */
  terms: readonly string[]
  score: number
}

/** The power mean of both benefits; −1 is the harmonic mean, 0 the geometric one. */
export function fused(one: number, other: number, { exponent, floor }: Fusion): number {
  const [a, b] = [Math.max(one, floor), Math.max(other, floor)]
  if (exponent === 0) return Math.sqrt(a * b)
  return ((a ** exponent + b ** exponent) / 2) ** (1 / exponent)
}

const find = (factors: readonly Factor[], kind: Factor['kind']) => factors.find((one) => one.kind === kind)
const gateOf = (factors: readonly Factor[]) => find(factors, 'language')?.value ?? 1
/** What a factor could still add to its direction. */
function room(factors: readonly Factor[], kind: Factor['kind']) {
  const factor = find(factors, kind)
  return factor ? factor.weight * (1 - factor.value) * gateOf(factors) : 0
}

const distinct = (terms: readonly string[]) => [...new Set(terms)]
const categories = (listings: readonly Listing[], kind: Listing['kind']) =>
  listings.filter((one) => one.kind === kind && one.state === 'active').map(({ category }) => category)

/** Fresh enough that confirming once more would hardly count. */
const freshEnough = 0.7

/**
 * What would change a score, from what both have entered: nothing is said that their entries and factors do not hold.
 * The most rewarding first; what would not be seen is left out.
 */
export function changesOf(
  { organisation, score, benefit, theirBenefit, factors, theirFactors }: Suggestion,
  fusion: Fusion,
  { own, theirs }: { own: readonly Listing[]; theirs: readonly Listing[] },
): Change[] {
  const missing = (theirKind: Listing['kind'], ownKind: Listing['kind']) => {
    const entered = new Set(categories(own, ownKind))
    return distinct(categories(theirs, theirKind)).filter((category) => !entered.has(category))
  }
  const [gate, theirGate] = [gateOf(factors), gateOf(theirFactors)]
  const changes: Change[] = [
    {
      kind: 'offer',
      terms: missing('need', 'offer'),
      score: fused(benefit, theirBenefit + room(theirFactors, 'complementarity'), fusion),
    },
    {
      kind: 'need',
      terms: missing('offer', 'need'),
      score: fused(benefit + room(factors, 'complementarity'), theirBenefit, fusion),
    },
    {
      kind: 'language',
      terms: gate < 1 || theirGate < 1 ? organisation.languages : [],
      score: fused(benefit / (gate || 1), theirBenefit / (theirGate || 1), fusion),
    },
  ]
  if ((find(theirFactors, 'freshness')?.value ?? 1) < freshEnough)
    changes.push({
      kind: 'fresh',
      terms: ['profile'],
      score: fused(benefit, theirBenefit + room(theirFactors, 'freshness'), fusion),
    })
  const points = (share: number) => Math.round(share * 100)
  return changes
    .filter((change) => change.terms.length > 0 && points(change.score) > points(score))
    .sort((a, b) => b.score - a.score)
}
