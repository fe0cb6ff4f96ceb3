import { BSONRegExp, Double } from 'bson'
import { encodeKey, inverted, MAX_KEY_BYTES, prefixEnd, typePrefix } from './bson/keys.ts'
import {
  compare,
  equal,
  identical,
  isDocument,
  fieldEntries,
  setField,
  type Document,
} from './bson/values.ts'
import { isNumber } from './bson/numbers.ts'
import { fault } from './errors.ts'
import {
  analyseFilter,
  conjunctiveAlternatives,
  conjunctiveConditions,
  type FilterBounds,
  type Range,
} from './query/analyse.ts'
import { isOperatorDocument } from './query/leaf-tests.ts'
import { compileFilter } from './query/match.ts'
import type { Prefix } from './query/prefix.ts'
import { parseSort } from './query/sort.ts'
import type { Collection } from './storage/collection.ts'
import type { Index } from './storage/indexes.ts'

/**
 * Chooses how to find candidates: an index with an equality prefix, one range and the sort order where it fits, or
 * the whole collection. What it chooses only ever narrows; the matcher decides on every candidate.
 */
export type Plan =
  | IndexPlan
  | UnionPlan
  | { readonly kind: 'collection'; readonly reverse: boolean; readonly sorted: boolean }

export interface IndexPlan {
  readonly kind: 'index'
  readonly index: Index
  /** Apart from each other and in the order they are walked. */
  readonly intervals: readonly Interval[]
  readonly reverse: boolean
  /** Whether candidates come in the order that was asked for. */
  readonly sorted: boolean
  /** They do so if the intervals, each in that order, are walked side by side. */
  readonly merged: boolean
  /** Per field how it is bounded, for `explain`. */
  readonly bounds: Document
}

/** A document fulfils one branch of an `$or` at least, and each branch has an index. */
export interface UnionPlan {
  readonly kind: 'union'
  readonly branches: readonly IndexPlan[]
  readonly sorted: boolean
}

export interface Interval {
  readonly start: Buffer
  /** Exclusive; empty when open. */
  readonly end: Buffer
}

export interface PlanRequest {
  readonly filter: Document
  readonly sort?: Document | undefined
  readonly hint?: unknown
  /** Indexes hold strings in binary order only. */
  readonly collation?: unknown
}

const MAX_INTERVALS = 1000
/** So many are walked side by side at most. */
const MAX_MERGED = 100
const MAX_BRANCHES = 100

/** The best plan for a query; a hint must name an index that exists. */
export function planQuery(collection: Collection, request: PlanRequest): Plan {
  const natural = request.sort?.['$natural']
  if (natural !== undefined) return scanPlan(Number(natural) < 0, [])
  const sort = request.sort && Object.keys(request.sort).length > 0 ? parseSort(request.sort) : []
  const hinted = request.hint === undefined ? undefined : resolveHint(collection, request.hint)
  if (hinted === 'forward' || hinted === 'backward') return scanPlan(hinted === 'backward', sort)
  if (request.collation !== undefined) return scanPlan(false, sort)
  const bounds = analyseFilter(request.filter)
  if (hinted?.partial && !isEligible(hinted, request.filter, bounds)) throw noPlan()
  const candidates = hinted
    ? [hinted]
    : collection.indexes.filter((index) => isEligible(index, request.filter, bounds))
  let best: Candidate | undefined
  for (const index of candidates) {
    const candidate = planIndex(index, bounds, sort)
    if (!best || candidate.score > best.score) best = candidate
  }
  if (best && (hinted || best.narrows)) return best.plan
  const union = hinted ? undefined : planUnion(collection, request.filter)
  if (union) return { ...union, sorted: sort.length === 0 }
  return best && best.score > 0 ? best.plan : scanPlan(false, sort)
}

/** Indexes for all branches of an `$or` the filter demands, whatever else it does. */
function planUnion(collection: Collection, filter: Document): UnionPlan | undefined {
  for (const alternatives of conjunctiveAlternatives(filter)) {
    if (alternatives.length > MAX_BRANCHES) continue
    const plans = alternatives
      .map((branch) => planQuery(collection, { filter: branch }))
      .flatMap((plan): readonly Plan[] => (plan.kind === 'union' ? plan.branches : [plan]))
    const branches = plans.filter((plan): plan is IndexPlan => plan.kind === 'index')
    if (branches.length === plans.length && plans.length <= MAX_BRANCHES) {
      return { kind: 'union', branches, sorted: false }
    }
  }
  return undefined
}

type SortField = ReturnType<typeof parseSort>[number]

function scanPlan(reverse: boolean, sort: readonly SortField[]): Plan {
  return { kind: 'collection', reverse, sorted: sort.length === 0 }
}

