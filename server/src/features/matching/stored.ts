import {
  type Direction,
  type Entry,
  type Explanation,
  type Factor,
  type FactorFacts,
  factorKinds,
} from '@augenhoehe/matching'

/** One direction as it is kept: what cannot be computed from the rest, and its score to compare with. */
interface StoredDirection {
  score: number
  gate: number
  common: string[]
  interpreter: boolean
  /** In the order of `factorKinds`. */
  weights: number[]
  values: number[]
  facts: FactorFacts
}

/** One line of a list with everything that led to it. */
export interface StoredEntry extends Entry {
  weightsVersion: string
  forMe: StoredDirection
  forThem: StoredDirection
}

const pack = ({ score, gate, factors }: Direction): StoredDirection => ({
  score,
  gate: gate.value,
  common: gate.facts.common,
  interpreter: gate.facts.interpreter,
  weights: factors.map(({ weight }) => weight),
  values: factors.map(({ value }) => value),
  facts: Object.fromEntries(factors.map(({ kind, facts }) => [kind, facts])) as unknown as FactorFacts,
})

function unpack({ score, gate, common, interpreter, weights, values, facts }: StoredDirection): Direction {
  const factors = factorKinds.map((kind, at) => {
    const [weight, value] = [weights[at]!, values[at]!]
    return { kind, weight, value, contribution: weight * value * gate, facts: facts[kind] }
  })
  return {
    score,
    gate: { kind: 'language', value: gate, facts: { common, interpreter } },
    factors: factors as Factor[],
  }
}

export const toStored = (
  { id, slot }: Pick<Entry, 'id' | 'slot'>,
  { score, forMe, forThem, weightsVersion }: Explanation,
): StoredEntry => ({ id, score, slot, weightsVersion, forMe: pack(forMe), forThem: pack(forThem) })

export const explanationOf = ({ score, weightsVersion, forMe, forThem }: StoredEntry): Explanation => ({
  score,
  weightsVersion,
  forMe: unpack(forMe),
  forThem: unpack(forThem),
})
