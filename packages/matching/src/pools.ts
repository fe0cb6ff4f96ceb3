import { compareText } from './profile.ts'
import { type Market, type Participant, type SearchOptions, stride } from './market.ts'

/** The best candidates of everybody, as columns: those of number `n` lie from `n * width` on, `count[n]` of them. */
export interface Pools {
  width: number
  count: Int32Array
  /** Numbers along the map. */
  who: Int32Array
  score: Float64Array
  logScore: Float64Array
  /** 0 where the owner of the pool is not to see them. */
  open: Uint8Array
  /** Pairs whose score was computed. */
  scored: number
}

/** So many of the best are kept of each one's own search. */
const kept = 56
/** To so many of those somebody fits best they are made known, wherever their own search led. */
const announced = 12

/** A candidate with the reciprocal score. */
export interface Scored {
  participant: Participant
  score: number
}

/** The best of some candidates, best first, ties by id. */
export function bestOf(market: Market, me: Participant, candidates: readonly Participant[]): Scored[] {
  const best: Scored[] = []
  for (const participant of candidates) {
    const score = market.score(me, participant)
    const last = best.at(-1)
    if (best.length === kept && last && score < last.score) continue
    let place = best.length
    while (place > 0 && comesBefore(score, participant, best[place - 1]!)) place--
    best.splice(place, 0, { participant, score })
    if (best.length > kept) best.pop()
  }
  return best
}

const comesBefore = (score: number, { id }: Participant, than: Scored) =>
  score > than.score || (score === than.score && compareText(id, than.participant.id) < 0)

export function emptyPools(many: number): Pools {
  const width = kept + announced * 2
  const size = many * width
  return {
    width,
    count: new Int32Array(many),
    who: new Int32Array(size),
    score: new Float64Array(size),
    logScore: new Float64Array(size),
    open: new Uint8Array(size),
    scored: 0,
  }
}

/** Searches for everybody; where the score is mutual, whoever finds is found as well. */
export function* gather(
  market: Market,
  all: readonly Participant[],
  search: SearchOptions,
): Generator<void, Pools> {
  const pools = emptyPools(all.length)
  const { width } = pools
  const numberOf = new Map(all.map((participant, number) => [participant, number]))
  for (const [number, me] of all.entries()) {
    const candidates = market.candidates(me, search)
    pools.scored += candidates.length
    for (const { participant, score } of bestOf(market, me, candidates)) {
      // Whoever came or changed meanwhile is of the next cycle.
      const who = numberOf.get(participant)
      if (who !== undefined) add(pools, number, me, who, participant, score)
    }
    if (number % stride === 0) yield
  }
  for (let number = 0; number < all.length; number++) {
    if (number % (stride * 8) === 0) yield
    for (let rank = 0; rank < Math.min(announced, pools.count[number]!); rank++) {
      const at = number * width + rank
      const other = pools.who[at]!
      if (!knows(pools, other, number)) add(pools, other, all[other]!, number, all[number]!, pools.score[at]!)
    }
  }
  return pools
}

/** Puts somebody at the end of a pool, if there is room. */
export function add(
  pools: Pools,
  owner: number,
  viewer: Participant,
  who: number,
  participant: Participant,
  score: number,
) {
  if (pools.count[owner]! >= pools.width) return
  const at = owner * pools.width + pools.count[owner]!++
  pools.who[at] = who
  pools.score[at] = score
  pools.logScore[at] = Math.log(score)
  pools.open[at] = participant.full || viewer.hidden.has(participant.id) ? 0 : 1
}

function knows({ who, count, width }: Pools, owner: number, one: number): boolean {
  for (let at = owner * width; at < owner * width + count[owner]!; at++) if (who[at] === one) return true
  return false
}
