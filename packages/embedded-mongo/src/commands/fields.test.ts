import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dateOf } from '../bson/types.ts'
import { BSONUndefined, decode, documentOf, encode, Int32, type Document } from '../bson/values.ts'
import { temporaryServer } from '../fixture.ts'
import { showDocument } from '../storage/show.ts'

/** Sends a command to a server and reads its reply; the driver would put whole numbers first. */
type Ask = (command: Document) => Promise<Document>

const fields = (...entries: [name: string, value: unknown][]) => documentOf(entries)

async function results(ask: Ask, command: Document): Promise<string[]> {
  const reply = await ask({ ...command, ...('aggregate' in command ? { cursor: {} } : {}) })
  expect(reply).toMatchObject({ ok: expect.anything() as unknown, cursor: expect.anything() as unknown })
  return ((reply['cursor'] as Document)['firstBatch'] as Document[]).map(showDocument)
}

async function databaseOf(...documents: Document[]): Promise<Ask> {
  const { port } = await temporaryServer()
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  const ask: Ask = async (command) => {
    const body = encode({ ...command, $db: 'd' })
    const head = Buffer.alloc(21)
    head.writeInt32LE(head.length + body.length, 0)
    head.writeInt32LE(2013, 12)
    socket.write(Buffer.concat([head, body]))
    let reply = Buffer.alloc(0)
    while (reply.length < 4 || reply.length < reply.readInt32LE(0)) {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      reply = Buffer.concat([reply, chunk])
    }
    return decode(reply.subarray(21))
  }
  if (documents.length > 0) await ask({ insert: 'c', documents })
  return ask
}

const b0a = fields(['_id', 1], ['b', 1], ['0', 2], ['a', 3])
const pipeline = (...stages: Document[]) => ({ aggregate: 'c', pipeline: stages })

