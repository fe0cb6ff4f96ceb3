import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { fault } from '../errors.ts'
import { MAX_DEPTH, tooDeep } from './decode.ts'
import { isDocument, nameOfKey, type Document } from './fields.ts'
import { compareNumbers, isNumber, numberKey, numberKind } from './numbers.ts'
import { bitsOfDouble, BSONUndefined, DBPointer, millisecondsOf } from './types.ts'

/**
 * BSON values as the rest of this package sees them: strings, booleans, null, Date, arrays and plain objects are
 * JavaScript's own, every number keeps its BSON type in a wrapper. Order and equality are MongoDB's
 * (manual “Comparison/Sort Order”, `src/mongo/bson/bsonelement.cpp`). JavaScript's undefined is a missing field.
 */
export type TypeName =
  | 'missing'
  | 'double'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'undefined'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'null'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'symbol'
  | 'javascriptWithScope'
  | 'int'
  | 'timestamp'
  | 'long'
  | 'decimal'
  | 'minKey'
  | 'maxKey'

/** Number and place in the cross-type order (`canonicalizeBSONType`) of each type. */
const TYPES: Record<TypeName, { number: number; rank: number }> = {
  minKey: { number: -1, rank: -1 },
  missing: { number: 0, rank: 0 },
  undefined: { number: 6, rank: 0 },
  null: { number: 10, rank: 5 },
  double: { number: 1, rank: 10 },
  int: { number: 16, rank: 10 },
  long: { number: 18, rank: 10 },
  decimal: { number: 19, rank: 10 },
  string: { number: 2, rank: 15 },
  symbol: { number: 14, rank: 15 },
  object: { number: 3, rank: 20 },
  array: { number: 4, rank: 25 },
  binData: { number: 5, rank: 30 },
  objectId: { number: 7, rank: 35 },
  bool: { number: 8, rank: 40 },
  date: { number: 9, rank: 45 },
  timestamp: { number: 17, rank: 47 },
  regex: { number: 11, rank: 50 },
  dbPointer: { number: 12, rank: 55 },
  javascript: { number: 13, rank: 60 },
  javascriptWithScope: { number: 15, rank: 65 },
  maxKey: { number: 127, rank: 127 },
}

/** The BSON type by MongoDB's alias (`$type` names); undefined counts as missing. */
export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'undefined':
      return 'missing'
    case 'number':
    case 'bigint':
      return numberKind(value)
    case 'object':
      return typeOfObject(value)
    case 'function':
    case 'symbol':
      break
  }
  throw fault('InternalError', `a ${typeof value} is not a BSON value`)
}

/** MongoDB's number of a type: 2 for string, -1 for minKey. */
export function typeNumber(name: TypeName): number {
  return TYPES[name].number
}

/** The type with a number or alias as `$type` takes it; undefined when there is none. */
export function typeNamed(nameOrNumber: string | number): TypeName | undefined {
  return (Object.keys(TYPES) as TypeName[]).find(
    (name) => name !== 'missing' && (name === nameOrNumber || TYPES[name].number === nameOrNumber),
  )
}

/** Values of equal rank are compared by value; range operators never look beyond their own rank. */
export function rankOf(value: unknown): number {
  return TYPES[typeOf(value)].rank
}

/** Null, missing, or BSON's undefined. */
export function isNullish(value: unknown): value is null | undefined | BSONUndefined {
  return value === null || value === undefined || value === BSONUndefined.value
}

/** How strings compare in a command that asks for a collation. */
export interface StringOrder {
  compare(a: string, b: string): number
  /** One string for all that compare equal. */
  representative(text: string): string
}

let stringOrder: StringOrder | undefined

/** Lets `compare` and `keyOf` follow `order` while `work` runs; without one strings compare by their bytes. */
export function withStringOrder<T>(order: StringOrder | undefined, work: () => T): T {
  const before = stringOrder
  stringOrder = order
  try {
    return work()
  } finally {
    stringOrder = before
  }
}

function orderOfStrings(a: string, b: string): number {
  return stringOrder ? stringOrder.compare(a, b) : compareStrings(a, b)
}

