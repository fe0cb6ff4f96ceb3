import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { MongoClient, MongoError, MongoServerError, type Collection, type Db } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../src/fixture.ts'
import { startEmbeddedMongo, type EmbeddedMongo } from '../src/index.ts'
import { buildCommand } from './build.ts'

const CYCLES = Number(process.env['CRASH_CYCLES'] ?? 6)
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const WRITERS = 32
const GROUP = 4
const MOST_ACKNOWLEDGED = 250

/** What a group of documents, written by one command, is known to be. */
interface Group {
  /** The mark all of them have, and the one they may have instead. */
  mark: number
  nextMark: number
  /** How many there may be: all, or while they are being deleted fewer, or none. */
  least: number
  most: number
  /** A delete, which may be cut into steps, has been sent. */
  isDeleting: boolean
}

interface Ledger {
  readonly groups: Map<string, Group>
  /** The last value each writer's own document is known to have, and the one it may have. */
  readonly counters: Map<number, { acknowledged: number; attempted: number }>
  /** Collections whose end has been acknowledged. */
  readonly dropped: Set<string>
  /** Documents with a date in the future: no business of the TTL index. */
  readonly young: Set<string>
  acknowledged: number
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Repeats `work` until the connection breaks. */
async function untilKilled(work: (n: number) => Promise<void>): Promise<void> {
  try {
    for (let n = 0; ; n += 1) await work(n)
  } catch (error) {
    // What the server itself refused is a fault here; that it is gone is not.
    if (!(error instanceof MongoError) || typeof error.code === 'number') throw error
  }
}

/** Groups of documents, some of them large, which are marked and sometimes deleted; and steps of one counter. */
const QUERY_PLAN_KILLED = 175

/** Does again what an index dropped in the middle has ended. */
async function despiteDrops(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.code !== QUERY_PLAN_KILLED) throw error
    }
  }
}

async function write(collection: Collection, writer: number, cycle: number, ledger: Ledger): Promise<void> {
  const counter = ledger.counters.get(writer) ?? { acknowledged: 0, attempted: 0 }
  ledger.counters.set(writer, counter)
  const writeConcern = { w: 1, j: true } as const
  await untilKilled(async (n) => {
    const name = `${cycle}-${writer}-${n}`
    const group: Group = { mark: 0, nextMark: 0, least: 0, most: GROUP, isDeleting: false }
    ledger.groups.set(name, group)
    const padding = 'x'.repeat((n + writer) % 16 === 0 ? 150_000 : writer * 20)
    const documents = Array.from({ length: GROUP }, (_, i) => ({
      group: name,
      i,
      unique: `${name}-${i}`,
      mark: 0,
      padding,
    }))
    await collection.insertMany(documents, { writeConcern })
    group.least = GROUP
    ledger.acknowledged += 1
    counter.attempted += 1
    await collection.updateOne({ counter: writer }, { $inc: { value: 1 } }, { upsert: true })
    counter.acknowledged = counter.attempted
    group.nextMark = 1
    await despiteDrops(() => collection.updateMany({ group: name }, { $set: { mark: 1 } }))
    group.mark = 1
    if ((n + writer) % 3 > 0) return
    group.least = 0
    group.isDeleting = true
    await despiteDrops(() => collection.deleteMany({ group: name }))
    group.most = 0
  })
}

/** What goes on beside the writers; each cycle has one of these. */
type Disturbance = (database: Db, cycle: number, ledger: Ledger, dump: () => void) => Promise<void>

const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  nothing: async () => {},
  indexes: (database) =>
    untilKilled(async (n) => {
      const key = n % 2 === 0 ? { mark: 1, group: -1 } : { unique: -1 }
      const name = await database.collection('c').createIndex(key)
      if (n % 3 > 0) await database.collection('c').dropIndex(name)
    }),
  collections: (database, cycle, ledger) =>
    untilKilled(async (n) => {
      const name = `passing-${cycle}-${n}`
      const passing = database.collection(name)
      await passing.createIndex({ a: 1 })
      await passing.insertMany(Array.from({ length: 300 }, (_, a) => ({ a, padding: 'x'.repeat(500) })))
      await passing.drop()
      ledger.dropped.add(name)
    }),
  expiry: (database, cycle, ledger) =>
    untilKilled(async (n) => {
      const due = Array.from({ length: 50 }, () => ({ at: new Date(0) }))
      const _id = `${cycle}-${n}`
      const young = { _id: _id as never, at: new Date(Date.now() + 86_400_000) }
      await database.collection('expiring').insertMany([...due, young])
      ledger.young.add(_id)
    }),
  dumps: async (_database, _cycle, _ledger, dump) => dump(),
}

