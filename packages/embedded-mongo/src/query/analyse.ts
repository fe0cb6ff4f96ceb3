import { fieldOf, isDocument, rankOf, typeOf, type Document } from '../bson/values.ts'
import { isNaNValue } from '../bson/numbers.ts'
import { isOperatorDocument } from './match.ts'
import { isRegex } from './regex.ts'

/**
 * What a planner may take from a filter: conditions every matching document fulfils, so that an index can narrow the
 * candidates. It is conservative: what is not listed is simply not used, and the matcher decides on every candidate.
 */
export interface FilterBounds {
  /** Per path the values one of which the field, or an element of its array, equals. */
  readonly equality: ReadonlyMap<string, Equality>
  /** Per path the range in which the field, or an element of its array, lies; both ends are of one type. */
  readonly ranges: ReadonlyMap<string, Range>
}

export interface Equality {
  readonly values: readonly unknown[]
  /** Null matches missing fields too, which a sparse index does not hold. */
  readonly includesNull: boolean
  /** An array equals a whole array or one nested in it, so that a multikey index does not hold it as such. */
  readonly includesArray: boolean
}

export interface Range {
  gt?: unknown
  gte?: unknown
  lt?: unknown
  lte?: unknown
}

/** Finds the usable conditions among those joined by AND, `$and` included. */
export function analyseFilter(filter: Document): FilterBounds {
  const equality = new Map<string, Equality>()
  const ranges = new Map<string, Range>()
  for (const [path, condition] of conjunctiveConditions(filter)) {
    const values = equalityOf(condition)
    const known = equality.get(path)
    // Of two equalities on one path the shorter list is the better bound; on arrays both may hold.
    if (values && (!known || values.length < known.values.length)) equality.set(path, describe(values))
    addRanges(ranges, path, condition)
  }
  return { equality, ranges }
}

/** The field conditions of a filter that all have to hold. */
export function* conjunctiveConditions(filter: Document): Generator<[path: string, condition: unknown]> {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(value)) {
      for (const branch of value) if (isDocument(branch)) yield* conjunctiveConditions(branch)
    } else if (!name.startsWith('$')) {
      yield [name, value]
    }
  }
}

function describe(values: readonly unknown[]): Equality {
  return {
    values,
    includesNull: values.includes(null),
    includesArray: values.some((value) => Array.isArray(value)),
  }
}

function equalityOf(condition: unknown): readonly unknown[] | undefined {
  if (isRegex(condition)) return undefined
  if (!isOperatorDocument(condition)) return [condition]
  if (Object.hasOwn(condition, '$eq')) return [condition['$eq']]
  const list = fieldOf(condition, '$in')
  if (!Array.isArray(list) || list.some(isRegex)) return undefined
  return list as unknown[]
}

const RANGE_OPERATORS = ['gt', 'gte', 'lt', 'lte'] as const

function addRanges(ranges: Map<string, Range>, path: string, condition: unknown): void {
  if (!isOperatorDocument(condition)) return
  for (const name of RANGE_OPERATORS) {
    const operand = fieldOf(condition, `$${name}`)
    if (operand === undefined || !isRangeable(operand)) continue
    const range = ranges.get(path) ?? {}
    // A second bound for the same end, or one of another type, is left to the matcher.
    const taken = name.startsWith('g') ? 'gt' in range || 'gte' in range : 'lt' in range || 'lte' in range
    const other = range.gt ?? range.gte ?? range.lt ?? range.lte
    if (!taken && (other === undefined || rankOf(other) === rankOf(operand))) range[name] = operand
    ranges.set(path, range)
  }
}

// Ranges over these reach beyond one type (null and missing, MinKey) or compare in ways index keys do not show.
function isRangeable(operand: unknown): boolean {
  const type = typeOf(operand)
  return (
    !['null', 'missing', 'minKey', 'maxKey', 'array', 'object', 'regex'].includes(type) &&
    !isNaNValue(operand)
  )
}
