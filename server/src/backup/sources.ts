import { BSON, MongoClient } from 'mongodb'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lossless, type CollectionHead } from './format.ts'
import { BackupFault } from './sealed.ts'

/** A database as it was at one moment. */
export interface Source extends AsyncDisposable {
  collections(): AsyncIterable<CollectionHead & { documents: AsyncIterable<Uint8Array> }>
}

/** MongoDB, through the driver: everything is read as it was when the reading began. */
export async function serverSource(uri: string, { stopped }: { stopped: boolean }): Promise<Source> {
  const client = new MongoClient(uri)
  await client.connect()
  const db = client.db()
  // Without a replica set there is no such moment: then nobody may write meanwhile.
  const session = stopped ? undefined : client.startSession({ snapshot: true })
  return {
    async *collections() {
      const found = await db.listCollections({ type: 'collection' }, { nameOnly: false }).toArray()
      for (const { name, options = {} } of found.filter((one) => !one.name.startsWith('system.'))) {
        const indexes = await db.collection(name).indexes()
        const cursor = db.collection(name).find({}, { raw: true, ...(session && { session }) })
        yield { name, options, indexes, documents: rawFrom(cursor) }
      }
    },
    async [Symbol.asyncDispose]() {
      await session?.endSession()
      await client.close()
    },
  }
}

async function* rawFrom(cursor: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const document of cursor) yield document as Uint8Array
  } catch (error) {
    if (!/snapshot/i.test((error as Error).message)) throw error
    throw new BackupFault(
      `this MongoDB cannot be read as it was at one moment (${(error as Error).message}): use a replica set, or stop the server and say --stopped`,
    )
  }
}

/** The embedded store, also while a server runs on it: a dump of one moment beside it, for as long as it is needed. */
export async function folderSource(dataDir: string, database: string): Promise<Source> {
  const folder = await mkdtemp(join(dataDir, '.backup-'))
  const dump = join(folder, 'dump')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await embeddedMongo('dump', join(dataDir, 'store'), '--out', dump)
  } catch (error) {
    await remove()
    throw error
  }
  return {
    async *collections() {
      const inside = join(dump, database)
      for (const file of (await readdir(inside)).sort()) {
        if (!file.endsWith('.metadata.json')) continue
        const described = BSON.EJSON.parse(await readFile(join(inside, file), 'utf8'), {
          relaxed: false,
        }) as {
          collectionName: string
          options: BSON.Document
          indexes: BSON.Document[]
        }
        const documents = documentsIn(join(inside, file.replace('.metadata.json', '.bson')))
        yield {
          name: described.collectionName,
          options: described.options,
          indexes: described.indexes,
          documents,
        }
      }
    },
    [Symbol.asyncDispose]: remove,
  }
}

async function embeddedMongo(...args: string[]): Promise<void> {
  const command = fileURLToPath(import.meta.resolve('@augenhoehe/embedded-mongo/bin'))
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new BackupFault(`the embedded store was not read: ${said.trim()}`)
}

/** The documents of a dump, which stand one behind the other and begin with their length. */
async function* documentsIn(path: string): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (rest.length - at >= 4 && rest.length - at >= rest.readInt32LE(at)) {
      const length = rest.readInt32LE(at)
      yield rest.subarray(at, at + length)
      at += length
    }
    rest = rest.subarray(at)
  }
  if (rest.length > 0) throw new BackupFault(`${path} ends within a document`)
}

/** A document as it stands there; numbers, dates and bytes keep their kind. */
export const documentOf = (bytes: Uint8Array) => BSON.deserialize(bytes, lossless)
