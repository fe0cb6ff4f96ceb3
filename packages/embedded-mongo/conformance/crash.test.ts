import { spawnSync } from 'node:child_process'
import { MongoClient, MongoError, type Collection } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../src/fixture.ts'
import { startEmbeddedMongo, type EmbeddedMongo } from '../src/index.ts'
import { buildCommand } from './build.ts'

const CYCLES = Number(process.env['CRASH_CYCLES'] ?? 6)
const WRITERS = 32
const GROUP = 4

interface Ledger {
  readonly attempted: Set<string>
  readonly acknowledged: Set<string>
  /** The last value each writer's own document is known to have, and the one it may have. */
  readonly counters: Map<number, { acknowledged: number; attempted: number }>
}

/** Writes until the connection breaks: groups of documents, and steps of one counter. */
async function write(collection: Collection, writer: number, cycle: number, ledger: Ledger): Promise<void> {
  const counter = ledger.counters.get(writer) ?? { acknowledged: 0, attempted: 0 }
  ledger.counters.set(writer, counter)
  counter.attempted = counter.acknowledged
  try {
    for (let n = 0; ; n += 1) {
      const group = `${cycle}-${writer}-${n}`
      ledger.attempted.add(group)
      await collection.insertMany(
        Array.from({ length: GROUP }, (_, i) => ({
          group,
          i,
          unique: `${group}-${i}`,
          padding: 'x'.repeat(writer * 20),
        })),
        { writeConcern: { w: 1, j: true } },
      )
      ledger.acknowledged.add(group)
      counter.attempted += 1
      await collection.updateOne({ counter: writer }, { $inc: { value: 1 } }, { upsert: true })
      counter.acknowledged = counter.attempted
    }
  } catch (error) {
    // What the server itself refused is a fault here; that it is gone is not.
    if (!(error instanceof MongoError) || typeof error.code === 'number') throw error
  }
}

async function verify(collection: Collection, ledger: Ledger): Promise<void> {
  const sizes = new Map<string, number>()
  for await (const { group } of collection.find({ group: { $exists: true } }, { projection: { group: 1 } })) {
    sizes.set(group as string, (sizes.get(group as string) ?? 0) + 1)
  }
  expect([...ledger.acknowledged].filter((group) => sizes.get(group) !== GROUP)).toEqual([])
  // A group nobody was told about may be there, but only whole; one nobody sent may not.
  expect([...sizes].filter(([group, size]) => size !== GROUP || !ledger.attempted.has(group))).toEqual([])
  for (const [writer, { acknowledged, attempted }] of ledger.counters) {
    const found = await collection.findOne({ counter: writer })
    const value = Number(found?.['value'] ?? 0)
    expect(value).toBeGreaterThanOrEqual(acknowledged)
    expect(value).toBeLessThanOrEqual(attempted)
    ledger.counters.set(writer, { acknowledged: value, attempted: value })
  }
}

describe('killed in the middle of writing (S4)', () => {
  let built: Awaited<ReturnType<typeof buildCommand>>
  beforeAll(async () => {
    built = await buildCommand()
  })
  afterAll(() => built.remove())

  it(
    'keeps every acknowledged write, invents none and stays consistent',
    { timeout: 30_000 * CYCLES },
    async () => {
      const dbPath = temporaryFolder()
      const ledger: Ledger = { attempted: new Set(), acknowledged: new Set(), counters: new Map() }
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        const server = await startEmbeddedMongo({ dbPath, command: built.command })
        const client = new MongoClient(server.uri, {
          maxPoolSize: WRITERS,
          retryWrites: false,
          serverSelectionTimeoutMS: 500,
        })
        const collection = client.db('crash').collection('c')
        await collection.createIndexes([
          { key: { unique: 1 }, unique: true, partialFilterExpression: { unique: { $type: 'string' } } },
          { key: { group: 1, i: -1 } },
          { key: { counter: 1 }, unique: true, sparse: true },
        ])
        await verify(collection, ledger)
        const writers = Array.from({ length: WRITERS }, (_, writer) =>
          write(collection, writer, cycle, ledger),
        )
        await acknowledgements(ledger, 50 + cycle * 37)
        kill(server)
        await Promise.all(writers)
        await client.close()
        const check = spawnSync(process.execPath, [built.command, 'check', dbPath], { encoding: 'utf8' })
        expect(check.stdout).toMatch(/^ok: /)
        expect(check.status).toBe(0)
      }
      const server = await startEmbeddedMongo({ dbPath, command: built.command })
      const client = new MongoClient(server.uri)
      await verify(client.db('crash').collection('c'), ledger)
      await client.close()
      await server.stop()
    },
  )
})

/** Resolves when that many more groups have been acknowledged. */
async function acknowledgements(ledger: Ledger, more: number): Promise<void> {
  const wanted = ledger.acknowledged.size + more
  while (ledger.acknowledged.size < wanted) await new Promise((resolve) => setImmediate(resolve))
}

function kill({ pid }: EmbeddedMongo): void {
  process.kill(pid, 'SIGKILL')
}
