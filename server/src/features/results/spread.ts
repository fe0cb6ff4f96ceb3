import type { AgreementLabel, Spread } from '@augenhoehe/contracts'
import type { Voice } from '../threads/index.ts'

/** From one voice to the consent of all. */
const weakestFirst = ['single-voice', 'several', 'almost-all', 'consensus'] as const satisfies Spread[]

const stronger = (a: Spread | null, b: Spread | null): Spread | null =>
  weakestFirst.findLast((one) => one === a || one === b) ?? null

/** Of whom a statement is said, for counting: an association, an office, or one person who speaks for none. */
export const groupOf = ({ organisationId, institution, userId, name }: Voice): string =>
  organisationId ?? institution ?? userId ?? name ?? ''

/**
 * What the data say about how many stand behind a statement: the associations among its sources, which never show more
 * than that there are several, and how people voted where it was put to a vote. The stronger of both counts. That
 * opinions are divided says nothing about how many agree.
 */
export function suggestedSpread(groups: Iterable<string>, labels: readonly AgreementLabel[] = []) {
  const voices = new Set(groups).size
  const said = voices === 0 ? null : voices === 1 ? 'single-voice' : 'several'
  return stronger(said, weakestFirst.findLast((one) => labels.includes(one)) ?? null)
}

/** A choice against the data is explained. */
export const needsNote = (chosen: Spread | null, suggested: Spread | null) =>
  chosen !== null && suggested !== null && chosen !== suggested
