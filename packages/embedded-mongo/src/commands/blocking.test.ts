import { MongoClient, type Db, type Document } from 'mongodb'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryServer } from '../fixture.ts'

const DOCUMENTS = 1500

/** A clock on which time passes with every look at it, or not at all: how much is done in between does not count. */
function stopwatch(step: number): void {
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += step))
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
}

async function filled(): Promise<{ db: Db; other: Db }> {
  const { client, uri } = await temporaryServer()
  const second = new MongoClient(uri)
  await second.connect()
  onTestFinished(() => second.close())
  const db = client.db('d')
  await db.collection('c').insertMany(
    Array.from({ length: DOCUMENTS }, (_, n) => ({
      _id: n as never,
      n: (n * 7919) % DOCUMENTS,
      group: n % 10,
      list: [n, n + 1],
    })),
  )
  await db.collection('small').insertMany(Array.from({ length: 10 }, (_, group) => ({ group })))
  return { db, other: second.db('d') }
}

/** How many pings of another client are answered, one after the other, until `work` is. */
async function answeredDuring(other: Db, work: () => Promise<unknown>): Promise<number> {
  await other.command({ ping: 1 })
  const state = { isDone: false, pings: 0 }
  const working = work().finally(() => {
    state.isDone = true
  })
  while (!state.isDone) {
    await other.command({ ping: 1 })
    if (!state.isDone) state.pings += 1
  }
  await working
  return state.pings
}

// One may come in before the work begins, and one more be answered together with it.
const BY_CHANCE = 2

const aggregation = (...pipeline: Document[]) => ({ aggregate: 'c', pipeline, cursor: { batchSize: 1 } })

const READS: readonly Document[] = [
  { find: 'c', filter: { missing: 1 } },
  { find: 'c', sort: { n: 1 }, batchSize: 1 },
  { find: 'c', sort: { n: 1 }, limit: 1000, batchSize: 1 },
  { count: 'c', query: { n: { $gte: 0 } } },
  { distinct: 'c', key: 'n' },
  { collStats: 'c' },
  { dbStats: 1 },
  aggregation({ $match: { missing: 1 } }),
  aggregation({ $group: { _id: '$group', all: { $push: '$n' }, sum: { $sum: '$n' } } }),
  aggregation({ $group: { _id: '$n' } }, { $count: 'groups' }),
  aggregation({ $project: { x: { $add: ['$n', 1] } } }, { $sort: { x: -1 } }),
  aggregation({ $sortByCount: '$group' }),
  aggregation({ $bucket: { groupBy: '$n', boundaries: [0, 1000, DOCUMENTS] } }),
  aggregation({ $unwind: '$list' }, { $skip: DOCUMENTS * 2 }),
  aggregation({ $facet: { a: [{ $count: 'n' }], b: [{ $sort: { n: 1 } }, { $limit: 1 }] } }),
  aggregation(
    { $lookup: { from: 'small', localField: 'group', foreignField: 'group', as: 'x' } },
    { $count: 'n' },
  ),
  { ...aggregation({ $lookup: { from: 'c', pipeline: [{ $count: 'n' }], as: 'x' } }), aggregate: 'small' },
  aggregation({ $sample: { size: 3 } }),
  aggregation({ $match: { missing: 1 } }, { $out: 'nothing' }),
  aggregation({ $set: { x: 1 } }, { $out: 'copy' }),
  { explain: { find: 'c', filter: { missing: 1 } } },
]

// What changes many documents is cut for each of them, and each is flushed: a few will do. What reads many asks for more.
const WRITES: readonly Document[] = [
  { insert: 'new', documents: Array.from({ length: 320 }, (_, n) => ({ n })) },
  { update: 'c', updates: [{ q: {}, u: { $inc: { x: 1 } }, multi: true }] },
  { update: 'many', updates: [{ q: { missing: 1 }, u: { $set: { x: 1 } }, upsert: true }] },
  {
    update: 'c',
    updates: Array.from({ length: 15 }, (_, n) => ({ q: { _id: n }, u: { $inc: { x: 1 } } })),
  },
  { findAndModify: 'many', query: { never: 1 }, remove: true },
  { findAndModify: 'many', sort: { n: -1 }, update: { $set: { x: 0 } } },
  { createIndexes: 'c', indexes: [{ key: { group: 1, n: 1 }, name: 'a' }] },
  { drop: 'dropped' },
  aggregation({ $merge: 'merged' }),
  { delete: 'c', deletes: [{ q: { n: { $gte: 0 } }, limit: 0 }] },
]

describe('long work lets other clients in between (L3)', () => {
  it('while it reads', { timeout: 120_000 }, async () => {
    const { db, other } = await filled()
    stopwatch(20)
    for (const command of READS) {
      const pings = await answeredDuring(other, () => db.command(command))
      expect(pings, JSON.stringify(command)).toBeGreaterThan(BY_CHANCE)
    }
  })

  it('while it writes', { timeout: 120_000 }, async () => {
    const { db, other } = await filled()
    await db.collection('c').rename('many')
    await db.collection('c').insertMany(Array.from({ length: 60 }, (_, n) => ({ _id: n as never, n })))
    await db.collection('dropped').insertMany(Array.from({ length: 40 }, (_, n) => ({ n })))
    stopwatch(20)
    for (const command of WRITES) {
      const pings = await answeredDuring(other, () => db.command(command))
      expect(pings, JSON.stringify(command).slice(0, 200)).toBeGreaterThan(BY_CHANCE)
    }
    expect(await db.collection('c').countDocuments()).toBe(0)
    expect(await db.collection('many').countDocuments()).toBe(DOCUMENTS + 1)
    expect(await db.collection('merged').countDocuments()).toBe(60)
  })

  it('would not be seen to do so if it did not', async () => {
    const { db, other } = await filled()
    stopwatch(0)
    const pings = await answeredDuring(other, () => db.command({ count: 'c', query: { n: { $gte: 0 } } }))
    expect(pings).toBeLessThanOrEqual(BY_CHANCE)
  })
})
