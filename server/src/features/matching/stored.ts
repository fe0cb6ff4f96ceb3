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

/** What led to a line of a list. */
interface Why {
  weightsVersion: string
  forMe: StoredDirection
  forThem: StoredDirection
}

/** One line of a list. */
export interface StoredEntry extends Entry {
  /** `Why` as JSON: lists are moved about far more often than anybody looks into them. */
  why: string
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

export function toStored(
  { id, slot }: Pick<Entry, 'id' | 'slot'>,
  { score, forMe, forThem, weightsVersion }: Explanation,
): StoredEntry {
  const why: Why = { weightsVersion, forMe: pack(forMe), forThem: pack(forThem) }
  return { id, score, slot, why: JSON.stringify(why) }
}

export function explanationOf({ score, why }: Pick<StoredEntry, 'score' | 'why'>): Explanation {
  const { weightsVersion, forMe, forThem } = JSON.parse(why) as Why
  return { score, weightsVersion, forMe: unpack(forMe), forThem: unpack(forThem) }
}

/** What of it can be told in words: all but the numbers, which age by the day. */
export function wordsOf({ id, slot, why }: StoredEntry) {
  const { forMe, forThem } = JSON.parse(why) as Why
  const told = ({ facts: { complementarity, peer, topic, distance, maturity }, common }: StoredDirection) => [
    complementarity,
    peer,
    topic,
    distance,
    maturity,
    common,
  ]
  return [id, slot, told(forMe), told(forThem)]
}
