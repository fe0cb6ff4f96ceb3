import { isNumber, toExactInt, type NumberValue } from '../bson/numbers.ts'
import { compare, isDocument, keyOf, fieldEntries, isNullish, type Document } from '../bson/values.ts'
import type { Double } from 'bson'
import { fault } from '../errors.ts'
import { compileSortOrder, type SortValues } from '../query/sort.ts'
import { showValue } from '../storage/show.ts'
import { compileExpression, evaluate, namedParts, type ExpressionContext } from './expression.ts'
import {
  Average,
  Count,
  Deviation,
  Distinct,
  Extremum,
  First,
  Last,
  Merge,
  Pushed,
  Several,
  Sum,
  type Tally,
} from './tallies.ts'

/**
 * What `$group` and `$bucket` gather, and the same sums and extremes for expressions. An accumulation takes its
 * documents one by one and holds no more of them than its result needs.
 * Sources: manual “Accumulators”, `src/mongo/db/pipeline/accumulator_*.cpp` (7.0).
 */
export interface CompiledAccumulator {
  /** An empty accumulation, for one group. */
  begin(): Accumulation
}

export interface Accumulation {
  /** Takes a document in; tells by how many bytes what is held has grown. */
  add(document: Document): number
  result(): unknown
}

/** Compiles `{ $operator: argument }` of the output field `field`. */
export function compileAccumulator(
  field: string,
  specification: unknown,
  context: ExpressionContext,
): CompiledAccumulator {
  if (!isDocument(specification))
    throw fault('Location40234', `The field '${field}' must be an accumulator object`)
  const [entry, ...others] = fieldEntries(specification)
  if (!entry || others.length > 0) {
    throw fault('Location40238', `The field '${field}' must specify one accumulator`)
  }
  const [name, argument] = entry
  const tally = TALLIES.get(name)
  if (tally) {
    if (Array.isArray(argument)) throw fault('Location40237', `The ${name} accumulator is a unary operator`)
    return tallied(compileExpression(argument, context), tally)
  }
  if (name === '$count') return countAccumulator(argument)
  if (SEVERAL.has(name)) return severalAccumulator(name, argument, context)
  if (RANKED.has(name)) return rankedAccumulator(name, argument, context)
  throw fault('Location15952', `unknown group operator '${name}'`)
}

/** The sum of the numbers among the values, in the widest type met; other values are passed over. */
export function sumOf(values: readonly unknown[]): NumberValue {
  const sum = new Sum()
  for (const value of values) sum.add(value)
  return sum.result()
}

/** The mean of the numbers among the values; null when there are none. */
export function averageOf(values: readonly unknown[]): NumberValue | null {
  const average = new Average()
  for (const value of values) average.add(value)
  return average.result()
}

/** The largest (1) or smallest (-1) value that is neither null nor missing; null when there is none. */
export function extremumOf(values: readonly unknown[], direction: 1 | -1): unknown {
  let best: unknown = null
  for (const value of values) {
    if (isNullish(value)) continue
    if (best === null || compare(value, best) * direction > 0) best = value
  }
  return best
}

/** Documents laid over each other, later fields winning; null and missing ones are passed over. */
export function mergeObjects(values: readonly unknown[]): Document {
  const merge = new Merge()
  for (const value of values) merge.add(value)
  return merge.result()
}

/** The standard deviation of the numbers among the values, of a population or of a sample. */
export function deviationOf(values: readonly unknown[], isSample: boolean): Double | null {
  const deviation = new Deviation(isSample)
  for (const value of values) deviation.add(value)
  return deviation.result()
}

/** The values without those equal to an earlier one. */
export function distinctValues(values: readonly unknown[]): unknown[] {
  const known = new Map<string, unknown>()
  for (const value of values) {
    const key = keyOf(value)
    if (!known.has(key)) known.set(key, value)
  }
  return [...known.values()]
}

/** The `n` of `$firstN` and its kin, a positive integer. */
export function countArgument(name: string, value: unknown): number {
  const whole = isNumber(value) ? toExactInt(value) : undefined
  if (whole === undefined)
    throw fault(
      'Location5787902',
      `Value for 'n' must be of integral type, but found ${showValue(value)} in ${name}`,
    )
  if (whole <= 0n) throw fault('Location5787908', `'n' must be greater than 0, found ${whole}`)
  return Number(whole)
}

