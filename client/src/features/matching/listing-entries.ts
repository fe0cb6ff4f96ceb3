import type { Listing } from '@augenhoehe/contracts'

/** What stands in the form. */
export interface ListingEntries extends Record<string, unknown> {
  kind: Listing['kind'] | null
  category: string
  title: string
  text: string
  municipality: string
  remote: boolean
  from: string
  until: string
}

const longestTitle = 120
const shortestTitle = 3
const longestText = 2000

export const entriesOf = (listing: Listing | undefined): ListingEntries => ({
  kind: listing?.kind ?? null,
  category: listing?.category ?? '',
  title: listing?.title ?? '',
  text: listing?.text ?? '',
  municipality: listing?.municipality ?? '',
  remote: listing?.remote ?? false,
  from: listing?.from ?? '',
  until: listing?.until ?? '',
})

export function wrongEntries({ kind, category, title, text, from, until }: ListingEntries) {
  const length = Array.from(title.trim()).length
  const wrong: ('kind' | 'category' | 'title' | 'text' | 'until')[] = []
  if (kind === null) wrong.push('kind')
  if (category === '') wrong.push('category')
  if (length < shortestTitle || length > longestTitle) wrong.push('title')
  if (Array.from(text).length > longestText) wrong.push('text')
  if (from && until && until < from) wrong.push('until')
  return wrong
}

/** As the operations want it: what is empty is left to the organisation's own place, or taken away. */
export const fieldsOf = ({ category, title, text, municipality, remote, from, until }: ListingEntries) => ({
  category,
  title,
  text,
  remote,
  from: from || null,
  until: until || null,
  ...(municipality && { municipality }),
})
