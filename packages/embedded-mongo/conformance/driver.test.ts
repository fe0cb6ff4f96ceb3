import {
  type ClientSession,
  MongoBulkWriteError,
  MongoClient,
  MongoServerError,
  type AnyBulkWriteOperation,
  type Collection,
  type Db,
  type Document,
} from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { mongodForTests } from './mongod.ts'

/** The official driver with its defaults (retryable reads and writes, sessions, pool), as the platform uses it. */

interface Item extends Document {
  _id: number
}

const mongod = mongodForTests()
let client: MongoClient
let db: Db
beforeAll(async () => {
  client = new MongoClient(mongod.uri, { monitorCommands: true })
  db = client.db('driver')
})
afterAll(() => client.close())

let made = 0
async function itemsWith(...documents: Item[]): Promise<Collection<Item>> {
  made += 1
  const collection = db.collection<Item>(`c${made}`)
  if (documents.length > 0) await collection.insertMany(documents)
  return collection
}

const numbered = (count: number): Item[] => Array.from({ length: count }, (_, i) => ({ _id: i, n: i % 7 }))

async function errorOf(action: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MongoServerError)
  return error as MongoServerError
}

/** The commands a client sends while something is done. */
async function commandsOf(name: string, action: () => Promise<unknown>): Promise<Document[]> {
  const commands: Document[] = []
  const note = (event: { commandName: string; command: Document }) => {
    if (event.commandName === name) commands.push(event.command)
  }
  client.on('commandStarted', note)
  await action()
  client.off('commandStarted', note)
  return commands
}

