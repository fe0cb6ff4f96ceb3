import { evaluate, type ExpressionContext } from '../aggregate/expression.ts'
import {
  fieldOf,
  isDocument,
  rankOf,
  typeOf,
  documentOf,
  fieldEntries,
  type Document,
} from '../bson/values.ts'
import { isNaNValue } from '../bson/numbers.ts'
import { isOperatorDocument } from './leaf-tests.ts'
import { prefixOf, type Prefix } from './prefix.ts'
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
  /** Per path what a string in the field, or an element of its array, begins with. */
  readonly prefixes: ReadonlyMap<string, Prefix>
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
  const prefixes = new Map<string, Prefix>()
  for (const [path, condition] of conjunctiveConditions(filter)) {
    const values = equalityOf(condition)
    const known = equality.get(path)
    // Of two equalities on one path the shorter list is the better bound; on arrays both may hold.
    if (values && (!known || values.length < known.values.length)) equality.set(path, describe(values))
    addRanges(ranges, path, condition)
    const prefix = prefixOf(condition)
    if (prefix) prefixes.set(path, prefix)
  }
  return { equality, ranges, prefixes }
}

/** The `$match` conditions a pipeline begins with, so that an index can choose its documents. */
export function leadingFilter(pipeline: readonly unknown[]): Document {
  const filters: Document[] = []
  for (const stage of pipeline) {
    const filter = isDocument(stage) ? stage['$match'] : undefined
    if (!isDocument(filter)) break
    filters.push(filter)
  }
  return filters.length === 1 && filters[0] ? filters[0] : filters.length === 0 ? {} : { $and: filters }
}

/**
 * A filter joined with the plain equalities its `$expr` implies (`{ $eq: ['$field', '$$variable'] }`), which an index
 * can use. Only for values an equality finds in the same documents: nothing missing, null, array or regular expression.
 */
export function impliedFilter(filter: Document, context: ExpressionContext): Document {
  const implied: Document[] = []
  for (const expression of conjunctiveExpressions(filter)) {
    const operands = isDocument(expression) ? expression['$eq'] : undefined
    if (!Array.isArray(operands) || operands.length !== 2) continue
    const [a, b] = operands as [unknown, unknown]
    for (const [field, operand] of [
      [a, b],
      [b, a],
    ]) {
      const value = isFieldPath(field) && isFixed(operand) ? evaluate(operand, {}, context) : undefined
      if (
        value === undefined ||
        value === null ||
        typeOf(value) === 'undefined' ||
        Array.isArray(value) ||
        isRegex(value)
      )
        continue
      implied.push(documentOf([[(field as string).slice(1), { $eq: value }]]))
    }
  }
  return implied.length === 0 ? filter : { $and: [filter, ...implied] }
}

function* conjunctiveExpressions(filter: Document): Generator {
  for (const [name, value] of fieldEntries(filter)) {
    if (name === '$expr') yield* conjuncts(value)
    if (name === '$and' && Array.isArray(value)) {
      for (const branch of value) if (isDocument(branch)) yield* conjunctiveExpressions(branch)
    }
  }
}

function* conjuncts(expression: unknown): Generator {
  const operands = isDocument(expression) ? expression['$and'] : undefined
  if (!Array.isArray(operands)) yield expression
  else for (const operand of operands) yield* conjuncts(operand)
}

function isFieldPath(value: unknown): boolean {
  return typeof value === 'string' && /^\$[^$]/.test(value)
}

/** A variable of the command or a constant: what does not depend on the document. */
function isFixed(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith('$') || /^\$\$(?!ROOT|CURRENT)/.test(value)
  return !isDocument(value) && !Array.isArray(value)
}

/** The top-level fields a filter looks at; undefined when it may look at any. */
export function fieldsOf(filter: Document): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  const addFrom = (part: Document): boolean =>
    fieldEntries(part).every(([name, value]) => {
      if (JOINING.has(name))
        return Array.isArray(value) && value.every((branch) => addFrom(branch as Document))
      if (name.startsWith('$')) return name === '$comment'
      names.add(name.split('.', 1)[0] as string)
      return true
    })
  return addFrom(filter) ? names : undefined
}

const JOINING = new Set(['$and', '$or', '$nor'])

/** The field conditions of a filter that all have to hold. */
export function* conjunctiveConditions(filter: Document): Generator<[path: string, condition: unknown]> {
  for (const [name, value] of fieldEntries(filter)) {
    if (name === '$and' && Array.isArray(value)) {
      for (const branch of value) if (isDocument(branch)) yield* conjunctiveConditions(branch)
    } else if (!name.startsWith('$')) {
      yield [name, value]
    }
  }
}

/** The branches of each `$or` that has to hold. */
export function* conjunctiveAlternatives(filter: Document): Generator<readonly Document[]> {
  for (const [name, value] of fieldEntries(filter)) {
    if (!Array.isArray(value) || !value.every(isDocument)) continue
    if (name === '$and') for (const branch of value) yield* conjunctiveAlternatives(branch)
    if (name === '$or' && value.length > 0) yield value
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
    !['null', 'missing', 'undefined', 'minKey', 'maxKey', 'array', 'object', 'regex'].includes(type) &&
    !isNaNValue(operand)
  )
}
