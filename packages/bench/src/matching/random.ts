export interface Random {
  /** Within [0, 1). */
  next(): number
  below(most: number): number
  chance(share: number): boolean
  /** Mean 0, deviation 1 (Box & Muller, Ann. Math. Statist. 29, 1958). */
  normal(): number
}

/** Chance from a seed: the same everywhere (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: (most) => Math.floor(next() * most),
    chance: (share) => next() < share,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

/** Draws positions by their weights. */
export function drawFrom(weights: readonly number[]) {
  const upTo: number[] = []
  let total = 0
  for (const weight of weights) upTo.push((total += weight))
  return (random: Random): number => {
    const point = random.next() * total
    let [low, high] = [0, upTo.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! <= point) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Weights by rank, as demand for words, goods and help is distributed (Zipf, 1949). */
export const zipf = (many: number, exponent: number) =>
  Array.from({ length: many }, (_, rank) => 1 / (rank + 1) ** exponent)

/** A number within [0, 1) for a pair and a purpose; the same whoever asks first, so that variants meet the same chance. */
export function lot(seed: number, a: number, b: number, purpose: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f) ^ Math.imul(b + 1, 0x165667b1)
  h = Math.imul(h ^ (h >>> 13), 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae3d)
  h ^= h >>> 15
  return (h >>> 0) / 4_294_967_296
}
