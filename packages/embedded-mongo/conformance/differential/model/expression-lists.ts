import { Int32 } from 'bson'
import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { compareValues, equalityKey, isEqual } from './order.ts'
import { exact, isNumber } from './numbers.ts'
import { refuse } from './refusal.ts'

const isNullish = (value: Value): value is null | undefined => value === undefined || value === null

/** A number without a fraction that fits an int. */
function wholeInt(value: Value, code: number): number {
  const number = isNumber(value) ? exact(value) : undefined
  if (!number) return refuse(code)
  const at = Number(`${number.coefficient}e${number.exponent}`)
  return Number.isInteger(at) && Math.abs(at) < 2 ** 31 ? at : refuse(code)
}

function unique(values: readonly Present[]): Present[] {
  const found = new Map<string, Present>()
  for (const value of values) if (!found.has(equalityKey(value))) found.set(equalityKey(value), value)
  return [...found.values()].toSorted(compareValues)
}

/** Expressions on arrays that look at all their arguments. */
export const LISTS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  $size: (value) => (isArray(value) ? new Int32(value.length) : refuse(17_124)),
  $isArray: (value) => isArray(value),
  $in: (value, list) => (isArray(list) ? list.some((item) => isEqual(item, value)) : refuse(40_081)),
  $arrayElemAt: (list, index) => {
    if (isNullish(list) || isNullish(index)) return null
    if (!isArray(list)) return refuse(28_689)
    if (!isNumber(index)) return refuse(28_690)
    return list.at(wholeInt(index, 28_691))
  },
  $first: (list) => (isNullish(list) ? null : isArray(list) ? list[0] : refuse(28_689)),
  $last: (list) => (isNullish(list) ? null : isArray(list) ? list.at(-1) : refuse(28_689)),
  $concatArrays: (...lists) => {
    const result: Present[] = []
    for (const list of lists) {
      if (isNullish(list)) return null
      if (!isArray(list)) return refuse(28_664)
      result.push(...list)
    }
    return result
  },
  $slice: (list, ...range) => {
    if (isNullish(list) || range.some(isNullish)) return null
    if (!isArray(list)) return refuse(28_724)
    const [first = 0, count] = range.map((value, index) => wholeInt(value, index === 0 ? 28_726 : 28_728))
    if (count === undefined) return first < 0 ? list.slice(first) : list.slice(0, first)
    if (count <= 0) return refuse(28_729)
    const start = first < 0 ? Math.max(0, list.length + first) : first
    return list.slice(start, start + count)
  },
  $reverseArray: (list) => (isNullish(list) ? null : isArray(list) ? list.toReversed() : refuse(34_435)),
  $indexOfArray: (list, value) => {
    if (isNullish(list)) return null
    if (!isArray(list)) return refuse(40_090)
    return new Int32(list.findIndex((item) => isEqual(item, value)))
  },
  $setUnion: (...lists) => {
    if (lists.some(isNullish)) return null
    return unique(lists.flatMap((list) => (isArray(list) ? list : refuse(17_043))))
  },
  $setIntersection: (...lists) => {
    if (lists.some(isNullish)) return null
    const arrays = lists.map((list) => (isArray(list) ? list : refuse(17_047)))
    const [first = [], ...others] = arrays
    return unique(first.filter((item) => others.every((list) => list.some((other) => isEqual(item, other)))))
  },
  $setIsSubset: (left, right) => {
    if (!isArray(left)) return refuse(17_046)
    if (!isArray(right)) return refuse(17_042)
    return left.every((item) => right.some((other) => isEqual(item, other)))
  },
  $anyElementTrue: (list) => (isArray(list) ? list.some(isTruthy) : refuse(17_041)),
  $allElementsTrue: (list) => (isArray(list) ? list.every(isTruthy) : refuse(17_040)),
  $arrayToObject: (list) => {
    if (isNullish(list)) return null
    if (!isArray(list)) return refuse(40_386)
    return toObject(list)
  },
}

function isTruthy(value: Value): boolean {
  return !isNullish(value) && value !== false && !(isNumber(value) && exact(value)?.coefficient === 0n)
}

function toObject(list: readonly Present[]): Doc {
  const result: Doc = new Map()
  for (const item of list) {
    const [name, value] = isDoc(item) ? [item.get('k'), item.get('v')] : isArray(item) ? item : refuse(40_398)
    if (typeof name !== 'string' || value === undefined) return refuse(40_394)
    result.set(name, value)
  }
  return result
}
