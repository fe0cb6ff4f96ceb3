import type {
  Factor as FactorToShow,
  Reason as ReasonToShow,
  Suggestion as SuggestionToShow,
} from '@augenhoehe/contracts'
import {
  type Direction,
  type Explanation,
  type Factor,
  type FactorKind,
  type Reason,
  reasonsOf,
  startWeights,
} from '@augenhoehe/matching'

type Factors = { [kind in FactorKind]: Factor<kind> }

const factorsOf = ({ factors }: Direction) =>
  Object.fromEntries(factors.map((factor) => [factor.kind, factor])) as Factors

const categoriesOf = (entries: readonly { category: string }[]) => [
  ...new Set(entries.map(({ category }) => category)),
]

type Match = Factor<'complementarity'>['facts']['matches'][number]

/** Only what is really offered is said to be; what merely comes close is named as what it is. */
function promised(matches: readonly Match[]): Pick<ReasonToShow, 'terms' | 'instead'> {
  const exact = matches.filter((match) => match.exact)
  if (exact.length > 0) return { terms: categoriesOf(exact), instead: [] }
  return {
    terms: categoriesOf(matches),
    instead: [...new Set(matches.map(({ offerCategory }) => offerCategory))],
  }
}

/** Whole kilometres: places are known by municipality only. */
const whole = (km: number) => Math.round(km)

/**
 * A reason as data for words. `direction` is always told from where the reader stands: `they-offer` is help for the
 * reader, `they-seek` help by the reader.
 */
export function toReason(reason: Reason, eyes: 'mine' | 'theirs'): ReasonToShow {
  const helped = eyes === 'mine' ? 'they-offer' : 'they-seek'
  const helps = eyes === 'mine' ? 'they-seek' : 'they-offer'
  const told = (more: Partial<ReasonToShow> = {}): ReasonToShow => ({
    kind: reason.kind,
    direction: 'both',
    terms: [],
    instead: [],
    km: null,
    ...more,
  })
  switch (reason.kind) {
    case 'complementarity':
      return told({ direction: helped, ...promised(reason.facts.matches) })
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
export function axisOf({ forMe, forThem }: Pick<Explanation, 'forMe' | 'forThem'>): Axis {
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

const mostReasons = 3

/** Help in either direction first: what one can do for the others is a reason too, and a good one. */
function forReader(reasons: readonly Reason[], reasonsForThem: readonly Reason[]): ReasonToShow[] {
  const isHelp = ({ kind }: Reason) => kind === 'complementarity'
  const received = reasons.filter(isHelp).map((reason) => toReason(reason, 'mine'))
  const given = reasonsForThem.filter(isHelp).map((reason) => toReason(reason, 'theirs'))
  const others = reasons.filter((reason) => !isHelp(reason)).map((reason) => toReason(reason, 'mine'))
  return [...received, ...given, ...others].slice(0, mostReasons)
}

/** Everything of a suggestion that follows from the numbers alone. */
export function toExplanation({ forMe, forThem, score }: Explanation) {
  const [reasons, reasonsForThem] = [reasonsOf(forMe), reasonsOf(forThem)]
  return {
    score,
    km: whole(factorsOf(forMe).distance.facts.km),
    reasons: forReader(reasons, reasonsForThem),
    theirReasons: reasonsForThem.map((reason) => toReason(reason, 'theirs')),
    benefit: forMe.score,
    factors: arithmeticOf(forMe),
    theirBenefit: forThem.score,
    theirFactors: arithmeticByUsual(forThem),
  }
}

const arithmeticOf = ({ factors, gate }: Direction): FactorToShow[] => [
  ...factors.map(({ kind, weight, value, contribution }) => ({ kind, weight, value, contribution })),
  // The gate multiplies all others, which already contain it; by itself it adds nothing.
  { kind: 'language', weight: 0, value: gate.value, contribution: 0 },
]

/**
 * The same of the other side, by the weights everybody knows: which of them it set or learned is its own business. What
 * each factor contributes stays as it was, so that all of it makes up the benefit; how well it fits is told as a share of
 * the usual weight and, should more have been contributed, of that.
 */
function arithmeticByUsual(direction: Direction): FactorToShow[] {
  const { factors, gate } = direction
  const { factors: usual, language } = startWeights
  // Where two can talk to each other nobody turns anything.
  const without = gate.facts.interpreter ? language.interpreter : language.none
  const usualGate = gate.value === language.common ? gate.value : without
  if (gate.value === usualGate && factors.every(({ kind, weight }) => weight === usual[kind]))
    return arithmeticOf(direction)
  return [
    ...factors.map(({ kind, contribution }) => {
      const share = contribution / usualGate
      const weight = Math.max(usual[kind], share)
      return { kind, weight, value: weight === 0 ? 0 : share / weight, contribution }
    }),
    { kind: 'language', weight: 0, value: usualGate, contribution: 0 },
  ]
}
