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
import { isDocument, nameOfKey, type Document } from './fields.ts'
import { BSONUndefined, bitsOfDouble, DBPointer, millisecondsOf, UnusualNaN } from './types.ts'

/** The bytes of documents. What fits the server's own replies is taken too: plain numbers, bigints, byte arrays. */

const USUAL_BYTES = 64 * 1024
const MOST_KEPT_BYTES = 1024 * 1024
/** A reply may be a little larger than a document: 16 MB and room for what is around one. */
const MAX_BYTES = 16_793_600
let out = Buffer.allocUnsafeSlow(USUAL_BYTES)
let at = 0

/** The bytes of one document; fields that are JavaScript's undefined are left out. */
export function encode(document: Document): Buffer {
  at = 0
  writeDocument(document)
  assertSize()
  const bytes = Buffer.from(out.subarray(0, at))
  if (out.length > MOST_KEPT_BYTES) out = Buffer.allocUnsafeSlow(USUAL_BYTES)
  return bytes
}

function assertSize(): void {
  if (at <= MAX_BYTES) return
  throw fault(
    'BSONObjectTooLarge',
    `BSONObj size: ${at} is invalid. Size must be between 0 and ${MAX_BYTES}(16MB)`,
  )
}

function reserve(size: number): void {
  if (at + size <= out.length) return
  // What is asked for may be more than will be written.
  assertSize()
  const larger = Buffer.allocUnsafeSlow(Math.max(out.length * 2, at + size))
  out.copy(larger, 0, 0, at)
  out = larger
}

function writeInt(value: number): void {
  out[at] = value
  out[at + 1] = value >>> 8
  out[at + 2] = value >>> 16
  out[at + 3] = value >>> 24
  at += 4
}

function patchInt(value: number, position: number): void {
  const end = at
  at = position
  writeInt(value)
  at = end
}

function writeDocument(document: Document): void {
  const start = beginDocument()
  for (const key of Object.keys(document)) {
    const value = document[key]
    if (value !== undefined) writeElement(key, value)
  }
  endDocument(start)
}

function writeArray(items: readonly unknown[]): void {
  const start = beginDocument()
  for (let i = 0; i < items.length; i += 1) writeElement(indexName(i), items[i] ?? null)
  endDocument(start)
}

const indexNames: string[] = []

function indexName(index: number): string {
  if (index >= 1000) return String(index)
  return (indexNames[index] ??= String(index))
}

function beginDocument(): number {
  reserve(5)
  at += 4
  return at - 4
}

function endDocument(start: number): void {
  reserve(1)
  out[at] = 0
  at += 1
  patchInt(at - start, start)
}

/** Type, name and value; the type is only known once the value has been looked at. */
function writeElement(key: string, value: unknown): void {
  reserve(1)
  const start = at
  at += 1
  writeName(key)
  // Room for every value of a fixed size.
  reserve(16)
  const type = writeValue(value)
  // Only now: writing the value may have moved everything into a larger buffer.
  out[start] = type
}

function writeName(key: string): void {
  const escaped = key.charCodeAt(0) === 0 ? 1 : 0
  writeTerminated(key, escaped, () => `field name '${nameOfKey(key)}'`)
}

/** Text without a length, which therefore cannot contain a NUL. */
function writeTerminated(text: string, from: number, what: () => string): void {
  reserve(text.length * 3 + 1)
  for (let i = from; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit === 0) throw fault('BadValue', `the ${what()} contains a null byte`)
    if (unit >= 0x80) {
      const rest = text.slice(i)
      if (rest.includes('\0')) throw fault('BadValue', `the ${what()} contains a null byte`)
      at += out.write(rest, at)
      break
    }
    out[at] = unit
    at += 1
  }
  out[at] = 0
  at += 1
}

// Below this, copying units one by one is quicker than a call.
const SHORT = 24

function writeText(text: string): void {
  reserve(text.length * 3 + 5)
  const start = at
  at += 4
  if (text.length > SHORT || !writeAscii(text)) at = start + 4 + out.write(text, start + 4)
  out[at] = 0
  at += 1
  patchInt(at - start - 4, start)
}

function writeAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x80) return false
    out[at + i] = unit
  }
  at += text.length
  return true
}

