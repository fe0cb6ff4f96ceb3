import type { Reason as ReasonToShow, Suggestion as SuggestionToShow } from '@augenhoehe/contracts'
import type { Direction, FactorKind, Factor, Reason, Suggestion } from '@augenhoehe/matching'

type Factors = { [kind in FactorKind]: Factor<kind> }

const factorsOf = ({ factors }: Direction) =>
  Object.fromEntries(factors.map((factor) => [factor.kind, factor])) as Factors

const categoriesOf = (entries: readonly { category: string }[]) => [
  ...new Set(entries.map(({ category }) => category)),
]

/** Whole kilometres: places are known by municipality only. */
const whole = (km: number) => Math.round(km)

/**
 * A reason as data for words. `direction` is always told from where the reader stands: `they-offer` is help for the
 * reader, `they-seek` help by the reader.
 */
function toReason(reason: Reason, eyes: 'mine' | 'theirs'): ReasonToShow {
  const helped = eyes === 'mine' ? 'they-offer' : 'they-seek'
  const helps = eyes === 'mine' ? 'they-seek' : 'they-offer'
  const told = (more: Partial<ReasonToShow> = {}): ReasonToShow => ({
    kind: reason.kind,
    direction: 'both',
    terms: [],
    km: null,
    ...more,
  })
  switch (reason.kind) {
    case 'complementarity':
      return told({ direction: helped, terms: categoriesOf(reason.facts.matches) })
    case 'peer':
      return told({ terms: categoriesOf(reason.facts.needs) })
    case 'topic':
      return told({ terms: reason.facts.topics })
    case 'distance':
      return told({ km: whole(reason.facts.km) })
    case 'maturity':
      return told({ direction: reason.facts.moreExperienced === 'other' ? helped : helps })
    case 'language':
      return told({ terms: reason.facts.common })
    case 'freshness':
      break
  }
  return told()
}

export interface Axis {
  category: string | null
  direction: SuggestionToShow['axis']['direction']
  /** The entry of the other side. */
  listingId: string | null
}

/** What the two have to do with each other: the stronger of help received and help given, otherwise what they share. */
export function axisOf({ forMe, forThem }: Pick<Suggestion, 'forMe' | 'forThem'>): Axis {
  const mine = factorsOf(forMe)
  const theirs = factorsOf(forThem).complementarity
  const received = mine.complementarity.facts.matches[0]
  const given = theirs.facts.matches[0]
  if (received && (!given || mine.complementarity.contribution >= theirs.contribution)) {
    return { category: received.offerCategory, direction: 'they-offer', listingId: received.offer }
  }
  if (given) return { category: given.category, direction: 'they-seek', listingId: given.need }
  const shared = mine.peer.facts.needs[0]
  return { category: shared?.category ?? null, direction: 'peers', listingId: shared?.other ?? null }
}

/** Everything of a suggestion that follows from the numbers alone. */
export function toExplanation(suggestion: Suggestion) {
  const { forMe, score, reasons, reasonsForThem } = suggestion
  return {
    score,
    km: whole(factorsOf(forMe).distance.facts.km),
    reasons: reasons.map((reason) => toReason(reason, 'mine')),
    theirReasons: reasonsForThem.map((reason) => toReason(reason, 'theirs')),
    factors: [
      ...forMe.factors.map(({ kind, weight, value, contribution }) => ({
        kind,
        weight,
        value,
        contribution,
      })),
      // The gate multiplies all others, which already contain it; by itself it adds nothing.
      { kind: 'language' as const, weight: 0, value: forMe.gate.value, contribution: 0 },
    ],
  }
}