describe('whole numbers as names keep their place (L4)', () => {
  it.each<[Document, string]>([
    [{ $set: { c: 4 } }, '{ _id: 1, b: 1, 0: 2, a: 3, c: 4 }'],
    [{ $set: { 0: 5 } }, '{ _id: 1, b: 1, 0: 5, a: 3 }'],
    [{ $set: { 1: 5 } }, '{ _id: 1, b: 1, 0: 2, a: 3, 1: 5 }'],
    [{ $set: { '1.0': 5 } }, '{ _id: 1, b: 1, 0: 2, a: 3, 1: { 0: 5 } }'],
    [{ $unset: { 0: 1 } }, '{ _id: 1, b: 1, a: 3 }'],
    [{ $rename: { 0: '9' } }, '{ _id: 1, b: 1, a: 3, 9: 2 }'],
    [{ $inc: { 0: 5 } }, '{ _id: 1, b: 1, 0: 7, a: 3 }'],
    [{ $push: { 7: 'x' } }, '{ _id: 1, b: 1, 0: 2, a: 3, 7: [ "x" ] }'],
    [fields(['z', 1], ['5', 2]), '{ _id: 1, z: 1, 5: 2 }'],
  ])('when updated with %j', async (u, expected) => {
    const ask = await databaseOf(b0a)
    const reply = await ask({ update: 'c', updates: [{ q: { 0: 2 }, u }] })
    expect(reply['writeErrors']).toBeUndefined()
    expect(await results(ask, { find: 'c' })).toEqual([expected])
  })

  it.each<[Document, string]>([
    [{ find: 'c', projection: { a: 0 } }, '{ _id: 1, b: 1, 0: 2 }'],
    [{ find: 'c', projection: { 0: 1, a: 1 } }, '{ _id: 1, 0: 2, a: 3 }'],
    [{ find: 'c', projection: { x: '$0' } }, '{ _id: 1, x: 2 }'],
    [pipeline({ $project: fields(['z', '$a'], ['2024', '$0']) }), '{ _id: 1, z: 3, 2024: 2 }'],
    [pipeline({ $project: { 0: 1 } }), '{ _id: 1, 0: 2 }'],
    [pipeline({ $set: { 5: '$b' } }), '{ _id: 1, b: 1, 0: 2, a: 3, 5: 1 }'],
    [pipeline({ $unset: '0' }), '{ _id: 1, b: 1, a: 3 }'],
    [
      pipeline({ $replaceWith: { x: { $objectToArray: '$$ROOT' } } }, { $project: { x: '$x.k' } }),
      '{ x: [ "_id", "b", "0", "a" ] }',
    ],
    [
      pipeline({ $replaceWith: { $mergeObjects: [fields(['z', 1], ['7', 2]), '$$ROOT'] } }),
      '{ z: 1, 7: 2, _id: 1, b: 1, 0: 2, a: 3 }',
    ],
    [
      pipeline({ $group: { _id: fields(['k', '$b'], ['0', '$0']), 3: { $sum: 1 } } }),
      '{ _id: { k: 1, 0: 2 }, 3: 1 }',
    ],
    [
      pipeline({ $facet: fields(['x', []], ['1', [{ $count: '0' }]]) }, { $project: { 1: 1 } }),
      '{ 1: [ { 0: 1 } ] }',
    ],
    [
      pipeline({ $replaceWith: { $setField: { field: '0', input: '$$ROOT', value: 9 } } }),
      '{ _id: 1, b: 1, 0: 9, a: 3 }',
    ],
    [pipeline({ $replaceWith: { x: { $getField: '0' } } }), '{ x: 2 }'],
    [pipeline({ $match: { $expr: { $eq: ['$0', 2] } } }, { $project: { 0: 1 } }), '{ _id: 1, 0: 2 }'],
    [
      pipeline(
        { $lookup: { from: 'c', localField: '0', foreignField: '0', as: '5' } },
        { $project: { '5.0': 1 } },
      ),
      '{ _id: 1, 5: [ { 0: 2 } ] }',
    ],
  ])('when read with %j', async (command, expected) => {
    expect(await results(await databaseOf(b0a), command)).toEqual([expected])
  })

  it('when documents are compared', async () => {
    const ask = await databaseOf(
      { _id: 1, v: fields(['b', 1], ['0', 2]) },
      { _id: 2, v: fields(['0', 2], ['b', 1]) },
    )
    const ids = async (filter: Document) => results(ask, { find: 'c', filter, projection: { _id: 1 } })
    expect(await ids({ v: fields(['b', 1], ['0', 2]) })).toEqual(['{ _id: 1 }'])
    expect(await ids({ v: fields(['0', 2], ['b', 1]) })).toEqual(['{ _id: 2 }'])
    expect(await results(ask, { find: 'c', sort: { v: 1 }, projection: { _id: 1 } })).toEqual([
      '{ _id: 2 }',
      '{ _id: 1 }',
    ])
    expect(await results(ask, pipeline({ $group: { _id: '$v' } }))).toHaveLength(2)
    await ask({ createIndexes: 'c', indexes: [{ key: { v: 1 }, name: 'v', unique: true }] })
    expect(await ids({ v: fields(['0', 2], ['b', 1]) })).toEqual(['{ _id: 2 }'])
  })

  it('in the specification of a sort and of an index', async () => {
    const ask = await databaseOf({ _id: 1, 0: 1, 1: 1 }, { _id: 2, 0: 2, 1: 1 }, { _id: 3, 0: 2, 1: 2 })
    const sort = fields(['1', 1], ['0', -1])
    const sorted = ['{ _id: 2 }', '{ _id: 1 }', '{ _id: 3 }']
    expect(await results(ask, { find: 'c', sort, projection: { _id: 1 } })).toEqual(sorted)
    expect(await results(ask, pipeline({ $sort: sort }, { $project: { _id: 1 } }))).toEqual(sorted)
    await ask({ createIndexes: 'c', indexes: [{ key: sort, name: 'i', unique: true }] })
    expect(await results(ask, { find: 'c', sort, hint: sort, projection: { _id: 1 } })).toEqual(sorted)
    const [, index] = await results(ask, { listIndexes: 'c' })
    expect(index).toContain('key: { 1: 1, 0: -1 }')
    const refused = await ask({ insert: 'c', documents: [{ 0: 2, 1: 1 }] })
    const [error] = refused['writeErrors'] as Document[]
    expect(error?.['errmsg']).toContain('dup key: { 1: 1, 0: 2 }')
    expect(showDocument(error?.['keyPattern'] as Document)).toBe('{ 1: 1, 0: -1 }')
    expect(showDocument(error?.['keyValue'] as Document)).toBe('{ 1: 1, 0: 2 }')
    // A partial index on such a field, chosen by what the filter says about it.
    const partial = { key: { a: 1 }, name: 'p', partialFilterExpression: { 0: 2 } }
    await ask({ createIndexes: 'c', indexes: [partial] })
    expect(
      await results(ask, { find: 'c', filter: { 0: 2 }, hint: 'p', projection: { _id: 1 } }),
    ).toHaveLength(2)
  })

  it('when an upsert makes the document', async () => {
    const ask = await databaseOf()
    const q = fields(['z', 1], ['5.x', 2], ['_id', 7])
    const u = { $set: fields(['y', 3], ['4', 4]) }
    await ask({ update: 'c', updates: [{ q, u, upsert: true }] })
    expect(await results(ask, { find: 'c' })).toEqual(['{ _id: 7, 5: { x: 2 }, z: 1, 4: 4, y: 3 }'])
  })

  it.each<[Document[], string[]]>([
    [
      [{ $group: { _id: '$b', all: { $push: '$$ROOT' }, first: { $first: '$0' } } }],
      ['{ _id: 1, all: [ { _id: 1, b: 1, 0: 2, a: 3 } ], first: 2 }'],
    ],
    [
      [{ $group: { _id: { x: fields(['z', '$b'], ['1', '$0']) } } }, { $match: { '_id.x.1': 2 } }],
      ['{ _id: { x: { z: 1, 1: 2 } } }'],
    ],
    [
      [{ $group: { _id: 1, 9: { $addToSet: fields(['z', '$b'], ['1', '$0']) }, 3: { $max: '$a' } } }],
      ['{ _id: 1, 3: 3, 9: [ { z: 1, 1: 2 } ] }'],
    ],
    [
      [
        {
          $group: {
            _id: 1,
            m: { $mergeObjects: '$$ROOT' },
            t: { $top: { sortBy: { 0: 1, b: -1 }, output: '$0' } },
          },
        },
      ],
      ['{ _id: 1, m: { _id: 1, b: 1, 0: 2, a: 3 }, t: 2 }'],
    ],
    [
      [
        {
          $bucket: {
            groupBy: '$0',
            boundaries: [0, 5],
            output: fields(['x', { $sum: 1 }], ['4', { $sum: '$0' }]),
          },
        },
      ],
      ['{ _id: 0, x: 1, 4: 2 }'],
    ],
    [
      [{ $sortByCount: { $mergeObjects: [fields(['z', '$b'], ['1', '$0'])] } }],
      ['{ _id: { z: 1, 1: 2 }, count: 1 }'],
    ],
    [
      [
        {
          $facet: fields(['b', [{ $project: { 0: 1 } }]], ['2', [{ $unset: '0' }]], ['1', [{ $count: '7' }]]),
        },
      ],
      ['{ b: [ { _id: 1, 0: 2 } ], 2: [ { _id: 1, b: 1, a: 3 } ], 1: [ { 7: 1 } ] }'],
    ],
    [
      [
        {
          $lookup: {
            from: 'c',
            let: { v: '$0' },
            pipeline: [{ $match: { $expr: { $eq: ['$0', '$$v'] } } }],
            as: 'z.5',
          },
        },
        { $unset: ['a', 'z.5.a'] },
      ],
      ['{ _id: 1, b: 1, 0: 2, z: { 5: [ { _id: 1, b: 1, 0: 2 } ] } }'],
    ],
    [
      [
        { $set: { l: [{ 1: '$0' }, { 1: 9 }] } },
        { $lookup: { from: 'c', localField: 'l.1', foreignField: '0', as: '3' } },
        { $project: { '3': 1 } },
      ],
      ['{ _id: 1, 3: [ { _id: 1, b: 1, 0: 2, a: 3 } ] }'],
    ],
    [[{ $project: { b: 0, '0': 0 } }], ['{ _id: 1, a: 3 }']],
    [[{ $project: fields(['x', { 1: '$0', y: '$b' }], ['0', 1]) }], ['{ _id: 1, 0: 2, x: { 1: 2, y: 1 } }']],
    [[{ $set: { 'x.1': '$0', 'x.0': '$b' } }, { $project: { x: 1 } }], ['{ _id: 1, x: { 1: 2, 0: 1 } }']],
    [
      [
        { $set: { l: ['$0', { 3: 1 }] } },
        { $unwind: { path: '$l', includeArrayIndex: '8' } },
        { $project: { l: 1, 8: 1 } },
      ],
      ['{ _id: 1, l: 2, 8: 0 }', '{ _id: 1, l: { 3: 1 }, 8: 1 }'],
    ],
    [
      [
        {
          $replaceWith: {
            $arrayToObject: [
              [
                ['z', 1],
                ['2', '$0'],
                ['1', '$b'],
              ],
            ],
          },
        },
      ],
      ['{ z: 1, 2: 2, 1: 1 }'],
    ],
    [
      [{ $replaceWith: { x: { $map: { input: { $objectToArray: '$$ROOT' }, in: '$$this.k' } } } }],
      ['{ x: [ "_id", "b", "0", "a" ] }'],
    ],
    [[{ $replaceWith: { $unsetField: { field: '0', input: '$$ROOT' } } }], ['{ _id: 1, b: 1, a: 3 }']],
    [
      [{ $replaceWith: { x: { $setUnion: [[fields(['b', 1], ['0', 2])], [fields(['0', 2], ['b', 1])]] } } }],
      ['{ x: [ { 0: 2, b: 1 }, { b: 1, 0: 2 } ] }'],
    ],
    [[{ $sort: { 0: 1, b: 1 } }, { $limit: 1 }, { $project: { 0: 1, _id: 0 } }], ['{ 0: 2 }']],
    [[{ $match: { 0: { $gte: 2 } } }, { $count: '1' }], ['{ 1: 1 }']],
  ])('in stages: %j', async (stages, expected) => {
    expect(await results(await databaseOf(b0a), pipeline(...stages))).toEqual(expected)
  })

  it('when written by $out and $merge', async () => {
    const ask = await databaseOf(b0a)
    await ask({ ...pipeline({ $out: 'copy' }), cursor: {} })
    expect(await results(ask, { find: 'copy' })).toEqual(['{ _id: 1, b: 1, 0: 2, a: 3 }'])
    await ask({ ...pipeline({ $project: { 5: '$b', 0: '$a' } }, { $merge: 'copy' }), cursor: {} })
    expect(await results(ask, { find: 'copy' })).toEqual(['{ _id: 1, b: 1, 0: 3, a: 3, 5: 1 }'])
    await ask({
      createIndexes: 'copy',
      indexes: [{ key: fields(['b', 1], ['0', 1]), name: 'i', unique: true }],
    })
    const merge = { into: 'copy', on: ['0', 'b'], whenMatched: [{ $set: { 9: '$$new.4' } }] }
    await ask({
      ...pipeline({ $project: fields(['_id', 0], ['b', 1], ['0', '$a'], ['4', 'new']) }, { $merge: merge }),
      cursor: {},
    })
    expect(await results(ask, { find: 'copy' })).toEqual(['{ _id: 1, b: 1, 0: 3, a: 3, 5: 1, 9: "new" }'])
  })

  it('through views', async () => {
    const ask = await databaseOf(b0a)
    const project = { $project: fields(['z', '$a'], ['5', '$0'], ['1', '$b']) }
    await ask({ create: 'v', viewOn: 'c', pipeline: [project] })
    const all = ['{ _id: 1, z: 3, 5: 2, 1: 1 }']
    expect(await results(ask, { find: 'v' })).toEqual(all)
    expect(await results(ask, { find: 'v', filter: { 5: 2 }, sort: { 5: 1 } })).toEqual(all)
    expect(await results(ask, { find: 'v', projection: { 1: 1 } })).toEqual(['{ _id: 1, 1: 1 }'])
    expect(await ask({ count: 'v', query: { 5: 2 } })).toMatchObject({ n: new Int32(1) })
    expect(await ask({ distinct: 'v', key: '5' })).toMatchObject({ values: [new Int32(2)] })
    expect((await results(ask, { listCollections: 1 })).join()).toContain(
      '$project: { z: "$a", 5: "$0", 1: "$b" }',
    )
  })

  it('in validators', async () => {
    const ask = await databaseOf()
    await ask({ create: 'c', validator: fields(['b', { $exists: true }], ['0', { $gte: 5 }]) })
    const insert = async (document: Document) => await ask({ insert: 'c', documents: [document] })
    expect(await insert(fields(['_id', 1], ['b', 1], ['0', 4]))).toMatchObject({
      writeErrors: [{ code: new Int32(121) }],
    })
    expect(await insert(fields(['_id', 2], ['b', 1], ['0', 5]))).toMatchObject({ n: new Int32(1) })
    const update = { q: { _id: 2 }, u: { $set: { 0: 1 } } }
    expect(await ask({ update: 'c', updates: [update] })).toMatchObject({
      writeErrors: [{ code: new Int32(121) }],
    })
    await ask({ collMod: 'c', validator: { $expr: { $lt: ['$0', 3] } } })
    expect(await ask({ update: 'c', updates: [update] })).toMatchObject({ nModified: new Int32(1) })
    const [shown] = await results(ask, { listCollections: 1 })
    expect(shown).toContain('validator: { $expr: { $lt: [ "$0", 3 ] } }')
  })

  it('in the conditions of partial indexes', async () => {
    const ask = await databaseOf(
      fields(['_id', 1], ['0', 1], ['b', 1]),
      fields(['_id', 2], ['0', 6], ['b', 1]),
    )
    const partialFilterExpression = { $and: [{ 0: { $gt: 5 } }, { b: { $exists: true } }] }
    const key = fields(['b', 1], ['1', 1])
    await ask({ createIndexes: 'c', indexes: [{ key, name: 'p', unique: true, partialFilterExpression }] })
    const ids = async (filter: Document) => results(ask, { find: 'c', filter, projection: { _id: 1 } })
    expect(await ids({ b: 1, 0: { $gt: 5 } })).toEqual(['{ _id: 2 }'])
    expect(await ids({ b: 1, 0: { $gt: 0 } })).toEqual(['{ _id: 1 }', '{ _id: 2 }'])
    expect(await ask({ insert: 'c', documents: [{ _id: 3, b: 1, 0: 5 }] })).toMatchObject({ n: new Int32(1) })
    const refused = await ask({ insert: 'c', documents: [{ _id: 4, b: 1, 0: 7 }] })
    expect(refused).toMatchObject({ writeErrors: [{ code: new Int32(11000) }] })
    await ask({ update: 'c', updates: [{ q: { _id: 2 }, u: { $unset: { 0: 1 } } }] })
    expect(await ask({ insert: 'c', documents: [{ _id: 4, b: 1, 0: 7 }] })).toMatchObject({ n: new Int32(1) })
  })

  it('beside the indexes of arrays, which they stay in paths', async () => {
    const ask = await databaseOf(fields(['_id', 1], ['a', [{ 0: 'x' }, 'y']], ['0', ['z']]))
    expect(await results(ask, { find: 'c', filter: { 'a.1': 'y', 'a.0.0': 'x', '0.0': 'z' } })).toHaveLength(
      1,
    )
    await ask({ update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { 'a.0.0': 'v', '0.0': 'w' } } }] })
    expect(await results(ask, { find: 'c', projection: { a: 1, 0: 1 } })).toEqual([
      '{ _id: 1, a: [ { 0: "v" }, "y" ], 0: [ "w" ] }',
    ])
  })
})

