import {
  Decimal128,
  Long,
  type MongoBulkWriteError,
  MongoServerError,
  ObjectId,
  Timestamp,
  type Collection,
  type Db,
  type Document,
} from 'mongodb'
import { describe, expect, it } from 'vitest'
import { temporaryServer } from '../fixture.ts'

async function databaseWith(documents: readonly Document[]): Promise<Db> {
  const { client } = await temporaryServer()
  const db = client.db('d')
  if (documents.length > 0) await db.collection('c').insertMany([...documents])
  return db
}

async function collectionOf(documents: readonly Document[] = []): Promise<Collection> {
  return (await databaseWith(documents)).collection('c')
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ _id: i as never, n: i, even: i % 2 === 0 }))

/** What the server answered to something it refuses. */
async function refusal(work: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof MongoServerError) return error
  throw new Error(`expected a refusal, got ${String(error)}`)
}

describe('the greeting (C1)', () => {
  it('says what drivers need to know, and nothing it cannot keep', async () => {
    const { client, uri } = await temporaryServer()
    const hello = await client.db('admin').command({ hello: 1 })
    expect(hello).toMatchObject({
      helloOk: true,
      isWritablePrimary: true,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: 21,
      readOnly: false,
      ok: 1,
    })
    expect(Object.keys(hello)).not.toContain('topologyVersion')
    expect(Object.keys(hello)).not.toContain('compression')
    expect((await client.db('admin').command({ isMaster: 1 }))['ismaster']).toBe(true)
    expect((await client.db('admin').command({ buildInfo: 1 }))['version']).toMatch(/^7\.0\./)
    expect(uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/$/)
  })
})