describe('reading and writing one document or many (C3, C4)', () => {
  it('inserts, finds, replaces, updates and deletes', async () => {
    const items = await itemsWith()
    expect(await items.insertOne({ _id: 1, n: 1 })).toEqual({ acknowledged: true, insertedId: 1 })
    expect(await items.insertMany([{ _id: 2 }, { _id: 3 }])).toEqual({
      acknowledged: true,
      insertedCount: 2,
      insertedIds: { 0: 2, 1: 3 },
    })
    expect(await items.updateOne({ _id: 1 }, { $inc: { n: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
      upsertedCount: 0,
      upsertedId: null,
    })
    expect(await items.updateMany({}, { $set: { n: 2 } })).toMatchObject({
      matchedCount: 3,
      modifiedCount: 2,
    })
    expect(await items.replaceOne({ _id: 9 }, { n: 9 }, { upsert: true })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
      upsertedCount: 1,
      upsertedId: 9,
    })
    expect(await items.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toEqual(
      {
        _id: 9,
        n: 10,
      },
    )
    expect(await items.findOneAndReplace({ _id: 9 }, { m: 1 }, { projection: { n: 1 } })).toEqual({
      _id: 9,
      n: 10,
    })
    expect(await items.findOneAndDelete({ _id: 9 }, { includeResultMetadata: true })).toMatchObject({
      value: { _id: 9, m: 1 },
      lastErrorObject: { n: 1 },
      ok: 1,
    })
    expect(await items.findOneAndDelete({ _id: 9 })).toBeNull()
    expect(await items.deleteOne({})).toEqual({ acknowledged: true, deletedCount: 1 })
    expect(await items.deleteMany({})).toEqual({ acknowledged: true, deletedCount: 2 })
  })

  it('counts, estimates and lists distinct values', async () => {
    const items = await itemsWith(...numbered(50))
    expect(await items.estimatedDocumentCount()).toBe(50)
    expect(await items.countDocuments({ n: { $lt: 2 } })).toBe(15)
    expect(await items.countDocuments({}, { skip: 10, limit: 5 })).toBe(5)
    expect(await items.distinct('n', { _id: { $lt: 3 } })).toEqual([0, 1, 2])
  })

  it('takes null for an _id and an explicit bypassDocumentValidation: false, which this driver never sends', async () => {
    const items = await itemsWith()
    const insert = { insert: items.collectionName, bypassDocumentValidation: false }
    expect(await db.command({ ...insert, documents: [{ _id: null, a: 1 }] })).toEqual({ n: 1, ok: 1 })
    expect((await db.command({ ...insert, documents: [{ _id: null }] }))['writeErrors']).toMatchObject([
      { index: 0, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: null } },
    ])
    const update = { q: { _id: null }, u: { $set: { a: 2 } } }
    expect(
      await db.command({ update: items.collectionName, bypassDocumentValidation: false, updates: [update] }),
    ).toEqual({ n: 1, nModified: 1, ok: 1 })
    expect(await items.countDocuments({ _id: null as never, a: 2 })).toBe(1)
  })

  it('answers nothing where nothing is asked for (w: 0)', async () => {
    const items = await itemsWith()
    expect(await items.insertOne({ _id: 1 }, { writeConcern: { w: 0 } })).toEqual({
      acknowledged: false,
      insertedId: 1,
    })
    await expect.poll(() => items.countDocuments()).toBe(1)
  })
})

describe('many writes in one (C4, I7)', () => {
  const operations: AnyBulkWriteOperation<Item>[] = [
    { insertOne: { document: { _id: 1 } } },
    { insertOne: { document: { _id: 1 } } },
    { updateOne: { filter: { _id: 2 }, update: { $set: { a: 1 } }, upsert: true } },
    { insertOne: { document: { _id: 2 } } },
    { deleteOne: { filter: { _id: 1 } } },
  ]

  async function bulkError(ordered: boolean): Promise<MongoBulkWriteError> {
    const items = await itemsWith()
    const error: unknown = await items.bulkWrite(operations, { ordered }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(MongoBulkWriteError)
    return error as MongoBulkWriteError
  }

  it('stops at the first error when ordered', async () => {
    const error = await bulkError(true)
    expect(error.code).toBe(11000)
    expect(error.message).toMatch(
      /^E11000 duplicate key error collection: driver\.c\d+ index: _id_ dup key: { _id: 1 }$/,
    )
    expect(error.writeErrors).toMatchObject([{ index: 1, code: 11000 }])
    expect(error.result).toMatchObject({ insertedCount: 1, upsertedCount: 0, deletedCount: 0 })
  })

  it('goes on behind errors when unordered', async () => {
    const error = await bulkError(false)
    // The driver sends all inserts first.
    expect(error.writeErrors).toMatchObject([{ index: 1, code: 11000 }])
    expect(error.result).toMatchObject({
      insertedCount: 2,
      matchedCount: 1,
      modifiedCount: 1,
      deletedCount: 1,
    })
  })

  it('tells a caller of insertMany which documents are there', async () => {
    const items = await itemsWith({ _id: 3 })
    const error: unknown = await items
      .insertMany([{ _id: 1 }, { _id: 3 }, { _id: 4 }], { ordered: false })
      .catch((reason: unknown) => reason)
    expect((error as MongoBulkWriteError).insertedIds).toEqual({ 0: 1, 2: 4 })
    expect(await items.countDocuments()).toBe(3)
  })

  it('takes more than one message holds', async () => {
    const items = await itemsWith()
    const padding = 'x'.repeat(1_000_000)
    await items.bulkWrite(
      Array.from({ length: 60 }, (_, _id) => ({ insertOne: { document: { _id, padding } } })),
    )
    expect(await items.countDocuments({ padding })).toBe(60)
  })
})

describe('cursors (C3)', () => {
  it('come in batches of the size asked for, and are closed when left', async () => {
    const items = await itemsWith(...numbered(500))
    const cursor = items.find({}, { batchSize: 10, noCursorTimeout: true })
    for (let i = 0; i < 25; i += 1) expect(await cursor.next()).toMatchObject({ _id: i })
    const { id } = cursor
    const killed = await commandsOf('killCursors', () => cursor.close())
    expect(killed).toMatchObject([{ cursors: [id] }])
    expect((await errorOf(db.command({ getMore: id, collection: items.collectionName }))).codeName).toBe(
      'CursorNotFound',
    )
    const gotten = await commandsOf('getMore', () => items.find({}, { batchSize: 100 }).toArray())
    expect(gotten).toHaveLength(5)
  })

  it('go on while documents are deleted, and can be read with for await', async () => {
    const items = await itemsWith(...numbered(300))
    const seen: number[] = []
    for await (const { _id } of items.find({}, { batchSize: 50 })) {
      seen.push(_id)
      await items.deleteOne({ _id })
    }
    expect(seen).toHaveLength(300)
    expect(await items.estimatedDocumentCount()).toBe(0)
  })

  it('end with an error when their collection is dropped', async () => {
    const items = await itemsWith(...numbered(300))
    const cursor = items.find({}, { batchSize: 2 })
    await cursor.next()
    await items.drop()
    expect((await errorOf(cursor.toArray())).code).toBe(175)
  })

  it('can be rewound, cloned, counted and mapped', async () => {
    const items = await itemsWith(...numbered(10))
    const cursor = items.find({ n: 1 }).sort({ _id: -1 })
    expect(await cursor.toArray()).toHaveLength(2)
    cursor.rewind()
    expect(await cursor.map(({ _id }) => _id).toArray()).toEqual([8, 1])
    expect(await items.aggregate([{ $match: { n: 1 } }], { batchSize: 1 }).toArray()).toHaveLength(2)
  })
})

describe('sessions and transactions (C2)', () => {
  it('sends a session with every command and ends it', async () => {
    const items = await itemsWith()
    const session = client.startSession()
    const [found] = await commandsOf('find', () => items.findOne({}, { session }))
    expect(found?.['lsid']).toEqual(session.id)
    const ended: unknown[] = []
    const other = new MongoClient(mongod.uri, { monitorCommands: true })
    other.on('commandSucceeded', ({ commandName }) => ended.push(commandName))
    await other.db('driver').command({ ping: 1 })
    await other.close()
    expect(ended).toContain('endSessions')
    await session.endSession()
    expect(session.hasEnded).toBe(true)
  })

  it('is written to by a driver that retries writes and by one that does not', async () => {
    for (const retryWrites of [true, false]) {
      const other = new MongoClient(mongod.uri, { retryWrites })
      onTestFinished(() => other.close())
      const items = await itemsWith()
      const same = other.db('driver').collection<Item>(items.collectionName)
      await same.insertOne({ _id: 1 })
      await same.updateOne({ _id: 1 }, { $set: { a: 1 } })
      await same.bulkWrite([{ deleteOne: { filter: { _id: 2 } } }])
      expect(
        await same.findOneAndUpdate({ _id: 1 }, { $set: { a: 2 } }, { returnDocument: 'after' }),
      ).toMatchObject({
        a: 2,
      })
    }
  })

  it('refuses a transaction and keeps nothing of it', async () => {
    const items = await itemsWith()
    const inTransaction = (session: ClientSession) => items.insertOne({ _id: 1 }, { session })
    const error = await errorOf(
      client.withSession((session) => session.withTransaction(() => inTransaction(session))),
    )
    // The driver takes it for a retryable write and puts its own words in front.
    expect(error['originalError']).toMatchObject({
      code: 20,
      codeName: 'IllegalOperation',
      message: 'Transaction numbers are only allowed on a replica set member or mongos',
    })
    expect(error.hasErrorLabel('TransientTransactionError')).toBe(false)
    expect(await items.countDocuments()).toBe(0)
  })

  it('refuses change streams', async () => {
    const stream = client.db('driver').collection('c').watch()
    onTestFinished(() => stream.close())
    expect(await errorOf(stream.next())).toMatchObject({
      code: 40573,
      message: 'The $changeStream stage is only supported on replica sets',
    })
  })
})

describe('indexes and collections (C5, I3, I7)', () => {
  it('creates, lists and drops indexes', async () => {
    const items = await itemsWith({ _id: 1, a: 1 })
    expect(await items.createIndex({ a: 1, b: -1 }, { unique: true })).toBe('a_1_b_-1')
    expect(await items.createIndexes([{ key: { c: 1 }, name: 'see', sparse: true }])).toEqual(['see'])
    expect(await items.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { c: 1 }, name: 'see', sparse: true },
    ])
    expect(await items.indexExists(['see', '_id_'])).toBe(true)
    const error = await errorOf(items.insertOne({ _id: 2, a: 1 }))
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { a: 1, b: -1 },
      keyValue: { a: 1, b: null },
      message: expect.stringMatching(/index: a_1_b_-1 dup key: { a: 1, b: null }$/) as string,
    })
    await items.dropIndex('see')
    await items.dropIndexes()
    expect(await items.indexes()).toHaveLength(1)
    expect((await errorOf(items.dropIndex('see'))).codeName).toBe('IndexNotFound')
  })

  it('creates, lists, renames and drops collections and databases', async () => {
    const other = client.db('driverOther')
    const collection = await other.createCollection('a')
    await collection.insertOne({})
    expect((await errorOf(other.createCollection('a', { validator: { a: 1 } }))).codeName).toBe(
      'NamespaceExists',
    )
    await collection.rename('b')
    expect(await other.listCollections({}, { nameOnly: true }).toArray()).toEqual([
      { name: 'b', type: 'collection' },
    ])
    expect((await client.db().admin().listDatabases({ nameOnly: true })).databases).toContainEqual({
      name: 'driverOther',
    })
    expect(await other.dropCollection('b')).toBe(true)
    expect(await other.dropDatabase()).toBe(true)
    expect(await other.collections()).toEqual([])
  })
})