/** The `n` largest (1) or smallest (-1) values in order, null and missing left out. */
export function extremaOf(values: readonly unknown[], n: number, direction: 1 | -1): unknown[] {
  return values
    .filter((value) => !isNullish(value))
    .sort((a, b) => direction * compare(b, a))
    .slice(0, n)
}

function tallied(evaluateOn: (document: Document) => unknown, tally: () => Tally): CompiledAccumulator {
  return {
    begin: () => {
      const values = tally()
      return { add: (document) => values.add(evaluateOn(document)), result: () => values.result() }
    },
  }
}

const TALLIES: ReadonlyMap<string, () => Tally> = new Map<string, () => Tally>([
  ['$sum', () => new Sum()],
  ['$avg', () => new Average()],
  ['$min', () => new Extremum(-1)],
  ['$max', () => new Extremum(1)],
  ['$first', () => new First()],
  ['$last', () => new Last()],
  ['$push', () => new Pushed()],
  ['$addToSet', () => new Distinct()],
  ['$mergeObjects', () => new Merge()],
  ['$stdDevPop', () => new Deviation(false)],
  ['$stdDevSamp', () => new Deviation(true)],
])

function countAccumulator(argument: unknown): CompiledAccumulator {
  if (!isDocument(argument) || Object.keys(argument).length > 0) {
    throw fault('TypeMismatch', '$count takes no arguments, i.e. $count:{}')
  }
  return tallied(
    () => null,
    () => new Count(),
  )
}

/** Which of many values are kept: those in front, or those at the end, of an order or of the sequence they come in. */
interface Choice {
  readonly fromEnd?: boolean
  readonly descending?: boolean
  /** By value, null and missing left out; otherwise as they come. */
  readonly byValue?: boolean
}

const SEVERAL: ReadonlyMap<string, Choice> = new Map<string, Choice>([
  ['$firstN', {}],
  ['$lastN', { fromEnd: true }],
  ['$maxN', { byValue: true, descending: true }],
  ['$minN', { byValue: true }],
])

function severalAccumulator(
  name: string,
  argument: unknown,
  context: ExpressionContext,
): CompiledAccumulator {
  const parts = namedParts(argument, ['input', 'n'], [], name, 'Location5787900')
  const n = countArgument(name, evaluate(parts['n'], {}, context))
  const evaluateOn = compileExpression(parts['input'], context)
  const { fromEnd = false, descending = false, byValue = false } = SEVERAL.get(name) ?? {}
  const order = (a: unknown, b: unknown) => (descending ? compare(b, a) : compare(a, b))
  return {
    begin: () => {
      const several = new Several<unknown, unknown>(n, fromEnd, byValue ? order : undefined)
      return {
        add: (document) => {
          const value = evaluateOn(document) ?? null
          return byValue && value === null ? 0 : several.add(value, value)
        },
        result: () => several.result(),
      }
    },
  }
}

/** Which end of the sorted group each operator takes, and whether it gives a list. */
const RANKED: ReadonlyMap<string, { readonly fromTop: boolean; readonly isList: boolean }> = new Map([
  ['$top', { fromTop: true, isList: false }],
  ['$topN', { fromTop: true, isList: true }],
  ['$bottom', { fromTop: false, isList: false }],
  ['$bottomN', { fromTop: false, isList: true }],
])

function rankedAccumulator(name: string, argument: unknown, context: ExpressionContext): CompiledAccumulator {
  const { fromTop = true, isList = false } = RANKED.get(name) ?? {}
  const required = isList ? ['sortBy', 'output', 'n'] : ['sortBy', 'output']
  const { sortBy, output, n } = namedParts(argument, required, [], name, 'Location5788005')
  if (!isDocument(sortBy)) throw fault('Location5788604', `${name}: sortBy must be an object`)
  const count = isList ? countArgument(name, evaluate(n, {}, context)) : 1
  const order = compileSortOrder(sortBy)
  const evaluateOn = compileExpression(output, context)
  return {
    begin: () => {
      const several = new Several<SortValues, unknown>(count, !fromTop, (a, b) => order.compare(a, b))
      return {
        add: (document) => several.add(order.valuesOf(document), evaluateOn(document) ?? null),
        result: () => (isList ? several.result() : several.result()[0]),
      }
    },
  }
}