describe('what every command refuses (C2)', () => {
  it.each([
    [{ nonsense: 1 }, 59, "no such command: 'nonsense'"],
    [{ find: 'c', nonsense: 1 }, 40415, "BSON field 'find.nonsense' is an unknown field."],
    [
      { find: 'c', txnNumber: Long.fromNumber(1), lsid: { id: new ObjectId() } },
      20,
      'Transaction numbers are only allowed on a replica set member or mongos',
    ],
    [
      { find: 'c', readConcern: { level: 'linearizable' } },
      123,
      'node needs to be a replica set member to use readConcern: linearizable',
    ],
    [
      { insert: 'c', documents: [{}], writeConcern: { w: 2 } },
      2,
      "cannot use 'w' > 1 when a host is not replicated",
    ],
    [{ find: 'c', apiVersion: '2' }, 322, 'API version must be "1"'],
    [{ find: 'c', limit: -1 }, 51024, "BSON field 'limit' value must be >= 0, actual value '-1'"],
    [
      { find: 'c', filter: 'x' },
      14,
      "BSON field 'find.filter' is the wrong type 'string', expected type 'object'",
    ],
    [
      { count: 'c', limit: 'x' },
      14,
      "BSON field 'count.limit' is the wrong type 'string', expected types '[long, int, decimal, double]'",
    ],
    [{ find: 'c', tailable: true }, 238, "The field 'find.tailable' is not supported by this server"],
    [{ insert: 'c', documents: [] }, 16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.'],
    [{ insert: 'c', documents: [{ _id: [1] }] }, undefined, undefined],
    [{ listDatabases: 1 }, 13, 'listDatabases may only be run against the admin database.'],
    [{ getMore: Long.fromNumber(7), collection: 'c' }, 43, 'cursor id 7 not found'],
    [
      { aggregate: 'c', pipeline: [] },
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    ],
    [
      { create: 'c', capped: true, size: 1000 },
      238,
      "The field 'create.capped' is not supported by this server",
    ],
    [
      { update: 'c', updates: [{ q: {}, u: {}, let: {} }] },
      40415,
      "BSON field 'update.updates.let' is an unknown field.",
    ],
    [
      { find: 'c', collation: { locale: 'de', strength: 4 } },
      238,
      'The collation option strength: 4 is not supported by this server',
    ],
  ])('%j', async (command, code, message) => {
    const db = await databaseWith([])
    const answer = await db.command(command as Document).catch((error: unknown) => error)
    const expected = code === undefined ? { writeErrors: [{ index: 0, code: 53 }] } : { code, message }
    expect(answer).toMatchObject(expected)
  })
})

describe('writing (C4)', () => {
  it('keeps types and the order of fields, puts _id first and stamps empty timestamps', async () => {
    const collection = await collectionOf()
    const document = {
      b: Decimal128.fromString('1.10'),
      a: Long.fromString('9007199254740993'),
      at: new Timestamp({ t: 0, i: 0 }),
    }
    await collection.insertOne({ ...document })
    const found = (await collection.findOne({}, { promoteLongs: false })) as Document
    expect(Object.keys(found)).toEqual(['_id', 'b', 'a', 'at'])
    expect([String(found['b']), String(found['a'])]).toEqual(['1.10', '9007199254740993'])
    expect((found['at'] as Timestamp).isZero()).toBe(false)
  })

  it('stops an ordered batch at the first error and goes on in an unordered one', async () => {
    const collection = await collectionOf([{ _id: 1 as never }])
    const documents = [{ _id: 0 as never }, { _id: 1 as never }, { _id: 2 as never }]
    const ordered = (await refusal(collection.insertMany(documents))) as MongoBulkWriteError
    expect(ordered).toMatchObject({ code: 11000, insertedCount: 1 })
    expect(await collection.distinct('_id')).toEqual([1, 0])
    const unordered = (await refusal(
      collection.insertMany([{ _id: 1 as never }, { _id: 2 as never }], { ordered: false }),
    )) as MongoBulkWriteError
    expect(unordered.insertedCount).toBe(1)
    expect(unordered.writeErrors).toMatchObject([{ index: 0, code: 11000 }])
  })

  it('words a duplicate key as MongoDB does', async () => {
    const collection = await collectionOf()
    await collection.createIndexes([
      { key: { name: 1 }, unique: true, partialFilterExpression: { name: { $type: 'string' } } },
      { key: { 'a.b': 1, c: -1 }, unique: true, sparse: true },
    ])
    await collection.insertOne({ name: 'u1', a: { b: 1 }, c: new ObjectId('0123456789abcdef01234567') })
    await collection.insertMany([{ name: 1 }, { name: 1 }])
    expect(await refusal(collection.insertOne({ name: 'u1' }))).toMatchObject({
      code: 11000,
      message: 'E11000 duplicate key error collection: d.c index: name_1 dup key: { name: "u1" }',
      keyPattern: { name: 1 },
      keyValue: { name: 'u1' },
    })
    const again = collection.updateOne(
      { name: 1 },
      { $set: { a: { b: 1 }, c: new ObjectId('0123456789abcdef01234567') } },
    )
    expect((await refusal(again)).message).toBe(
      "E11000 duplicate key error collection: d.c index: a.b_1_c_-1 dup key: { a.b: 1, c: ObjectId('0123456789abcdef01234567') }",
    )
    expect(await refusal(collection.findOneAndUpdate({ name: 1 }, { $set: { name: 'u1' } }))).toMatchObject({
      codeName: 'DuplicateKey',
      keyValue: { name: 'u1' },
    })
  })

  it('updates what moves in the index it was found by only once', async () => {
    const collection = await collectionOf(numbered(300))
    await collection.createIndex({ n: 1 })
    expect((await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } })).modifiedCount).toBe(300)
    expect(await collection.countDocuments({ n: { $gte: 1000, $lt: 1300 } })).toBe(300)
  })

  it('finds and modifies: before, after, upserted, removed, projected', async () => {
    const collection = await collectionOf(numbered(3))
    const set = { $set: { n: 9 } }
    expect(await collection.findOneAndUpdate({ n: 1 }, set)).toMatchObject({ n: 1 })
    expect(
      await collection.findOneAndUpdate({ n: 2 }, set, {
        returnDocument: 'after',
        projection: { _id: 0, n: 1 },
      }),
    ).toEqual({ n: 9 })
    const upserted = await collection.findOneAndUpdate(
      { n: 5 },
      { $setOnInsert: { x: 1 } },
      { upsert: true, includeResultMetadata: true },
    )
    expect(upserted).toMatchObject({ value: null, lastErrorObject: { n: 1, updatedExisting: false } })
    expect(await collection.findOneAndDelete({}, { sort: { n: -1 } })).toMatchObject({ n: 9 })
    expect(await collection.findOneAndDelete({ n: 77 })).toBe(null)
  })

  it('validates what a collection wants validated', async () => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    const collection = await db.createCollection('c', { validator: { n: { $gt: 0 } } })
    expect(await refusal(collection.insertOne({ n: 0 }))).toMatchObject({
      code: 121,
      message: 'Document failed validation',
    })
    await collection.insertOne({ n: 0 }, { bypassDocumentValidation: true })
    expect((await refusal(collection.updateOne({}, { $set: { n: -1 } }))).code).toBe(121)
    await db.command({ collMod: 'c', validator: {} })
    await collection.insertOne({ n: 0 })
  })
})

