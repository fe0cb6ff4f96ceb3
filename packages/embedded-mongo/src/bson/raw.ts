import { fault } from '../errors.ts'
import { ObjectId } from './values.ts'

/** Work on BSON bytes without building values: what comes in and goes out unchanged is never re-encoded. */

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
const MAX_DEPTH = 200

export interface RawElement {
  readonly type: number
  readonly name: string
  readonly start: number
  readonly value: number
  readonly end: number
}

/** Value sizes by type number; -1 for what carries its own length or is no type. */
const FIXED = new Int8Array(256).fill(-1)
for (const [type, size] of [
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
] as const) {
  FIXED[type] = size
}

const invalid = (what: string) => fault('InvalidBSON', `invalid BSON: ${what}`)

/** The fields of the document in `bytes`, by position. */
export function elementsOf(bytes: Buffer): RawElement[] {
  const elements: RawElement[] = []
  let at = 4
  while (bytes[at] !== 0 && at < bytes.length - 1) {
    const end = bytes.indexOf(0, at + 1)
    const type = bytes[at] as number
    const next = valueEnd(bytes, type, end + 1, bytes.length - 1)
    elements.push({ type, name: bytes.toString('utf8', at + 1, end), start: at, value: end + 1, end: next })
    at = next
  }
  return elements
}

/** Room for one selection at a time; larger documents get their own. */
const selection = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * A document that has been checked, with nothing but the fields called `names`: where a filter asks for one field of
 * many, decoding that takes a fraction of the time. The bytes are good until the next call.
 */
export function selectFields(bytes: Buffer, names: readonly Buffer[]): Buffer {
  const copy = bytes.length <= selection.length ? selection : Buffer.allocUnsafe(bytes.length)
  const last = bytes.length - 1
  let length = 4
  let at = 4
  while (at < last) {
    let nameEnd = at + 1
    while (bytes[nameEnd] !== 0) nameEnd += 1
    const end = valueEnd(bytes, bytes[at] as number, nameEnd + 1, last)
    if (isAmong(names, bytes, at + 1, nameEnd)) {
      copy.set(bytes.subarray(at, end), length)
      length += end - at
    }
    at = end
  }
  copy[length] = 0
  copy.writeInt32LE(length + 1, 0)
  return copy.subarray(0, length + 1)
}

function isAmong(names: readonly Buffer[], bytes: Buffer, start: number, end: number): boolean {
  for (const name of names) if (isAt(bytes, start, end, name)) return true
  return false
}

function isAt(bytes: Buffer, start: number, end: number, name: Buffer): boolean {
  if (end - start !== name.length) return false
  for (let i = 0; i < name.length; i += 1) if (bytes[start + i] !== name[i]) return false
  return true
}

/**
 * Walks a whole document once, without recursion: lengths inside each other, known types, terminators in place,
 * at most 200 levels. Everything later may trust the bytes.
 */
export function checkStructure(bytes: Buffer): void {
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length) throw invalid('length does not fit')
  const ends: number[] = [bytes.length]
  let at = 4
  for (;;) {
    const limit = (ends[ends.length - 1] as number) - 1
    const type = bytes[at]
    if (type === 0) {
      if (at !== limit) throw invalid('document ends early')
      ends.pop()
      at += 1
      if (ends.length === 0) return
      continue
    }
    const nameEnd = at >= limit ? -1 : bytes.indexOf(0, at + 1)
    if (nameEnd < 0 || nameEnd >= limit) throw invalid('unterminated field name')
    const end = valueEnd(bytes, type as number, nameEnd + 1, limit)
    if (type !== 0x03 && type !== 0x04) {
      at = end
      continue
    }
    if (ends.length >= MAX_DEPTH) {
      throw fault('Overflow', `Attempted to parse BSON exceeding maximum nested object depth: ${MAX_DEPTH}`)
    }
    ends.push(end)
    at = nameEnd + 5
  }
}

/** Where the value that starts at `at` ends, checked against `limit`. */
function valueEnd(bytes: Buffer, type: number, at: number, limit: number): number {
  const fixed = FIXED[type] as number
  const end = fixed < 0 ? variableEnd(bytes, type, at, limit) : at + fixed
  if (end > limit) throw invalid('value passes the end of its document')
  if (type === 0x08 && (bytes[at] as number) > 1) throw invalid('boolean is neither 0 nor 1')
  return end
}

function variableEnd(bytes: Buffer, type: number, at: number, limit: number): number {
  if (type === 0x0b) {
    const pattern = bytes.indexOf(0, at)
    const options = pattern < 0 ? -1 : bytes.indexOf(0, pattern + 1)
    if (options < 0 || options >= limit) throw invalid('unterminated regular expression')
    return options + 1
  }
  if (at + 4 > limit) throw invalid('value passes the end of its document')
  const length = bytes.readInt32LE(at)
  switch (type) {
    case 0x03:
    case 0x04:
      if (length < 5 || at + length > limit || bytes[at + length - 1] !== 0)
        throw invalid('bad document length')
      return at + length
    case 0x02:
    case 0x0d:
    case 0x0e:
      return stringEnd(bytes, at, length, limit)
    case 0x0c:
      return stringEnd(bytes, at, length, limit) + 12
    case 0x05:
      if (length < 0) throw invalid('negative binary length')
      return at + 5 + length
    case 0x0f:
      // Code with scope nests a string and a document; the decoder checks those, this checks the frame.
      if (length < 14) throw invalid('bad code length')
      return at + length
    default:
      throw invalid(`unknown type 0x${type.toString(16)}`)
  }
}

