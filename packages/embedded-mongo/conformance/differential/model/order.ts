import { Binary, BSONRegExp, Decimal128, Double, Int32, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import { isArray, isDoc, show, Undefined, type Doc, type Value } from './bson.ts'
import { compareNumbers, isNumber, numberKey } from './numbers.ts'

/** MongoDB's comparison order (manual, “Comparison/Sort Order”). */

const ORDER: readonly (readonly string[])[] = [
  ['minKey'],
  ['missing', 'undefined'],
  ['null'],
  ['int', 'long', 'double', 'decimal'],
  ['string'],
  ['object'],
  ['array'],
  ['binData'],
  ['objectId'],
  ['bool'],
  ['date'],
  ['timestamp'],
  ['regex'],
  ['maxKey'],
]

export function typeName(value: Value): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (isArray(value)) return 'array'
  if (isDoc(value)) return 'object'
  if (value instanceof Date) return 'date'
  if (value instanceof Undefined) return 'undefined'
  if (value instanceof Timestamp) return 'timestamp'
  if (value instanceof Int32) return 'int'
  if (value instanceof Double) return 'double'
  if (value instanceof Decimal128) return 'decimal'
  if (value instanceof ObjectId) return 'objectId'
  if (value instanceof Binary) return 'binData'
  if (value instanceof BSONRegExp) return 'regex'
  if (value instanceof MinKey) return 'minKey'
  if (value instanceof MaxKey) return 'maxKey'
  return 'long'
}

/** The place of a value's type in the order; types that compare with each other share one. */
export function typeOrder(value: Value): number {
  const name = typeName(value)
  return ORDER.findIndex((names) => names.includes(name))
}

const sign = (difference: number): number => Math.sign(difference)
const compareText = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right))

export function compareValues(left: Value, right: Value): number {
  const difference = typeOrder(left) - typeOrder(right)
  if (difference !== 0) return sign(difference)
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right)
  if (typeof left === 'string') return compareText(left, right as string)
  if (typeof left === 'boolean') return Number(left) - Number(right)
  if (left instanceof Date) return sign(left.getTime() - (right as Date).getTime())
  if (isDoc(left)) return compareDocs(left, right as Doc)
  if (isArray(left)) return compareArrays(left, right as Value[])
  if (left instanceof Timestamp) return compareTimestamps(left, right as Timestamp)
  if (left instanceof ObjectId) return Buffer.compare(left.id, (right as ObjectId).id)
  if (left instanceof Binary) return compareBinaries(left, right as Binary)
  if (left instanceof BSONRegExp) {
    const other = right as BSONRegExp
    return compareText(left.pattern, other.pattern) || compareText(left.options, other.options)
  }
  return 0
}

function compareDocs(left: Doc, right: Doc): number {
  const [a, b] = [[...left], [...right]]
  for (const [index, [name, value]] of a.entries()) {
    const other = b[index]
    if (!other) return 1
    const difference = typeOrder(value) - typeOrder(other[1])
    if (difference !== 0) return sign(difference)
    const result = compareText(name, other[0]) || compareValues(value, other[1])
    if (result !== 0) return result
  }
  return sign(a.length - b.length)
}

function compareArrays(left: readonly Value[], right: readonly Value[]): number {
  for (const [index, value] of left.entries()) {
    if (index >= right.length) return 1
    const result = compareValues(value, right[index])
    if (result !== 0) return result
  }
  return sign(left.length - right.length)
}

function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return (
    sign(left.getHighBitsUnsigned() - right.getHighBitsUnsigned()) ||
    sign(left.getLowBitsUnsigned() - right.getLowBitsUnsigned())
  )
}

function compareBinaries(left: Binary, right: Binary): number {
  return (
    sign(left.position - right.position) ||
    sign(left.sub_type - right.sub_type) ||
    Buffer.compare(left.buffer.subarray(0, left.position), right.buffer.subarray(0, right.position))
  )
}

export const isEqual = (left: Value, right: Value) => compareValues(left, right) === 0

/** True when nothing tells the two apart, their types included. */
export const isIdentical = (left: Value, right: Value) => show(left) === show(right)

/** The same text for values that are equal, whatever the types of their numbers. */
export function equalityKey(value: Value): string {
  if (isNumber(value)) return `#${numberKey(value)}`
  if (isArray(value)) return `[${value.map(equalityKey).join(',')}]`
  if (isDoc(value))
    return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}:${equalityKey(item)}`).join(',')}}`
  return show(value)
}