/** The index a hint names, by name or key pattern, or the direction of `$natural`. */
export function resolveHint(
  collection: Collection,
  hint: unknown,
): Index | 'forward' | 'backward' | undefined {
  if (isDocument(hint) && Object.keys(hint).length === 0) return undefined
  if (isDocument(hint) && '$natural' in hint) return Number(hint['$natural']) < 0 ? 'backward' : 'forward'
  const found = collection.indexes.find(
    (index) => index.name === hint || (isDocument(hint) && sameKey(index.spec.key, hint)),
  )
  if (!found || found.spec['hidden'] === true) throw badHint()
  return found
}

const PLANNER = 'error processing query: planner returned error :: caused by :: '

function badHint(): Error {
  return fault('BadValue', `${PLANNER}hint provided does not correspond to an existing index`)
}

// Using a partial index for a query it does not cover would leave documents out.
function noPlan(): Error {
  return fault('NoQueryExecutionPlans', `${PLANNER}No query solutions`)
}

export function sameKey(a: Document, b: Document): boolean {
  const [x, y] = [Object.entries(a), Object.entries(b)]
  return x.length === y.length && x.every(([name, value], i) => name === y[i]?.[0] && equal(value, y[i][1]))
}

/** Whether an index holds every document the filter can match. */
function isEligible(index: Index, filter: Document, bounds: FilterBounds): boolean {
  if (index.spec['hidden'] === true) return false
  const partial = index.spec['partialFilterExpression'] as Document | undefined
  if (partial && !isImplied(partial, filter, bounds)) return false
  if (!index.sparse) return true
  return index.fields.some(({ path }) => requiresPresence(bounds, path))
}

function requiresPresence(bounds: FilterBounds, path: string): boolean {
  const equality = bounds.equality.get(path)
  return (
    bounds.ranges.has(path) ||
    bounds.prefixes.has(path) ||
    (equality !== undefined && !hasNull(equality.values))
  )
}

function hasNull(values: readonly unknown[]): boolean {
  return values.some((value) => value === null || value === undefined)
}

/** Whether every document that fulfils `filter` fulfils the condition of a partial index. */
function isImplied(partial: Document, filter: Document, bounds: FilterBounds): boolean {
  const joined = (condition: Document): boolean =>
    fieldEntries(condition).every(([name, value]) => {
      if (name === '$and') return (value as Document[]).every(joined)
      return !name.startsWith('$') && isConditionImplied(name, value, filter, bounds)
    })
  return joined(partial)
}

function isConditionImplied(
  path: string,
  condition: unknown,
  filter: Document,
  bounds: FilterBounds,
): boolean {
  const stated = [...conjunctiveConditions(filter)].filter(([name]) => name === path)
  const equality = bounds.equality.get(path)
  const range = bounds.ranges.get(path)
  const parts = isOperatorDocument(condition)
    ? fieldEntries(condition)
    : [['$eq', condition] as [string, unknown]]
  return parts.every(([operator, operand]) => {
    if (
      stated.some(
        ([, given]) =>
          isDocument(given) && Object.hasOwn(given, operator) && identical(given[operator], operand),
      )
    ) {
      return true
    }
    const test = compileFilter({ value: { [operator]: operand } })
    // Null stands for a missing field as well, which most conditions do not accept.
    if (equality && !hasNull(equality.values) && !equality.includesArray) {
      if (equality.values.every((value) => test.matches({ value }).matched)) return true
    }
    return range !== undefined && isImpliedByRange(operator, operand, range)
  })
}

function isImpliedByRange(operator: string, operand: unknown, range: Range): boolean {
  const lower = range.gt ?? range.gte
  const upper = range.lt ?? range.lte
  const sameType = (value: unknown) =>
    value !== undefined && compileFilter({ value: { $type: operand } }).matches({ value }).matched
  switch (operator) {
    case '$exists':
      return operand === true || (operand !== false && Number(operand) !== 0)
    case '$type':
      return sameType(lower ?? upper)
    case '$gte':
      return lower !== undefined && bracketed(lower, operand) && compare(lower, operand) >= 0
    case '$gt':
      return (
        lower !== undefined &&
        bracketed(lower, operand) &&
        (compare(lower, operand) > 0 || (range.gt !== undefined && equal(lower, operand)))
      )
    case '$lte':
      return upper !== undefined && bracketed(upper, operand) && compare(upper, operand) <= 0
    case '$lt':
      return (
        upper !== undefined &&
        bracketed(upper, operand) &&
        (compare(upper, operand) < 0 || (range.lt !== undefined && equal(upper, operand)))
      )
    default:
      return false
  }
}

