import * as fc from 'fast-check'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../src/fixture.ts'
import { startEmbeddedMongo, type EmbeddedMongo } from '../../src/index.ts'
import { crc32c } from '../../src/wire/messages.ts'
import { bodySection, message, msg, sequenceSection } from '../../src/wire/fixture.ts'
import { buildCommand } from '../build.ts'
import { command, stored } from './arbitrary.ts'
import { complaintAbout, HostileClient } from './client.ts'

/** `FUZZ_CASES=100000` for the long run, `FUZZ_SEED` to repeat one. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 2000)
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const BATCH = 250

let built: Awaited<ReturnType<typeof buildCommand>>
beforeAll(async () => {
  built = await buildCommand()
})
afterAll(() => built.remove())

interface Bystander {
  readonly server: EmbeddedMongo
  /** Throws when the hostile client has done harm to anybody else. */
  check(): Promise<void>
  close(): Promise<void>
}

const PING = msg(0, bodySection({ ping: 1, $db: 'admin' }))

/** A server, and a well-behaved client of it. */
async function startWithBystander(): Promise<Bystander> {
  const exits: string[] = []
  const server = await startEmbeddedMongo({
    dbPath: temporaryFolder(),
    command: built.command,
    onExit: (reason) => exits.push(reason),
  })
  const client = new MongoClient(server.uri)
  const collection = client.db('bystander').collection('mine')
  const documents = Array.from({ length: 50 }, (_, n) => ({
    _id: n as never,
    n,
    text: `text ${n}`,
    tags: [n, `${n}`],
  }))
  await collection.insertMany(documents)
  await collection.createIndex({ n: -1 })
  return {
    server,
    check: async () => {
      expect(exits).toEqual([])
      expect(await collection.find().toArray()).toEqual(documents)
      expect(
        await collection
          .find({ n: { $gte: 47 } })
          .sort({ n: -1 })
          .project({ n: 1 })
          .toArray(),
      ).toEqual([49, 48, 47].map((n) => ({ _id: n, n })))
      await collection.updateOne({ n: 3 }, { $set: { text: 'text 3' }, $inc: { seen: 1 } })
      await collection.updateOne({ n: 3 }, { $unset: { seen: 1 } })
    },
    close: async () => {
      await client.close()
      await server.stop()
    },
  }
}

/** Asks for every case on one connection, a new one whenever it was closed, and looks at the bystander now and then. */
async function fuzz<T>(arbitrary: fc.Arbitrary<T>, cases: number, bytesOf: (value: T) => Buffer | undefined) {
  const bystander = await startWithBystander()
  let client = new HostileClient(bystander.server.port)
  let asked = 0
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const bytes = bytesOf(value)
    if (!bytes) return
    if (client.isClosed) client = new HostileClient(bystander.server.port)
    asked += 1
    const isWhole = bytes.length >= 16 && bytes.readInt32LE(0) === bytes.length
    const wantsReply =
      !isWhole || bytes.length < 20 || bytes.readInt32LE(12) !== 2013 || (bytes.readUInt32LE(16) & 2) === 0
    client.socket.write(bytes)
    // To a message without a reply another one is added; one that was left open is cut off.
    if (!wantsReply) client.socket.write(PING)
    if (!isWhole) client.socket.end()
    const complaint = complaintAbout(await client.next())
    if (complaint !== undefined || !isWhole) client.close()
    expect(complaint).toBeUndefined()
    if (asked % BATCH === 0) await bystander.check()
  })
  try {
    await fc.assert(property, {
      numRuns: cases,
      seed: SEED,
      endOnFailure: process.env['FUZZ_SHRINK'] === undefined,
    })
    await bystander.check()
  } finally {
    client.close()
    await bystander.close()
  }
}