describe('cursors (C3)', () => {
  it('gives everything exactly once, whatever the size of the batches', async () => {
    const collection = await collectionOf(numbered(1000))
    await collection.createIndex({ even: 1, n: -1 })
    for (const batchSize of [1, 7, 333, 5000]) {
      const all = await collection.find({}).batchSize(batchSize).toArray()
      expect(all.map(({ n }) => Number(n))).toEqual(numbered(1000).map(({ n }) => n))
    }
    const some = await collection.find({ even: true }).sort({ n: 1 }).skip(3).limit(10).batchSize(4).toArray()
    expect(some.map(({ n }) => Number(n))).toEqual([6, 8, 10, 12, 14, 16, 18, 20, 22, 24])
    expect(await collection.find({}).limit(-5).toArray()).toHaveLength(5)
  })

  it('goes on while the collection is written to, and ends with a word when it is dropped', async () => {
    const collection = await collectionOf(numbered(50))
    const cursor = collection.find({}).batchSize(5)
    await cursor.next()
    await collection.deleteMany({ n: { $gte: 20, $lt: 30 } })
    await collection.insertOne({ n: 50 })
    const rest = await cursor.toArray()
    expect(rest.map(({ n }) => Number(n)).filter((n) => n >= 30)).toEqual(
      Array.from({ length: 21 }, (_, i) => 30 + i),
    )
    const interrupted = collection.find({}).batchSize(5)
    await interrupted.next()
    await collection.drop()
    expect((await refusal(interrupted.toArray())).code).toBe(175)
  })

  it('keeps replies below the limit of a message', async () => {
    const megabyte = 'x'.repeat(1024 * 1024)
    const db = await databaseWith(Array.from({ length: 20 }, () => ({ megabyte })))
    const reply = await db.command({ find: 'c', batchSize: 100 })
    expect(reply['cursor'].firstBatch).toHaveLength(15)
    const next = await db.command({ getMore: reply['cursor'].id as Long, collection: 'c' })
    expect(next['cursor'].nextBatch).toHaveLength(5)
  })

  it('forgets cursors that are killed or wanted for one batch only', async () => {
    const db = await databaseWith(numbered(10))
    const one = await db.command({ find: 'c', batchSize: 2, singleBatch: true })
    expect(Number(one['cursor'].id)).toBe(0)
    const none = await db.command({ find: 'c', batchSize: 0 })
    expect(none['cursor'].firstBatch).toEqual([])
    const id = Long.fromValue(none['cursor'].id as Long)
    expect(await db.command({ killCursors: 'c', cursors: [id] })).toMatchObject({ cursorsKilled: [id] })
    expect((await refusal(db.command({ getMore: id, collection: 'c' }))).codeName).toBe('CursorNotFound')
    const other = await db.command({ find: 'c', batchSize: 2 })
    expect(
      (await refusal(db.command({ getMore: other['cursor'].id as Long, collection: 'other' }))).code,
    ).toBe(13)
  })

  it('stops at maxTimeMS', async () => {
    const db = await databaseWith(numbered(1000))
    const collection = db.collection('c')
    await db.command({ find: 'c', maxTimeMS: 60_000 })
    const slow = {
      $expr: {
        $gt: [
          { $reduce: { input: { $range: [0, 2000] }, initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
          0,
        ],
      },
    }
    expect((await refusal(collection.countDocuments(slow, { maxTimeMS: 1 }))).code).toBe(50)
  })
})

describe('explain (I4)', () => {
  it.each([
    [{ threadId: 1, n: { $gt: 90 } }, { n: 1 }, 3, 'threadId_1_n_1', 3],
    [{ threadId: 1 }, { n: -1 }, 1, 'threadId_1_n_1', 1],
    [{}, { threadId: 1, n: 1 }, 4, 'threadId_1_n_1', 4],
    [{ threadId: { $in: [0, 2] }, n: 50 }, undefined, 0, 'threadId_1_n_1', 1],
    [{ _id: 7 }, undefined, 0, '_id_', 1],
    [{ name: 'x' }, undefined, 0, undefined, 100],
    [{ name: 'n5', archived: false }, undefined, 0, 'name_1', 1],
    [{ tags: 'a' }, undefined, 0, 'tags_1', 100],
  ])('%j sorted by %j takes %i through %s', async (filter, sort, limit, index, examined) => {
    const documents = numbered(100).map((one) => ({
      ...one,
      threadId: one.n % 2,
      name: `n${one.n}`,
      archived: false,
      tags: ['a', 'b'],
    }))
    const collection = await collectionOf(documents)
    await collection.createIndexes([
      { key: { threadId: 1, n: 1 } },
      { key: { name: 1 }, partialFilterExpression: { archived: false } },
      { key: { tags: 1 } },
    ])
    const explained = await collection
      .find(filter as Document)
      .sort((sort ?? {}) as Record<string, 1>)
      .limit(limit)
      .explain()
    const plan = JSON.stringify(explained['queryPlanner'])
    expect(plan.includes('COLLSCAN')).toBe(index === undefined)
    expect(plan.includes(`"indexName":"${index}"`)).toBe(index !== undefined)
    expect(plan.includes('"SORT"')).toBe(false)
    expect(explained['executionStats']).toMatchObject({ totalDocsExamined: examined })
  })
})

describe('indexes (I3)', () => {
  it('are built over what is there, listed as asked for, and refused where they conflict', async () => {
    const collection = await collectionOf([{ a: 1 }, { a: 1, b: [1, 2] }])
    expect((await refusal(collection.createIndex({ a: 1 }, { unique: true }))).message).toContain(
      'index: a_1 dup key: { a: 1 }',
    )
    expect(await collection.indexes()).toHaveLength(1)
    await collection.createIndex({ a: 1, b: -1 }, { sparse: true, name: 'both' })
    expect(await collection.createIndex({ a: 1, b: -1 }, { sparse: true, name: 'both' })).toBe('both')
    expect((await refusal(collection.createIndex({ c: 1 }, { name: 'both' }))).codeName).toBe(
      'IndexKeySpecsConflict',
    )
    const again = { name: 'other', sparse: true }
    expect((await refusal(collection.createIndex({ a: 1, b: -1 }, again))).codeName).toBe(
      'IndexOptionsConflict',
    )
    // Sparse and unique ones are indexes of their own.
    await collection.createIndex({ a: 1, b: -1 }, { name: 'other' })
    await collection.createIndex({ a: 1, b: -1 }, { name: 'third', unique: true })
    expect((await refusal(collection.dropIndex({ a: 1, b: -1 } as never))).codeName).toBe(
      'AmbiguousIndexKeyPattern',
    )
    await collection.dropIndex('other')
    await collection.dropIndex('third')
    expect(
      (await refusal(collection.createIndex({ a: 1, b: -1 }, { name: 'both', unique: true }))).codeName,
    ).toBe('IndexOptionsConflict')
    expect(await collection.indexes()).toMatchObject([
      { name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'both', sparse: true },
    ])
    await collection.dropIndex('both')
    expect((await refusal(collection.dropIndex('both'))).codeName).toBe('IndexNotFound')
    expect((await refusal(collection.dropIndex('_id_'))).code).toBe(72)
  })

  it.each([
    [{ a: 'text' }, {}, 67],
    [{ a: '2dsphere' }, {}, 67],
    [{ '$**': 1 }, {}, 67],
    [{ a: 0 }, {}, 67],
    [{ a: 1 }, { partialFilterExpression: { a: { $ne: 1 } } }, 67],
    [{ a: 1 }, { partialFilterExpression: { a: /x/ } }, 67],
    [{ a: 1, b: 1 }, { expireAfterSeconds: 5 }, 67],
    [{ a: 1 }, { collation: { locale: 'de' } }, 238],
  ])('%j with %j are refused', async (key, options, code) => {
    const collection = await collectionOf()
    expect((await refusal(collection.createIndex(key as Document as never, options as never))).code).toBe(
      code,
    )
  })

  it('refuse parallel arrays', async () => {
    const collection = await collectionOf()
    await collection.createIndex({ a: 1, b: 1 })
    expect((await refusal(collection.insertOne({ a: [1], b: [2] }))).message).toBe(
      'cannot index parallel arrays [b] [a]',
    )
  })
})

describe('collections and databases (C5)', () => {
  it('are created, listed, renamed and dropped', async () => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    await db.createCollection('a')
    await db.collection('b').insertOne({ x: 1 })
    expect(
      (await db.listCollections({ name: /a|b/ }, { nameOnly: true }).toArray()).map(({ name }) => name),
    ).toEqual(['a', 'b'])
    await db.collection('b').rename('e')
    expect(await db.collection('e').countDocuments()).toBe(1)
    expect((await refusal(db.collection('e').rename('a'))).codeName).toBe('NamespaceExists')
    expect(await db.command({ collStats: 'e' })).toMatchObject({ count: 1, nindexes: 1 })
    expect(await db.stats()).toMatchObject({ collections: 2, objects: 1 })
    expect((await client.db('admin').admin().listDatabases()).databases.map(({ name }) => name)).toEqual([
      'd',
    ])
    await db.dropDatabase()
    expect((await client.db('admin').admin().listDatabases()).databases).toEqual([])
    for (const name of ['a$b', '.a', 'system.x']) {
      expect((await refusal(db.createCollection(name))).codeName).toBe('InvalidNamespace')
    }
  })

  it('read with a collation as ICU compares', async () => {
    const collection = await collectionOf([
      { name: 'Zoe' },
      { name: 'émile' },
      { name: 'Emil' },
      { name: 'zoe' },
    ])
    await collection.createIndex({ name: 1 })
    const order = await collection.find().collation({ locale: 'de' }).sort({ name: 1 }).toArray()
    expect(order.map(({ name }) => String(name))).toEqual(['Emil', 'émile', 'zoe', 'Zoe'])
    expect(
      await collection.countDocuments({ name: 'ZOE' }, { collation: { locale: 'de', strength: 2 } }),
    ).toBe(2)
    expect(
      await collection.distinct('name', { name: 'EMILE' }, { collation: { locale: 'de', strength: 1 } }),
    ).toEqual(['émile'])
    const same = await collection.updateOne(
      { name: 'zoe' },
      { $set: { name: 'ZOE' } },
      { collation: { locale: 'de', strength: 1 } },
    )
    expect(same.modifiedCount).toBe(1)
  })
})
