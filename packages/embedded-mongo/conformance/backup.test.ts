import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { BSON, Binary, Decimal128, Double, Long, MongoClient, ObjectId, Timestamp } from 'mongodb'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../src/fixture.ts'
import { startEmbeddedMongo, type EmbeddedMongo } from '../src/index.ts'
import { buildCommand } from './build.ts'

let command: string
let remove: () => void
beforeAll(async () => {
  ;({ command, remove } = await buildCommand())
})
afterAll(() => remove())

const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' })

/** A server on a folder, and a client; both are gone when the test is. */
async function serve(dbPath: string): Promise<{ server: EmbeddedMongo; client: MongoClient }> {
  const server = await startEmbeddedMongo({ dbPath, command })
  const client = new MongoClient(server.uri)
  onTestFinished(async () => {
    await client.close()
    await server.stop()
  })
  return { server, client }
}

/** All files below a folder, by their path in it; uuids are new with every collection. */
function filesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return new Map(
    files
      .map(({ parentPath, name }): [string, string] => {
        const path = join(parentPath, name)
        const text = readFileSync(path, 'latin1')
        return [
          path.slice(folder.length + 1),
          name.endsWith('.json') ? text.replace(/"uuid":"\w*"/, '') : text,
        ]
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const NUMBERED = { 'a.b': 1, b: new Double(2) }

/** Every option and type that has a form of its own in a dump. */
async function fillWithEverything(client: MongoClient): Promise<void> {
  const database = client.db('d')
  await database.createCollection('plain', {
    validator: { n: { $gte: Long.fromNumber(-5) } },
    validationLevel: 'moderate',
    validationAction: 'error',
  })
  const plain = database.collection('plain')
  await plain.createIndexes([
    { key: { n: 1 }, unique: true, sparse: true },
    { key: { 'a.b': -1, t: 1 }, name: 'two fields' },
    { key: { p: 1 }, unique: true, partialFilterExpression: { p: { $gt: 0, $type: 'number' } } },
    { key: { at: 1 }, expireAfterSeconds: 86_400 },
    { key: { h: 1 }, hidden: true },
  ])
  await plain.insertMany([
    { n: Long.fromString('9007199254740993'), at: new Date(), bytes: new Binary(Buffer.from('xyz'), 5) },
    { n: new Double(1), t: [1, 'two', null, { three: new Timestamp({ t: 1, i: 2 }) }], r: /x/i },
    { n: Decimal128.fromString('1E+3'), deep: { a: { b: { c: new ObjectId() } } }, ...NUMBERED },
    new Map<string, unknown>([
      ['_id', 'numbered'],
      ['b', 1],
      ['2', 'two'],
      ['1', 'one'],
      ['n', 77],
    ]),
  ])
  await database.createCollection('empty')
  await database.collection('with/odd %ä (name)!').insertOne({ _id: 'x' as never })
  await database.collection('long'.repeat(55)).insertOne({ _id: 'y' as never })
  await database.createCollection('seen', { viewOn: 'plain', pipeline: [{ $match: { n: { $gt: 1 } } }] })
  const ordered = new Map<string, unknown>([
    ['b', { $exists: true }],
    ['10', { $exists: true }],
    [
      '2',
      new Map([
        ['z', 1],
        ['1', 1],
      ] as const),
    ],
  ])
  await database.command({ create: 'numbers', validator: ordered, validationAction: 'warn' })
  await database.command({
    createIndexes: 'numbers',
    indexes: [
      {
        key: new Map([
          ['b', 1],
          ['10', -1],
          ['2.0', 1],
        ] as const),
        name: 'i',
        partialFilterExpression: new Map<string, unknown>([
          ['b', 1],
          ['0', { $gt: 3 }],
        ]),
      },
    ],
  })
  await client
    .db('other')
    .collection('c')
    .insertOne({ _id: 'z' as never })
}

describe('dump and restore (B1 to B4)', { timeout: 60_000 }, () => {
  it('brings everything into a new folder and into another server, byte for byte', async () => {
    const work = temporaryFolder()
    const { client } = await serve(join(work, 'db'))
    await fillWithEverything(client)
    const first = run('dump', join(work, 'db'), '--out', join(work, 'first'))
    expect(first.stderr).toBe('')
    expect(first.stdout).toContain('d.plain: 4 documents\n')
    expect(first.stdout).toContain('ok: 6 collections, 1 views, 7 documents\n')
    const files = filesIn(join(work, 'first'))
    expect([...files.keys()]).toContain('d/with%2Fodd%20%25%C3%A4%20%28name%29%21.bson')

    // Into a folder of its own …
    expect(run('restore', join(work, 'first'), '--dbpath', join(work, 'copy')).stdout).toContain('ok: 7 ')
    expect(run('check', join(work, 'copy')).stdout).toMatch(/^ok: 6 collections, 7 documents/)
    expect(run('dump', join(work, 'copy'), '--out', join(work, 'second')).status).toBe(0)
    expect(filesIn(join(work, 'second'))).toEqual(files)

    // … and through the driver into any MongoDB.
    const other = await serve(join(work, 'other'))
    const loaded = run('restore', join(work, 'first'), '--uri', other.server.uri)
    expect(loaded.stderr).toBe('')
    expect(loaded.stdout).toContain('ok: 7 collections and views, 7 documents\n')
    expect(run('dump', join(work, 'other'), '--out', join(work, 'third')).status).toBe(0)
    expect(filesIn(join(work, 'third'))).toEqual(files)
    const there = other.client.db('d')
    expect(await there.collection('plain').indexes()).toEqual(
      await client.db('d').collection('plain').indexes(),
    )
    expect(await there.collection('seen').countDocuments()).toBe(3)
  })

  it('is the same again after a restore, whatever the documents', async () => {
    const work = temporaryFolder()
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string({ maxLength: 20 }),
        fc.integer().map((n) => new Double(n / 3)),
        fc.integer(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
        fc.constantFrom(null, true, new Decimal128('1.50')),
        fc.date({ noInvalidDate: true }),
        fc.uint8Array({ maxLength: 20 }).map((bytes) => new Binary(bytes)),
        fc.array(tie('any'), { maxLength: 3 }),
        tie('map'),
      ),
      map: fc
        .array(fc.tuple(fc.stringMatching(/^[a-z0-9_]{1,4}$/), tie('any')), { maxLength: 4 })
        .map((entries) => new Map(entries)),
    }))
    const { client } = await serve(join(work, 'db'))
    let sample = 0
    await fc.assert(
      fc.asyncProperty(fc.array(value.map, { minLength: 1, maxLength: 20 }), async (documents) => {
        const name = `c${(sample += 1)}`
        const withIds = documents.map((map, i) => new Map<string, unknown>([['_id', i], ...map]))
        await client.db('d').command({ insert: name, documents: withIds })
      }),
      { numRuns: 40 },
    )
    expect(run('dump', join(work, 'db'), '--out', join(work, 'first')).stderr).toBe('')
    expect(run('restore', join(work, 'first'), '--dbpath', join(work, 'copy')).stderr).toBe('')
    expect(run('dump', join(work, 'copy'), '--out', join(work, 'second')).stderr).toBe('')
    expect(filesIn(join(work, 'second'))).toEqual(filesIn(join(work, 'first')))
  })

  it('writes one moment, while others write', async () => {
    const work = temporaryFolder()
    const { client } = await serve(join(work, 'db'))
    const collection = client.db('d').collection<{ pair: string; half: number }>('pairs')
    const balance = client.db('d').collection<{ _id: string; sum: number }>('sums')
    const end = { isReached: false }
    let pairs = 0
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; !end.isReached; n += 1) {
        const pair = `${writer}-${n}`
        await collection.insertMany([
          { pair, half: 1 },
          { pair, half: 2 },
        ])
        await balance.updateOne({ _id: 'all' }, { $inc: { sum: 1 } }, { upsert: true })
        if (n % 3 === 2) await collection.deleteMany({ pair })
        pairs += 1
      }
    })
    const sizes: number[] = []
    for (let round = 0; round < 4; round += 1) {
      await moreThan(() => pairs, pairs + 50)
      const out = join(work, `dump${round}`)
      const child = spawn(process.execPath, [command, 'dump', join(work, 'db'), '--out', out], {
        stdio: 'inherit',
      })
      expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
      const halves = new Map<string, number>()
      for (const { pair, half } of documentsOf(join(out, 'd', 'pairs.bson'))) {
        halves.set(pair as string, (halves.get(pair as string) ?? 0) + (half as number))
      }
      // A deletion that takes long lets others in between, so that for a moment only the second half is left.
      const isBeingDeleted = (pair: string) => Number(pair.split('-')[1]) % 3 === 2
      const torn = [...halves].filter(([pair, sum]) => sum !== 3 && !(sum === 2 && isBeingDeleted(pair)))
      expect(torn).toEqual([])
      sizes.push(halves.size)
      expect(run('restore', out, '--dbpath', join(work, `copy${round}`)).status).toBe(0)
      expect(run('check', join(work, `copy${round}`)).stdout).toMatch(/^ok: 2 collections/)
    }
    end.isReached = true
    await Promise.all(writers)
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0] as number)
  })

  it('reads what mongodump and older tools write: plain JSON, no name inside, a namespace in every index', async () => {
    const work = temporaryFolder()
    const folder = join(work, 'dump', 'd')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(work, 'dump', 'prelude.json'), '{"ServerVersion":"7.0.1"}')
    writeFileSync(
      join(folder, 'a%20b.bson'),
      Buffer.concat([BSON.serialize({ _id: 1, n: 5 }), BSON.serialize({ _id: 2 })]),
    )
    writeFileSync(
      join(folder, 'a%20b.metadata.json'),
      `{ "options": {}, "indexes": [
        { "v": 2, "key": { "_id": 1 }, "name": "_id_", "ns": "d.a b" },
        { "v": 2, "key": { "n": -1, "10": 1, "2": 1 }, "name": "n", "ns": "d.a b", "unique": true,
          "partialFilterExpression": { "n": { "$gt": { "$numberLong": "3" } } } } ] }`.replace(
        '"expireAfterSeconds": 3600.0, ',
        '',
      ),
    )
    expect(run('restore', join(work, 'dump'), '--dbpath', join(work, 'db')).stderr).toBe('')
    const { client } = await serve(join(work, 'db'))
    const collection = client.db('d').collection('a b')
    expect(await collection.find().toArray()).toEqual([{ _id: 1, n: 5 }, { _id: 2 }])
    run('dump', join(work, 'db'), '--out', join(work, 'again'))
    const metadata = readFileSync(join(work, 'again', 'd', 'a%20b.metadata.json'), 'utf8')
    expect(metadata).toContain(
      '"key":{"n":{"$numberInt":"-1"},"10":{"$numberInt":"1"},"2":{"$numberInt":"1"}},"name":"n","unique":true',
    )
    expect(metadata).toContain('"partialFilterExpression":{"n":{"$gt":{"$numberLong":"3"}}}')
    expect(metadata).toContain('"type":"collection"')
  })

  it('says clearly what it cannot do, and leaves nothing half done in silence', async () => {
    const work = temporaryFolder()
    const { client } = await serve(join(work, 'db'))
    await client
      .db('d')
      .collection('a')
      .insertMany([{ n: 1 }, { n: 2 }])
    await client.db('d').collection('b').insertOne({ n: 1 })
    const good = join(work, 'good')
    expect(run('dump', join(work, 'db'), '--out', good).status).toBe(0)
    const refused = (message: string, ...args: string[]) => {
      const { status, stderr } = run(...args)
      expect(stderr).toContain(message)
      expect(status).not.toBe(0)
    }
    refused(`${good} is not empty`, 'dump', join(work, 'db'), '--out', good)
    refused('it does not exist', 'dump', join(work, 'nowhere'), '--out', join(work, 'x'))
    refused('dump takes a folder and --out', 'dump', join(work, 'db'))
    refused('restore takes a folder', 'restore', good)
    refused('does not exist', 'restore', join(work, 'nowhere'), '--dbpath', join(work, 'x'))
    refused('in use by process', 'restore', good, '--dbpath', join(work, 'db'))
    expect(existsSync(join(work, 'x'))).toBe(false)
    expect(run('restore', good, '--dbpath', join(work, 'twice')).status).toBe(0)
    refused('d.a exists already; nothing has been restored', 'restore', good, '--dbpath', join(work, 'twice'))

    let n = 0
    const broken = (message: string, damage: (folder: string) => void) => {
      const folder = join(work, `broken${(n += 1)}`)
      cpSync(good, folder, { recursive: true })
      damage(join(folder, 'd'))
      refused(message, 'restore', folder, '--dbpath', join(work, `into${n}`))
      // All of it is read before any of it is written.
      if (n < 9) expect(existsSync(join(work, `into${n}`))).toBe(false)
    }
    const file = (folder: string) => readFileSync(join(folder, 'b.bson'))
    broken('b.bson: no whole document at byte 0', (d) =>
      writeFileSync(join(d, 'b.bson'), file(d).subarray(0, 20)),
    )
    broken('b.bson: no whole document at byte', (d) =>
      writeFileSync(join(d, 'b.bson'), Buffer.concat([file(d), Buffer.from([9])])),
    )
    broken('is damaged', (d) => writeFileSync(join(d, 'b.bson'), file(d).fill(0xee, 4, 8)))
    broken('has no b.metadata.json', (d) => rmSync(join(d, 'b.metadata.json')))
    broken('b.bson is missing', (d) => rmSync(join(d, 'b.bson')))
    broken('cannot be read', (d) => writeFileSync(join(d, 'b.metadata.json'), '{"options":'))
    broken('is no metadata of a collection', (d) =>
      writeFileSync(join(d, 'b.metadata.json'), '{"indexes":5}'),
    )
    broken('is no file of a dump', (d) => writeFileSync(join(d, 'notes.txt'), ''))
    // What only the server can tell: the name is not allowed, an option is not supported.
    broken('1 of 2 collections are restored, d.$x is not or only in part', (d) =>
      writeFileSync(join(d, 'b.metadata.json'), '{"options":{},"indexes":[],"collectionName":"$x"}'),
    )
    broken('1 of 2 collections are restored, d.b is not or only in part', (d) =>
      writeFileSync(join(d, 'b.metadata.json'), '{"options":{"capped":true,"size":5},"indexes":[]}'),
    )
  })

  it('leaves nothing under the name of the dump when it is killed, and no reader behind', async () => {
    const work = temporaryFolder()
    const { client } = await serve(join(work, 'db'))
    const collection = client.db('d').collection('c')
    const padding = 'x'.repeat(100_000)
    for (let i = 0; i < 8; i += 1)
      await collection.insertMany(Array.from({ length: 20 }, () => ({ padding })))
    const child = spawn(process.execPath, [command, 'dump', join(work, 'db'), '--out', join(work, 'out')])
    while (!readdirSync(work).some((name) => name.startsWith('out.partial'))) {
      if (child.exitCode !== null || existsSync(join(work, 'out'))) break
      await new Promise((resolve) => setImmediate(resolve))
    }
    child.kill('SIGKILL')
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(0),
    )
    // Whole or not there.
    if (existsSync(join(work, 'out')))
      expect([...documentsOf(join(work, 'out', 'd', 'c.bson'))]).toHaveLength(160)
    // Whoever opens the folder next clears the reader away, and what the snapshot held is used again.
    expect(run('dump', join(work, 'db'), '--out', join(work, 'next')).status).toBe(0)
    const size = () => statSync(join(work, 'db', 'data.mdb')).size
    const before = size()
    for (let i = 0; i < 12; i += 1) await collection.updateMany({}, { $set: { i } })
    expect(size()).toBeLessThan(before * 4)
  })
})

async function moreThan(count: () => number, least: number): Promise<void> {
  while (count() <= least) await new Promise((resolve) => setImmediate(resolve))
}

function* documentsOf(path: string): Generator<BSON.Document, void, void> {
  const bytes = readFileSync(path)
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at)) {
    yield BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at)))
  }
}
