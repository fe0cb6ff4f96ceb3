import type { GlossaryEntry, GlossaryTerm } from '@augenhoehe/contracts'
import { fold } from '@augenhoehe/reference-data'

/** What is said of a term, by language; languages without words are missing. */
export type Words = Omit<GlossaryTerm, 'id'>

interface Said {
  term: string
  variants: readonly string[]
  category: string
  explanation: object
}

/** Of whatever holds words of a term, these alone. */
export const wordsOf = ({ term, variants, category, explanation }: Said): Words => ({
  term,
  variants: [...variants],
  category,
  explanation: Object.fromEntries(
    Object.entries(explanation).filter((one): one is [string, string] => typeof one[1] === 'string'),
  ),
})

/** What is stored of a term: only where somebody here has changed or written it. */
export interface Stored {
  rev: number
  /** Null: as it is delivered, whatever that is by now. */
  words: Words | null
  hidden: boolean
}

export type Delivered = ReadonlyMap<string, Words>

const isSame = (a: Words, b: Words) =>
  a.term === b.term &&
  a.category === b.category &&
  a.variants.join('\n') === b.variants.join('\n') &&
  Object.keys({ ...a.explanation, ...b.explanation }).every(
    (locale) => a.explanation[locale] === b.explanation[locale],
  )

/** What is to be stored: words that are those delivered follow them from then on. */
export const storedAs = (words: Words, delivered: Words | undefined): Words | null =>
  delivered && isSame(words, delivered) ? null : words

/** A term as it is now: the delivered words, and what was made of them here. */
export function entryOf(
  id: string,
  delivered: Words | undefined,
  stored: Stored | undefined,
): GlossaryEntry | undefined {
  const words = stored?.words ?? delivered
  // Written on what was delivered, unchanged, and delivered no more.
  if (!words) return undefined
  return {
    id,
    ...words,
    rev: stored?.rev ?? 0,
    hidden: stored?.hidden ?? false,
    origin: !delivered ? 'own' : stored?.words ? 'changed' : 'delivered',
  }
}

/** As a German dictionary has them. */
const inOrder = new Intl.Collator('de', { numeric: true })

/** Everything there is, delivered or written here, in order. */
export const entriesOf = (delivered: Delivered, stored: ReadonlyMap<string, Stored>): GlossaryEntry[] =>
  [...new Set([...delivered.keys(), ...stored.keys()])]
    .flatMap((id) => entryOf(id, delivered.get(id), stored.get(id)) ?? [])
    .toSorted((a, b) => inOrder.compare(a.term, b.term) || (a.id < b.id ? -1 : 1))

/** Which of the others has one of these names already; two explanations for one word would both be found. */
export function nameTaken(
  entries: readonly GlossaryEntry[],
  words: Pick<Words, 'term' | 'variants'>,
  except?: string,
): GlossaryEntry | undefined {
  const names = new Set([words.term, ...words.variants].map(fold))
  return entries.find(
    ({ id, hidden, term, variants }) =>
      id !== except && !hidden && [term, ...variants].some((name) => names.has(fold(name))),
  )
}
