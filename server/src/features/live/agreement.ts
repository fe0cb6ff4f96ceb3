import type { AgreementLabel, VoteValue } from '@augenhoehe/contracts'

/** One person’s vote, and the association it counts for; whoever has none counts singly. */
export interface Ballot {
  person: string
  group: string
  value: VoteValue
}

export interface Tally {
  agree: number
  disagree: number
  unsure: number
  /** Associations, and people without one, among those who agree. */
  organisations: number
  labels: AgreementLabel[]
}

const almostAll = 0.8
const eachSide = 0.25

/**
 * How opinions on a statement lie, in fixed words.
 * *Single voice*: all who agree are of one association. *Almost all*: at least 80 % of the voters agree; *consensus*:
 * and nobody disagrees. *Divided*: at least a quarter on either side. *Several*: agreed by more than one association,
 * and none of the stronger words holds. Whoever is unsure has voted.
 */
export function tallied(ballots: readonly Ballot[]): Tally {
  const having = (value: VoteValue) => ballots.filter((ballot) => ballot.value === value)
  const agreeing = having('agree')
  const [agree, disagree, unsure] = [agreeing.length, having('disagree').length, having('unsure').length]
  const organisations = new Set(agreeing.map(({ group }) => group)).size
  return { agree, disagree, unsure, organisations, labels: labelsOf(agree, disagree, unsure, organisations) }
}

function labelsOf(agree: number, disagree: number, unsure: number, organisations: number): AgreementLabel[] {
  const voters = agree + disagree + unsure
  if (voters === 0) return []
  const isDivided = agree >= voters * eachSide && disagree >= voters * eachSide
  return [...spread(), ...(isDivided ? (['divided'] as const) : [])]

  function spread(): AgreementLabel[] {
    if (organisations === 0) return []
    if (organisations === 1) return ['single-voice']
    if (agree < voters * almostAll) return ['several']
    return [disagree === 0 ? 'consensus' : 'almost-all']
  }
}
