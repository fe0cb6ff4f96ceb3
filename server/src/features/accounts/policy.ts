import type { AccountRole, Affiliation } from '@augenhoehe/contracts'
import type { AffiliationDoc, StoredRole } from './model.ts'

type Span = Pick<AffiliationDoc, 'from' | 'to'>

/** Where a time stands to an affiliation: asked of the clock each time, so that nothing has to happen when it ends. */
export function stateOf({ from, to }: Span, now: Date): Affiliation['state'] {
  if (to !== null && to <= now) return 'past'
  return from <= now ? 'current' : 'coming'
}

/** The one that holds at this moment. */
export const currentOf = <A extends Span>(affiliations: readonly A[], now: Date): A | undefined =>
  affiliations.find((one) => stateOf(one, now) === 'current')

/** What an account may do follows from what is stored and, for members, from whether they write for an office. */
export const roleOf = (stored: StoredRole, isAffiliated: boolean): AccountRole =>
  stored === 'member' && isAffiliated ? 'institution' : stored

/** One office at a time: whom would they speak for? */
export const overlap = (one: Span, other: Span) =>
  (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to)
