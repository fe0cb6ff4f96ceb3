import { isArray, isDoc, UNDEFINED, type Doc, type Present } from './bson.ts'
import { compareValues, equalityKey } from './order.ts'
import { PARALLEL_ARRAYS, refuse } from './refusal.ts'

/** One key of a document: a value for every field of the pattern. */
export type Key = Present[]

/**
 * The keys a document has under a pattern: one for every element of the array its fields go through. They settle
 * what is unique and how documents sort. After `src/mongo/db/index/btree_key_generator.cpp`.
 */
export function keysOf(document: Doc, paths: readonly string[], isSparse = false): Key[] {
  const found = new Map<string, Key>()
  const add = (key: Key) => found.set(equalityKey(key), found.get(equalityKey(key)) ?? key)
  collect(
    document,
    paths.map((path) => ({ rest: path.split('.') })),
    isSparse,
    add,
  )
  return [...found.values()]
}

/** A field of the pattern: the part of its path still to go, or what it came to. */
interface Step {
  readonly rest: readonly string[]
  readonly value?: Present
  readonly isMissing?: boolean
}

function collect(document: Doc, steps: readonly Step[], isSparse: boolean, add: (key: Key) => void): void {
  let array: Present[] | undefined
  let sharedWay = ''
  const next = steps.map((step): Step & { inArray?: true } => {
    if (step.rest.length === 0) return step
    let value: Present | undefined = document
    let rest = step.rest
    while (rest.length > 0 && isDoc(value)) {
      value = value.get(rest[0] as string)
      rest = rest.slice(1)
    }
    if (isArray(value)) {
      // Two arrays may well hold the same; the way to them tells them apart.
      const way = step.rest.slice(0, step.rest.length - rest.length).join('.')
      if (array !== undefined && way !== sharedWay) return refuse(PARALLEL_ARRAYS)
      array = value
      sharedWay = way
      return { rest, inArray: true }
    }
    if (rest.length > 0 || value === undefined) return { rest: [], value: null, isMissing: true }
    return { rest: [], value }
  })
  if (array === undefined) {
    if (isSparse && next.every(({ isMissing }) => isMissing)) return
    return add(next.map(({ value }) => value as Present))
  }
  for (const element of array.length === 0 ? [UNDEFINED] : array) {
    const inner = next.map((step): Step => {
      if (!step.inArray) return step
      return step.rest.length === 0 ? { rest: [], value: element } : { rest: step.rest }
    })
    collect(isDoc(element) ? element : new Map(), inner, isSparse, add)
  }
}

export type Direction = 1 | -1

export function compareKeys(left: Key, right: Key, directions: readonly Direction[]): number {
  for (const [index, direction] of directions.entries()) {
    const order = compareValues(left[index], right[index]) * direction
    if (order !== 0) return order
  }
  return 0
}

/** The first of a document's keys in the order asked for. */
export function sortKeyOf(document: Doc, paths: readonly string[], directions: readonly Direction[]): Key {
  const keys = keysOf(document, paths)
  return keys.reduce((first, key) => (compareKeys(key, first, directions) < 0 ? key : first))
}
