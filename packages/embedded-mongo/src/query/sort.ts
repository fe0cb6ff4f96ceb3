import { compare, fieldOf, isDocument, fieldEntries, type Document } from '../bson/values.ts'
import { isNumber, toDouble } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { keyTuples } from '../storage/index-keys.ts'
import { isArrayIndex, splitPath } from './paths.ts'

export type DocumentComparator = (a: Document, b: Document) => number

interface SortKey {
  readonly path: string
  readonly parts: readonly string[]
  readonly descending: boolean
}

/** What a document is sorted by: one value per field of the specification. */
export type SortValues = readonly unknown[]

export interface SortOrder {
  valuesOf(document: Document): SortValues
  compare(a: SortValues, b: SortValues): number
}

/**
 * The order a sort specification asks for. An array counts with its smallest element in an ascending sort and with
 * its largest in a descending one, fields of one array element by element; a missing field counts as null, an empty array sorts below null
 * (manual “Sort by Array Fields”, `src/mongo/db/index/btree_key_generator.cpp`).
 */
export function compileSortOrder(spec: Document): SortOrder {
  const keys = parseSort(spec)
  return {
    valuesOf: (document) =>
      sharesArray(document, keys) ? firstTuple(document, keys) : keys.map((key) => sortValue(document, key)),
    compare: (left, right) => compareTuples(left, right, keys),
  }
}

function compareTuples(left: SortValues, right: SortValues, keys: readonly SortKey[]): number {
  for (let i = 0; i < keys.length; i += 1) {
    const order = compare(left[i], right[i])
    if (order !== 0) return keys[i]?.descending ? -order : order
  }
  return 0
}

/** Fields that go through one array count together: with the element of it that comes first. */
function firstTuple(document: Document, keys: readonly SortKey[]): SortValues {
  const { tuples } = keyTuples(keys, document, false)
  return tuples.reduce((first, tuple) => (compareTuples(tuple, first, keys) < 0 ? tuple : first))
}

/**
 * A comparator for a sort specification, which remembers the sort values of the documents it has seen. JavaScript's
 * sort is stable, so documents that tie keep their order.
 */
export function compileSort(spec: Document): DocumentComparator {
  const order = compileSortOrder(spec)
  const known = new WeakMap<Document, SortValues>()
  const valuesOf = (document: Document): SortValues => {
    let values = known.get(document)
    if (!values) known.set(document, (values = order.valuesOf(document)))
    return values
  }
  return (a, b) => order.compare(valuesOf(a), valuesOf(b))
}

/** The path and direction pairs of a valid sort specification. */
export function parseSort(spec: Document): SortKey[] {
  const keys = fieldEntries(spec).map(([path, direction]) => {
    assertSortPath(path)
    return { path, parts: splitPath(path), descending: directionOf(path, direction) < 0 }
  })
  if (keys.length > 32) throw fault('Location13103', 'too many compound keys')
  return keys
}

function assertSortPath(path: string): void {
  if (path === '') throw fault('Location40352', 'FieldPath cannot be constructed with empty string')
  if (path.endsWith('.')) throw fault('Location40353', "FieldPath must not end with a '.'.")
  for (const part of splitPath(path)) {
    if (part === '') throw fault('Location15998', 'FieldPath field names may not be empty strings.')
    if (part.startsWith('$') && !['$id', '$ref', '$db'].includes(part)) {
      throw fault(
        'Location16410',
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
    }
  }
}

function directionOf(path: string, direction: unknown): number {
  if (isDocument(direction)) {
    if (fieldOf(direction, '$meta') === undefined) {
      throw fault('Location17312', 'the only expression valid in a $sort is {$meta: ...}')
    }
    throw fault('Location31138', 'Illegal $meta sort: $meta sort is not supported by this server')
  }
  if (!isNumber(direction)) {
    throw fault('Location15974', `Illegal key in $sort specification: ${path}: ${String(direction)}`)
  }
  const number = Math.trunc(toDouble(direction))
  if (number !== 1 && number !== -1) {
    throw fault('Location15975', '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
  }
  return number
}

/** Whether several fields meet an array. Two arrays are refused: mixing their elements would be a made-up order. */
function sharesArray(document: Document, keys: readonly SortKey[]): boolean {
  if (keys.length < 2) return false
  const prefixes = keys.flatMap(({ parts }) => arrayPrefix(document, parts) ?? [])
  const [first, second] = new Set(prefixes)
  if (first !== undefined && second !== undefined && !isNestedPrefix(first, second)) {
    throw fault('BadValue', 'cannot sort with keys that are parallel arrays')
  }
  return prefixes.length > 1
}

function isNestedPrefix(a: string, b: string): boolean {
  return `${a}.`.startsWith(`${b}.`) || `${b}.`.startsWith(`${a}.`)
}

function arrayPrefix(document: Document, parts: readonly string[]): string | undefined {
  let value: unknown = document
  for (const [index, part] of parts.entries()) {
    if (!isDocument(value)) return undefined
    value = fieldOf(value, part)
    if (Array.isArray(value)) return parts.slice(0, index + 1).join('.')
  }
  return undefined
}

/** The value a document is sorted by under one key. */
function sortValue(document: Document, key: SortKey): unknown {
  let best: unknown
  let isFirst = true
  visitKeys(document, key.parts, 0, (value) => {
    if (isFirst || compare(value, best) < 0 !== key.descending) best = value
    isFirst = false
  })
  return best
}

/** Visits the keys an index on the path would hold for a value: every gap is a null, an empty array undefined. */
function visitKeys(
  value: unknown,
  parts: readonly string[],
  from: number,
  visit: (key: unknown) => void,
): void {
  const part = parts[from]
  if (part === undefined) {
    if (!Array.isArray(value)) visit(value ?? null)
    else if (value.length === 0) visit(undefined)
    else value.forEach((item) => visit(item))
  } else if (isDocument(value)) {
    visitKeys(fieldOf(value, part), parts, from + 1, visit)
  } else if (Array.isArray(value) && isArrayIndex(part) && Number(part) < value.length) {
    visitKeys(value[Number(part)], parts, from + 1, visit)
  } else if (Array.isArray(value) && value.length > 0) {
    for (const item of value as unknown[]) {
      if (isDocument(item)) visitKeys(fieldOf(item, part), parts, from + 1, visit)
      else visit(null)
    }
  } else {
    visit(null)
  }
}
