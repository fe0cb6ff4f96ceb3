import { statSync } from 'node:fs'
import { join } from 'node:path'
import { checkStructure } from '../bson/raw.ts'
import { decode, type Document } from '../bson/values.ts'
import { assertKnownFormat, assertNamespace, Catalogue } from './catalogue.ts'
import type { Collection } from './collection.ts'
import type { Index } from './indexes.ts'
import { openStore, type KeyValueStore, type Range } from './kv.ts'
import { FolderInUse } from './lock.ts'

/** What a folder holds, or the first fault found in it. */
export interface CheckResult {
  readonly collections: number
  readonly documents: number
  readonly entries: number
  readonly fault?: string
}

/** Verifies a folder nobody has opened; throws FolderInUse when somebody has. */
export async function checkFolder(folder: string, onFatal: (error: Error) => void): Promise<CheckResult> {
  let store: KeyValueStore
  // LMDB would begin anew.
  if (statSync(join(folder, 'data.mdb')).size === 0) return { ...NOTHING, fault: 'data.mdb is empty' }
  try {
    store = openStore(folder, { onFatal })
  } catch (error) {
    if (error instanceof FolderInUse) throw error
    return { ...NOTHING, fault: messageOf(error) }
  }
  try {
    assertKnownFormat(store)
    return checkStore(store)
  } catch (error) {
    return { ...NOTHING, fault: messageOf(error) }
  } finally {
    await store.close()
  }
}

const NOTHING = { collections: 0, documents: 0, entries: 0 }

/**
 * Holds documents against every index in both directions: nothing missing, nothing left over, no record twice, no
 * document or entry that belongs to nothing, no number given twice.
 */
export function checkStore(store: KeyValueStore): CheckResult {
  const counts = { ...NOTHING }
  try {
    const catalogue = new Catalogue(store)
    checkCatalogue(catalogue)
    for (const collection of catalogue.list()) {
      counts.collections += 1
      const { documents, entries } = checkCollection(collection)
      counts.documents += documents
      counts.entries += entries
    }
    const discarded = catalogue.countDiscarded()
    const documents = store.data.count(EVERYTHING) - discarded.documents - counts.documents
    const entries = store.idx.count(EVERYTHING) - discarded.entries - counts.entries
    assertNoOthers('documents', 'collection', documents)
    assertNoOthers('index entries', 'index', entries)
    return counts
  } catch (error) {
    return { ...counts, fault: messageOf(error) }
  }
}

/** Every key begins with a number of four bytes. */
const EVERYTHING: Range = { start: Buffer.alloc(1), end: Buffer.alloc(5, 0xff) }

function assertNoOthers(what: string, owner: string, surplus: number): void {
  if (surplus !== 0) throw new Error(`${surplus} ${what} belong to no ${owner}`)
}

function checkCatalogue(catalogue: Catalogue): void {
  const collections = new Set<number>()
  const indexes = new Set<number>()
  for (const collection of catalogue.list()) {
    assertNamespace(collection.namespace)
    assertNewId(collections, collection.id, catalogue.nextId, collection.namespace)
    if (collection.idIndex?.name !== '_id_') throw new Error(`${collection.namespace}: no index on _id`)
    for (const index of collection.indexes) {
      assertNewId(indexes, index.id, catalogue.nextId, `${collection.namespace} index ${index.name}`)
    }
    if (catalogue.views.find(collection.namespace))
      throw new Error(`${collection.namespace} is a collection and a view`)
  }
}

function assertNewId(known: Set<number>, id: number, next: number, owner: string): void {
  if (known.has(id)) throw new Error(`${owner}: its number ${id} belongs to another as well`)
  if (id >= next) throw new Error(`${owner}: its number ${id} will be given again, the next is ${next}`)
  known.add(id)
}

function checkCollection(collection: Collection): { documents: number; entries: number } {
  const expected = collection.indexes.map(() => 0)
  let documents = 0
  for (const { record, bytes } of collection.records()) {
    documents += 1
    const where = `${collection.namespace} record ${record}`
    const document = readable(bytes, where)
    collection.indexes.forEach((index, i) => {
      expected[i] = (expected[i] as number) + checkKeys(collection, index, record, document)
    })
  }
  let entries = 0
  collection.indexes.forEach((index, i) => {
    const found = index.count()
    entries += found
    if (found !== expected[i]) {
      throw new Error(`${collection.namespace} index ${index.name}: ${found} entries for ${expected[i]} keys`)
    }
  })
  if (collection.idIndex.count() !== documents)
    throw new Error(`${collection.namespace}: not one _id per document`)
  return { documents, entries }
}

/** Holds one document against one index; how many keys it has there. */
function checkKeys(collection: Collection, index: Index, record: number, document: Document): number {
  const where = `${collection.namespace} record ${record}`
  const found = index.keysOf(document)
  const { keys, multikey } = found
  for (const key of keys) {
    if (!index.has(key, record)) throw new Error(`${where}: no entry in index ${index.name}`)
    if (key.truncated && !index.facts.truncated)
      throw new Error(`${where}: index ${index.name} does not know of cut keys`)
  }
  if (multikey.some((is, i) => is && !index.facts.multikey[i]))
    throw new Error(`${where}: index ${index.name} does not know of arrays`)
  index.assertUnique(collection.namespace, found, record, (other) => collection.read(other))
  return keys.length
}

function readable(bytes: Buffer, where: string): Document {
  try {
    checkStructure(bytes)
    return decode(bytes)
  } catch (error) {
    throw new Error(`${where}: ${messageOf(error)}`, { cause: error })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
