import { Double, Int32, Long } from 'bson'
import {
  add,
  divideDecimal,
  fitsInt64,
  intOrLong,
  isNumber,
  numberKind,
  toDecimal,
  toDouble,
  toExactInt,
  type NumberValue,
} from '../bson/numbers.ts'
import { compare, isDocument, keyOf, setField, typeOf, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileSort } from '../query/sort.ts'
import { showValue } from '../storage/show.ts'
import { compileExpression, evaluate, namedParts, type ExpressionContext } from './expression.ts'

/**
 * What `$group` and `$bucket` gather, and the same sums and extremes for expressions.
 * Sources: manual “Accumulators”, `src/mongo/db/pipeline/accumulator_*.cpp` (7.0).
 */
export interface CompiledAccumulator {
  /** The order to take the documents in, when it is not theirs. */
  readonly order?: (a: Document, b: Document) => number
  readonly evaluate: (document: Document) => unknown
  readonly finish: (values: readonly unknown[]) => unknown
}

/** The result of an accumulator over the documents of one group. */
export function accumulate(accumulator: CompiledAccumulator, documents: readonly Document[]): unknown {
  const ordered = accumulator.order ? [...documents].sort(accumulator.order) : documents
  return accumulator.finish(ordered.map(accumulator.evaluate))
}

/** Compiles `{ $operator: argument }` of the output field `field`. */
export function compileAccumulator(
  field: string,
  specification: unknown,
  context: ExpressionContext,
): CompiledAccumulator {
  if (!isDocument(specification))
    throw fault('Location40234', `The field '${field}' must be an accumulator object`)
  const [entry, ...others] = Object.entries(specification)
  if (!entry || others.length > 0) {
    throw fault('Location40238', `The field '${field}' must specify one accumulator`)
  }
  const [name, argument] = entry
  const finish = PLAIN.get(name)
  if (finish) {
    if (Array.isArray(argument)) throw fault('Location40237', `The ${name} accumulator is a unary operator`)
    return { evaluate: compileExpression(argument, context), finish }
  }
  if (name === '$count') return countAccumulator(argument)
  if (SEVERAL.has(name)) return severalAccumulator(name, argument, context)
  if (RANKED.has(name)) return rankedAccumulator(name, argument, context)
  throw fault('Location15952', `unknown group operator '${name}'`)
}

/** The sum of the numbers among the values, in the widest type met; other values are passed over. */
export function sumOf(values: readonly unknown[]): NumberValue {
  const numbers = values.filter(isNumber)
  const kinds = new Set(numbers.map(numberKind))
  if (kinds.has('decimal')) {
    return numbers
      .map(toDecimal)
      .reduce<NumberValue>((total, value) => add(total, value) ?? total, new Int32(0))
  }
  if (kinds.has('double')) return new Double(sumDoubles(numbers))
  const total = numbers.reduce<bigint>((sum, value) => sum + (toExactInt(value) ?? 0n), 0n)
  if (!fitsInt64(total)) return new Double(Number(total))
  return kinds.has('long') ? Long.fromBigInt(total) : intOrLong(total)
}

/** The mean of the numbers among the values; null when there are none. */
export function averageOf(values: readonly unknown[]): NumberValue | null {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return null
  if (numbers.some((value) => numberKind(value) === 'decimal')) {
    return divideDecimal(sumOf(numbers), Long.fromNumber(numbers.length))
  }
  return new Double(sumDoubles(numbers) / numbers.length)
}

/** The largest (1) or smallest (-1) value that is neither null nor missing; null when there is none. */
export function extremumOf(values: readonly unknown[], direction: 1 | -1): unknown {
  let best: unknown = null
  for (const value of values) {
    if (value === null || value === undefined) continue
    if (best === null || compare(value, best) * direction > 0) best = value
  }
  return best
}

/** Documents laid over each other, later fields winning; null and missing ones are passed over. */
export function mergeObjects(values: readonly unknown[]): Document {
  const result: Document = {}
  for (const value of values) {
    if (value === null || value === undefined) continue
    if (!isDocument(value)) {
      throw fault(
        'Location40400',
        `$mergeObjects requires object inputs, but input ${showValue(value)} is of type ${typeOf(value)}`,
      )
    }
    for (const name of Object.keys(value)) setField(result, name, value[name])
  }
  return result
}

/** The standard deviation of the numbers among the values, of a population or of a sample. */
export function deviationOf(values: readonly unknown[], isSample: boolean): Double | null {
  let count = 0
  let mean = 0
  let squares = 0
  for (const value of values) {
    if (!isNumber(value)) continue
    count += 1
    const delta = toDouble(value) - mean
    mean += delta / count
    squares += delta * (toDouble(value) - mean)
  }
  const divisor = isSample ? count - 1 : count
  return divisor > 0 ? new Double(Math.sqrt(squares / divisor)) : null
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
    .filter((value) => value !== null && value !== undefined)
    .sort((a, b) => direction * compare(b, a))
    .slice(0, n)
}

// Neumaier's compensated sum: as MongoDB's, it does not depend on small terms getting lost in large ones.
function sumDoubles(numbers: readonly NumberValue[]): number {
  let sum = 0
  let lost = 0
  for (const number of numbers) {
    const value = toDouble(number)
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Number.isFinite(sum) ? sum + lost : sum
}

const PLAIN: ReadonlyMap<string, CompiledAccumulator['finish']> = new Map<
  string,
  CompiledAccumulator['finish']
>([
  ['$sum', sumOf],
  ['$avg', averageOf],
  ['$min', (values) => extremumOf(values, -1)],
  ['$max', (values) => extremumOf(values, 1)],
  ['$first', (values) => values[0] ?? null],
  ['$last', (values) => values.at(-1) ?? null],
  ['$push', (values) => values.filter((value) => value !== undefined)],
  ['$addToSet', (values) => distinctValues(values.filter((value) => value !== undefined))],
  ['$mergeObjects', mergeObjects],
  ['$stdDevPop', (values) => deviationOf(values, false)],
  ['$stdDevSamp', (values) => deviationOf(values, true)],
])

function countAccumulator(argument: unknown): CompiledAccumulator {
  if (!isDocument(argument) || Object.keys(argument).length > 0) {
    throw fault('TypeMismatch', '$count takes no arguments, i.e. $count:{}')
  }
  return { evaluate: () => null, finish: (values) => intOrLong(BigInt(values.length)) }
}

const orNull = (value: unknown): unknown => value ?? null

const SEVERAL: ReadonlyMap<string, (values: readonly unknown[], n: number) => unknown[]> = new Map([
  ['$firstN', (values: readonly unknown[], n: number) => values.slice(0, n).map(orNull)],
  ['$lastN', (values: readonly unknown[], n: number) => values.slice(-n).map(orNull)],
  ['$maxN', (values: readonly unknown[], n: number) => extremaOf(values, n, 1)],
  ['$minN', (values: readonly unknown[], n: number) => extremaOf(values, n, -1)],
])

function severalAccumulator(
  name: string,
  argument: unknown,
  context: ExpressionContext,
): CompiledAccumulator {
  const parts = namedParts(argument, ['input', 'n'], [], name, 'Location5787900')
  const n = countArgument(name, evaluate(parts['n'], {}, context))
  const pick = SEVERAL.get(name)
  return {
    evaluate: compileExpression(parts['input'], context),
    finish: (values) => pick?.(values, n),
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
  return {
    order: compileSort(sortBy),
    evaluate: compileExpression(output, context),
    finish: (values) => {
      const picked = (fromTop ? values.slice(0, count) : values.slice(-count)).map(orNull)
      return isList ? picked : picked[0]
    },
  }
}