function bracketed(a: unknown, b: unknown): boolean {
  return typePrefix(a).equals(typePrefix(b))
}

interface Narrowing {
  readonly prefixes: readonly Buffer[]
  /** How many leading fields are bound to one value each. */
  readonly constants: number
  /** How many leading fields have equality at all. */
  readonly equalities: number
  readonly range: { readonly field: number; readonly condition: Range | Prefix } | undefined
  readonly bounds: Document
}

interface Candidate {
  readonly plan: IndexPlan
  readonly score: number
  /** Whether it offers less than the whole index. */
  readonly narrows: boolean
}

function planIndex(index: Index, bounds: FilterBounds, sort: readonly SortField[]): Candidate {
  const narrowing = narrow(index, bounds)
  const order = sort.length === 0 ? undefined : sortDirection(index, narrowing, sort)
  const direction = order?.direction
  const merged = order?.merged ?? false
  const sorted = sort.length === 0 || direction !== undefined
  const reverse = direction === 'backward'
  const intervals = narrowing.prefixes.flatMap((prefix) => intervalsOf(index, prefix, narrowing.range))
  if (reverse) intervals.reverse()
  const unique = index.unique && narrowing.constants === index.fields.length
  const score =
    (unique ? 100 : 0) +
    narrowing.equalities * 4 +
    (narrowing.range ? 2 : 0) +
    (direction !== undefined ? 3 : 0)
  return {
    plan: { kind: 'index', index, intervals, reverse, sorted, merged, bounds: narrowing.bounds },
    score,
    narrows: narrowing.equalities > 0 || narrowing.range !== undefined,
  }
}

/** Takes as many leading fields as the filter fixes, then one range. */
function narrow(index: Index, bounds: FilterBounds): Narrowing {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let constants = 0
  let equalities = 0
  const shown: Document = {}
  const usedArrays = new Set<string>()
  for (const [i, field] of index.fields.entries()) {
    if (!isUsable(index, i, usedArrays)) break
    const equality = bounds.equality.get(field.path)
    if (equality && !equality.includesArray) {
      if (equality.values.length > MAX_INTERVALS * 10) break
      const values = distinctValues(
        // Null equals BSON's undefined, which an index keeps apart and only a field marked as multikey holds.
        index.facts.multikey[i] && hasNull(equality.values)
          ? [undefined, ...equality.values]
          : equality.values,
      )
      if (values.length * prefixes.length > MAX_INTERVALS) break
      const encoded = values.map((value) => encodeKey([value], [field.descending]))
      if (field.descending) encoded.reverse()
      prefixes = prefixes.flatMap((prefix) => encoded.map(({ bytes }) => Buffer.concat([prefix, bytes])))
      setField(shown, field.path, values)
      if (values.length === 1 && constants === i && !index.facts.multikey[i]) constants = i + 1
      equalities = i + 1
      if (index.facts.multikey[i]) usedArrays.add(field.parts[0] as string)
      // What follows a cut value in a key is unknown.
      if (encoded.some(({ truncated }) => truncated)) break
      continue
    }
    const range = bounds.ranges.get(field.path)
    const condition = range ?? bounds.prefixes.get(field.path)
    if (!condition) break
    const used = range && index.facts.multikey[i] ? oneEnd(range) : condition
    setField(shown, field.path, used)
    return { prefixes, constants, equalities, range: { field: i, condition: used }, bounds: shown }
  }
  return { prefixes, constants, equalities, range: undefined, bounds: shown }
}

/** On one array, two conditions may be met by two elements: only the first can be a bound. */
function isUsable(index: Index, i: number, usedArrays: ReadonlySet<string>): boolean {
  if (!index.facts.multikey[i]) return true
  const parts = index.fields[i]?.parts ?? []
  return !usedArrays.has(parts[0] as string) && !parts.some((part) => /^\d+$/.test(part))
}

function distinctValues(values: readonly unknown[]): unknown[] {
  const sorted = [...values].sort(compare)
  return sorted.filter((value, i) => i === 0 || !equal(value, sorted[i - 1]))
}

function oneEnd(range: Range): Range {
  if (range.gt !== undefined) return { gt: range.gt }
  if (range.gte !== undefined) return { gte: range.gte }
  return range
}

function intervalsOf(index: Index, prefix: Buffer, range: Narrowing['range']): Interval[] {
  if (!range) return [startingWith(prefix)]
  const { condition } = range
  const descending = index.fields[range.field]?.descending
  if ('text' in condition) {
    const starts = startsOf(condition).map((start) => (descending ? inverted(start) : start))
    if (descending) starts.reverse()
    return starts.map((start) => startingWith(Buffer.concat([prefix, start])))
  }
  const low = lowerBound(condition)
  const high = upperBound(condition)
  const [start, end] = descending ? [inverseBound(high), inverseBound(low)] : [low, high]
  return [fitted(Buffer.concat([prefix, start]), Buffer.concat([prefix, end]))]
}

