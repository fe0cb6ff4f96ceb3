import { MongoClient, type Db, type Document } from 'mongodb'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder, temporaryServer, failTest } from '../fixture.ts'
import { startServer } from '../server.ts'

/** Towns, and a view of those in one state. */
async function towns(): Promise<Db> {
  const { client } = await temporaryServer()
  const db = client.db('d')
  await db.collection<{ _id: string; [field: string]: unknown }>('towns').insertMany([
    { _id: 'Newark', state: 'NJ', pop: 3, tags: ['b', 'a'] },
    { _id: 'Palo Alto', state: 'CA', pop: 10, tags: [] },
    { _id: 'San Francisco', state: 'CA', pop: 4, tags: ['a', null] },
    { _id: 'Trenton', state: 'NJ', pop: 5, places: [{ n: 1 }, { n: [2, 1] }, [{ n: 9 }]] },
  ])
  await db.createCollection('jersey', { viewOn: 'towns', pipeline: [{ $match: { state: 'NJ' } }] })
  return db
}

const codeOf = (action: Promise<unknown>) =>
  action.then(
    () => undefined,
    (error: { code: number; message: string }) => `${error.code} ${error.message}`,
  )

describe('reading a view (C9)', () => {
  it('finds with filter, sort, skip, limit and projection', async () => {
    const db = await towns()
    const view = db.collection<{ _id: string; [field: string]: unknown }>('jersey')
    expect(await view.find({}, { sort: { pop: -1 }, projection: { pop: 1 } }).toArray()).toEqual([
      { _id: 'Trenton', pop: 5 },
      { _id: 'Newark', pop: 3 },
    ])
    expect(await view.findOne({ _id: 'Newark' }, { projection: { _id: 0, pop: 1 } })).toEqual({
      pop: 3,
    })
    expect(await view.find().sort({ _id: 1 }).skip(1).limit(5).toArray()).toHaveLength(1)
    expect(await view.findOne({ state: 'CA' })).toBeNull()
  })

  it('counts, estimates and lists distinct values, those of arrays one by one', async () => {
    const db = await towns()
    const view = db.collection('jersey')
    expect(await view.estimatedDocumentCount()).toBe(2)
    expect(await view.countDocuments({ pop: { $gt: 3 } })).toBe(1)
    expect(await db.command({ count: 'jersey', query: { pop: 99 } })).toEqual({ n: 0, ok: 1 })
    expect(await db.command({ count: 'jersey', limit: 1 })).toEqual({ n: 1, ok: 1 })
    await db.createCollection('all', { viewOn: 'towns' })
    for (const [key, expected] of [
      ['tags', [null, 'a', 'b']],
      ['state', ['CA', 'NJ']],
      ['places.n', [1, 2]],
      ['nothing', []],
    ] as const) {
      const [ofView, ofCollection] = await Promise.all([
        db.collection('all').distinct(key),
        db.collection('towns').distinct(key),
      ])
      expect(new Set(ofView)).toEqual(new Set<unknown>(expected))
      expect(new Set(ofCollection)).toEqual(new Set<unknown>(expected))
    }
  })

  it('walks through batches under the name of the view', async () => {
    const db = await towns()
    const { cursor } = await db.command({ find: 'jersey', batchSize: 1 })
    expect(cursor).toMatchObject({ ns: 'd.jersey', firstBatch: [{ _id: 'Newark' }] })
    const more = await db.command({ getMore: cursor.id, collection: 'jersey' })
    expect(more['cursor']).toMatchObject({ ns: 'd.jersey', nextBatch: [{ _id: 'Trenton' }] })
    expect(
      (await db.command({ find: 'jersey', batchSize: 1, limit: 1, singleBatch: true }))['cursor'].id,
    ).toEqual(0)
  })

  it('aggregates, on views of views and joined with views', async () => {
    const db = await towns()
    await db.createCollection('large', { viewOn: 'jersey', pipeline: [{ $match: { pop: { $gt: 4 } } }] })
    const names = (documents: Document[]) => documents.map(({ _id }) => _id)
    expect(names(await db.collection('large').aggregate().toArray())).toEqual(['Trenton'])
    expect(
      await db
        .collection('large')
        .aggregate([{ $group: { _id: '$state', n: { $sum: '$pop' } } }])
        .toArray(),
    ).toEqual([{ _id: 'NJ', n: 5 }])
    const [joined] = await db
      .collection('towns')
      .aggregate([
        { $match: { _id: 'Newark' } },
        { $lookup: { from: 'large', localField: 'state', foreignField: 'state', as: 'neighbours' } },
        { $lookup: { from: 'jersey', pipeline: [{ $match: { pop: 3 } }], as: 'small' } },
      ])
      .toArray()
    expect([names(joined?.['neighbours']), names(joined?.['small'])]).toEqual([['Trenton'], ['Newark']])
    await db
      .collection('jersey')
      .aggregate([{ $out: 'copy' }])
      .toArray()
    expect(await db.collection('copy').countDocuments()).toBe(2)
  })

  it('is empty when there is nothing behind it, and shows what comes', async () => {
    const db = await towns()
    await db.createCollection('later', { viewOn: 'notYet' })
    expect(await db.collection('later').find().toArray()).toEqual([])
    expect(await db.collection('later').estimatedDocumentCount()).toBe(0)
    await db.collection('notYet').insertOne({ n: 1 })
    expect(await db.collection('later').countDocuments()).toBe(1)
  })

  it('explains what is done to the collection behind it', async () => {
    const db = await towns()
    await db.collection('towns').createIndex({ state: 1 })
    const explained = await db.collection('jersey').find({ pop: 3 }).explain()
    expect(explained['queryPlanner']).toMatchObject({
      namespace: 'd.towns',
      winningPlan: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'state_1' } },
    })
  })

  it('refuses what an aggregation cannot do', async () => {
    const db = await towns()
    for (const options of [
      { sort: { $natural: 1 } },
      { noCursorTimeout: true },
      { limit: 2, singleBatch: true },
      { showRecordId: true },
    ]) {
      expect(await codeOf(db.command({ find: 'jersey', ...options }))).toMatch(
        /^168 .* not supported in aggregation/,
      )
    }
    const collation = { locale: 'de' }
    for (const command of [
      { find: 'jersey', collation },
      { count: 'jersey', collation },
      { distinct: 'jersey', key: 'a', collation },
      { aggregate: 'jersey', pipeline: [], cursor: {}, collation },
      {
        aggregate: 'towns',
        pipeline: [{ $lookup: { from: 'jersey', pipeline: [], as: 'x' } }],
        cursor: {},
        collation,
      },
    ]) {
      expect(await codeOf(db.command(command))).toMatch(/^167 /)
    }
  })
})