/** The full BSON order: by type first, numbers together, then by value. Negative, zero or positive. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return orderOfStrings(a, b)
  if (a instanceof Int32 && b instanceof Int32) return a.value - b.value
  const typeA = typeOf(a)
  const typeB = typeOf(b)
  const difference = TYPES[typeA].rank - TYPES[typeB].rank
  if (difference !== 0) return difference
  return compareSameRank(a, b, typeA, typeB)
}

/** Equality as queries mean it: across number types, and with the order of fields counting in documents. */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0
}

/** The same type and the same bytes: what makes an update a no-op. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b) return true
  const type = typeOf(a)
  if (type !== typeOf(b)) return false
  if (type === 'array') {
    const [x, y] = [a as unknown[], b as unknown[]]
    return x.length === y.length && x.every((item, index) => identical(item, y[index]))
  }
  if (type === 'object') {
    return identicalDocuments(a as Document, b as Document)
  }
  if (type === 'string') return false
  if (type === 'double') return bitsOfDouble(a as Double) === bitsOfDouble(b as Double)
  if (type === 'decimal') return Buffer.compare((a as Decimal128).bytes, (b as Decimal128).bytes) === 0
  if (type === 'javascriptWithScope') {
    const [x, y] = [a as Code, b as Code]
    return x.code === y.code && identicalDocuments(x.scope ?? {}, y.scope ?? {})
  }
  return compare(a, b) === 0
}

function identicalDocuments(a: Document, b: Document): boolean {
  const [x, y] = [Object.keys(a), Object.keys(b)]
  return x.length === y.length && x.every((key, index) => key === y[index] && identical(a[key], b[key]))
}

/** A deep copy of containers; leaf values are never changed in place and are shared. */
export function cloneValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as T
  if (!isDocument(value)) return value
  const copy: Document = {}
  for (const key of Object.keys(value)) copy[key] = cloneValue(value[key])
  return copy as T
}

/** Refuses what has grown deeper than MongoDB's 200 levels: it could be stored but not read again. */
export function assertDepth(value: unknown, depth = 1): void {
  if (typeof value !== 'object' || value === null) return
  const items: unknown[] = Array.isArray(value) ? value : isDocument(value) ? Object.values(value) : []
  if (items.length > 0 && depth > MAX_DEPTH) throw tooDeep()
  for (const item of items) assertDepth(item, depth + 1)
}

