import { serialize } from 'bson'

/** Messages for tests, sound or not. */

type Fields = Record<string, unknown>

/** A whole message with its header. */
export function message(opcode: number, body: Uint8Array, requestId = 7): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(16), body])
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(requestId, 4)
  bytes.writeInt32LE(opcode, 12)
  return bytes
}

/** An OP_MSG with the given sections. */
export function msg(flags: number, ...sections: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32LE(flags)
  return message(2013, Buffer.concat([head, ...sections]))
}

/** A section of kind 0 from bytes that need not be sound. */
export function bodySection(document: Fields | Uint8Array): Buffer {
  const bytes =
    document instanceof Uint8Array
      ? document
      : serialize(document, { ignoreUndefined: false, checkKeys: false })
  return Buffer.concat([Buffer.from([0]), bytes])
}

/** A section of kind 1; `extra` makes its length wrong. */
export function sequenceSection(name: string, documents: readonly Fields[], extra = 0): Buffer {
  const body = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))])
  const head = Buffer.alloc(5)
  head[0] = 1
  head.writeInt32LE(body.length + 4 + extra, 1)
  return Buffer.concat([head, body])
}

/** `{ a: { a: … {} } }`, so many levels below the first. */
export function nestedBytes(depth: number, type = 3): Buffer {
  const head = Buffer.alloc(7 * depth)
  for (let level = 0; level < depth; level += 1) {
    head.writeInt32LE(5 + 8 * (depth - level), level * 7)
    head.set([type, 0x61, 0], level * 7 + 4)
  }
  return Buffer.concat([head, Buffer.from([5, 0, 0, 0, 0]), Buffer.alloc(depth)])
}
