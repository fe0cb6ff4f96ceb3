import { checkStructure } from '../bson/raw.ts'
import { decode } from '../bson/values.ts'
import { Catalogue } from './catalogue.ts'
import type { Collection } from './collection.ts'
import type { KeyValueStore } from './kv.ts'

/** What a folder holds, or the first fault found in it. */
export interface CheckResult {
  readonly collections: number
  readonly documents: number
  readonly entries: number
  readonly fault?: string
}

/** Holds documents against every index in both directions: nothing missing, nothing left over, no record twice. */
export function checkStore(store: KeyValueStore): CheckResult {
  const counts = { collections: 0, documents: 0, entries: 0 }
  try {
    for (const collection of new Catalogue(store).list()) {
      counts.collections += 1
      const { documents, entries } = checkCollection(collection)
      counts.documents += documents
      counts.entries += entries
    }
    return counts
  } catch (error) {
    return { ...counts, fault: error instanceof Error ? error.message : String(error) }
  }
}

function checkCollection(collection: Collection): { documents: number; entries: number } {
  const expected = collection.indexes.map(() => 0)
  let documents = 0
  for (const { record, bytes } of collection.records()) {
    documents += 1
    const where = `${collection.namespace} record ${record}`
    const document = readable(bytes, where)
    collection.indexes.forEach((index, i) => {
      for (const key of index.keysOf(document).keys) {
        expected[i] = (expected[i] as number) + 1
        if (!index.has(key, record)) throw new Error(`${where}: no entry in index ${index.name}`)
      }
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

function readable(bytes: Buffer, where: string): ReturnType<typeof decode> {
  try {
    checkStructure(bytes)
    return decode(bytes)
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