async function verify(database: Db, ledger: Ledger): Promise<void> {
  const collection = database.collection('c')
  const found = new Map<string, { size: number; marks: Set<number> }>()
  const projection = { group: 1, mark: 1 }
  for await (const { group, mark } of collection.find({ group: { $exists: true } }, { projection })) {
    const one = found.get(group as string) ?? { size: 0, marks: new Set() }
    one.size += 1
    one.marks.add(mark as number)
    found.set(group as string, one)
  }
  // Nothing nobody sent, and nothing that came back.
  expect([...found.keys()].filter((name) => !ledger.groups.has(name))).toEqual([])
  for (const [name, group] of ledger.groups) {
    const { size, marks } = found.get(name) ?? { size: 0, marks: new Set<number>() }
    const facts = { name, size, marks: [...marks], group: { ...group } }
    if (size < group.least || size > group.most) throw new Error(`lost or returned: ${JSON.stringify(facts)}`)
    if (!group.isDeleting && size !== 0 && size !== GROUP)
      throw new Error(`half an insert: ${JSON.stringify(facts)}`)
    if ([...marks].some((mark) => mark !== group.mark && mark !== group.nextMark))
      throw new Error(`an update is lost: ${JSON.stringify(facts)}`)
    // From now on this is certain.
    group.least = size
    group.most = size
  }
  for (const [writer, { acknowledged, attempted }] of ledger.counters) {
    const value = Number((await collection.findOne({ counter: writer }))?.['value'] ?? 0)
    expect(value).toBeGreaterThanOrEqual(acknowledged)
    expect(value).toBeLessThanOrEqual(attempted)
    ledger.counters.set(writer, { acknowledged: value, attempted: value })
  }
  const names = (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)
  expect(names.filter((name) => ledger.dropped.has(name))).toEqual([])
  const young = await database.collection('expiring').distinct('_id', { at: { $gt: new Date() } })
  expect([...ledger.young].filter((id) => !young.includes(id as never))).toEqual([])
}

describe('killed in the middle of writing (S3, S4)', () => {
  let built: Awaited<ReturnType<typeof buildCommand>>
  beforeAll(async () => {
    built = await buildCommand()
  })
  afterAll(() => built.remove())

  it(
    'keeps every acknowledged write, invents none, brings nothing back and stays consistent',
    { timeout: 30_000 * CYCLES },
    async () => {
      console.log(`${CYCLES} cycles; CRASH_SEED=${SEED} repeats their moments`)
      const random = randomFrom(SEED)
      const dbPath = temporaryFolder()
      const dumps = temporaryFolder()
      const args = ['--setParameter', 'ttlMonitorSleepSecs=1']
      const ledger: Ledger = {
        groups: new Map(),
        counters: new Map(),
        dropped: new Set(),
        young: new Set(),
        acknowledged: 0,
      }
      const kinds = Object.keys(DISTURBANCES)
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        const server = await startEmbeddedMongo({ dbPath, command: built.command, args })
        // Sometimes in the very first moment, while it still tidies up after the last end.
        if (random() < 0.15) await killed(server)
        else {
          const client = clientOf(server)
          const database = client.db('crash')
          const collection = database.collection('c')
          await collection.createIndexes([
            { key: { unique: 1 }, unique: true, partialFilterExpression: { unique: { $type: 'string' } } },
            { key: { group: 1, i: -1 } },
            { key: { counter: 1 }, unique: true, sparse: true },
          ])
          await database.collection('expiring').createIndex({ at: 1 }, { expireAfterSeconds: 1 })
          await verify(database, ledger)
          const disturb = DISTURBANCES[kinds[cycle % kinds.length] as string] as Disturbance
          const dump = () =>
            void spawn(process.execPath, [built.command, 'dump', dbPath, '--out', join(dumps, String(cycle))])
          const working = [
            ...Array.from({ length: WRITERS }, (_, writer) => write(collection, writer, cycle, ledger)),
            disturb(database, cycle, ledger, dump),
          ]
          await acknowledgements(ledger, Math.floor(random() * MOST_ACKNOWLEDGED))
          await killed(server)
          await Promise.all(working)
          await client.close()
        }
        const check = spawnSync(process.execPath, [built.command, 'check', dbPath], { encoding: 'utf8' })
        expect(check.stdout).toMatch(/^ok: /)
        expect(check.status).toBe(0)
      }
      const server = await startEmbeddedMongo({ dbPath, command: built.command })
      const client = clientOf(server)
      await verify(client.db('crash'), ledger)
      await client.close()
      await server.stop()
      expect(ledger.acknowledged).toBeGreaterThan(CYCLES)
    },
  )
})

function clientOf({ uri }: EmbeddedMongo): MongoClient {
  return new MongoClient(uri, { maxPoolSize: WRITERS + 4, retryWrites: false, serverSelectionTimeoutMS: 500 })
}

/** Resolves when that many more groups have been acknowledged. */
async function acknowledgements(ledger: Ledger, more: number): Promise<void> {
  const wanted = ledger.acknowledged + more
  while (ledger.acknowledged < wanted) await new Promise((resolve) => setImmediate(resolve))
}

async function killed(server: EmbeddedMongo): Promise<void> {
  process.kill(server.pid, 'SIGKILL')
  await server.stop()
}
