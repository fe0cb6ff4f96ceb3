import { positionWeight, type Entry } from '@augenhoehe/matching'
import type { Population } from './population.ts'
import { lot } from './random.ts'

const k = 10
/** Nobody asks more than so many in one week. */
const mostRequests = 5

/** What lists are worth to those who get them, and how evenly they share attention. */
export interface Quality {
  /** Gain of the first ten by the chance that both want it, against the best ten there are (Järvelin & Kekäläinen, 2002). */
  ndcg: number
  /** Requests that were wanted on both sides and for which there was time. */
  accepted: number
  /** Share of organisations with at least one of these, sent or received; and of newcomers. */
  matched: number
  newcomersMatched: number
  /** Share that is shown at all; how often the least and the most are. */
  coverage: number
  fewest: number
  most: number
  /** Of position-weighted exposure; newcomers' against the mean, and of those among them who offer nothing. */
  gini: number
  newcomerExposure: number
  newcomersWithoutOffer: number
  /** Share of requests above what the receiver can answer. */
  overload: number
  /** Share of pairs within lists that offer nothing of the same kind; share of lines outside the own district. */
  variety: number
  outside: number
}

export interface Evaluated extends Quality {
  /** Position-weighted, in ascending order. */
  exposure: number[]
}

/** What people would make of these lists. `viewers`: of whom nDCG is taken; all where not given. */
export function evaluate(
  population: Population,
  lists: ReadonlyMap<string, readonly Pick<Entry, 'id'>[]>,
  seed: number,
  viewers?: readonly number[],
): Evaluated {
  const { profiles, capacities, newcomers, wants } = population
  const numberOf = new Map(profiles.map(({ id }, number) => [id, number]))
  const listOf = (a: number) => (lists.get(profiles[a]!.id) ?? []).map(({ id }) => numberOf.get(id)!)
  const mutual = (a: number, b: number) => wants(a, b) * wants(b, a)

  const looked = viewers ?? profiles.map((_, number) => number)
  let gain = 0
  for (const a of looked) {
    const reached = listOf(a)
      .slice(0, k)
      .reduce((sum, b, rank) => sum + mutual(a, b) * positionWeight(rank), 0)
    gain += reached / idealOf(population, a)
  }

  const shown = profiles.map(() => 0)
  const weighted = profiles.map(() => 0)
  let [different, pairs, outside, lines] = [0, 0, 0, 0]
  const requests: { from: number; to: number; at: number }[] = []
  for (let a = 0; a < profiles.length; a++) {
    const list = listOf(a)
    let sent = 0
    for (const [rank, b] of list.entries()) {
      shown[b]!++
      weighted[b]! += positionWeight(rank)
      lines++
      if (profiles[a]!.district !== profiles[b]!.district) outside++
      for (const c of list.slice(rank + 1)) {
        pairs++
        if (!alike(profiles[b]!, profiles[c]!)) different++
      }
      // Whoever is further down is seen by fewer; nobody asks more than five at once.
      const sees = lot(seed, a, b, 11) < positionWeight(rank)
      if (sees && sent < mostRequests && lot(seed, a, b, 12) < wants(a, b)) {
        requests.push({ from: a, to: b, at: lot(seed, a, b, 13) })
        sent++
      }
    }
  }
  requests.sort((x, y) => x.at - y.at)
  const taken = profiles.map(() => 0)
  const matched = new Set<number>()
  let [accepted, over] = [0, 0]
  for (const { from, to } of requests) {
    // Time goes into every answer, also into a no.
    if (++taken[to]! > capacities[to]!) {
      over++
      continue
    }
    if (lot(seed, from, to, 14) < wants(to, from)) {
      accepted++
      matched.add(from)
      matched.add(to)
    }
  }
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const isNew = [...newcomers]
  const average = mean(weighted)
  return {
    ndcg: gain / looked.length,
    accepted,
    matched: matched.size / profiles.length,
    newcomersMatched: isNew.filter((one) => matched.has(one)).length / isNew.length,
    coverage: shown.filter((times) => times > 0).length / shown.length,
    fewest: shown.reduce((least, times) => Math.min(least, times), Infinity),
    most: shown.reduce((most, times) => Math.max(most, times), 0),
    gini: gini(weighted),
    newcomerExposure: mean(isNew.map((one) => weighted[one]!)) / average,
    newcomersWithoutOffer:
      mean(isNew.filter((one) => profiles[one]!.offers.length === 0).map((one) => weighted[one]!)) / average,
    overload: over / Math.max(1, requests.length),
    variety: different / Math.max(1, pairs),
    outside: outside / Math.max(1, lines),
    exposure: weighted.toSorted((a, b) => a - b),
  }
}

const ideals = new WeakMap<Population, Map<number, number>>()

/** What the best list there could be would bring; the same for all variants. */
function idealOf(population: Population, a: number): number {
  const known = ideals.get(population) ?? new Map<number, number>()
  ideals.set(population, known)
  const before = known.get(a)
  if (before !== undefined) return before
  const best = new Float64Array(population.profiles.length)
  for (let b = 0; b < best.length; b++)
    best[b] = a === b ? 0 : population.wants(a, b) * population.wants(b, a)
  best.sort()
  let ideal = 0
  for (let rank = 0; rank < k; rank++) ideal += best[best.length - 1 - rank]! * positionWeight(rank)
  known.set(a, ideal)
  return ideal
}

const alike = (
  a: { offers: readonly { category: string }[] },
  b: { offers: readonly { category: string }[] },
) => a.offers.some((offer) => b.offers.some(({ category }) => category === offer.category))

/** 0: all the same; towards 1: one has all (Gini, 1912). */
export function gini(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const total = sorted.reduce((sum, value) => sum + value, 0)
  const ranked = sorted.reduce((sum, value, at) => sum + (at + 1) * value, 0)
  return total === 0 ? 0 : (2 * ranked) / (sorted.length * total) - (sorted.length + 1) / sorted.length
}