describe('defining a view (C9)', () => {
  it('is listed with its definition and kept over a restart', async () => {
    const folder = temporaryFolder()
    const start = async () => {
      const server = await startServer({
        folder,
        address: { host: '127.0.0.1', port: 0 },
        ttlSweepSeconds: 3600,
        enableTestCommands: false,
        onShutdown: () => {},
        onFatal: failTest,
      })
      const client = new MongoClient(`mongodb://127.0.0.1:${server.port}/`)
      const close = async () => {
        await client.close()
        await server.close()
      }
      onTestFinished(close)
      return { db: client.db('d'), close }
    }
    const pipeline = [{ $match: { n: { $gt: 1 } } }]
    const first = await start()
    await first.db.collection('c').insertMany([{ n: 1 }, { n: 2 }])
    await first.db.createCollection('v', { viewOn: 'c', pipeline })
    await first.close()
    const { db } = await start()
    expect(await db.listCollections({ type: 'view' }).toArray()).toEqual([
      { name: 'v', type: 'view', options: { viewOn: 'c', pipeline }, info: { readOnly: true } },
    ])
    expect(await db.listCollections({}, { nameOnly: true }).toArray()).toEqual([
      { name: 'c', type: 'collection' },
      { name: 'v', type: 'view' },
    ])
    expect(await db.collection('v').countDocuments()).toBe(1)
    expect((await db.stats())['views']).toBe(1)
    await db.createCollection('x', { viewOn: 'v' })
    await db.command({ collMod: 'x', viewOn: 'c', pipeline: [{ $limit: 1 }] })
    expect(
      await db
        .collection('x')
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ n: 1 }])
    expect(await db.command({ drop: 'x' })).toEqual({ ns: 'd.x', ok: 1 })
  })

  it.each<[string, Document, RegExp]>([
    ['a view of itself', { viewOn: 'v' }, /^5 View cycle detected: d.v => d.v/],
    [
      'a cycle through a join',
      { viewOn: 'c', pipeline: [{ $lookup: { from: 'v', pipeline: [], as: 'x' } }] },
      /^5 /,
    ],
    ['a cycle through another view', { viewOn: 'onV' }, /^5 View cycle detected: d.v => d.onV => d.v/],
    [
      '$out',
      { viewOn: 'c', pipeline: [{ $limit: 1 }, { $out: 'x' }] },
      /^167 .*\$out in location 1 .*writes to disk/,
    ],
    ['$merge', { viewOn: 'c', pipeline: [{ $merge: 'x' }] }, /^167 /],
    ['an unknown stage', { viewOn: 'c', pipeline: [{ $nope: 1 }] }, /^40324 /],
    ['an unknown variable', { viewOn: 'c', pipeline: [{ $set: { a: '$$nope' } }] }, /^17276 /],
    ['a pipeline that is none', { viewOn: 'c', pipeline: {} }, /^14 /],
    ['a pipeline alone', { pipeline: [{ $limit: 1 }] }, /^2 'pipeline' cannot be specified without 'viewOn'/],
    ['an empty source', { viewOn: '' }, /^2 /],
    ['options of collections', { viewOn: 'c', validator: {} }, /^72 /],
    ['a system name', { create: 'system.x', viewOn: 'c' }, /^73 /],
  ])('refuses %s', async (_, definition, expected) => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    await db.createCollection('onV', { viewOn: 'v' })
    expect(await codeOf(db.command({ create: 'v', ...definition }))).toMatch(expected)
    expect(await db.listCollections({ name: 'v' }).toArray()).toEqual([])
  })

  it('lets at most twenty views stand on one another, however they are put there', async () => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    for (let i = 20; i >= 1; i -= 1) await db.createCollection(`v${i}`, { viewOn: `v${i + 1}` })
    expect(await db.collection('v1').find().toArray()).toEqual([])
    expect(await codeOf(db.createCollection('v0', { viewOn: 'v1' }))).toMatch(/^165 /)
    expect(await codeOf(db.createCollection('v21', { viewOn: 'c' }))).toMatch(/^165 /)
    await db.createCollection('middle', { viewOn: 'v10' })
    expect(await codeOf(db.command({ collMod: 'v20', viewOn: 'v1', pipeline: [] }))).toMatch(/^5 /)
  })

  it('takes the same definition twice, and no name that is taken', async () => {
    const db = await towns()
    await db.command({ create: 'jersey', viewOn: 'towns', pipeline: [{ $match: { state: 'NJ' } }] })
    expect(await codeOf(db.command({ create: 'jersey', viewOn: 'towns', pipeline: [] }))).toMatch(/^48 /)
    expect(await codeOf(db.command({ create: 'towns', viewOn: 'jersey', pipeline: [] }))).toMatch(/^48 /)
    expect(await codeOf(db.command({ create: 'jersey' }))).toMatch(/^48 /)
    expect(await codeOf(db.command({ collMod: 'towns', viewOn: 'x', pipeline: [] }))).toMatch(/^72 /)
    expect(await codeOf(db.command({ collMod: 'jersey', viewOn: 'x' }))).toMatch(/^72 /)
    expect(await db.dropDatabase()).toBe(true)
    expect(await db.listCollections().toArray()).toEqual([])
  })
})

