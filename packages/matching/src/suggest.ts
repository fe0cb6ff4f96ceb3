import { buildIndex, type Index } from './candidates.ts'
import {
  byId,
  type Direction,
  type Factor,
  type FactorKind,
  fuse,
  type LanguageGate,
  prepare,
  type Prepared,
  type Profile,
  scoreDirection,
} from './score.ts'
import { checkWeights, startWeights, type Weights } from './weights.ts'

/** A stored factor that is worth a sentence; no reason is ever made up beside them. */
export type Reason = Factor | LanguageGate

/** Why somebody stands in a list; steps that guarantee exposure or variety name themselves here. */
export type Slot = 'fit'

export interface Suggestion {
  id: string
  /** Reciprocal, within [0, 1], the same seen from both sides. */
  score: number
  slot: Slot
  forMe: Direction
  forThem: Direction
  /** What I have from it: at most three, best first. For the card. */
  reasons: Reason[]
  /** What they have from it, in their eyes. To be shown before a request is sent. */
  reasonsForThem: Reason[]
  weightsVersion: string
}

export interface MatchOptions {
  /** Milliseconds since 1970. */
  now: number
  /** Gives the rarity of needs; made of the given profiles where missing. Same index, same score in list and explanation. */
  index?: Index
  weights?: Weights
}

export interface SuggestOptions extends MatchOptions {
  limit?: number
}

/**
 * Others for `me`, best first, ties by id. Pure and independent of the order of everything given.
 * Only `me` is left out by itself; the caller leaves out who is blocked, dormant, already a partner or dismissed, and
 * gives each organisation once. Long lists of others are narrowed by `candidates` before.
 */
export function suggest(me: Profile, others: readonly Profile[], options: SuggestOptions): Suggestion[] {
  const strangers = others.filter(({ id }) => id !== me.id)
  const judge = judgeOf(options, () => [me, ...strangers])
  const own = prepare(me, options.now)
  return strangers
    .map((other) => judge(own, prepare(other, options.now)))
    .sort((a, b) => b.score - a.score || byId(a, b))
    .slice(0, options.limit)
}

/** One pair with everything that led to its score: for "Why do I see this?" and before a request. */
export function explain(me: Profile, other: Profile, options: MatchOptions): Suggestion {
  const judge = judgeOf(options, () => [me, other])
  return judge(prepare(me, options.now), prepare(other, options.now))
}

function judgeOf({ index, weights = startWeights }: MatchOptions, everybody: () => Profile[]) {
  checkWeights(weights)
  const { rarity } = index ?? buildIndex(everybody())
  return (me: Prepared, other: Prepared): Suggestion => {
    const forMe = scoreDirection(me, other, rarity, weights)
    const forThem = scoreDirection(other, me, rarity, weights)
    return {
      id: other.profile.id,
      score: fuse(forMe.score, forThem.score, weights.fusion),
      slot: 'fit',
      forMe,
      forThem,
      reasons: reasonsOf(forMe),
      reasonsForThem: reasonsOf(forThem),
      weightsVersion: weights.version,
    }
  }
}

/** From which value on a factor is worth a sentence: half an hour's drive, clearly more experience, lately confirmed. */
const worthSaying: Record<FactorKind, number> = {
  complementarity: 0,
  peer: 0,
  topic: 0,
  distance: 0.35,
  maturity: 0.3,
  freshness: 0.6,
}

export const isWorthSaying = ({ kind, value, contribution }: Factor) =>
  contribution > 0 && value >= worthSaying[kind]

export const mostReasons = 3

/**
 * Few and from one's own side: reasons of both sides help only where accepting costs something
 * (Kleinerman, Rosenfeld, Kraus, RecSys 2018). The language comes last: it opens the door but is no benefit.
 */
export function reasonsOf({ gate, factors }: Direction): Reason[] {
  const telling = factors.filter(isWorthSaying).sort((a, b) => b.contribution - a.contribution)
  const common = gate.facts.common.length > 0 && gate.value > 0 ? [gate] : []
  return [...telling, ...common].slice(0, mostReasons)
}
