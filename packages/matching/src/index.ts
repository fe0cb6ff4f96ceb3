/**
 * Reciprocal matchmaking that explains itself: `candidates` narrows, `suggest` ranks, `explain` tells why.
 * No clock, no store, no chance; needs nothing but what it is given.
 */
export { buildIndex, type CandidateOptions, candidates, type Index } from './candidates.ts'
export { type Answers, type FirstPeer, firstPeers, newcomer } from './first-peers.ts'
export {
  type Direction,
  type Factor,
  type FactorFacts,
  type FactorKind,
  fuse,
  type LanguageGate,
  type Listing,
  type Profile,
  type Rarity,
  scoreOf,
} from './score.ts'
export {
  explain,
  type MatchOptions,
  type Reason,
  type Slot,
  suggest,
  type SuggestOptions,
  type Suggestion,
} from './suggest.ts'
export { checkWeights, startWeights, type Weights } from './weights.ts'