function stringEnd(bytes: Buffer, at: number, length: number, limit: number): number {
  const end = at + 4 + length
  if (length < 1 || end > limit || bytes[end - 1] !== 0) throw invalid('bad string length')
  return end
}

/** The document as it is stored: `_id` in front, created when absent. */
export function withIdFirst(bytes: Buffer): Buffer {
  // 0x07 '_id' 00 is how nearly every document of every driver begins.
  if (bytes[5] === 0x5f && bytes[6] === 0x69 && bytes[7] === 0x64 && bytes[8] === 0) return bytes
  const id = elementsOf(bytes).find((element) => element.name === '_id')
  if (id) {
    return Buffer.concat([
      bytes.subarray(0, 4),
      bytes.subarray(id.start, id.end),
      bytes.subarray(4, id.start),
      bytes.subarray(id.end),
    ])
  }
  const element = Buffer.concat([Buffer.from('\u0007_id\0', 'latin1'), new ObjectId().id])
  const document = Buffer.concat([bytes.subarray(0, 4), element, bytes.subarray(4)])
  document.writeInt32LE(document.length, 0)
  return document
}

let lastTimestamp = 0n

/** A copy in which empty timestamps at the top level, but for the `_id`, are now. */
export function withTimestamps(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (const { type, name, value } of elementsOf(copy)) {
    if (type !== TIMESTAMP || name === '_id' || copy.readBigUInt64LE(value) !== 0n) continue
    const now = BigInt(Math.trunc(Date.now() / 1000)) << 32n
    lastTimestamp = now > lastTimestamp ? now + 1n : lastTimestamp + 1n
    copy.writeBigUInt64LE(lastTimestamp, value)
  }
  return copy
}

const TIMESTAMP = 0x11

/** A document that goes out as it is, with room in front for the header of its message. */
export class Outgoing {
  static readonly ROOM = 21
  readonly message: Buffer

  constructor(message: Buffer) {
    this.message = message
  }

  /** The document alone. */
  get document(): Buffer {
    return this.message.subarray(Outgoing.ROOM)
  }
}

const OK_AND_END = Buffer.from([0x01, 0x6f, 0x6b, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0])
const REPLY_HEAD = Buffer.from('\0\0\0\0\u0003cursor\0\0\0\0\0\u0004', 'latin1')
const ID_BYTES = 1 + 3 + 8
const NAMESPACE_HEAD_BYTES = 1 + 3 + 4

/**
 * A reply with a cursor, put together from stored bytes in one go: a batch may have hundreds of thousands of
 * documents, and every copy of it costs as much as finding them.
 */
export function cursorReply(
  field: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  id: bigint,
  namespace: string,
): Outgoing {
  const nameBytes = Buffer.byteLength(namespace)
  const start = Outgoing.ROOM
  const batchStart = start + REPLY_HEAD.length + field.length + 1
  const batchBytes = sizeOfArray(documents)
  const cursorEnd = batchStart + batchBytes + ID_BYTES + NAMESPACE_HEAD_BYTES + nameBytes + 2
  const bytes = Buffer.allocUnsafe(cursorEnd + OK_AND_END.length)
  bytes.set(REPLY_HEAD, start)
  bytes.writeInt32LE(bytes.length - start, start)
  const cursorStart = start + REPLY_HEAD.length - 5
  bytes.writeInt32LE(cursorEnd - cursorStart, cursorStart)
  bytes.write(`${field}\0`, start + REPLY_HEAD.length, 'latin1')
  let at = writeArray(bytes, batchStart, documents, batchBytes)
  at += bytes.write('\u0012id\0', at, 'latin1')
  at = bytes.writeBigInt64LE(id, at)
  at += bytes.write('\u0002ns\0', at, 'latin1')
  at = bytes.writeInt32LE(nameBytes + 1, at)
  at += bytes.write(namespace, at)
  bytes[at] = 0
  bytes[at + 1] = 0
  bytes.set(OK_AND_END, cursorEnd)
  return new Outgoing(bytes)
}

function sizeOfArray(documents: readonly Uint8Array[]): number {
  let size = 5
  for (let i = 0; i < documents.length; i += 1) {
    size += 2 + digitsOf(i) + (documents[i] as Uint8Array).length
  }
  return size
}

function digitsOf(index: number): number {
  return index < 10 ? 1 : index < 100 ? 2 : index < 1000 ? 3 : String(index).length
}

/** Writes an array of documents and tells where it ends. */
function writeArray(bytes: Buffer, start: number, documents: readonly Uint8Array[], size: number): number {
  let at = bytes.writeInt32LE(size, start)
  for (let i = 0; i < documents.length; i += 1) {
    const document = documents[i] as Uint8Array
    bytes[at] = 0x03
    const nameEnd = at + 1 + digitsOf(i)
    for (let digit = nameEnd - 1, rest = i; digit > at; digit -= 1, rest = Math.trunc(rest / 10)) {
      bytes[digit] = 0x30 + (rest % 10)
    }
    bytes[nameEnd] = 0
    bytes.set(document, nameEnd + 1)
    at = nameEnd + 1 + document.length
  }
  bytes[at] = 0
  return at + 1
}
