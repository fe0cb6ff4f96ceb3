import type { ContactRequest, DismissReason, MatchingPreferences, Sliders } from '@augenhoehe/contracts'
import {
  type Adjustment,
  adjusted,
  type Direction,
  type FactorKind,
  factorKinds,
  type Feedback,
  startWeights,
} from '@augenhoehe/matching'
import type { LessonDoc } from './model.ts'
import { daysAfter } from './policy.ts'

/** What answers teach is remembered so long. */
export const feedbackDays = 365
export const remembersSince = (now: Date) => daysAfter(now, -feedbackDays)

export const standardSliders: Sliders = { distance: 0, language: 0, topic: 0 }

/** One step of a slider: a quarter more or less. */
const step = 0.25
const limit = 0.5
const within = (turn: number) => Math.min(1 + limit, Math.max(1 - limit, turn))

/** What was set times what was learned, each weight within ±50 % of its usual one. */
export function adjustmentOf(sliders: Sliders, learned: Adjustment): Adjustment {
  const kinds = [...factorKinds, 'language'] as const
  const turns = kinds.map((kind) => {
    const set = kind in sliders ? 1 + sliders[kind as keyof Sliders] * step : 1
    return [kind, within(set * (learned[kind] ?? 1))] as const
  })
  return Object.fromEntries(turns.filter(([, turn]) => turn !== 1))
}

type Lesson = Pick<LessonDoc, 'at' | 'kind' | 'strongest' | 'rank'>

export const feedbackOf = ({ at, kind, strongest, rank }: Lesson): Feedback => ({
  at: at.getTime(),
  kind,
  ...(strongest && { strongest }),
  ...(rank !== undefined && { rank }),
})

/** Two of the five reasons say something about a weight; the others are about the moment. */
export const lessonOfDismissal = (reason: DismissReason): Feedback['kind'] | null =>
  reason === 'too-far' || reason === 'wrong-topic' ? reason : null

/** A yes, and a no because it does not fit; every other no is about the moment. */
export const lessonOfAnswer = ({
  state,
  declineReason,
}: Pick<ContactRequest, 'state' | 'declineReason'>): Feedback['kind'] | null =>
  state === 'accepted' ? 'accepted' : state === 'declined' && declineReason === 'no-fit' ? 'no-fit' : null

/** What spoke most for another; nothing where nothing did. */
export function strongestOf({ factors }: Pick<Direction, 'factors'>): FactorKind | undefined {
  let best: Direction['factors'][number] | undefined
  for (const factor of factors) if (factor.contribution > (best?.contribution ?? 0)) best = factor
  return best?.kind
}

/** What is said to have changed; what older answers taught fades meanwhile, by less than that. */
const noticed = 1.001

/** What a dismissal lets count more, where it can still count more. */
export function countsMore(before: Adjustment, after: Adjustment): FactorKind | null {
  return factorKinds.find((kind) => (after[kind] ?? 1) / (before[kind] ?? 1) > noticed) ?? null
}

export function toPreferences(
  { sliders, learned, answers }: { sliders: Sliders; learned: Adjustment; answers: number },
  mayChange: boolean,
): MatchingPreferences {
  const own = adjusted(startWeights, adjustmentOf(sliders, learned))
  const gate = (name: 'interpreter' | 'none') => ({
    usual: startWeights.language[name],
    own: own.language[name],
  })
  return {
    sliders,
    learned: factorKinds.flatMap((kind) => {
      const turn = learned[kind] ?? 1
      return turn === 1 ? [] : [{ kind, turn }]
    }),
    answers,
    weights: factorKinds.map((kind) => ({
      kind,
      usual: startWeights.factors[kind],
      own: own.factors[kind],
    })),
    language: { interpreter: gate('interpreter'), none: gate('none') },
    weightsVersion: own.version,
    mayChange,
  }
}
