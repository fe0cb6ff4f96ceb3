import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../src/fixture.ts'
import { startEmbeddedMongo, type EmbeddedMongo } from '../../src/index.ts'
import { bodySection, message, msg } from '../../src/wire/fixture.ts'
import { buildCommand } from '../build.ts'
import { HostileClient } from './client.ts'

let built: Awaited<ReturnType<typeof buildCommand>>
beforeAll(async () => {
  built = await buildCommand()
})
afterAll(() => built.remove())

async function start(
  ...args: readonly string[]
): Promise<{ server: EmbeddedMongo; client: MongoClient; dbPath: string }> {
  const dbPath = temporaryFolder()
  const server = await startEmbeddedMongo({ dbPath, command: built.command, args })
  const client = new MongoClient(server.uri)
  onTestFinished(async () => {
    await client.close()
    await server.stop()
  })
  await client.connect()
  return { server, client, dbPath }
}

/** Memory of the process that belongs to nothing on disk. */
function anonymousBytes({ pid }: EmbeddedMongo): number {
  return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}

const MB = 1024 * 1024
const HELLO = msg(0, bodySection({ hello: 1, $db: 'admin' }))

async function open(server: EmbeddedMongo, count: number): Promise<HostileClient[]> {
  const clients = await Promise.all(
    Array.from({ length: count }, () => new HostileClient(server.port).connected()),
  )
  onTestFinished(() => clients.forEach((client) => client.close()))
  return clients
}

// Memory and processor time are read where Linux keeps them.
describe.skipIf(process.platform !== 'linux')('resources (W6)', () => {
  it('2,000 idle connections take a bounded amount of memory and nobody else’s place', async () => {
    const { server, client } = await start()
    const before = anonymousBytes(server)
    const idle = await open(server, 2000)
    for (const one of idle) expect(await one.ask(HELLO)).toMatchObject({ ok: 1 })
    expect(anonymousBytes(server) - before).toBeLessThan(100 * MB)
    expect(await client.db('d').command({ ping: 1 })).toEqual({ ok: 1 })
    const another = new HostileClient(server.port)
    expect(await another.ask(HELLO)).toMatchObject({ ok: 1 })
    another.close()
  })

  it('connections beyond --maxConns are closed, and there is room again when one leaves', async () => {
    const { server, client } = await start('--maxConns', '40')
    await client.db('d').command({ ping: 1 })
    const clients = await open(server, 60)
    const answers = await Promise.all(clients.map((one) => one.ask(HELLO)))
    const refused = answers.filter((answer) => answer === 'closed').length
    expect(refused).toBeGreaterThanOrEqual(20)
    expect(refused).toBeLessThan(30)
    for (const one of clients) one.close()
    expect(await client.db('d').command({ ping: 1 })).toEqual({ ok: 1 })
  })

  it('announced lengths take no memory before their bytes have come', async () => {
    const { server, client } = await start()
    const before = anonymousBytes(server)
    const head = Buffer.from(message(2013, Buffer.alloc(4)))
    head.writeInt32LE(48_000_000, 0)
    const clients = await open(server, 500)
    for (const one of clients) one.socket.write(head)
    expect(await client.db('d').command({ ping: 1 })).toEqual({ ok: 1 })
    expect(anonymousBytes(server) - before).toBeLessThan(100 * MB)
  })

  it('a client that asks and never reads is not read any further itself', async () => {
    const { server, client } = await start()
    const collection = client.db('d').collection<{ _id: number; text: string }>('c')
    await collection.insertMany(Array.from({ length: 15 }, (_, n) => ({ _id: n, text: 'x'.repeat(MB) })))
    const before = anonymousBytes(server)
    const clients = await open(server, 10)
    const ask = msg(0, bodySection({ find: 'c', $db: 'd' }))
    for (const one of clients) {
      one.socket.pause()
      for (let i = 0; i < 200; i += 1) one.socket.write(ask)
    }
    for (let i = 0; i < 20; i += 1)
      expect(await collection.findOne({ _id: i % 15 })).toMatchObject({ _id: i % 15 })
    // One answer of 15 MB for each, and what is on its way to be collected; 30,000 MB were asked for.
    expect(anonymousBytes(server) - before).toBeLessThan(800 * MB)
  })

  it('stops although somebody does not fetch the answer', async () => {
    const { server, client, dbPath } = await start()
    await client
      .db('d')
      .collection('c')
      .insertMany(Array.from({ length: 15 }, () => ({ text: 'x'.repeat(MB) })))
    const [deaf] = await open(server, 1)
    deaf?.socket.pause()
    deaf?.socket.write(msg(0, bodySection({ find: 'c', $db: 'd' })))
    expect(await client.db('d').collection('c').countDocuments()).toBe(15)
    await client.close()
    await server.stop()
    // One that had to be killed would have left it behind.
    expect(existsSync(join(dbPath, 'embedded-mongo.lock'))).toBe(false)
  })

  it('work for a client that has gone is given up', async () => {
    const { server, client } = await start()
    const collection = client.db('d').collection('c')
    await collection.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })))
    // Each document takes long enough for the whole to take minutes.
    const slow = {
      $expr: {
        $eq: [
          { $reduce: { input: { $range: [0, 5000] }, initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
          1,
        ],
      },
    }
    const leaving = await open(server, 4)
    for (const one of leaving) one.socket.write(msg(0, bodySection({ count: 'c', query: slow, $db: 'd' })))
    await client.db('d').command({ ping: 1 })
    for (const one of leaving) one.close()
    const busy = () => Number(readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(' ')[13])
    let before: number
    do {
      before = busy()
      await new Promise((resolve) => setTimeout(resolve, 500))
    } while (busy() - before > 10)
    expect(await collection.countDocuments({ n: 5 })).toBe(1)
  })

  it('documents, batches and messages that are too large', async () => {
    const { server, client } = await start()
    const collection = client.db('d').collection<{ _id: number; text?: string; list?: string[] }>('c')
    const code = (attempt: Promise<unknown>) =>
      attempt.then(
        () => undefined,
        (error: unknown) => (error as { code?: number }).code ?? String(error),
      )
    await collection.insertOne({ _id: 1, text: 'x'.repeat(16 * MB - 100) })
    expect(await code(collection.updateOne({ _id: 1 }, { $set: { list: ['y'.repeat(200)] } }))).toBe(17419)
    expect(await code(collection.updateOne({ _id: 1 }, [{ $set: { list: ['$text', '$text'] } }]))).toBe(10334)
    expect(await code(collection.updateOne({ _id: 1 }, { $push: { list: 'y'.repeat(200) } }))).toBe(17419)
    expect(await collection.findOne({ _id: 1 }, { projection: { list: 1 } })).toEqual({ _id: 1 })
    const raw = new HostileClient(server.port)
    const large = msg(
      0,
      bodySection({ insert: 'c', documents: [{ _id: 2, text: 'x'.repeat(16 * MB) }], $db: 'd' }),
    )
    expect(await raw.ask(large)).toMatchObject({ ok: 1, n: 0, writeErrors: [{ index: 0, code: 2 }] })
    const many = Array.from({ length: 100_001 }, () => ({}))
    expect(await raw.ask(msg(0, bodySection({ insert: 'c', documents: many, $db: 'd' })))).toMatchObject({
      ok: 0,
      code: 16,
    })
    const huge = Buffer.alloc(1000)
    huge.writeInt32LE(48_000_001)
    expect(await raw.ask(huge)).toBe('closed')
    expect(await collection.countDocuments()).toBe(1)
  })
})
