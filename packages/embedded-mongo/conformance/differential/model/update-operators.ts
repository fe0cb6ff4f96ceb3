import { BSONRegExp, Int32, Long } from 'bson'
import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { compileFilter, compileValueTest, hasOperators } from './filter.ts'
import { combine, exact, isNumber, toDouble, whole, widthOf } from './numbers.ts'
import { compareKeys, type Key } from './index-keys.ts'
import { compareValues, isEqual } from './order.ts'
import { BAD_VALUE, FAILED_TO_PARSE, refuse, TYPE_MISMATCH } from './refusal.ts'
import { parseSort } from './sort.ts'

export interface Change {
  /** The value after; asked with `undefined` where there is none, unless missing values are skipped. */
  readonly run: (value: Value) => Value
  readonly ifMissing: 'create' | 'skip'
  /** Counts as a modification even when the value stays what it was. */
  readonly always?: boolean
}

const creating = (run: Change['run']): Change => ({ run, ifMissing: 'create' })
const skipping = (run: Change['run']): Change => ({ run, ifMissing: 'skip' })

/** What each update operator makes of a value (manual, “Update Operators”). */
export const OPERATORS: Readonly<Record<string, (argument: Present) => Change>> = {
  $set: (argument) => creating(() => argument),
  $setOnInsert: (argument) => creating(() => argument),
  $unset: () => skipping(() => undefined),
  $rename: (argument) => (typeof argument === 'string' ? creating((value) => value) : refuse(BAD_VALUE)),
  $inc: (argument) => arithmetic('+', argument),
  $mul: (argument) => arithmetic('*', argument),
  $min: (argument) =>
    creating((value) => (value === undefined || compareValues(argument, value) < 0 ? argument : value)),
  $max: (argument) =>
    creating((value) => (value === undefined || compareValues(argument, value) > 0 ? argument : value)),
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
}

function arithmetic(operation: '+' | '*', operand: Present): Change {
  if (!isNumber(operand)) return refuse(TYPE_MISMATCH)
  return creating((value) => {
    if (value === undefined) return operation === '+' ? operand : combine('*', operand, new Int32(0))
    if (!isNumber(value)) return refuse(TYPE_MISMATCH)
    return combine(operation, value, operand) ?? refuse(BAD_VALUE)
  })
}

function bit(argument: Present): Change {
  if (!isDoc(argument) || argument.size === 0) return refuse(BAD_VALUE)
  const steps = [...argument].map(([operation, operand]) => {
    if (!['and', 'or', 'xor'].includes(operation)) return refuse(BAD_VALUE)
    if (!isNumber(operand) || !['int', 'long'].includes(widthOf(operand))) return refuse(BAD_VALUE)
    return { operation, operand }
  })
  return creating((value) => {
    let result: Value = value ?? new Int32(0)
    for (const { operation, operand } of steps) {
      if (!isNumber(result) || !['int', 'long'].includes(widthOf(result))) return refuse(BAD_VALUE)
      const [a, b] = [whole(result), whole(operand)]
      const bits: bigint = operation === 'and' ? a & b : operation === 'or' ? a | b : a ^ b
      const isInt: boolean = widthOf(result) === 'int' && widthOf(operand) === 'int'
      result = isInt ? new Int32(Number(bits)) : Long.fromBigInt(bits)
    }
    return result
  })
}

const mustBeArray = (value: Value, code = BAD_VALUE): Present[] => (isArray(value) ? value : refuse(code))

function integer(value: Present): number {
  const number = isNumber(value) ? exact(value) : undefined
  const result = number ? Number(`${number.coefficient}e${number.exponent}`) : Number.NaN
  return Number.isInteger(result) ? result : refuse(BAD_VALUE)
}

/** The values of `$each`, or the one value there is. */
function eachOf(argument: Present): { values: Present[]; modifiers: Doc } {
  if (!isDoc(argument) || !argument.has('$each')) return { values: [argument], modifiers: new Map() }
  const values = argument.get('$each')
  return { values: isArray(values) ? values : refuse(BAD_VALUE), modifiers: argument }
}

function push(argument: Present): Change {
  const { values, modifiers } = eachOf(argument)
  const [position, slice, order] = ['$position', '$slice', '$sort'].map((name) => modifiers.get(name))
  const at = position === undefined ? undefined : integer(position)
  const limit = slice === undefined ? undefined : integer(slice)
  const arrange = order === undefined ? undefined : arranger(order)
  return {
    ifMissing: 'create',
    // Pushing something is taken for a change, even when it is cut off again; so is sorting.
    always: arrange !== undefined || values.length > 0,
    run: (value) => {
      const before = value === undefined ? [] : mustBeArray(value)
      const place = at === undefined ? before.length : at < 0 ? Math.max(0, before.length + at) : at
      const joined = [...before.slice(0, place), ...values, ...before.slice(place)]
      const sorted = arrange ? arrange(joined) : joined
      if (limit === undefined) return sorted
      return limit < 0 ? sorted.slice(limit) : sorted.slice(0, limit)
    },
  }
}

function arranger(order: Present): (array: Present[]) => Present[] {
  if (isNumber(order)) {
    const direction = toDouble(order)
    if (direction !== 1 && direction !== -1) return refuse(BAD_VALUE)
    return (array) => array.toSorted((a, b) => compareValues(a, b) * direction)
  }
  const sorting = isDoc(order) && order.size > 0 ? parseSort(order) : refuse(BAD_VALUE)
  // Unlike a query's sort this one takes arrays as they are; what is no document has nothing but nulls.
  const keyOf = (item: Present): Key =>
    sorting.paths.map((path) => {
      const value = path.split('.').reduce<Value>((at, part) => (isDoc(at) ? at.get(part) : undefined), item)
      return value ?? null
    })
  return (array) => array.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), sorting.directions))
}

function addToSet(argument: Present): Change {
  const { values } = eachOf(argument)
  return creating((value) => {
    const result = [...(value === undefined ? [] : mustBeArray(value))]
    for (const item of values) if (!result.some((other) => isEqual(other, item))) result.push(item)
    return result
  })
}

function pop(argument: Present): Change {
  const end = isNumber(argument) ? toDouble(argument) : refuse(FAILED_TO_PARSE)
  if (end !== 1 && end !== -1) return refuse(FAILED_TO_PARSE)
  return skipping((value) => {
    const array = mustBeArray(value, TYPE_MISMATCH)
    return end === 1 ? array.slice(0, -1) : array.slice(1)
  })
}

function pull(argument: Present): Change {
  const isCulled = cullTest(argument)
  return skipping((value) => mustBeArray(value).filter((item) => !isCulled(item)))
}

function cullTest(argument: Present): (item: Present) => boolean {
  if (argument instanceof BSONRegExp || hasOperators(argument)) return compileValueTest(argument, true)
  if (!isDoc(argument)) return (item) => isEqual(item, argument)
  const filter = compileFilter(argument)
  return (item) => isDoc(item) && filter(item) !== undefined
}

function pullAll(argument: Present): Change {
  const unwanted = isArray(argument) ? argument : refuse(BAD_VALUE)
  return skipping((value) =>
    mustBeArray(value).filter((item) => !unwanted.some((other) => isEqual(item, other))),
  )
}