const VALID = [
  PING,
  msg(0, bodySection({ insert: 'c', documents: [{ a: 'text', b: [1, { c: null }] }], $db: 'fuzz' })),
  msg(
    0,
    bodySection({ update: 'c', $db: 'fuzz' }),
    sequenceSection('updates', [{ q: { a: 1 }, u: { $set: { b: [1] } } }]),
  ),
  msg(0, bodySection({ find: 'c', filter: { a: { $in: [1, 'x'] } }, sort: { a: 1 }, $db: 'fuzz' })),
  msg(
    0,
    bodySection({
      aggregate: 'c',
      pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }],
      cursor: {},
      $db: 'fuzz',
    }),
  ),
]
const at = fc.nat({ max: 0xffff })
const damage = fc.oneof(
  fc.record({ kind: fc.constant('bit' as const), at, value: fc.nat({ max: 7 }) }),
  fc.record({ kind: fc.constant('byte' as const), at, value: fc.nat({ max: 255 }) }),
  fc.record({
    kind: fc.constant('length' as const),
    at,
    value: fc.constantFrom(-1, 0, 1, 4, 5, 15, 16, 0x7fffffff, -0x80000000, 48_000_001),
  }),
  fc.record({ kind: fc.constant('near' as const), at, value: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ kind: fc.constant('cut' as const), at, value: at }),
  fc.record({ kind: fc.constant('double' as const), at, value: at }),
)
type Damage = {
  readonly kind: 'bit' | 'byte' | 'length' | 'near' | 'cut' | 'double'
  readonly at: number
  readonly value: number
}

/** `from`: the first byte that may be damaged. */
function damaged(bytes: Buffer, { kind, at: place, value }: Damage, from: number): Buffer {
  const copy = Buffer.from(bytes)
  const index = from + (place % Math.max(1, copy.length - from - 4))
  switch (kind) {
    case 'bit':
      copy[index] = (copy[index] as number) ^ (1 << value)
      return copy
    case 'byte':
      copy[index] = value
      return copy
    case 'length':
      copy.writeInt32LE(value, index)
      return copy
    case 'near':
      copy.writeInt32LE((copy.readInt32LE(index) + value) | 0, index)
      return copy
    case 'cut':
      return Buffer.concat([copy.subarray(0, index), copy.subarray(index + (value % 20))])
    case 'double':
      return Buffer.concat([copy.subarray(0, index + (value % 40)), copy.subarray(index)])
  }
}

const frame = fc.record({
  index: fc.nat({ max: VALID.length - 1 }),
  damages: fc.array(damage, { minLength: 1, maxLength: 3 }),
  checksum: fc.constantFrom('none', 'right', 'wrong'),
  isLengthKept: fc.boolean(),
})

/** A message that was once whole. */
function frameBytes({
  index,
  damages,
  checksum,
  isLengthKept,
}: typeof frame extends fc.Arbitrary<infer T> ? T : never): Buffer {
  const from = isLengthKept ? 0 : 16
  let bytes = damages.reduce((sum, one) => damaged(sum, one, from), VALID[index] as Buffer)
  if (isLengthKept || bytes.length < 20) return bytes
  if (checksum !== 'none') {
    bytes = Buffer.concat([bytes, Buffer.alloc(4)])
    bytes.writeUInt32LE((bytes.readUInt32LE(16) | 1) >>> 0, 16)
  }
  bytes.writeInt32LE(bytes.length, 0)
  if (checksum !== 'none')
    bytes.writeUInt32LE(
      (crc32c(bytes.subarray(0, -4)) ^ (checksum === 'wrong' ? 1 : 0)) >>> 0,
      bytes.length - 4,
    )
  return bytes
}

describe(`fuzzing (W5), FUZZ_SEED=${SEED} FUZZ_CASES=${CASES}`, () => {
  const timeout = 60_000 + CASES * 30

  it('random bytes', { timeout }, async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((body) => Buffer.from(body)),
      fc
        .tuple(fc.constantFrom(2013, 2004, 2012, 2010, 1, 0, -1), fc.uint8Array({ maxLength: 200 }))
        .map(([opcode, body]) => message(opcode, body)),
    )
    await fuzz(bytes, Math.floor(CASES / 10), (value) => value)
  })

  it('damaged messages', { timeout }, () => fuzz(frame, Math.floor(CASES * 0.3), frameBytes))

  it('known commands with arguments nobody should send', { timeout }, () =>
    fuzz(
      fc.oneof(
        { weight: 9, arbitrary: command },
        {
          weight: 1,
          arbitrary: stored.map((document) => ({ insert: 'c', documents: [document], $db: 'fuzz' })),
        },
      ),
      Math.ceil(CASES * 0.6),
      (value) => {
        try {
          return msg(0, bodySection(value))
        } catch {
          // The client's library cannot write everything that was thought up.
          return undefined
        }
      },
    ),
  )
})
