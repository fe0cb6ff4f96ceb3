import type { matching as contract, Parsed } from '@augenhoehe/contracts'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { needKindById } from '@augenhoehe/reference-data/taxonomy'
import { refuse } from '../../platform/errors.ts'
import { periodFaults } from './listing-policy.ts'
import type { ListingDoc } from './model.ts'

type Draft = Parsed<(typeof contract)['needs.publish']>
type Change = Parsed<(typeof contract)['needs.change']>
type Sent = Omit<Change, 'id' | 'category'> & Pick<Draft, 'category'>

const keys = ['title', 'text', 'remote', 'from', 'until', 'quantity', 'conditions', 'availability'] as const
export type Sayings = Required<Pick<ListingDoc, (typeof keys)[number]>>

const unsaid: Sayings = {
  title: '',
  text: '',
  remote: false,
  from: null,
  until: null,
  quantity: null,
  conditions: '',
  availability: null,
}

/** What an entry says, from what was sent and, of what was left out, from before. */
export function sayingsOf(sent: Sent, before?: ListingDoc): Sayings {
  const heard = keys.map((key) => [key, (sent[key] === undefined ? before?.[key] : sent[key]) ?? unsaid[key]])
  const said = Object.fromEntries(heard) as Sayings
  const { availability } = said
  const isSaid = availability !== null && (availability.times.length > 0 || availability.note !== '')
  // A category without times forgets those of the one before.
  const holds = sent.availability || needKindById(sent.category)?.asks.includes('availability')
  return { ...said, availability: isSaid && holds ? availability : null }
}

interface Checked extends Sayings {
  category: string
  municipality: string
}

/** What was said anew: what was found as it is keeps nobody from mending the rest. */
interface Anew {
  category: boolean
  period: boolean
  availability: boolean
}

/** Refuses words that do not exist, periods nobody can keep, and what the category does not have. */
export function mustBeSound(listing: Checked, anew: Anew, now: Date) {
  const kind = needKindById(listing.category)
  const fields: Record<string, string[]> = anew.period ? { ...periodFaults(listing, now) } : {}
  if (anew.category && !kind) fields['category'] = [`unknown: ${listing.category}`]
  if (!municipalityByAgs(listing.municipality)) fields['municipality'] = [`unknown: ${listing.municipality}`]
  if (anew.availability && kind && !kind.asks.includes('availability'))
    fields['availability'] = ['not of this category']
  if (Object.keys(fields).length > 0) throw refuse('request.invalid', { fields })
}

/** Kept with the entry, should the vocabulary lose the word. */
export function labelsOf(category: string): Pick<ListingDoc, 'categoryLabels'> {
  const labels = needKindById(category)?.labels
  return labels ? { categoryLabels: { ...labels } } : {}
}
