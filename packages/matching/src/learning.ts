import { dayMs } from './prepared.ts'
import { type Adjustment, type FactorKind, mostAdjustment } from './weights.ts'
import { positionWeight } from './lists.ts'

/** What an organisation did with a suggestion. */
export interface Feedback {
  /** Milliseconds since 1970. */
  at: number
  kind: 'too-far' | 'wrong-topic' | 'accepted' | 'no-fit'
  /** What spoke most for the suggestion; without it an answer teaches nothing. */
  strongest?: FactorKind
  /** Place in the list, from 0 on: what stood further down was looked at less. First where not known. */
  rank?: number
}

/** So much one answer turns a weight, in logarithms: about 16 % for a stated reason, 5 % for a yes or no. */
const stated = 0.15
const implied = 0.05
/** After so many days an answer counts half. */
const halfLifeDays = 90

/**
 * What an organisation's answers say about the weights it would choose; only about itself, never about others. Forgets:
 * each answer counts half after 90 days. Stays within ±50 %, as any adjustment does.
 */
export function learn(answers: readonly Feedback[], now: number): Adjustment {
  const turns = new Map<FactorKind, number>()
  for (const { at, kind, strongest, rank = 0 } of answers) {
    const weight = positionWeight(rank) * 2 ** (-Math.max(0, now - at) / dayMs / halfLifeDays)
    const [factor, turn] = lessonOf(kind, strongest)
    if (factor) turns.set(factor, (turns.get(factor) ?? 0) + weight * turn)
  }
  return Object.fromEntries(
    [...turns].map(([factor, turn]) => [
      factor,
      Math.min(1 + mostAdjustment, Math.max(1 - mostAdjustment, Math.exp(turn))),
    ]),
  )
}

function lessonOf(kind: Feedback['kind'], strongest?: FactorKind): [FactorKind | undefined, number] {
  switch (kind) {
    case 'too-far':
      return ['distance', stated]
    case 'wrong-topic':
      return ['topic', stated]
    case 'accepted':
      return [strongest, implied]
    case 'no-fit':
      return [strongest, -implied]
  }
}
