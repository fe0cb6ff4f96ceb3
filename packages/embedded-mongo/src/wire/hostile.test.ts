import { connect } from 'node:net'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../bson/values.ts'
import { MongoFault } from '../errors.ts'
import { temporaryServer } from '../fixture.ts'
import { bodySection, message, msg, nestedBytes, sequenceSection } from './fixture.ts'
import {
  crc32c,
  encodeReply,
  MAX_MESSAGE_BYTES,
  MessageReader,
  parseMessage,
  ProtocolError,
} from './messages.ts'

const ping = () => bodySection({ ping: 1, $db: 'admin' })

describe('messages (W1–W4)', () => {
  it('puts messages together whatever way they arrive', () => {
    const stream = Buffer.concat([msg(0, ping()), msg(2, ping()), msg(0, ping())])
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length }), { maxLength: 8 }), (cuts) => {
        const reader = new MessageReader()
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const found: Buffer[] = []
        for (let i = 1; i < edges.length; i += 1) {
          reader.push(stream.subarray(edges[i - 1], edges[i]))
          for (let next = reader.next(); next; next = reader.next()) found.push(next)
        }
        expect(Buffer.concat(found).equals(stream)).toBe(true)
        expect(found.map((bytes) => parseMessage(bytes).wantsReply)).toEqual([true, false, true])
      }),
    )
  })

  it('reads document sequences and checksums', () => {
    const documents = [{ _id: 1 }, { _id: 2 }]
    const parsed = parseMessage(
      msg(0, bodySection({ update: 'c', $db: 'd' }), sequenceSection('updates', documents)),
    ).command()
    expect((parsed['updates'] as unknown[]).length).toBe(2)
    const summed = Buffer.concat([msg(1, ping()), Buffer.alloc(4)])
    summed.writeInt32LE(summed.length, 0)
    summed.writeUInt32LE(crc32c(summed.subarray(0, -4)), summed.length - 4)
    expect(parseMessage(summed).command()).toMatchObject({ $db: 'admin' })
    summed[summed.length - 1] = (summed.at(-1) as number) ^ 1
    expect(() => parseMessage(summed)).toThrow(ProtocolError)
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  })

  it.each([
    ['opcode of compressed messages', () => parseMessage(message(2012, Buffer.alloc(20)))],
    ['unknown opcode', () => parseMessage(message(1, Buffer.alloc(20)))],
    ['flag that has to be understood', () => parseMessage(msg(4, ping()))],
    ['legacy query on a collection', () => parseMessage(message(2004, legacyQuery('db.c')))],
    ['length below the header', () => readerOf(15).next()],
    ['length above the limit', () => readerOf(MAX_MESSAGE_BYTES + 1).next()],
    ['negative length', () => readerOf(-1).next()],
  ])('closes on %s', (_, attempt) => {
    expect(attempt).toThrow(ProtocolError)
  })

  it.each([
    ['no body', msg(0, sequenceSection('documents', []))],
    ['two bodies', msg(0, ping(), ping())],
    ['a section past the end', msg(0, ping(), sequenceSection('documents', [{ a: 1 }], 100))],
    ['an unknown section', msg(0, ping(), Buffer.from([9, 5, 0, 0, 0, 0]))],
    ['a sequence twice', msg(0, ping(), sequenceSection('x', []), sequenceSection('x', []))],
    ['a field twice', msg(0, bodySection({ insert: 'c', documents: [] }), sequenceSection('documents', []))],
  ])('answers %s with an error', (_, bytes) => {
    expect(() => parseMessage(bytes).command()).toThrow(MongoFault)
  })

  it('never throws anything else, whatever the bytes are', () => {
    const valid = [
      ...msg(0, bodySection({ insert: 'c', documents: [{ a: 'text', b: [1, { c: null }] }], $db: 'd' })),
    ]
    const damage = fc.array(fc.tuple(fc.nat({ max: valid.length - 1 }), fc.nat({ max: 255 })), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(fc.oneof(damage, fc.uint8Array({ maxLength: 200 })), (input) => {
        const bytes = input instanceof Uint8Array ? message(2013, input) : Buffer.from(valid)
        if (!(input instanceof Uint8Array)) for (const [at, byte] of input) bytes[at] = byte
        const error = errorOf(() => parseMessage(bytes).command())
        expect(error === undefined || error instanceof ProtocolError || error instanceof MongoFault).toBe(
          true,
        )
      }),
      { numRuns: 3000 },
    )
  })

  it('answers the old way to those who asked the old way', () => {
    const parsed = parseMessage(message(2004, legacyQuery('admin.$cmd')))
    expect(parsed.command()).toMatchObject({ $db: 'admin' })
    const reply = encodeReply(parsed, { ok: 1 })
    expect([reply.readInt32LE(8), reply.readInt32LE(12), reply.readInt32LE(32)]).toEqual([7, 1, 1])
  })
})

