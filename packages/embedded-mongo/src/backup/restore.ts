import { documentOf, fieldEntries, type Document } from '../bson/values.ts'
import { BackupError, documentsIn, readDump, type DumpedCollection } from './folder.ts'

/** Where a dump goes: a data folder, or a server. */
export interface Target {
  /** Names of the collections and views of a database. */
  list(database: string): Promise<readonly string[]>
  create(database: string, name: string, options: Document): Promise<void>
  insert(database: string, name: string, documents: readonly Buffer[]): Promise<void>
  createIndexes(database: string, name: string, indexes: readonly Document[]): Promise<void>
  count(database: string, name: string): Promise<number>
  close(): Promise<void>
}

export interface RestoreCounts {
  collections: number
  documents: number
}

const BATCH_DOCUMENTS = 1000
const BATCH_BYTES = 8 * 1024 * 1024

/** Brings everything in a dump to the target. Nothing is written before all of the dump has been verified. */
export async function restore(
  folder: string,
  open: () => Promise<Target>,
  tell: (line: string) => void,
): Promise<RestoreCounts> {
  const dumped = readDump(folder)
  const verified = dumped.map((collection) => ({ ...collection, count: countOf(collection) }))
  const target = await open()
  let done = 0
  let documents = 0
  try {
    await assertNew(target, dumped)
    for (const { count, ...collection } of verified) {
      await restoreOne(target, collection)
      await assertCount(target, collection, count)
      tell(`${nameOf(collection)}: ${collection.isView ? 'a view' : `${count} documents`}`)
      documents += count
      done += 1
    }
    return { collections: done, documents }
  } catch (error) {
    if (error instanceof BackupError && done === 0) throw error
    const failed = verified[done]
    throw new BackupError(
      `${done} of ${dumped.length} collections are restored, ${failed ? nameOf(failed) : 'the next'} is not or only in part: ${(error as Error).message}`,
      { cause: error },
    )
  } finally {
    await target.close()
  }
}

function nameOf({ database, name }: DumpedCollection): string {
  return `${database}.${name}`
}

function countOf({ documents }: DumpedCollection): number {
  let count = 0
  if (documents !== undefined) for (const _ of documentsIn(documents)) count += 1
  return count
}

async function assertNew(target: Target, dumped: readonly DumpedCollection[]): Promise<void> {
  const databases = new Set(dumped.map(({ database }) => database))
  for (const database of databases) {
    const names = await target.list(database)
    const taken = dumped.find((one) => one.database === database && names.includes(one.name))
    if (taken) throw new BackupError(`${nameOf(taken)} exists already; nothing has been restored`)
  }
}

async function restoreOne(target: Target, collection: DumpedCollection): Promise<void> {
  const { database, name, options, indexes, documents } = collection
  await target.create(database, name, options)
  if (documents === undefined) return
  for (const batch of batchesOf(documentsIn(documents))) await target.insert(database, name, batch)
  // After the documents: an index is built faster over what is there.
  const others = indexes.filter((index) => index['name'] !== '_id_')
  if (others.length > 0) await target.createIndexes(database, name, others.map(withoutNamespace))
}

/** Older versions of MongoDB wrote the namespace into every index. */
function withoutNamespace(index: Document): Document {
  return documentOf(fieldEntries(index).filter(([name]) => name !== 'ns'))
}

function* batchesOf(documents: Iterable<Buffer>): Generator<Buffer[], void, void> {
  let batch: Buffer[] = []
  let bytes = 0
  for (const document of documents) {
    if (batch.length === BATCH_DOCUMENTS || (batch.length > 0 && bytes + document.length > BATCH_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(document)
    bytes += document.length
  }
  if (batch.length > 0) yield batch
}

async function assertCount(target: Target, collection: DumpedCollection, expected: number): Promise<void> {
  if (collection.isView) return
  const found = await target.count(collection.database, collection.name)
  if (found !== expected) {
    throw new BackupError(`${nameOf(collection)} has ${found} documents where ${expected} were restored`)
  }
}
