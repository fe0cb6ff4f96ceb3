import { randomBytes } from 'node:crypto'
import { Binary, Int32, type Document } from '../bson/values.ts'
import { fault, type MongoFault } from '../errors.ts'
import { Collection, COLLECTION_PREFIX, saveCollection, stateFrom } from './collection.ts'
import { Index, type IndexSpec } from './indexes.ts'
import { prefixRange, type KeyValueStore, type Range } from './kv.ts'
import type { Steps } from './steps.ts'
import { Views } from './views.ts'

const FORMAT_KEY = Buffer.from('format')
const NEXT_KEY = Buffer.from('next')
const FORMAT = 'embedded-mongo 1'

/** Which collections and views exist. Changes happen inside `store.write` and are taken back with it. */
export class Catalogue {
  readonly views: Views
  readonly #store: KeyValueStore
  readonly #collections = new Map<string, Collection>()

  constructor(store: KeyValueStore) {
    this.#store = store
    this.views = new Views(store)
    for (const { key, value } of store.meta.scan(prefixRange(COLLECTION_PREFIX))) {
      const namespace = key.toString('utf8', COLLECTION_PREFIX.length)
      this.#collections.set(namespace, new Collection(store, namespace, stateFrom(value)))
    }
  }

  /** Refuses a view: what does not ask for views in advance must not take one for a missing collection. */
  find(namespace: string): Collection | undefined {
    const collection = this.#collections.get(namespace)
    if (collection || !this.views.find(namespace)) return collection
    throw fault('CommandNotSupportedOnView', `Namespace ${namespace} is a view, not a collection`)
  }

  /** Whether this very collection, and not a later one, is there. */
  holds(collection: Collection, namespace = collection.namespace): boolean {
    return this.#collections.get(namespace) === collection
  }