describe('a pool of connections (W1, C1)', () => {
  it('answers many at once', async () => {
    const items = await itemsWith()
    const pooled = new MongoClient(mongod.uri, { maxPoolSize: 20 })
    onTestFinished(() => pooled.close())
    const same = pooled.db('driver').collection<Item>(items.collectionName)
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        same.updateOne({ _id: i % 10 }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    )
    expect(await same.aggregate([{ $group: { _id: null, n: { $sum: '$n' } } }]).toArray()).toEqual([
      { _id: null, n: 200 },
    ])
  })

  it('is a standalone server to the driver, which keeps watching it', async () => {
    const kinds: string[] = []
    const other = new MongoClient(mongod.uri, { heartbeatFrequencyMS: 500 })
    onTestFinished(() => other.close())
    other.on('serverDescriptionChanged', ({ newDescription }) => kinds.push(newDescription.type))
    const beats = new Promise<void>((resolve) => {
      let left = 3
      other.on('serverHeartbeatSucceeded', () => (left -= 1) === 0 && resolve())
    })
    await other.connect()
    await beats
    expect(kinds).toEqual(['Standalone'])
  })

  it("says what is wrong with a command in MongoDB's way", async () => {
    const error = await errorOf(db.command({ find: 'c', filter: { $nope: 1 } }))
    expect(error).toMatchObject({ code: 2, codeName: 'BadValue', ok: 0 })
    expect(error.message).toBe(
      "unknown top level operator: $nope. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.",
    )
    expect(error.errorLabels).toEqual([])
    expect((await errorOf(db.command({ nope: 1 }))).message).toBe("no such command: 'nope'")
  })
})
