import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient, type MongoServerError, type Collection } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../src/fixture.ts'
import { startEmbeddedMongo } from '../src/index.ts'
import { buildCommand } from './build.ts'

const OUT_OF_DISK_SPACE = 14_031
const WRITERS = 8

/** A place with little room, and how to get more while the server runs; undefined where this cannot be had. */
interface Place {
  readonly dbPath: string
  /** What to put before the command. */
  readonly prefix: readonly string[]
  enlarge(pid: number): boolean
}

const succeeds = (command: string, ...args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8' }).status === 0

/** A limit on the size of any file: works without any right, and fails as a full disk does. */
function fileSizeLimit(): Place {
  return {
    dbPath: temporaryFolder(),
    // Blocks of 512 or 1024 bytes, as the shell likes.
    prefix: ['sh', '-c', 'ulimit -S -f 12288; exec "$0" "$@"'],
    enlarge: (pid) => succeeds('prlimit', '--pid', String(pid), '--fsize=unlimited:'),
  }
}

/** A file system of its own that is really full; needs the right to mount. */
function smallFileSystem(): Place | undefined {
  const folder = join(temporaryFolder(), 'mounted')
  mkdirSync(folder)
  if (!succeeds('mount', '-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder)) return undefined
  onTestFinished(() => void succeeds('umount', '-l', folder))
  return {
    dbPath: join(folder, 'db'),
    prefix: [],
    enlarge: () => succeeds('mount', '-o', 'remount,size=256m', folder),
  }
}

interface Ledger {
  readonly acknowledged: Set<string>
  readonly refused: Set<string>
}

let command: string
let remove: () => void
beforeAll(async () => {
  ;({ command, remove } = await buildCommand())
})
afterAll(() => remove())

/** Inserts documents, large and small, until one is refused. */
async function fill(collection: Collection<{ _id: string }>, writer: number, ledger: Ledger): Promise<void> {
  for (let n = 0; ; n += 1) {
    const _id = `${ledger.refused.size}-${writer}-${n}`
    const padding = 'x'.repeat(n % 10 === writer ? 300_000 : 1000 + writer * 500)
    try {
      await collection.insertOne({ _id, padding, unique: `u${_id}` } as { _id: string })
      ledger.acknowledged.add(_id)
    } catch (error) {
      ledger.refused.add(_id)
      expect((error as MongoServerError).code).toBe(OUT_OF_DISK_SPACE)
      return
    }
  }
}

/** What was acknowledged is there, what was refused is not, and every index agrees. */
async function verify(collection: Collection<{ _id: string }>, ledger: Ledger): Promise<void> {
  const ids = (await collection.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id)
  expect([...ledger.acknowledged].filter((id) => !ids.includes(id))).toEqual([])
  expect(ids.filter((id) => !ledger.acknowledged.has(id))).toEqual([])
  expect(await collection.estimatedDocumentCount()).toBe(ids.length)
  expect(await collection.countDocuments({}, { hint: 'unique_1' })).toBe(ids.length)
}

async function serve(place: Place): Promise<{ child: ChildProcess; client: MongoClient }> {
  const own = ['--dbpath', place.dbPath, '--port', '0', '--setParameter', 'diskReserveBytes=0']
  const [program = '', ...args] = [...place.prefix, process.execPath, command, ...own]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /"port":(\d+)/.exec(chunk.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.join('')}`)))
  })
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/`)
  onTestFinished(() => client.close())
  return { child, client }
}

async function fillEmptyAndGoOn(place: Place): Promise<void> {
  const { child, client } = await serve(place)
  const exits: unknown[] = []
  child.once('exit', (code, signal) => exits.push(code ?? signal))
  const database = client.db('d')
  const collection = database.collection<{ _id: string }>('c')
  await collection.createIndex({ unique: 1 }, { unique: true })
  const ledger: Ledger = { acknowledged: new Set(), refused: new Set() }
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => fill(collection, writer, ledger)))
    await verify(collection, ledger)
  }
  expect(ledger.acknowledged.size).toBeGreaterThan(100)

  // What changes the catalogue leaves no trace either.
  const large = () => Array.from({ length: 3 }, () => ({ padding: 'x'.repeat(4_000_000) }))
  await expect(database.collection('other').insertMany(large())).rejects.toMatchObject({
    code: OUT_OF_DISK_SPACE,
  })
  expect((await database.listCollections().toArray()).map(({ name }) => name)).toEqual(['c'])

  // A full disk can be emptied, and what has been removed makes room.
  const going = [...ledger.acknowledged].filter((_, i) => i % 2 === 0)
  for (const _id of going) {
    expect(await collection.deleteOne({ _id })).toMatchObject({ deletedCount: 1 })
    ledger.acknowledged.delete(_id)
  }
  await verify(collection, ledger)
  await collection.insertOne({ _id: 'small' })
  ledger.acknowledged.add('small')

  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => fill(collection, writer, ledger)))
  expect(exits).toEqual([])
  if (place.enlarge(child.pid as number)) {
    await database.collection('other').insertMany(large())
    await database.collection('other').drop()
    expect(exits).toEqual([])
  } else {
    console.log('the limit of a running process cannot be changed here (no prlimit): only a new one goes on')
  }
  await verify(collection, ledger)
  await client.close()
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))

  const check = spawnSync(process.execPath, [command, 'check', place.dbPath], { encoding: 'utf8' })
  expect(check.stdout).toMatch(/^ok: /)
  const again = await serve({ ...place, prefix: [] })
  const same = again.client.db('d').collection<{ _id: string }>('c')
  await verify(same, ledger)
  await same.updateOne({ _id: 'after' }, { $set: { unique: 'after' } }, { upsert: true })
}

