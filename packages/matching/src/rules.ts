/** How lists are made; all numbers are per cycle. */
export interface ListRules {
  /** Longer only where the guarantee asks for it. */
  length: number
  /** Everybody is shown at least so often, or to all who may see them if those are fewer. */
  floor: number
  /** So much more often while new, where they are nearly as good as what they take the place of. */
  newcomerLift: number
  /** That is, by this factor. */
  newcomerWorth: number
  newcomerDays: number
  /** Up to this share of a list is given to the guarantee before lists become longer. */
  guaranteedShare: number
  /** Nobody is shown more often than this times the length, but for the guarantee. */
  cap: number
  /** How strongly attention is evened out, see `balance`; 0: not at all. */
  balance: number
  /** Of one list; given up where the candidates do not suffice. */
  variety: {
    /** More where an organisation has few needs and offers: who has one may see ten for it. */
    perCategory: number
    perMunicipality: number
    outsideDistrict: number
    outsideFocus: number
    /** A line that keeps to variety may be worth less than the best one by this factor (MMR: Carbonell & Goldstein, SIGIR 1998). */
    worth: number
  }
}

/**
 * A minimum exposure costs little quality (FairRec: Patro et al., WWW 2020) and by relieving the saturated brings more
 * accepted requests (Su, Bayoumi, Joachims, arXiv 2106.01941).
 */
export const startRules: ListRules = {
  length: 10,
  floor: 5,
  newcomerLift: 1.6,
  newcomerWorth: 0.9,
  newcomerDays: 90,
  guaranteedShare: 0.6,
  cap: 2.5,
  balance: 0.1,
  variety: { perCategory: 4, perMunicipality: 5, outsideDistrict: 2, outsideFocus: 1, worth: 0.9 },
}