function startingWith(prefix: Buffer): Interval {
  return fitted(prefix, prefix.length > 0 ? prefixEnd(prefix) : prefix)
}

const TEXT_END_BYTES = 2

/** What the keys of strings with a prefix begin with, and that of the regular expression itself. */
function startsOf({ text, pattern, options }: Prefix): Buffer[] {
  const whole = encodeKey([text]).bytes
  return [
    whole.subarray(0, whole.length - TEXT_END_BYTES),
    encodeKey([new BSONRegExp(pattern, options)]).bytes,
  ]
}

/** The first key bytes inside the range; ranges stay within one type. */
function lowerBound(range: Range): Buffer {
  if (range.gt !== undefined) return after(range.gt)
  if (range.gte !== undefined) return encodeKey([range.gte]).bytes
  const upper = range.lt ?? range.lte
  // The keys of NaN, which is in no range, come before those of all numbers.
  return isNumber(upper) ? after(NOT_A_NUMBER) : typePrefix(upper)
}

const NOT_A_NUMBER = new Double(Number.NaN)

/** The first key bytes beyond the range. */
function upperBound(range: Range): Buffer {
  if (range.lt !== undefined) {
    const { bytes, truncated } = encodeKey([range.lt])
    return truncated ? prefixEnd(bytes) : bytes
  }
  if (range.lte !== undefined) return prefixEnd(encodeKey([range.lte]).bytes)
  return prefixEnd(typePrefix(range.gt ?? range.gte))
}

function after(value: unknown): Buffer {
  const { bytes, truncated } = encodeKey([value])
  return truncated ? bytes : prefixEnd(bytes)
}

/**
 * Key bytes start with a bound or lie wholly on one side of it. Turning every bit puts what was below above, and
 * what starts with the bound still belongs to what was above: it ends with the last that starts so.
 */
function inverseBound(bound: Buffer): Buffer {
  return prefixEnd(inverted(bound))
}

function fitted(start: Buffer, end: Buffer): Interval {
  return {
    start: start.subarray(0, MAX_KEY_BYTES),
    end: end.length > MAX_KEY_BYTES ? prefixEnd(end.subarray(0, MAX_KEY_BYTES)) : end,
  }
}

interface SortDirection {
  readonly direction: 'forward' | 'backward'
  readonly merged: boolean
}

/** Whether walking the index gives the order asked for, in which direction, and whether intervals have to be merged. */
function sortDirection(
  index: Index,
  narrowing: Narrowing,
  sort: readonly SortField[],
): SortDirection | undefined {
  if (index.facts.truncated) return undefined
  const { constants, equalities, prefixes } = narrowing
  const constant = new Set(index.fields.slice(0, constants).map(({ path }) => path))
  const wanted = sort.filter(({ path }) => !constant.has(path))
  // Intervals one after the other are in the order of the fields that tell them apart.
  const consecutive = prefixes.length > 1 ? walkDirection(index, constants, wanted) : undefined
  if (consecutive) return { direction: consecutive, merged: false }
  // A field bound to one value may be skipped, an array among the leading fields may not be sorted by.
  const isBound = index.fields.slice(0, equalities).some(({ path }) => path === wanted[0]?.path)
  if (isBound || prefixes.length > MAX_MERGED) return undefined
  const direction = walkDirection(index, equalities, wanted)
  return direction && { direction, merged: prefixes.length > 1 }
}

/** The direction in which an index has the order from one of its fields on. */
function walkDirection(
  index: Index,
  from: number,
  wanted: readonly SortField[],
): 'forward' | 'backward' | undefined {
  let direction: 'forward' | 'backward' | undefined
  for (const [i, { path, descending }] of wanted.entries()) {
    const field = index.fields[from + i]
    if (!field || field.path !== path || index.facts.multikey[from + i]) return undefined
    const step = field.descending === descending ? 'forward' : 'backward'
    if (direction && direction !== step) return undefined
    direction = step
  }
  return direction ?? 'forward'
}

/** The `inputStage` MongoDB would show for a plan. */
export function describeStage(plan: Plan): Document {
  if (plan.kind === 'collection')
    return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' }
  if (plan.kind === 'union') return { stage: 'OR', inputStages: plan.branches.map(describeStage) }
  const { index } = plan
  return {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.facts.multikey.includes(true),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    indexVersion: 2,
    direction: plan.reverse ? 'backward' : 'forward',
    indexBounds: plan.bounds,
  }
}
