import type { Document } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { temporaryServer } from '../fixture.ts'

const DIVISION = { $divide: [1, '$zero'] }

describe('an error that turns up while a command is executed (C2)', () => {
  it.each<[Document, string]>([
    [{ find: 'c', projection: { x: DIVISION } }, 'Executor error during find command :: caused by :: '],
    [
      { find: 'c', filter: { $expr: { $eq: [DIVISION, 1] } } },
      'Executor error during find command :: caused by :: ',
    ],
    [
      { aggregate: 'c', pipeline: [{ $set: { x: DIVISION } }], cursor: {} },
      'PlanExecutor error during aggregation :: caused by :: ',
    ],
    [
      { aggregate: 'c', pipeline: [{ $set: { x: DIVISION } }, { $out: 'd' }], cursor: {} },
      'PlanExecutor error during aggregation :: caused by :: ',
    ],
    [
      { findAndModify: 'c', update: [{ $set: { x: DIVISION } }] },
      'Plan executor error during findAndModify :: caused by :: ',
    ],
    [
      { distinct: 'c', key: 'a', query: { $expr: { $eq: [DIVISION, 1] } } },
      'Executor error during distinct command :: caused by :: ',
    ],
  ])('says which: %j', async (command, prefix) => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    await db.collection('c').insertOne({ zero: 0 })
    const error: unknown = await db.command(command).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 2, message: `${prefix}can't $divide by zero` })
  })

  it('says so of a later batch', async () => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    await db.collection('c').insertMany([{ zero: 1 }, { zero: 0 }])
    const { cursor } = await db.command({ find: 'c', projection: { x: DIVISION }, batchSize: 1 })
    const more: unknown = await db
      .command({ getMore: cursor.id, collection: 'c' })
      .catch((reason: unknown) => reason)
    expect(more).toMatchObject({
      code: 2,
      message: "Executor error during getMore :: caused by :: can't $divide by zero",
    })
  })

  it('keeps all that is known of a duplicate key, and is put before nothing else', async () => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    await db.collection<{ _id: number }>('c').insertMany([{ _id: 1 }, { _id: 2 }])
    await db.collection('c').createIndex({ a: 1 }, { unique: true, sparse: true })
    await db.collection('c').updateOne({}, { $set: { a: 1 } })
    const duplicate = 'E11000 duplicate key error collection: d.c index: a_1 dup key: { a: 1 }'
    const modify = { findAndModify: 'c', query: { a: null }, update: { $set: { a: 1 } } }
    expect(await db.command(modify).catch((reason: unknown) => reason)).toMatchObject({
      code: 11000,
      codeName: 'DuplicateKey',
      message: `Plan executor error during findAndModify :: caused by :: ${duplicate}`,
      keyPattern: { a: 1 },
      keyValue: { a: 1 },
    })
    const update = { update: 'c', updates: [{ q: { a: null }, u: { $set: { a: 1 } } }] }
    expect((await db.command(update))['writeErrors']).toMatchObject([{ code: 11000, errmsg: duplicate }])
    const wrong: unknown = await db
      .command({ find: 'c', filter: { $nope: 1 } })
      .catch((reason: unknown) => reason)
    expect(wrong).toMatchObject({ message: expect.stringMatching(/^unknown top level operator/) as string })
  })
})