  /** All collections, or those of one database, by name. */
  list(database?: string): Collection[] {
    return [...this.#collections.values()]
      .filter((collection) => database === undefined || collection.database === database)
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1))
  }

  create(namespace: string, options: Document = {}): Collection {
    assertNamespace(namespace)
    const uuid = new Binary(uuidBytes(), Binary.SUBTYPE_UUID)
    const spec: IndexSpec = { v: 2, key: { _id: new Int32(1) }, name: '_id_' }
    const facts = { multikey: [false], truncated: false }
    const id = this.#nextId()
    const indexes = [{ id: this.#nextId(), spec, facts }]
    const collection = new Collection(this.#store, namespace, { id, uuid, options, indexes })
    this.#set(namespace, collection)
    saveCollection(this.#store, collection)
    return collection
  }

  findOrCreate(namespace: string): Collection {
    return this.find(namespace) ?? this.create(namespace)
  }

  /** Takes a collection away; what it held goes with the next sweep. */
  drop(collection: Collection): void {
    for (const { id } of [collection, ...collection.indexes]) this.#discard(id)
    this.#store.meta.remove(Buffer.from(COLLECTION_PREFIX + collection.namespace))
    this.#set(collection.namespace, undefined)
  }

  rename(collection: Collection, namespace: string): void {
    assertNamespace(namespace)
    const before = { database: collection.database, name: collection.name }
    this.#store.onUndo(() => Object.assign(collection, before))
    this.#store.meta.remove(Buffer.from(COLLECTION_PREFIX + collection.namespace))
    this.#set(collection.namespace, undefined)
    collection.database = namespace.slice(0, namespace.indexOf('.'))
    collection.name = namespace.slice(namespace.indexOf('.') + 1)
    this.#set(namespace, collection)
    saveCollection(this.#store, collection)
  }

  setOptions(collection: Collection, options: Document): void {
    const before = collection.options
    this.#store.onUndo(() => {
      collection.options = before
    })
    collection.options = options
    saveCollection(this.#store, collection)
  }

  /** Builds indexes, all of them or, as the fault given back says, none. */
  *buildIndexes(collection: Collection, specs: readonly IndexSpec[]): Steps<MongoFault | undefined> {
    const indexes = specs.map((spec) => new Index(this.#store, this.#nextId(), spec))
    // Should the server end before they are complete, they are swept away.
    for (const { id } of indexes) this.#discard(id)
    const failure = yield* collection.build(indexes, () => this.holds(collection))
    if (failure) {
      yield* this.sweep()
      return failure
    }
    for (const { id } of indexes) this.#store.meta.remove(discardKey(id))
    saveCollection(this.#store, collection)
    return undefined
  }

  /** Builds an index in one go. */
  addIndex(collection: Collection, spec: IndexSpec): void {
    const work = this.buildIndexes(collection, [spec])
    let next = work.next()
    while (!next.done) next = work.next(false)
    if (next.value) throw next.value
  }

  /** Takes an index away; its entries go with the next sweep. */
  removeIndex(collection: Collection, index: Index): void {
    this.#discard(index.id)
    collection.removeIndex(index)
    saveCollection(this.#store, collection)
  }

  /** Removes what has been discarded, before the last start included. */
  *sweep(): Steps<void> {
    for (const { key } of this.#store.meta.scan(prefixRange(DISCARD_PREFIX))) {
      const id = Number(key.toString('latin1', DISCARD_PREFIX.length))
      // Since the list was read, an index that was being built may have been completed.
      if (this.#isBeingBuilt(id) || !this.#store.meta.has(key)) continue
      for (const table of [this.#store.data, this.#store.idx]) {
        for (const entry of table.scan(idRange(id))) {
          table.remove(entry.key)
          yield
        }
      }
      this.#store.meta.remove(key)
    }
  }

  /** What still waits to be swept away. */
  countDiscarded(): { documents: number; entries: number } {
    const counts = { documents: 0, entries: 0 }
    for (const { key } of this.#store.meta.scan(prefixRange(DISCARD_PREFIX))) {
      const range = idRange(Number(key.toString('latin1', DISCARD_PREFIX.length)))
      counts.documents += this.#store.data.count(range)
      counts.entries += this.#store.idx.count(range)
    }
    return counts
  }

  #isBeingBuilt(id: number): boolean {
    return [...this.#collections.values()].some(
      (collection) => collection.isBuilding && collection.builds(id),
    )
  }

  #discard(id: number): void {
    this.#store.meta.put(discardKey(id), NO_BYTES)
  }

  #set(namespace: string, collection: Collection | undefined): void {
    const before = this.#collections.get(namespace)
    this.#store.onUndo(() => this.#put(namespace, before))
    this.#put(namespace, collection)
  }

  #put(namespace: string, collection: Collection | undefined): void {
    if (collection) this.#collections.set(namespace, collection)
    else this.#collections.delete(namespace)
  }

  /** The number the next collection or index gets. */
  get nextId(): number {
    return Number(this.#store.meta.get(NEXT_KEY)?.readBigUInt64BE() ?? 1n)
  }

  /** Never given twice, so that a dropped collection and a new one share nothing. */
  #nextId(): number {
    const next = this.nextId
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt(next + 1))
    this.#store.meta.put(NEXT_KEY, bytes)
    return next
  }
}

const DISCARD_PREFIX = 'discard '
const NO_BYTES = Buffer.alloc(0)

function discardKey(id: number): Buffer {
  return Buffer.from(`${DISCARD_PREFIX}${id}`)
}

function idRange(id: number): Range {
  const start = Buffer.alloc(4)
  const end = Buffer.alloc(4)
  start.writeUInt32BE(id)
  end.writeUInt32BE(id + 1)
  return { start, end }
}

/** Refuses a folder another version has written; marks a new one. */
export async function assertFormat(store: KeyValueStore): Promise<void> {
  if (store.meta.has(FORMAT_KEY)) assertKnownFormat(store)
  else await store.write(() => store.meta.put(FORMAT_KEY, Buffer.from(FORMAT)))
}

/** Refuses a folder this version has not written. */
export function assertKnownFormat(store: KeyValueStore): void {
  const found = store.meta.get(FORMAT_KEY)?.toString()
  if (found === FORMAT) return
  throw new Error(
    `the data folder has ${found === undefined ? 'no format' : `the format "${found}"`}, not "${FORMAT}"`,
  )
}

const MAX_NAMESPACE_BYTES = 255

/** MongoDB's rules for names of databases and collections. */
export function assertNamespace(namespace: string): void {
  const dot = namespace.indexOf('.')
  const database = dot < 0 ? namespace : namespace.slice(0, dot)
  const name = dot < 0 ? '' : namespace.slice(dot + 1)
  assertDatabaseName(database)
  if (name === '' || name.startsWith('.') || name.includes('\0') || name.includes('$')) {
    throw fault('InvalidNamespace', `Invalid collection name: ${name}`)
  }
  if (name.startsWith('system.')) {
    throw fault('InvalidNamespace', `Invalid system namespace: ${namespace}`)
  }
  if (Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES) {
    throw fault(
      'InvalidNamespace',
      `Fully qualified namespace is too long. Namespace: ${namespace} Max: ${MAX_NAMESPACE_BYTES}`,
    )
  }
}

export function assertDatabaseName(database: string): void {
  if (database === '' || database.length > 63 || /[/\\. "$\0]/.test(database)) {
    throw fault('InvalidNamespace', `Invalid database name: '${database}'`)
  }
}

function uuidBytes(): Buffer {
  const bytes = randomBytes(16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes
}
