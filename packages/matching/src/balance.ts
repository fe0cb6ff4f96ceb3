import type { Pools } from './pools.ts'
import { stride } from './market.ts'
import type { ListRules } from './rules.ts'

/** What places are worth to whom, as logarithms. */
export interface Worth {
  /** Added to the logarithm of a score: below 0 for those who would be shown too often, above for the others. */
  advantage: Float64Array
  /** The worth of the last line each viewer would have; whoever is worth more belongs into the list by fit alone. */
  last: Float64Array
}

const rounds = 12

/**
 * Evens out attention: whoever would stand in many lists is moved back a little in all of them, whoever would stand in
 * few is moved forward, by a factor (expected / lists)^balance, approached in rounds. In most lists that exchanges lines
 * which are nearly equal; so it costs less quality than filling up with guaranteed ones.
 */
export function* balance(
  { who, logScore, open, count, width }: Pools,
  rules: ListRules,
): Generator<void, Worth> {
  const many = count.length
  const advantage = new Float64Array(many)
  const last = new Float64Array(many)
  const usual = new Float64Array(many)
  const shown = new Float64Array(many)
  const best = new Float64Array(rules.length)
  const bestWho = new Int32Array(rules.length)
  for (let round = 0; round <= rounds; round++) {
    shown.fill(0)
    for (let viewer = 0; viewer < many; viewer++) {
      let kept = 0
      for (let at = viewer * width; at < viewer * width + count[viewer]!; at++) {
        if (open[at] === 0) continue
        const worth = logScore[at]! + advantage[who[at]!]!
        if (kept === rules.length && worth <= best[kept - 1]!) continue
        let place = kept < rules.length ? kept++ : kept - 1
        for (; place > 0 && best[place - 1]! < worth; place--) {
          best[place] = best[place - 1]!
          bestWho[place] = bestWho[place - 1]!
        }
        best[place] = worth
        bestWho[place] = who[at]!
      }
      last[viewer] = kept < rules.length ? -Infinity : best[kept - 1]!
      for (let place = 0; place < kept; place++) shown[bestWho[place]!]!++
      if (viewer % (stride * 8) === 0) yield
    }
    if (rules.balance === 0 || round === rounds) break
    for (let one = 0; one < many; one++) {
      usual[one] = round === 0 ? shown[one]! : 0.7 * usual[one]! + 0.3 * shown[one]!
      const aim = -rules.balance * Math.log((usual[one]! + 1) / (rules.length + 1))
      advantage[one] = 0.7 * advantage[one]! + 0.3 * aim
    }
  }
  return { advantage, last }
}
