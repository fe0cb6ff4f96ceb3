import type { Listing, WeekTime } from '@augenhoehe/contracts'

/** What stands in the form. */
export interface ListingEntries extends Record<string, unknown> {
  kind: Listing['kind'] | null
  category: string
  title: string
  text: string
  /** How many, and of what. */
  quantity: { amount: string; of: string }
  municipality: string
  remote: boolean
  from: string
  until: string
  conditions: string
  availability: { times: WeekTime[]; note: string }
}

const longestTitle = 120
const shortestTitle = 3
const longestText = 2000
const longestConditions = 200
const longestUnit = 60
const most = 10_000

export const entriesOf = (listing: Listing | undefined): ListingEntries => ({
  kind: listing?.kind ?? null,
  category: listing && !listing.formerCategory ? listing.category : '',
  title: listing?.title ?? '',
  text: listing?.text ?? '',
  quantity: { amount: String(listing?.quantity?.amount ?? ''), of: listing?.quantity?.of ?? '' },
  municipality: listing?.municipality ?? '',
  remote: listing?.remote ?? false,
  from: listing?.from ?? '',
  until: listing?.until ?? '',
  conditions: listing?.conditions ?? '',
  availability: listing?.availability ?? { times: [], note: '' },
})

const lengthOf = (text: string) => Array.from(text.trim()).length

/** Nothing, or how many of what; undefined where one of the two is missing or no number. */
export function quantityOf({ amount, of }: ListingEntries['quantity']): Listing['quantity'] | undefined {
  if (amount.trim() === '' && of.trim() === '') return null
  const number = Number(amount)
  const isSound = Number.isInteger(number) && number >= 1 && number <= most
  return isSound && lengthOf(of) > 0 && lengthOf(of) <= longestUnit
    ? { amount: number, of: of.trim() }
    : undefined
}

type Checked = 'kind' | 'category' | 'title' | 'text' | 'quantity' | 'until' | 'conditions' | 'availability'

export function wrongEntries(entries: ListingEntries) {
  const { kind, category, title, text, from, until, conditions, availability } = entries
  const length = lengthOf(title)
  const wrong: Checked[] = []
  if (kind === null) wrong.push('kind')
  if (category === '') wrong.push('category')
  if (length < shortestTitle || length > longestTitle) wrong.push('title')
  if (quantityOf(entries.quantity) === undefined) wrong.push('quantity')
  if (Array.from(text).length > longestText) wrong.push('text')
  if (from && until && until < from) wrong.push('until')
  if (lengthOf(availability.note) > longestConditions) wrong.push('availability')
  if (lengthOf(conditions) > longestConditions) wrong.push('conditions')
  return wrong
}

/** As the operations want it: what is empty is left to the organisation's own place, or taken away. */
export function fieldsOf(entries: ListingEntries, asks: readonly string[]) {
  const { category, title, text, municipality, remote, from, until, conditions, availability } = entries
  const hasTimes = asks.includes('availability')
  return {
    category,
    title,
    text,
    remote,
    from: from || null,
    until: until || null,
    quantity: quantityOf(entries.quantity) ?? null,
    conditions,
    ...(hasTimes && { availability }),
    ...(municipality && { municipality }),
  }
}
