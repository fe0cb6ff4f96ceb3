import { checkStructure, elementsOf, Outgoing } from '../bson/raw.ts'
import { decode, encode, hasField, setField, fieldNames, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'

/**
 * MongoDB's wire protocol: OP_MSG both ways, and OP_QUERY only for the handshake of drivers that do not know the
 * server yet (documentation: “MongoDB Wire Protocol”).
 */
export const MAX_MESSAGE_BYTES = 48_000_000
const HEADER_BYTES = 16
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2

export interface Message {
  readonly requestId: number
  readonly legacy: boolean
  readonly wantsReply: boolean
  /** Throws a fault when the command itself cannot be read; the connection may go on. */
  readonly command: () => Document
}

/** A stream that cannot be followed any further: the connection has to be closed. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
}

/**
 * Puts arriving chunks together to whole messages. What is held is what arrived, not what a header announces, and
 * not more pieces than a few however small they came.
 */
export class MessageReader {
  #held: Buffer = EMPTY
  #size = 0

  /** How many bytes wait for the rest of their message. */
  get size(): number {
    return this.#size
  }

  push(chunk: Buffer): void {
    if (this.#size === 0) {
      this.#held = chunk
    } else {
      const needed = this.#size + chunk.length
      if (needed > this.#held.length) {
        const larger = Buffer.allocUnsafeSlow(
          Math.max(needed, Math.min(this.#held.length * 2, MAX_MESSAGE_BYTES)),
        )
        this.#held.copy(larger, 0, 0, this.#size)
        this.#held = larger
      }
      chunk.copy(this.#held, this.#size)
    }
    this.#size += chunk.length
  }

  /** The next whole message, if it has arrived. */
  next(): Buffer | undefined {
    if (this.#size < HEADER_BYTES) return undefined
    const length = this.#held.readInt32LE(0)
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
      throw new ProtocolError(`message of ${length} bytes`)
    }
    if (this.#size < length) return undefined
    const message = this.#held.subarray(0, length)
    // What follows is moved away when more comes: the message keeps its bytes.
    const rest = this.#held.subarray(length, this.#size)
    this.#held = length > rest.length ? Buffer.from(rest) : rest
    this.#size -= length
    return message
  }

  clear(): void {
    this.#held = EMPTY
    this.#size = 0
  }
}

const EMPTY = Buffer.alloc(0)

/** Reads one message; `ProtocolError` when not even its frame makes sense. */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4)
  switch (bytes.readInt32LE(12)) {
    case OP_MSG:
      return parseMsg(bytes, requestId)
    case OP_QUERY:
      return parseQuery(bytes, requestId)
    default:
      throw new ProtocolError(`opcode ${bytes.readInt32LE(12)} is not supported`)
  }
}

function parseMsg(bytes: Buffer, requestId: number): Message {
  if (bytes.length < HEADER_BYTES + 4 + 1 + 5) throw new ProtocolError('message too short')
  const flags = bytes.readUInt32LE(HEADER_BYTES)
  if ((flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new ProtocolError(`message contains illegal flags value ${flags}`)
  }
  const checksum = (flags & CHECKSUM_PRESENT) !== 0
  const end = checksum ? bytes.length - 4 : bytes.length
  if (checksum && crc32c(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) {
    throw new ProtocolError('message checksum does not match contents')
  }
  const wantsReply = (flags & MORE_TO_COME) === 0
  return { requestId, legacy: false, wantsReply, command: () => readSections(bytes, HEADER_BYTES + 4, end) }
}

/** Kind 0 is the command, kind 1 a sequence of documents that belongs to it as an array. */
function readSections(bytes: Buffer, start: number, end: number): Document {
  let body: Document | undefined
  const sequences: Document = {}
  let at = start
  while (at < end) {
    const kind = bytes[at]
    const size = at + 5 <= end ? bytes.readInt32LE(at + 1) : -1
    if (size < 5 || at + 1 + size > end) throw fault('InvalidBSON', 'section passes the end of its message')
    const section = bytes.subarray(at + 1, at + 1 + size)
    if (kind === 0) {
      if (body) throw fault('Location40430', 'Multiple body sections in message')
      body = decodeCommand(section)
    } else if (kind === 1) {
      const { name, documents } = readSequence(section)
      if (hasField(sequences, name)) {
        throw fault('Location40431', `Duplicate document sequence: ${name}`)
      }
      setField(sequences, name, documents)
    } else {
      throw fault('Location40432', `Unknown section kind ${kind}`)
    }
    at += 1 + size
  }
  if (!body) throw fault('Location40587', 'OP_MSG messages must have a body')
  for (const name of fieldNames(sequences)) {
    if (hasField(body, name)) {
      throw fault('Location40433', `Duplicate field between body and document sequence ${name}`)
    }
  }
  return { ...body, ...sequences }
}

function readSequence(section: Buffer): { name: string; documents: unknown[] } {
  const nameEnd = section.indexOf(0, 4)
  if (nameEnd < 0) throw fault('InvalidBSON', 'unterminated document sequence name')
  const name = section.toString('utf8', 4, nameEnd)
  const documents: unknown[] = []
  let at = nameEnd + 1
  while (at < section.length) {
    const size = at + 4 <= section.length ? section.readInt32LE(at) : -1
    if (size < 5 || at + size > section.length) throw fault('InvalidBSON', 'document passes its sequence')
    const document = section.subarray(at, at + size)
    checkStructure(document)
    documents.push(name === RAW_ARRAY ? document : decode(document))
    at += size
  }
  return { name, documents }
}

// What an insert brings is stored as it came: these stay bytes.
const RAW_ARRAY = 'documents'

function decodeCommand(bytes: Buffer): Document {
  checkStructure(bytes)
  const elements = elementsOf(bytes)
  const array = elements[0]?.name === 'insert' && elements.find(({ name }) => name === RAW_ARRAY)
  if (!array || array.type !== ARRAY) return decode(bytes)
  const rest = Buffer.concat([bytes.subarray(0, array.start), bytes.subarray(array.end)])
  rest.writeInt32LE(rest.length, 0)
  return { ...decode(rest), [RAW_ARRAY]: rawItems(bytes.subarray(array.value, array.end)) }
}

const ARRAY = 4
const DOCUMENT = 3

function rawItems(array: Buffer): Buffer[] {
  return elementsOf(array).map((element) => {
    if (element.type !== DOCUMENT) {
      throw fault(
        'TypeMismatch',
        `BSON field 'insert.documents.${element.name}' is the wrong type, expected type 'object'`,
      )
    }
    return array.subarray(element.value, element.end)
  })
}

function parseQuery(bytes: Buffer, requestId: number): Message {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4)
  if (nameEnd < 0 || nameEnd + 9 + 5 > bytes.length) throw new ProtocolError('message too short')
  const name = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd)
  const start = nameEnd + 9
  const size = bytes.readInt32LE(start)
  if (size < 5 || start + size > bytes.length) throw new ProtocolError('document passes its message')
  if (!name.endsWith('.$cmd')) throw new ProtocolError('OP_QUERY is only for the handshake')
  const command = () => {
    const document = decodeCommand(bytes.subarray(start, start + size))
    return { ...document, $db: name.slice(0, -'.$cmd'.length) }
  }
  return { requestId, legacy: true, wantsReply: true, command }
}

let lastReply = 0

/** The bytes that answer `message` with one document. */
export function encodeReply(message: Message, reply: Document | Outgoing): Buffer {
  if (reply instanceof Outgoing && !message.legacy) return withHeader(reply.message, message)
  const document = reply instanceof Outgoing ? reply.document : encode(reply)
  const prefix = message.legacy ? 20 : 5
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + prefix + document.length)
  bytes.set(document, HEADER_BYTES + prefix)
  return withHeader(bytes, message)
}

function withHeader(bytes: Buffer, message: Message): Buffer {
  const prefix = message.legacy ? 20 : 5
  lastReply = (lastReply + 1) & 0x7fffffff
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(lastReply, 4)
  bytes.writeInt32LE(message.requestId, 8)
  bytes.writeInt32LE(message.legacy ? OP_REPLY : OP_MSG, 12)
  bytes.fill(0, HEADER_BYTES, HEADER_BYTES + prefix)
  if (message.legacy) {
    bytes.writeInt32LE(8, HEADER_BYTES)
    bytes.writeInt32LE(1, HEADER_BYTES + 16)
  }
  return bytes
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  return value
})

/** CRC-32C, the checksum of OP_MSG. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number)
  return (crc ^ 0xffffffff) >>> 0
}