describe('the deprecated type undefined (Q1, Q6, Q8)', () => {
  const documents = [{ _id: 1, v: BSONUndefined.value }, { _id: 2, v: null }, { _id: 3 }, { _id: 4, v: 1 }]

  it.each<[Document, number[]]>([
    [{ v: null }, [1, 2, 3]],
    [{ v: { $in: [null] } }, [1, 2, 3]],
    [{ v: { $gte: null } }, [1, 2, 3]],
    [{ v: { $ne: null } }, [4]],
    [{ v: { $type: 6 } }, [1]],
    [{ v: { $type: 'undefined' } }, [1]],
    [{ v: { $exists: true } }, [1, 2, 4]],
  ])('is matched by %j', async (filter, expected) => {
    const ask = await databaseOf(...documents)
    for (const key of [undefined, { v: 1 }, { v: -1, _id: 1 }]) {
      if (key) await ask({ createIndexes: 'c', indexes: [{ key, name: JSON.stringify(key) }] })
      const found = await results(ask, { find: 'c', filter, projection: { _id: 1 }, sort: { _id: 1 } })
      expect(found).toEqual(expected.map((id) => `{ _id: ${id} }`))
    }
  })

  it('sorts below null, survives updates and is refused as an operand', async () => {
    const ask = await databaseOf(...documents)
    await ask({ update: 'c', updates: [{ q: {}, u: { $set: { other: 1 } }, multi: true }] })
    for (const key of [undefined, { v: 1, _id: 1 }]) {
      if (key) await ask({ createIndexes: 'c', indexes: [{ key, name: 'i' }] })
      const [first, second] = await results(ask, { find: 'c', sort: { v: 1, _id: 1 } })
      expect(first).toBe('{ _id: 1, v: undefined, other: 1 }')
      expect(second).toBe('{ _id: 2, v: null, other: 1 }')
    }
    for (const filter of [
      { v: BSONUndefined.value },
      { v: { $in: [BSONUndefined.value] } },
      { _id: BSONUndefined.value },
    ]) {
      expect(await ask({ find: 'c', filter })).toMatchObject({ code: new Int32(2) })
    }
  })
})

