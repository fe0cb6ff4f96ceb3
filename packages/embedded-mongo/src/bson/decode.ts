import { isUtf8 } from 'node:buffer'
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
import { keyOfName, type Document } from './fields.ts'
import { BSONUndefined, dateOf, DBPointer, nanOf } from './types.ts'

/**
 * Documents from their bytes, such that encoding gives the same bytes again. What a JavaScript object could not give
 * back is refused: two fields of one name, and text that is not UTF-8.
 */

export const MAX_DEPTH = 200

/** Where the next byte is read; decoding calls nothing that decodes. */
let at = 0

/**
 * One document from its bytes. Binary values are views of `bytes`: hand over a copy when the buffer is reused.
 * Nesting deeper than MongoDB's 200 levels is refused before anything recursive can meet it.
 */
export function decode(bytes: Uint8Array): Document {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  at = 0
  const document = readDocument(buffer, buffer.length, 1)
  if (at !== buffer.length) throw invalid('length does not fit')
  return document
}

export function tooDeep(): Error {
  return fault('Overflow', `exceeded maximum nested object depth: ${MAX_DEPTH}`)
}

function invalid(what: string): Error {
  return fault('InvalidBSON', `invalid BSON: ${what}`)
}

function readInt(bytes: Buffer): number {
  const value =
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  at += 4
  return value
}

/** Reads the length of a document and says where it ends. */
function readEnd(bytes: Buffer, limit: number, depth: number): number {
  if (depth > MAX_DEPTH) throw tooDeep()
  if (at + 5 > limit) throw invalid('document passes its end')
  const start = at
  const length = readInt(bytes)
  if (length < 5 || start + length > limit || bytes[start + length - 1] !== 0) {
    throw invalid('bad document length')
  }
  return start + length
}

function readDocument(bytes: Buffer, limit: number, depth: number): Document {
  const end = readEnd(bytes, limit, depth)
  const document: Document = {}
  for (;;) {
    const type = bytes[at] as number
    at += 1
    if (type === 0) break
    const key = readKey(bytes, end)
    if (document[key] !== undefined && Object.hasOwn(document, key)) {
      throw invalid(`more than one field called '${key}' is not supported by this server`)
    }
    document[key] = readValue(bytes, type, end, depth)
  }
  if (at !== end) throw invalid('document ends early')
  return document
}

function readArray(bytes: Buffer, limit: number, depth: number): unknown[] {
  const end = readEnd(bytes, limit, depth)
  const items: unknown[] = []
  for (;;) {
    const type = bytes[at] as number
    at += 1
    if (type === 0) break
    // What an array's elements are called says nothing; encoding counts anew.
    while (bytes[at] !== 0) at += 1
    at += 1
    items.push(readValue(bytes, type, end, depth))
  }
  if (at !== end) throw invalid('array ends early')
  return items
}

function readValue(bytes: Buffer, type: number, limit: number, depth: number): unknown {
  switch (type) {
    case 0x02:
      return readText(bytes, limit)
    case 0x03:
      return readDocument(bytes, limit, depth + 1)
    case 0x04:
      return readArray(bytes, limit, depth + 1)
    case 0x05:
      return readBinary(bytes, limit)
    case 0x0b:
      return readRegex(bytes, limit)
    case 0x0c:
      return new DBPointer(readText(bytes, limit), readObjectId(bytes, limit))
    case 0x0d:
      return new Code(readText(bytes, limit))
    case 0x0e:
      return new BSONSymbol(readText(bytes, limit))
    case 0x0f:
      return readCodeWithScope(bytes, limit, depth)
    default:
      return readFixed(bytes, type, limit)
  }
}

/** Values of a fixed size. */
function readFixed(bytes: Buffer, type: number, limit: number): unknown {
  switch (type) {
    case 0x01:
      return readDouble(bytes, take(8, limit))
    case 0x06:
      return BSONUndefined.value
    case 0x07:
      return readObjectId(bytes, limit)
    case 0x08:
      return bytes[take(1, limit)] !== 0
    case 0x09:
      return readDate(bytes, take(8, limit))
    case 0x0a:
      return null
    case 0x10:
      take(4, limit)
      at -= 4
      return new Int32(readInt(bytes))
    case 0x11:
      return new Timestamp(readLong(bytes, limit))
    case 0x12:
      return readLong(bytes, limit)
    case 0x13: {
      const start = take(16, limit)
      return new Decimal128(Uint8Array.prototype.slice.call(bytes, start, start + 16))
    }
    case 0x7f:
      return new MaxKey()
    case 0xff:
      return new MinKey()
    default:
      throw invalid(`unknown type 0x${type.toString(16)}`)
  }
}

