import { MongoClient, type Db } from 'mongodb'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryServer } from '../fixture.ts'

interface Item {
  _id: number
  n: number
  open: boolean
}

const DOCUMENTS = 300

/** A server on which every step is cut as soon as it may be, with a collection and two clients. */
async function cutting(): Promise<{ db: Db; other: Db }> {
  const { client, uri } = await temporaryServer()
  const second = new MongoClient(uri)
  await second.connect()
  onTestFinished(() => second.close())
  const db = client.db('d')
  await db
    .collection<Item>('c')
    .insertMany(Array.from({ length: DOCUMENTS }, (_, n) => ({ _id: n, n, open: true })))
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20))
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
  return { db, other: second.db('d') }
}

describe('a statement that is cut (S3)', () => {
  it('changes each document once, though it moves in the index by which it is found', async () => {
    const { db } = await cutting()
    const items = db.collection<Item>('c')
    await items.createIndex({ n: 1 })
    await items.updateMany({ n: { $gte: 0 } }, { $inc: { n: 500 } })
    const all = await items.find().sort({ _id: 1 }).toArray()
    expect(all.map(({ n }) => n)).toEqual(Array.from({ length: DOCUMENTS }, (_, n) => n + 500))
  })

  it('leaves alone what no longer matches when its turn comes', async () => {
    const { db, other } = await cutting()
    const items = db.collection<Item>('c')
    const working = items.updateMany({ open: true }, { $inc: { n: 1 } })
    // From the end, towards which the statement is working.
    for (let id = DOCUMENTS - 1; id >= DOCUMENTS - 40; id -= 1) {
      await other.collection<Item>('c').updateOne({ _id: id }, { $set: { open: false, n: -1 } })
    }
    const { modifiedCount } = await working
    expect(await items.distinct('n', { open: false })).toEqual([-1])
    expect(modifiedCount).toBeGreaterThanOrEqual(DOCUMENTS - 40)
    expect(await items.countDocuments({ $expr: { $eq: ['$n', { $add: ['$_id', 1] }] } })).toBe(DOCUMENTS - 40)
  })

  it('ends when its collection is dropped meanwhile', async () => {
    const { db, other } = await cutting()
    const working = db.collection<Item>('c').updateMany({}, { $inc: { n: 1 } })
    const outcome = working.then(
      () => 'done',
      (error: { code: number }) => error.code,
    )
    await other.command({ ping: 1 })
    await other.dropCollection('c')
    expect(['done', 175]).toContain(await outcome)
    expect(await db.collection('c').countDocuments()).toBe(0)
  })

  it('keeps an insert of 256 documents whole', async () => {
    const { db, other } = await cutting()
    const seen = new Set<number>()
    const state = { isDone: false }
    const documents = Array.from({ length: 256 }, (_, n) => ({ n }))
    const working = db
      .collection('new')
      .insertMany(documents)
      .finally(() => {
        state.isDone = true
      })
    while (!state.isDone) seen.add(await other.collection('new').countDocuments())
    await working
    expect([...seen, 256].filter((count) => count !== 0 && count !== 256)).toEqual([])
    expect(await db.collection('new').countDocuments()).toBe(256)
  })

  it('tells of several duplicates the first in the order of the index (I7)', async () => {
    const { client } = await temporaryServer()
    const c = client.db('d').collection<{ _id: number; v: number | number[] }>('c')
    await c.createIndex({ v: -1 }, { unique: true })
    await c.insertMany([
      { _id: 1, v: 1 },
      { _id: 2, v: 5 },
    ])
    await expect(c.insertOne({ _id: 3, v: [1, 5] })).rejects.toMatchObject({
      code: 11000,
      keyValue: { v: 5 },
    })
  })

  it('leaves the collection that a failed upsert has made (S3)', async () => {
    const { client } = await temporaryServer()
    const db = client.db('d')
    const upsert = db.collection('new').findOneAndUpdate({ a: 1 }, { $set: { 'f.$': 1 } }, { upsert: true })
    await expect(upsert).rejects.toMatchObject({ code: 2 })
    expect(await db.listCollections({}, { nameOnly: true }).toArray()).toMatchObject([{ name: 'new' }])
  })

  it('takes away nothing when it cannot show it (S3)', async () => {
    const { client } = await temporaryServer()
    const c = client.db('d').collection<{ _id: number }>('c')
    await c.insertOne({ _id: 1 })
    const shown = c.findOneAndDelete({}, { projection: { n: { $size: '$missing' } } })
    await expect(shown).rejects.toMatchObject({ code: 17124 })
    expect(await c.countDocuments()).toBe(1)
  })
})
