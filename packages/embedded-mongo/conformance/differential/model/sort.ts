import { isDoc, type Doc, type Present } from './bson.ts'
import { compareKeys, sortKeyOf, type Direction } from './index-keys.ts'
import { isNumber, toDouble } from './numbers.ts'
import { BAD_VALUE, PARALLEL_ARRAYS, Refusal, refuse } from './refusal.ts'

export interface Sorting {
  readonly paths: readonly string[]
  readonly directions: readonly Direction[]
}

export function parseSort(pattern: Present | undefined): Sorting {
  if (!isDoc(pattern)) return refuse(BAD_VALUE)
  const directions = [...pattern.values()].map((value): Direction => {
    const number = isNumber(value) ? toDouble(value) : refuse(BAD_VALUE)
    return number === 1 || number === -1 ? number : refuse(BAD_VALUE)
  })
  return { paths: [...pattern.keys()], directions }
}

export function sortDocs(docs: readonly Doc[], sorting: Sorting): Doc[] {
  const keyed = docs.map((doc) => ({ doc, key: keyFor(doc, sorting) }))
  return keyed.toSorted((a, b) => compareKeys(a.key, b.key, sorting.directions)).map(({ doc }) => doc)
}

/** Two arrays side by side give no order: in a sort that is a bad value. */
export function keyFor(doc: Doc, { paths, directions }: Sorting) {
  try {
    return sortKeyOf(doc, paths, directions)
  } catch (error) {
    if (error instanceof Refusal && error.code === PARALLEL_ARRAYS) return refuse(BAD_VALUE)
    throw error
  }
}