describe('a full disk (S7)', { timeout: 120_000 }, () => {
  it('refuses writes, loses nothing and goes on when there is room: limited file size', async () => {
    await fillEmptyAndGoOn(fileSizeLimit())
  })

  it('keeps a reserve in which deleting goes on', async () => {
    const dbPath = temporaryFolder()
    const plain = await startEmbeddedMongo({ dbPath, command })
    const before = new MongoClient(plain.uri)
    const documents = Array.from({ length: 10 }, (_, n) => ({ n }))
    await before.db('d').collection('c').insertMany(documents)
    await before.db('d').collection('c').createIndex({ n: 1 })
    await before.close()
    await plain.stop()
    const args = ['--setParameter', `diskReserveBytes=${2 ** 50}`]
    const full = await startEmbeddedMongo({ dbPath, command, args })
    const client = new MongoClient(full.uri)
    const collection = client.db('d').collection('c')
    const message = /^available disk space of \d+ bytes is less than required minimum of 1125899906842624$/
    const refusal = {
      code: OUT_OF_DISK_SPACE,
      codeName: 'OutOfDiskSpace',
      message: expect.stringMatching(message),
    }
    await expect(collection.insertOne({})).rejects.toMatchObject(refusal)
    await expect(collection.updateMany({}, { $set: { a: 1 } })).rejects.toMatchObject(refusal)
    await expect(collection.createIndex({ a: 1 })).rejects.toMatchObject(refusal)
    await expect(collection.findOneAndUpdate({ n: 1 }, { $inc: { n: 1 } })).rejects.toMatchObject(refusal)
    expect(await collection.countDocuments()).toBe(10)
    expect(await collection.findOneAndDelete({ n: 1 })).toMatchObject({ n: 1 })
    expect(await collection.deleteMany({ n: { $gt: 5 } })).toMatchObject({ deletedCount: 4 })
    expect(await collection.countDocuments()).toBe(5)
    await collection.dropIndex('n_1')
    await collection.drop()
    expect(await client.db('d').listCollections().toArray()).toEqual([])
    await client.close()
    await full.stop()
  })

  it('does the same on a file system that is full', async ({ skip }) => {
    const place = smallFileSystem()
    if (!place) return skip('no right to mount a file system here; the limited file size was tested')
    await fillEmptyAndGoOn(place)
  })
})