/** One text per class of equal values: the key for grouping and for sets. */
export function keyOf(value: unknown): string {
  const type = typeOf(value)
  const rank = TYPES[type].rank
  switch (rank) {
    case 10:
      return `n${numberKey(value as number)}`
    case 15: {
      const text = textOf(value, type)
      return `s${JSON.stringify(stringOrder ? stringOrder.representative(text) : text)}`
    }
    case 20:
      return keyOfDocument(value as Document)
    case 25:
      return `[${(value as unknown[]).map(keyOf).join()}]`
    case 30: {
      const { bytes, subtype } = binaryOf(value)
      return `b${subtype}:${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
    }
    case 35:
      return `o${(value as ObjectId).toHexString()}`
    case 45:
      return `d${millisecondsOf(value as Date)}`
    case 47:
      return `t${(value as Timestamp).t}.${(value as Timestamp).i}`
    default:
      return `${rank}${JSON.stringify(plainOf(value))}`
  }
}

function keyOfDocument(document: Document): string {
  const fields = Object.keys(document).map((key) => JSON.stringify(nameOfKey(key)) + keyOf(document[key]))
  return `{${fields.join()}}`
}

/** Strings by their UTF-8 bytes, which is the order of code points. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

// Surrogate halves stand for code points above U+FFFF and so sort after U+E000–U+FFFF.
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

function typeOfObject(value: object | null): TypeName {
  if (value === null) return 'null'
  if (value instanceof Int32 || value instanceof Double) return numberKind(value)
  if (value instanceof ObjectId) return 'objectId'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (isDocument(value)) return 'object'
  if (isNumber(value)) return numberKind(value)
  if (value instanceof Timestamp) return 'timestamp'
  if (value instanceof Binary || value instanceof Uint8Array) return 'binData'
  if (value instanceof BSONRegExp || value instanceof RegExp) return 'regex'
  if (value instanceof BSONSymbol) return 'symbol'
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript'
  if (value instanceof MinKey) return 'minKey'
  if (value instanceof MaxKey) return 'maxKey'
  if (value instanceof BSONUndefined) return 'undefined'
  if (value instanceof DBPointer) return 'dbPointer'
  throw fault('InternalError', `${value.constructor.name} is not a BSON value`)
}

function compareSameRank(a: unknown, b: unknown, typeA: TypeName, typeB: TypeName): number {
  switch (TYPES[typeA].rank) {
    case 10:
      return compareNumbers(a as number, b as number)
    case 15:
      return orderOfStrings(textOf(a, typeA), textOf(b, typeB))
    case 20:
      return compareDocuments(a as Document, b as Document)
    case 25:
      return compareArrays(a as unknown[], b as unknown[])
    case 30:
      return compareBinary(a, b)
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case 40:
      return Number(a) - Number(b)
    case 45:
      return compareDates(a as Date, b as Date)
    case 47:
      return compareTimestamps(a as Timestamp, b as Timestamp)
    case 50:
      return compareParts(plainOf(a), plainOf(b))
    case 55:
      return compareDBPointers(a as DBPointer, b as DBPointer)
    case 60:
    case 65:
      return compareCode(a as Code, b as Code)
    default:
      return 0
  }
}

function textOf(value: unknown, type: TypeName): string {
  return type === 'symbol' ? (value as BSONSymbol).value : (value as string)
}

function compareDocuments(a: Document, b: Document): number {
  const keysA = Object.keys(a)
  const keysB = Object.keys(b)
  const length = Math.min(keysA.length, keysB.length)
  for (let i = 0; i < length; i += 1) {
    const keyA = keysA[i] as string
    const keyB = keysB[i] as string
    // The type decides before the name does.
    const difference =
      rankOf(a[keyA]) - rankOf(b[keyB]) ||
      (keyA === keyB ? 0 : compareStrings(nameOfKey(keyA), nameOfKey(keyB))) ||
      compare(a[keyA], b[keyB])
    if (difference !== 0) return difference
  }
  return keysA.length - keysB.length
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const difference = compare(a[i], b[i])
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function binaryOf(value: unknown): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Binary) {
    return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type }
  }
  return { bytes: value as Uint8Array, subtype: 0 }
}

function compareBinary(a: unknown, b: unknown): number {
  const x = binaryOf(a)
  const y = binaryOf(b)
  return x.bytes.length - y.bytes.length || x.subtype - y.subtype || Buffer.compare(x.bytes, y.bytes)
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.t - b.t || a.i - b.i
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  return compareStrings(a[0] ?? '', b[0] ?? '') || compareStrings(a[1] ?? '', b[1] ?? '')
}

function compareDates(a: Date, b: Date): number {
  const [x, y] = [millisecondsOf(a), millisecondsOf(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function compareCode(a: Code, b: Code): number {
  return compareStrings(a.code, b.code) || compareDocuments(a.scope ?? {}, b.scope ?? {})
}

/** Longer names come later, as MongoDB compares these by their size first. */
function compareDBPointers(a: DBPointer, b: DBPointer): number {
  return (
    Buffer.byteLength(a.namespace) - Buffer.byteLength(b.namespace) ||
    compareStrings(a.namespace, b.namespace) ||
    Buffer.compare(a.id.id, b.id.id)
  )
}

/** The texts a rarely used type consists of. */
function plainOf(value: unknown): string[] {
  if (value instanceof BSONRegExp) return [value.pattern, value.options]
  if (value instanceof RegExp) return [value.source, value.flags]
  if (value instanceof Code) return [value.code, value.scope ? keyOf(value.scope) : '']
  if (value instanceof DBPointer) return [value.namespace, value.id.toHexString()]
  return [String(value)]
}

export { decode } from './decode.ts'
export { encode } from './encode.ts'
export {
  documentOf,
  fieldEntries,
  fieldNames,
  fieldOf,
  hasField,
  isDocument,
  removeField,
  setField,
  type Document,
} from './fields.ts'
export { BSONUndefined, DBPointer, millisecondsOf } from './types.ts'
export {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
}
