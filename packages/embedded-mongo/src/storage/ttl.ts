import { decode } from '../bson/values.ts'
import { encodeKey, prefixEnd, typePrefix } from '../bson/keys.ts'
import type { Catalogue } from './catalogue.ts'
import type { Collection } from './collection.ts'
import type { Index } from './indexes.ts'
import type { KeyValueStore } from './kv.ts'

const BATCH = 500

/** Removes what TTL indexes say has expired by `now`; how many documents that were. */
export async function removeExpired(store: KeyValueStore, catalogue: Catalogue, now: Date): Promise<number> {
  let removed = 0
  for (const collection of catalogue.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined) continue
      // In small steps, so that other writers are not kept waiting.
      for (let step = BATCH; step === BATCH; removed += step) {
        step = await store.write(
          () => (isCurrent(catalogue, collection, index) ? removeStep(collection, index, now) : 0),
          { freesSpace: true },
        )
      }
    }
  }
  return removed
}

function isCurrent(catalogue: Catalogue, collection: Collection, index: Index): boolean {
  return catalogue.holds(collection) && collection.indexes.includes(index)
}

/** Only dates expire; in an array the earliest one counts, which is the first the index holds. */
function removeStep(collection: Collection, index: Index, now: Date): number {
  const limit = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000)
  const descending = index.fields[0]?.descending ?? false
  const bound = encodeKey([limit], [descending]).bytes
  const type = encodeKey([limit], [descending]).bytes.subarray(0, typePrefix(limit).length)
  const [start, end] = descending ? [bound, prefixEnd(type)] : [type, prefixEnd(bound)]
  const due = new Set<number>()
  for (const record of index.scan(start, end, false)) {
    due.add(record)
    if (due.size === BATCH) break
  }
  for (const record of due) {
    const bytes = collection.read(record)
    if (bytes) collection.remove(record, decode(bytes))
  }
  return due.size
}