function errorOf(attempt: () => unknown): unknown {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error
  }
}

function legacyQuery(name: string): Buffer {
  return Buffer.concat([Buffer.alloc(4), Buffer.from(`${name}\0`), Buffer.alloc(8), encode({ hello: 1 })])
}

function readerOf(length: number): MessageReader {
  const head = Buffer.alloc(16)
  head.writeInt32LE(length)
  const reader = new MessageReader()
  reader.push(head)
  return reader
}

/** Sends bytes and resolves with what came back when the server closed, or after one whole reply. */
function exchange(port: number, bytes: Uint8Array, replies: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const reader = new MessageReader()
    let seen = 0
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const done = () => {
      socket.destroy()
      resolve(Buffer.concat(chunks))
    }
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      reader.push(chunk)
      while (reader.next()) seen += 1
      if (seen >= replies) done()
    })
    socket.on('error', done)
    socket.on('close', done)
  })
}

describe('a hostile client (W5)', () => {
  it('harms nobody: the connection closes or gets an error, everyone else goes on', async () => {
    const { port, client } = await temporaryServer()
    const collection = client.db('d').collection('c')
    await collection.insertOne({ n: 1 })
    const closed = [
      Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      message(2012, Buffer.alloc(30)),
      Buffer.alloc(64),
    ]
    for (const bytes of closed) expect((await exchange(port, bytes, 1)).length).toBe(0)
    const refused = [
      msg(0, bodySection({ $db: 'd' })),
      msg(0, bodySection({ find: { $gt: 1 }, $db: 'd' })),
      msg(0, bodySection({ find: 'c', filter: 7, $db: 'd' })),
      msg(0, bodySection({ insert: 'c', documents: 'x', $db: 'd' })),
      msg(0, bodySection({ insert: 'c', documents: ['x'], $db: 'd' })),
      msg(0, bodySection(nestedBytes(5000))),
      msg(0, bodySection({ ping: 1, $db: 'a/b' })),
      msg(0, bodySection({ ping: 1, $db: 'x'.repeat(70) })),
      msg(0, bodySection({ aggregate: 'c', pipeline: [{ $where: 1 }], cursor: {}, $db: 'd' })),
      msg(0, bodySection({ getMore: 5, collection: 'c', $db: 'd' })),
      msg(0, bodySection({ __proto__: 1, constructor: 1, $db: 'd' })),
    ]
    for (const bytes of refused) {
      const reply = await exchange(port, bytes, 1)
      expect(reply.length).toBeGreaterThan(21)
      expect(reply.includes('errmsg')).toBe(true)
    }
    await expect(collection.insertOne({ big: 'x'.repeat(16 * 1024 * 1024) })).rejects.toThrow('too large')
    expect(await collection.countDocuments()).toBe(1)
  })

  it('answers commands that come all at once, in their order, and none that want no reply', async () => {
    const { port } = await temporaryServer()
    const stream = Buffer.concat(Array.from({ length: 60 }, (_, i) => msg(i % 2 === 0 ? 0 : 2, ping())))
    const reply = await exchange(port, stream, 30)
    const reader = new MessageReader()
    reader.push(reply)
    let count = 0
    while (reader.next()) count += 1
    expect(count).toBe(30)
  })
})
