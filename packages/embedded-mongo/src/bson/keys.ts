import { BSONRegExp, type BSONSymbol, type Code, type Timestamp } from 'bson'
import { compareNumbers, exactOf, toDouble, type NumberValue } from './numbers.ts'
import { nameOfKey } from './fields.ts'
import { type DBPointer, millisecondsOf } from './types.ts'
import { Binary, type Document, type ObjectId, rankOf, typeOf } from './values.ts'

/**
 * Order-preserving bytes: `Buffer.compare(encodeKey([a]), encodeKey([b]))` has the sign of `compare(a, b)`.
 * No encoding is a proper prefix of another, so fields can be put one after the other, and a descending field is
 * its own bytes inverted.
 */

/** LMDB takes keys of 1978 bytes; an index entry adds its index (4) and its record (6). */
export const MAX_KEY_BYTES = 1968

// More of a value than this is never part of a key, whatever comes before it.
const MAX_UNITS = MAX_KEY_BYTES + 8
const scratch = Buffer.allocUnsafe(16 * 1024)
let at = 0

export interface EncodedKey {
  readonly bytes: Buffer
  /** The key was cut: equal bytes no longer mean equal values, and order only holds up to the cut. */
  readonly truncated: boolean
}

/** The key of one value per field; `descending[i]` inverts the order of field i. */
export function encodeKey(values: readonly unknown[], descending: readonly boolean[] = []): EncodedKey {
  at = 0
  for (const [i, value] of values.entries()) {
    const start = at
    writeValue(value)
    if (descending[i]) invert(start)
    if (at > MAX_KEY_BYTES) break
  }
  const truncated = at > MAX_KEY_BYTES
  return { bytes: Buffer.from(scratch.subarray(0, Math.min(at, MAX_KEY_BYTES))), truncated }
}

/** The bytes every value of the same type as `value` starts with. */
export function typePrefix(value: unknown): Buffer {
  return Buffer.from([rankOf(value) + RANK_OFFSET])
}

/** The smallest bytes above everything that starts with `bytes`. */
export function prefixEnd(bytes: Uint8Array): Buffer {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0xff) length -= 1
  const end = Buffer.from(bytes.subarray(0, length))
  if (length > 0) end[length - 1] = (end[length - 1] as number) + 1
  return end
}

/** A copy with every bit turned, which turns the order round. */
export function inverted(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes)
  for (let i = 0; i < copy.length; i += 1) copy[i] = ~(copy[i] as number)
  return copy
}

// Ranks start at -1; a zero byte must stay free to end objects and arrays.
const RANK_OFFSET = 2

function invert(start: number): void {
  for (let i = start; i < at; i += 1) scratch[i] = ~(scratch[i] as number)
}

function writeByte(byte: number): void {
  scratch[at] = byte
  at += 1
}

function writeValue(value: unknown): void {
  writeByte(rankOf(value) + RANK_OFFSET)
  writeContent(value)
}

function writeContent(value: unknown): void {
  const type = typeOf(value)
  switch (type) {
    case 'missing':
    case 'undefined':
    case 'null':
    case 'minKey':
    case 'maxKey':
      return
    case 'int':
    case 'long':
    case 'double':
    case 'decimal':
      return writeNumber(value as NumberValue)
    case 'string':
      return writeText(value as string)
    case 'symbol':
      return writeText((value as BSONSymbol).value)
    case 'object':
      return writeDocument(value as Document)
    case 'array':
      return writeArray(value as unknown[])
    case 'binData':
      return writeBinary(value)
    case 'objectId':
      scratch.set((value as ObjectId).id, at)
      at += 12
      return
    case 'bool':
      return writeByte(value ? 1 : 0)
    case 'date':
      return writeDate(value as Date)
    case 'timestamp':
      at = scratch.writeUInt32BE((value as Timestamp).t, at)
      at = scratch.writeUInt32BE((value as Timestamp).i, at)
      return
    case 'regex':
      return writeRegex(value)
    case 'dbPointer':
      return writeDBPointer(value as DBPointer)
    case 'javascript':
    case 'javascriptWithScope':
      writeText((value as Code).code)
      return writeDocument((value as Code).scope ?? {})
  }
}

