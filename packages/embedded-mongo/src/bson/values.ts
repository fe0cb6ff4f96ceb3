import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  deserialize,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson'
import { fault } from '../errors.ts'
import { compareNumbers, isNumber, numberKey, numberKind } from './numbers.ts'

/**
 * BSON values as the rest of this package sees them: strings, booleans, null, Date, arrays and plain objects are
 * JavaScript's own, every number keeps its BSON type in a wrapper. Order and equality are MongoDB's
 * (manual “Comparison/Sort Order”, `src/mongo/bson/bsonelement.cpp`).
 */
export type Document = Record<string, unknown>

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

const MAX_DEPTH = 200
const DECODE = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const

/**
 * One document from its bytes. Binary values are views of `bytes`: hand over a copy when the buffer is reused.
 * Nesting deeper than MongoDB's 200 levels is refused before anything recursive can meet it.
 */
export function decode(bytes: Uint8Array): Document {
  if (bytes.length > MAX_DEPTH * 7) assertRawDepth(bytes)
  const document: Document = deserialize(bytes, DECODE)
  // The library turns {$ref, $id} into its own class; here it is a document like any other.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('$ref\0')
    ? (withoutDBRefs(document) as Document)
    : document
}

/** The bytes of one document; undefined fields are left out. */
export function encode(document: Document): Uint8Array {
  assertDates(document)
  return serialize(document, { ignoreUndefined: true, checkKeys: false })
}

// A date JavaScript cannot hold was read as an invalid one; written back it would silently be 1970.
function assertDates(value: unknown): void {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime()))
      throw fault('BadValue', 'dates beyond 8.64e15 ms are not supported by this server')
  } else if (Array.isArray(value)) {
    value.forEach(assertDates)
  } else if (isDocument(value)) {
    for (const name of Object.keys(value)) assertDates(value[name])
  }
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

export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** An own field; never anything inherited, so that a field called `constructor` is just a name. */
export function fieldOf(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined
}

/** Sets an own field, `__proto__` included. */
export function setField(document: Document, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(document, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    document[name] = value
  }
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
    const [x, y] = [Object.entries(a as Document), Object.entries(b as Document)]
    return (
      x.length === y.length &&
      x.every(([name, item], index) => name === y[index]?.[0] && identical(item, y[index][1]))
    )
  }
  if (type === 'string') return false
  if (type === 'double') return Object.is(Number(a), Number(b))
  if (type === 'decimal') return Buffer.compare((a as Decimal128).bytes, (b as Decimal128).bytes) === 0
  return compare(a, b) === 0
}

/** A deep copy of containers; leaf values are never changed in place and are shared. */
export function cloneValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as T
  if (!isDocument(value)) return value
  const copy: Document = {}
  for (const name of Object.keys(value)) setField(copy, name, cloneValue(value[name]))
  return copy as T
}

/** Refuses what has grown deeper than MongoDB's 200 levels: it could be stored but not read again. */
export function assertDepth(value: unknown, depth = 1): void {
  if (typeof value !== 'object' || value === null) return
  const items: unknown[] = Array.isArray(value) ? value : isDocument(value) ? Object.values(value) : []
  if (items.length > 0 && depth > MAX_DEPTH) throw tooDeep()
  for (const item of items) assertDepth(item, depth + 1)
}

function tooDeep(): Error {
  return fault('Overflow', `exceeded maximum nested object depth: ${MAX_DEPTH}`)
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
      return `{${Object.entries(value as Document)
        .map(([name, item]) => JSON.stringify(name) + keyOf(item))
        .join()}}`
    case 25:
      return `[${(value as unknown[]).map(keyOf).join()}]`
    case 30: {
      const { bytes, subtype } = binaryOf(value)
      return `b${subtype}:${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
    }
    case 35:
      return `o${(value as ObjectId).toHexString()}`
    case 45:
      return `d${(value as Date).getTime()}`
    case 47:
      return `t${(value as Timestamp).t}.${(value as Timestamp).i}`
    default:
      return `${rank}${JSON.stringify(plainOf(value))}`
  }
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
  if (value instanceof DBRef) return 'dbPointer'
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
      return (a as Date).getTime() - (b as Date).getTime()
    case 47:
      return compareTimestamps(a as Timestamp, b as Timestamp)
    case 50:
      return compareParts(plainOf(a), plainOf(b))
    case 55:
    case 60:
    case 65:
      return compareCode(a, b)
    default:
      return 0
  }
}

function textOf(value: unknown, type: TypeName): string {
  return type === 'symbol' ? (value as BSONSymbol).value : (value as string)
}

function compareDocuments(a: Document, b: Document): number {
  const namesA = Object.keys(a)
  const namesB = Object.keys(b)
  const length = Math.min(namesA.length, namesB.length)
  for (let i = 0; i < length; i += 1) {
    const nameA = namesA[i] as string
    const nameB = namesB[i] as string
    // The type decides before the name does.
    const difference =
      rankOf(a[nameA]) - rankOf(b[nameB]) || compareStrings(nameA, nameB) || compare(a[nameA], b[nameB])
    if (difference !== 0) return difference
  }
  return namesA.length - namesB.length
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

function compareCode(a: unknown, b: unknown): number {
  const difference = compareParts(plainOf(a), plainOf(b))
  if (difference !== 0 || !(a instanceof Code) || !(b instanceof Code)) return difference
  return compareDocuments(a.scope ?? {}, b.scope ?? {})
}

/** The texts a rarely used type consists of. */
function plainOf(value: unknown): string[] {
  if (value instanceof BSONRegExp) return [value.pattern, value.options]
  if (value instanceof RegExp) return [value.source, value.flags]
  if (value instanceof Code) return [value.code, value.scope ? keyOf(value.scope) : '']
  if (value instanceof DBRef) return [value.collection, keyOf(value.oid)]
  return [String(value)]
}

function withoutDBRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDBRefs)
  if (value instanceof DBRef) {
    const reference: Document = { $ref: value.collection, $id: value.oid }
    if (value.db !== undefined) reference['$db'] = value.db
    return withoutDBRefs({ ...reference, ...value.fields })
  }
  if (!isDocument(value)) return value
  const copy: Document = {}
  for (const name of Object.keys(value)) setField(copy, name, withoutDBRefs(value[name]))
  return copy
}

/** Length of the values with a fixed size, by BSON type number. */
const FIXED_SIZES: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
}

function assertRawDepth(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let depth = 1
  let at = 4
  while (at < bytes.length && depth > 0) {
    const type = view.getUint8(at)
    at += 1
    if (type === 0) {
      depth -= 1
      continue
    }
    at = bytes.indexOf(0, at) + 1
    const fixed = FIXED_SIZES[type]
    if (at === 0 || at + (fixed ?? 4) > bytes.length) return
    if (type === 3 || type === 4) {
      depth += 1
      if (depth > MAX_DEPTH) throw tooDeep()
      at += 4
    } else if (fixed !== undefined) {
      at += fixed
    } else {
      const next = afterVariable(bytes, view, type, at)
      if (next <= at) return
      at = next
    }
  }
}

// Damaged lengths end the walk; the decoder reports them properly.
function afterVariable(bytes: Uint8Array, view: DataView, type: number, at: number): number {
  const length = view.getInt32(at, true)
  if (type === 11) return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1
  if (type === 5) return at + length + 5
  if (type === 15) return at + length
  if (type === 12) return at + length + 16
  return at + length + 4
}

export { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp }
