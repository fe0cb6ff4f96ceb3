import {
  createMarket,
  type Cycle,
  cycle,
  type Entry,
  type ListRules,
  type Market,
  startRules,
} from '@augenhoehe/matching'
import { now, type Population } from './population.ts'

/** Runs a cycle to its end without doing anything else meanwhile. */
export function drive(steps: Generator<void, Cycle>): Cycle {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

export const marketOf = ({ profiles }: Pick<Population, 'profiles'>): Market =>
  createMarket(
    profiles.map((profile) => ({ profile })),
    { now },
  )

const anything = {
  perCategory: Infinity,
  perMunicipality: Infinity,
  outsideDistrict: 0,
  outsideFocus: 0,
  worth: 1,
}
const plain: ListRules = {
  ...startRules,
  floor: 0,
  newcomerLift: 1,
  cap: Infinity,
  balance: 0,
  variety: anything,
}

export const variantNames = ['one-sided', 'harmonic', 'guarantee', 'newcomer lift', 'ours'] as const
export type VariantName = (typeof variantNames)[number]

/** Lists of all variants over the same candidates, so that only the making of lists differs. */
export function listsOf(name: VariantName, market: Market): Cycle['lists'] {
  switch (name) {
    case 'one-sided':
      return oneSided(market)
    case 'harmonic':
      return drive(cycle(market, plain)).lists
    case 'guarantee':
      return drive(cycle(market, { ...plain, floor: startRules.floor, cap: startRules.cap })).lists
    case 'newcomer lift':
      return drive(cycle(market, { ...startRules, balance: 0, variety: anything })).lists
    case 'ours':
      return drive(cycle(market)).lists
  }
}

/** As most known systems rank: by what I have of it. */
function oneSided(market: Market): Cycle['lists'] {
  const byScore = (a: Entry, b: Entry) => b.score - a.score || (a.id < b.id ? -1 : 1)
  return new Map(
    market.all().map((me) => [
      me.id,
      market
        .candidates(me)
        .map((other): Entry => ({ id: other.id, score: market.scores(me, other).forMe, slot: 'fit' }))
        .sort(byScore)
        .slice(0, startRules.length),
    ]),
  )
}
