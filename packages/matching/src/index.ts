/**
 * Reciprocal matchmaking in which nobody is invisible, and which explains itself: a `market` knows who takes part,
 * `cycle` makes everybody's list, `explain` tells why. No clock, no store, no chance; needs nothing but what it is given.
 */
export {
  type Direction,
  explain,
  type Explanation,
  type Factor,
  type FactorFacts,
  type LanguageGate,
  type Reason,
  reasonsOf,
  recomputed,
} from './explanation.ts'
export { type Answers, type FirstPeer, firstPeers, newcomer } from './first-peers.ts'
export { cycle, type Cycle, type Entry, type Exposure, positionWeight, type Slot } from './lists.ts'
export { mend, type Mended } from './mending.ts'
export { listOf, revised, type Shown, viewersOf } from './revision.ts'
export { type ListRules, startRules } from './rules.ts'
export { type Feedback, learn } from './learning.ts'
export { assemble, createMarket, type Market, type Member, type SearchOptions } from './market.ts'
export type { Rarity } from './prepared.ts'
export type { Listing, Profile } from './profile.ts'
export { fuse } from './score.ts'
export {
  type Adjustment,
  adjusted,
  checkWeights,
  type FactorKind,
  factorKinds,
  startWeights,
  type Weights,
} from './weights.ts'