/** IEEE bits with the sign turned (and everything, below zero) sort as the numbers do. */
function writeDouble(value: number): void {
  if (Number.isNaN(value)) {
    scratch.fill(0, at, at + 8)
    at += 8
    return
  }
  const start = at
  at = scratch.writeDoubleBE(value === 0 ? 0 : value, at)
  if ((scratch[start] as number) >= 0x80) invert(start)
  else scratch[start] = (scratch[start] as number) | 0x80
}

/** As doubles; those JavaScript cannot hold come beyond, below or above all others, by the bits of their long. */
function writeDate(value: Date): void {
  const time = millisecondsOf(value)
  if (typeof time === 'number') return writeDouble(time)
  writeDouble(time < 0n ? -Infinity : Infinity)
  at = scratch.writeBigUInt64BE(BigInt.asUintN(64, time) ^ (1n << 63n), at)
}

/** The largest double not above the number, then what the number has beyond it. */
function writeNumber(value: NumberValue): void {
  const double = toDouble(value)
  if (Number.isNaN(double) || compareNumbers(double, value) === 0) {
    writeDouble(double)
    return writeByte(0)
  }
  const below = compareNumbers(double, value) > 0 ? nextBelow(double) : double
  writeDouble(below)
  writeByte(1)
  writeExact(value, below < 0)
}

/** Decimal magnitude, then digits: numbers that share a double share their sign, so the order is that of digits. */
function writeExact(value: NumberValue, negative: boolean): void {
  const exact = exactOf(value)
  if (typeof exact === 'number') return
  const all = (exact.coefficient < 0n ? -exact.coefficient : exact.coefficient).toString()
  const start = at
  at = scratch.writeUInt16BE(all.length + exact.exponent + 0x8000, at)
  at += scratch.write(all.replace(/0+$/, ''), at, 'latin1')
  writeByte(0)
  if (negative) invert(start)
}

const double = new DataView(new ArrayBuffer(8))

function nextBelow(value: number): number {
  if (value === Infinity) return Number.MAX_VALUE
  if (value === 0) return -Number.MIN_VALUE
  double.setFloat64(0, value)
  double.setBigInt64(0, double.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return double.getFloat64(0)
}

/** UTF-8 sorts by code point as MongoDB does; a zero byte inside is told from the end by what follows it. */
function writeText(whole: string): void {
  const text = whole.length > MAX_UNITS ? whole.slice(0, MAX_UNITS) : whole
  if (text.includes('\0')) {
    for (const byte of Buffer.from(text)) {
      writeByte(byte)
      if (byte === 0) writeByte(0xff)
      if (at > MAX_KEY_BYTES) return
    }
  } else {
    at += scratch.write(text, at)
  }
  writeByte(0)
  writeByte(1)
}

/** Element by element: type, then name, then value; the end is below every type. */
function writeDocument(document: Document): void {
  for (const key of Object.keys(document)) {
    if (at > MAX_KEY_BYTES) return
    writeByte(rankOf(document[key]) + RANK_OFFSET)
    writeText(nameOfKey(key))
    if (at > MAX_KEY_BYTES) return
    writeContent(document[key])
  }
  writeByte(0)
}

function writeArray(items: readonly unknown[]): void {
  for (const item of items) {
    if (at > MAX_KEY_BYTES) return
    writeValue(item)
  }
  writeByte(0)
}

function writeBinary(value: unknown): void {
  const binary = value instanceof Binary ? value : new Binary(value as Uint8Array)
  const bytes = binary.buffer.subarray(0, binary.position)
  at = scratch.writeUInt32BE(bytes.length, at)
  writeByte(binary.sub_type)
  scratch.set(bytes.subarray(0, MAX_UNITS), at)
  at += Math.min(bytes.length, MAX_UNITS)
}

function writeDBPointer({ namespace, id }: DBPointer): void {
  at = scratch.writeUInt32BE(Buffer.byteLength(namespace), at)
  writeText(namespace)
  if (at > MAX_KEY_BYTES) return
  scratch.set(id.id, at)
  at += 12
}

function writeRegex(value: unknown): void {
  const expression = value as BSONRegExp | RegExp
  const isBson = expression instanceof BSONRegExp
  writeText(isBson ? expression.pattern : expression.source)
  if (at > MAX_KEY_BYTES) return
  writeText(isBson ? expression.options : expression.flags)
}