/** Writes a value and gives its BSON type. */
function writeValue(value: unknown): number {
  switch (typeof value) {
    case 'string':
      writeText(value)
      return 0x02
    case 'boolean':
      out[at] = value ? 1 : 0
      at += 1
      return 0x08
    case 'number':
      return (value | 0) === value && !Object.is(value, -0) ? writeInt32(value) : writeDouble(value)
    case 'bigint':
      return writeLong(Long.fromBigInt(value), 0x12)
    case 'object':
      if (value === null) return 0x0a
      return writeObject(value)
    case 'undefined':
    case 'function':
    case 'symbol':
      throw fault('InternalError', `a ${typeof value} is not a BSON value`)
  }
}

function writeObject(value: object): number {
  if (value instanceof Int32) return writeInt32(value.value)
  if (value instanceof ObjectId) return writeObjectId(value)
  if (value instanceof Double) {
    return value instanceof UnusualNaN ? writeNaN(value) : writeDouble(value.value)
  }
  if (Array.isArray(value)) {
    writeArray(value)
    return 0x04
  }
  if (isDocument(value)) {
    writeDocument(value)
    return 0x03
  }
  if (value instanceof Date) return writeDate(value)
  // A timestamp is a Long by inheritance.
  if (value instanceof Long) return writeLong(value, value instanceof Timestamp ? 0x11 : 0x12)
  if (value instanceof Binary) return writeBinary(value.buffer.subarray(0, value.position), value.sub_type)
  return writeRare(value)
}

function writeRare(value: object): number {
  if (value instanceof Decimal128) {
    out.set(value.bytes, at)
    at += 16
    return 0x13
  }
  if (value instanceof Uint8Array) return writeBinary(value, 0)
  if (value instanceof BSONRegExp) return writeRegex(value.pattern, value.options)
  if (value instanceof RegExp) return writeRegex(value.source, value.flags)
  if (value === BSONUndefined.value) return 0x06
  if (value instanceof BSONSymbol) {
    writeText(value.value)
    return 0x0e
  }
  if (value instanceof Code) return writeCode(value)
  if (value instanceof DBPointer) {
    writeText(value.namespace)
    reserve(12)
    writeObjectId(value.id)
    return 0x0c
  }
  if (value instanceof MinKey) return 0xff
  if (value instanceof MaxKey) return 0x7f
  throw fault('InternalError', `${value.constructor.name} is not a BSON value`)
}

function writeInt32(value: number): number {
  writeInt(value)
  return 0x10
}

const doubles = new Float64Array(1)
const doubleBytes = new Uint8Array(doubles.buffer)

function writeDouble(value: number): number {
  doubles[0] = value
  if (Number.isNaN(value)) return writeNaN(value)
  for (let i = 0; i < 8; i += 1) out[at + i] = doubleBytes[i] as number
  at += 8
  return 0x01
}

function writeNaN(value: Double | number): number {
  at = out.writeBigUInt64LE(bitsOfDouble(value), at)
  return 0x01
}

function writeLong(value: Long, type: number): number {
  writeInt(value.low)
  writeInt(value.high)
  return type
}

function writeDate(value: Date): number {
  const time = millisecondsOf(value)
  if (Number.isNaN(time)) throw fault('BadValue', 'a date that is no date cannot be stored')
  if (typeof time === 'bigint') {
    at = out.writeBigInt64LE(time, at)
  } else {
    writeInt(time >>> 0)
    writeInt(Math.floor(time / 0x100000000))
  }
  return 0x09
}

function writeObjectId(value: ObjectId): number {
  out.set(value.id, at)
  at += 12
  return 0x07
}

function writeBinary(bytes: Uint8Array, subtype: number): number {
  reserve(bytes.length + 5)
  writeInt(bytes.length)
  out[at] = subtype
  at += 1
  out.set(bytes, at)
  at += bytes.length
  return 0x05
}

function writeRegex(pattern: string, options: string): number {
  const what = () => 'regular expression'
  writeTerminated(pattern, 0, what)
  writeTerminated(options, 0, what)
  return 0x0b
}

function writeCode({ code, scope }: Code): number {
  if (!scope) {
    writeText(code)
    return 0x0d
  }
  const start = at
  at += 4
  writeText(code)
  writeDocument(scope)
  patchInt(at - start, start)
  return 0x0f
}