/** Steps over so many bytes and says where they began. */
function take(size: number, limit: number): number {
  const start = at
  at += size
  if (at > limit) throw invalid('value passes the end of its document')
  return start
}

const doubles = new Float64Array(1)
const doubleBytes = new Uint8Array(doubles.buffer)

function readDouble(bytes: Buffer, start: number): Double {
  for (let i = 0; i < 8; i += 1) doubleBytes[i] = bytes[start + i] as number
  const value = doubles[0] as number
  return Number.isNaN(value) ? nanOf(bytes.readBigUInt64LE(start)) : new Double(value)
}

function readDate(bytes: Buffer, start: number): Date {
  const high = bytes.readInt32LE(start + 4)
  // Well within what a JavaScript date can hold.
  if (high > -0x100000 && high < 0x100000) {
    return new Date(high * 0x100000000 + bytes.readUInt32LE(start))
  }
  return dateOf(bytes.readBigInt64LE(start))
}

function readLong(bytes: Buffer, limit: number): Long {
  take(8, limit)
  at -= 8
  const low = readInt(bytes)
  return new Long(low, readInt(bytes))
}

function readObjectId(bytes: Buffer, limit: number): ObjectId {
  const start = take(12, limit)
  return new ObjectId(bytes.subarray(start, start + 12))
}

function readBinary(bytes: Buffer, limit: number): Binary {
  take(5, limit)
  at -= 5
  const length = readInt(bytes)
  const subtype = bytes[at] as number
  at += 1
  if (length < 0) throw invalid('negative binary length')
  const start = take(length, limit)
  // Subtype 2 repeats its length in the data; MongoDB counts that as part of the data, so it stays there.
  return new Binary(bytes.subarray(start, start + length), subtype)
}

function readRegex(bytes: Buffer, limit: number): BSONRegExp {
  const regex = new BSONRegExp(readTerminated(bytes, limit))
  // The constructor sorts the options and refuses unknown ones; MongoDB stores them as they came.
  regex.options = readTerminated(bytes, limit)
  return regex
}

function readCodeWithScope(bytes: Buffer, limit: number, depth: number): Code {
  const start = at
  take(4, limit)
  at = start
  const end = start + readInt(bytes)
  if (end > limit) throw invalid('code passes the end of its document')
  const text = readText(bytes, end)
  const scope = readDocument(bytes, end, depth + 1)
  if (at !== end) throw invalid('bad code length')
  return new Code(text, scope)
}

function readText(bytes: Buffer, limit: number): string {
  take(4, limit)
  at -= 4
  const length = readInt(bytes)
  const start = at
  at += length
  if (length < 1 || at > limit || bytes[at - 1] !== 0) throw invalid('bad string length')
  return textBetween(bytes, start, at - 1)
}

function readTerminated(bytes: Buffer, limit: number): string {
  const start = at
  const end = bytes.indexOf(0, start)
  if (end < 0 || end >= limit) throw invalid('unterminated text')
  at = end + 1
  return textBetween(bytes, start, end)
}

function textBetween(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end)
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(start, end))) throw invalid('text that is not UTF-8')
  return text
}

/** Names met before, by a hash of their bytes: looking one up is much cheaper than making a string of it again. */
const NAME_SLOTS = 4096
const LONGEST_KEPT = 40
const knownBytes: (Buffer | undefined)[] = Array.from({ length: NAME_SLOTS }, () => undefined)
const knownKeys: string[] = Array.from({ length: NAME_SLOTS }, () => '')

/** Reads a field name and gives the property it is held under. */
function readKey(bytes: Buffer, limit: number): string {
  const start = at
  let hash = 0
  for (;;) {
    const byte = bytes[at] as number
    if (byte === 0) break
    hash = (Math.imul(hash, 31) + byte) | 0
    at += 1
    if (at >= limit) throw invalid('unterminated field name')
  }
  const end = at
  at += 1
  const slot = (hash ^ (hash >>> 12)) & (NAME_SLOTS - 1)
  const known = knownBytes[slot]
  if (known !== undefined && isSame(known, bytes, start, end)) return knownKeys[slot] as string
  const key = keyOfName(textBetween(bytes, start, end))
  if (end - start <= LONGEST_KEPT) {
    knownBytes[slot] = Buffer.from(bytes.subarray(start, end))
    knownKeys[slot] = key
  }
  return key
}

function isSame(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  const length = end - start
  if (known.length !== length) return false
  for (let i = 0; i < length; i += 1) if (known[i] !== bytes[start + i]) return false
  return true
}
