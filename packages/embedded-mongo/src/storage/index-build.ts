import { decode, type Document } from '../bson/values.ts'
import { fault, MongoFault } from '../errors.ts'
import type { Collection } from './collection.ts'
import type { Index, IndexFacts } from './indexes.ts'
import type { DocumentKeys } from './index-keys.ts'
import type { KeyValueStore } from './kv.ts'
import type { Steps } from './steps.ts'

/**
 * Indexes that are being built, in steps between which others write. The build goes through the records in their
 * order; changes of what it has been through, and of what came after it began, are entered at once, all others it
 * still comes by. A change that the index cannot hold lets the build fail, not the change.
 */
export class IndexBuild {
  readonly indexes: readonly Index[]
  readonly #store: KeyValueStore
  readonly #last: number
  #covered = 0
  #failure: MongoFault | undefined

  constructor(store: KeyValueStore, indexes: readonly Index[], last: number) {
    this.#store = store
    this.indexes = indexes
    this.#last = last
  }

  /** Goes through all documents; the fault that keeps the indexes from being built, if there is one. */
  *run(collection: Collection, isThere: () => boolean): Steps<MongoFault | undefined> {
    for (let wasCut = true; wasCut;) {
      wasCut = false
      // What was read before a cut may have changed since.
      for (const { record, bytes } of collection.records(false, this.#covered)) {
        if (this.#failure || record > this.#last) break
        this.#enter(collection, record, decode(bytes))
        this.#covered = record
        wasCut = yield
        if (wasCut) break
      }
      if (!isThere())
        return fault('IndexBuildAborted', 'Index build aborted: the collection has been dropped')
    }
    return this.#failure
  }

  /** Keeps up with the change of one document. */
  follow(collection: Collection, record: number, before: Document | undefined, after?: Document): void {
    if (this.#failure || (record > this.#covered && record <= this.#last)) return
    if (before) {
      for (const index of this.indexes) for (const key of index.keysOf(before).keys) index.remove(key, record)
    }
    if (after) this.#enter(collection, record, after)
  }

  #enter(collection: Collection, record: number, document: Document): void {
    try {
      for (const index of this.indexes) {
        const keys = index.keysOf(document)
        index.assertUnique(collection.namespace, keys, record, (other) => collection.read(other))
        learn(this.#store, index, keys)
        for (const key of keys.keys) index.put(key, record)
      }
    } catch (error) {
      if (!(error instanceof MongoFault)) throw error
      this.#failure = error
      this.#store.onUndo(() => {
        this.#failure = undefined
      })
    }
  }
}

/** Notes arrays and cut keys in the index; true when that was news. */
export function learn(store: KeyValueStore, index: Index, { keys, multikey }: DocumentKeys): boolean {
  const before: IndexFacts = index.facts
  const truncated = keys.some((key) => key.truncated) && !before.truncated
  const arrays = multikey.some((is, i) => is && !before.multikey[i])
  if (!truncated && !arrays) return false
  store.onUndo(() => {
    index.facts = before
  })
  index.facts = {
    multikey: before.multikey.map((is, i) => is || multikey[i] === true),
    truncated: before.truncated || truncated,
  }
  return true
}