describe('writing to a view (C9)', () => {
  it.each<[Document, Document?]>([
    [{ createIndexes: 'jersey', indexes: [{ key: { a: 1 }, name: 'a_1' }] }],
    [{ listIndexes: 'jersey' }],
    [{ dropIndexes: 'jersey', index: '*' }],
    [{ collStats: 'jersey' }],
    [{ findAndModify: 'jersey', query: {}, update: { $set: { a: 1 } }, upsert: true }],
    [{ findAndModify: 'jersey', query: { none: 1 }, remove: true }],
    [{ aggregate: 'towns', pipeline: [{ $out: 'jersey' }], cursor: {} }],
    [{ aggregate: 'towns', pipeline: [{ $merge: 'jersey' }], cursor: {} }],
  ])('refuses %j', async (command) => {
    const db = await towns()
    expect(await codeOf(db.command(command))).toMatch(
      /^166 .*Namespace d.jersey is a view, not a collection$/,
    )
    expect(await db.collection('towns').countDocuments()).toBe(4)
  })

  it('refuses each statement of a batch', async () => {
    const db = await towns()
    const refused = { code: 166, errmsg: 'Namespace d.jersey is a view, not a collection' }
    for (const command of [
      { insert: 'jersey', documents: [{}, {}] },
      { update: 'jersey', updates: [{ q: {}, u: { $set: { a: 1 } } }] },
      { update: 'jersey', updates: [{ q: { none: 1 }, u: { $set: { a: 1 } }, upsert: true }] },
      { delete: 'jersey', deletes: [{ q: {}, limit: 0 }] },
    ]) {
      expect(await db.command(command)).toMatchObject({
        n: 0,
        writeErrors: [{ index: 0, ...refused }],
        ok: 1,
      })
    }
    const unordered = await db.command({ insert: 'jersey', documents: [{}, {}], ordered: false })
    expect(unordered['writeErrors']).toHaveLength(2)
  })

  it('refuses to rename one, or another collection over it', async () => {
    const db = await towns()
    expect(await codeOf(db.renameCollection('jersey', 'x'))).toBe('166 cannot rename view: d.jersey')
    expect(await codeOf(db.renameCollection('towns', 'jersey', { dropTarget: true }))).toMatch(/^48 /)
  })
})