describe('dates beyond what JavaScript holds (L4)', () => {
  it('are stored, updated, compared and sorted, with and without an index', async () => {
    const far = 2n ** 62n
    const ask = await databaseOf(
      { _id: 1, at: dateOf(far) },
      { _id: 2, at: dateOf(-far) },
      { _id: 3, at: dateOf(0n) },
      { _id: 4, at: dateOf(far + 1n) },
    )
    await ask({ update: 'c', updates: [{ q: {}, u: { $set: { b: 1 } }, multi: true }] })
    for (const key of [undefined, { at: 1 }]) {
      if (key) await ask({ createIndexes: 'c', indexes: [{ key, name: 'i' }] })
      const ids = async (filter: Document) =>
        results(ask, { find: 'c', filter, sort: { at: 1 }, projection: { _id: 1 } })
      expect(await ids({})).toEqual(['{ _id: 2 }', '{ _id: 3 }', '{ _id: 1 }', '{ _id: 4 }'])
      expect(await ids({ at: { $gt: new Date(8.64e15) } })).toEqual(['{ _id: 1 }', '{ _id: 4 }'])
      expect(await ids({ at: { $lt: new Date(0) } })).toEqual(['{ _id: 2 }'])
      expect(await ids({ at: dateOf(far) })).toEqual(['{ _id: 1 }'])
    }
    expect(await results(ask, { find: 'c', filter: { _id: 1 } })).toEqual([
      `{ _id: 1, at: new Date(${far}), b: 1 }`,
    ])
    expect(await ask({ count: 'c', query: { at: { $type: 'date' } } })).toMatchObject({ n: new Int32(4) })
  })

  it.each<Document>([
    { $add: ['$at', 1] },
    { $subtract: ['$at', 1] },
    { $subtract: ['$at', '$at'] },
    { $year: '$at' },
    { $toString: '$at' },
    { $toLong: '$at' },
    { $concat: [{ $toString: '$at' }] },
    { $dateToString: { date: '$at' } },
    { $dateAdd: { startDate: '$at', unit: 'day', amount: 1 } },
    { $dateTrunc: { date: '$at', unit: 'day' } },
    { $toLower: '$at' },
  ])('are not calculated with: %j', async (expression) => {
    const ask = await databaseOf({ _id: 1, at: dateOf(2n ** 62n) })
    const project = { $project: { at: expression } }
    expect(await ask({ aggregate: 'c', pipeline: [project], cursor: {} })).toMatchObject({
      code: new Int32(2),
    })
  })
})
