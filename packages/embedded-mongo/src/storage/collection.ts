import { encodeKey } from '../bson/keys.ts'
import { type Binary, compare, decode, encode, Long, type Document } from '../bson/values.ts'
import { fault, type MongoFault } from '../errors.ts'
import { Index, type IndexFacts, type IndexSpec } from './indexes.ts'
import { allKeys, isSameKey, type DocumentKeys } from './index-keys.ts'
import { IndexBuild, learn } from './index-build.ts'
import type { KeyValueStore, Range } from './kv.ts'
import type { Steps } from './steps.ts'

/** A document's place: records are numbered in the order of insertion and never reused while the server runs. */
export interface StoredRecord {
  readonly record: number
  readonly bytes: Buffer
}

export interface CollectionState {
  readonly id: number
  readonly uuid: Binary
  readonly options: Document
  readonly indexes: readonly { id: number; spec: IndexSpec; facts: IndexFacts }[]
}

/** Documents and their indexes, always changed together. Every change happens inside `store.write`. */
export class Collection {
  readonly id: number
  readonly uuid: Binary
  options: Document
  database: string
  name: string
  #indexes: readonly Index[]
  #build: IndexBuild | undefined
  #lastRecord: number
  #count: number | undefined
  readonly #store: KeyValueStore

  constructor(store: KeyValueStore, namespace: string, state: CollectionState) {
    const dot = namespace.indexOf('.')
    this.#store = store
    this.database = namespace.slice(0, dot)
    this.name = namespace.slice(dot + 1)
    this.id = state.id
    this.uuid = state.uuid
    this.options = state.options
    this.#indexes = state.indexes.map(({ id, spec, facts }) => new Index(store, id, spec, facts))
    this.#lastRecord = recordIn(store.data.scan({ ...this.#range(), reverse: true }).next().value?.key)
  }

  get namespace(): string {
    return `${this.database}.${this.name}`
  }

  get indexes(): readonly Index[] {
    return this.#indexes
  }

  get idIndex(): Index {
    return this.#indexes[0] as Index
  }

  get state(): CollectionState {
    const indexes = this.#indexes.map(({ id, spec, facts }) => ({ id, spec, facts }))
    return { id: this.id, uuid: this.uuid, options: this.options, indexes }
  }

  /** How many documents there are; counted once after a start, kept up to date from then on. */
  count(): number {
    if (this.#count !== undefined) return this.#count
    const count = this.#store.data.count(this.#range())
    // While something is being written, that may or may not be counted here already.
    if (this.#store.isIdle()) this.#count = count
    return count
  }

  read(record: number): Buffer | undefined {
    return this.#store.data.get(this.#key(record))
  }

  /** The same without a copy of its own: the bytes are good until the next read. */
  peek(record: number): Buffer | undefined {
    return this.#store.data.peek(this.#key(record))
  }

  /** The record of an `_id`. */
  findId(id: unknown): number | undefined {
    const key = encodeKey([id])
    if (!key.truncated) return this.idIndex.lookup(key)
    for (const record of this.idIndex.scan(
      key.bytes,
      Buffer.concat([key.bytes, Buffer.alloc(6, 0xff)]),
      false,
    )) {
      const bytes = this.read(record)
      if (bytes && compare(decode(bytes)['_id'], id) === 0) return record
    }
    return undefined
  }

  /** All documents in the order of insertion, or the other way; forwards perhaps only those after a record. */
  *records(reverse = false, after = 0): Generator<StoredRecord, void, void> {
    const range = after > 0 ? { ...this.#range(), start: this.#key(after + 1) } : this.#range()
    for (const { key, value } of this.#store.data.scan({ ...range, reverse })) {
      yield { record: recordIn(key), bytes: value }
    }
  }

  /** Stores a new document; E11000 leaves everything as it was. */
  insert(bytes: Buffer, document: Document): void {
    const record = this.#lastRecord + 1
    const keys = this.#indexes.map((index) => index.keysOf(document))
    this.#assertUnique(keys, record)
    this.#putKeys(keys, record)
    this.#build?.follow(this, record, undefined, document)
    this.#store.data.put(this.#key(record), bytes)
    this.#lastRecord = record
    this.#counted(1)
  }

  /** Puts another document in the place of one. */
  replace(record: number, before: Document, bytes: Buffer, after: Document): void {
    const old = this.#indexes.map((index) => index.keysOf(before))
    const keys = this.#indexes.map((index) => index.keysOf(after))
    const added = keys.map((mine, i) => without(mine, old[i] as DocumentKeys))
    const removed = old.map((mine, i) => without(mine, keys[i] as DocumentKeys))
    this.#assertUnique(
      keys.map((mine, i) => changed(mine, old[i] as DocumentKeys)),
      record,
    )
    this.#removeKeys(removed, record)
    this.#putKeys(added, record)
    this.#build?.follow(this, record, before, after)
    this.#store.data.put(this.#key(record), bytes)
  }

  remove(record: number, document: Document): void {
    this.#removeKeys(
      this.#indexes.map((index) => index.keysOf(document)),
      record,
    )
    this.#build?.follow(this, record, document)
    this.#store.data.remove(this.#key(record))
    this.#counted(-1)
  }

  /** Whether indexes are being built; only one build at a time goes on. */
  get isBuilding(): boolean {
    return this.#build !== undefined
  }

  /** Builds indexes over what is there; they show when all are complete. Gives the fault that prevents it. */
  *build(indexes: readonly Index[], isThere: () => boolean): Steps<MongoFault | undefined> {
    const build = new IndexBuild(this.#store, indexes, this.#lastRecord)
    this.#build = build
    this.#store.onUndo(() => this.abandonBuild())
    const failure = yield* build.run(this, isThere)
    if (this.#build !== build) return fault('IndexBuildAborted', 'Index build aborted')
    this.#build = undefined
    if (!failure) this.#setIndexes([...this.#indexes, ...indexes])
    return failure
  }

  /** Whether an index of this number is being built. */
  builds(id: number): boolean {
    return this.#build?.indexes.some((index) => index.id === id) ?? false
  }

  abandonBuild(): void {
    this.#build = undefined
  }

  removeIndex(index: Index): void {
    this.#setIndexes(this.#indexes.filter((other) => other !== index))
  }

  #setIndexes(indexes: readonly Index[]): void {
    const before = this.#indexes
    this.#store.onUndo(() => {
      this.#indexes = before
    })
    this.#indexes = indexes
  }

  #assertUnique(keys: readonly DocumentKeys[], record: number): void {
    const read = (other: number) => this.read(other)
    this.#indexes.forEach((index, i) => {
      index.assertUnique(this.namespace, keys[i] as DocumentKeys, record, read)
    })
  }

  #putKeys(keys: readonly DocumentKeys[], record: number): void {
    let learned = false
    this.#indexes.forEach((index, i) => {
      const mine = keys[i] as DocumentKeys
      if (learn(this.#store, index, mine)) learned = true
      for (const key of mine.keys) index.put(key, record)
    })
    if (learned) saveCollection(this.#store, this)
  }

  #removeKeys(keys: readonly DocumentKeys[], record: number): void {
    this.#indexes.forEach((index, i) => {
      for (const key of (keys[i] as DocumentKeys).keys) index.remove(key, record)
    })
  }

  #counted(change: number): void {
    const before = this.#count
    if (before === undefined) return
    this.#store.onUndo(() => {
      this.#count = before
    })
    this.#count = before + change
  }

  #key(record: number): Buffer {
    const key = Buffer.allocUnsafe(10)
    key.writeUInt32BE(this.id)
    key.writeUIntBE(record, 4, 6)
    return key
  }

  #range(): Range {
    const start = Buffer.alloc(4)
    const end = Buffer.alloc(4)
    start.writeUInt32BE(this.id)
    end.writeUInt32BE(this.id + 1)
    return { start, end }
  }
}

function recordIn(key: Buffer | undefined): number {
  return key ? key.readUIntBE(4, 6) : 0
}

function without(keys: DocumentKeys, others: DocumentKeys): DocumentKeys {
  const kept = keys.keys.filter((key) => !others.keys.some((other) => isSameEntry(key, other)))
  return { keys: kept, multikey: keys.multikey }
}

/** What a unique index has to look for: a value may be another though its entry is the same. */
function changed(keys: DocumentKeys, others: DocumentKeys): DocumentKeys {
  const before = allKeys(others)
  const after = allKeys(keys).filter((key) => !before.some((other) => isSameKey(key, other)))
  return { keys: after, multikey: keys.multikey }
}

function isSameEntry(a: DocumentKeys['keys'][number], b: DocumentKeys['keys'][number]): boolean {
  return a.truncated === b.truncated && a.bytes.equals(b.bytes)
}

export const COLLECTION_PREFIX = 'collection '

/** Writes what the catalogue knows of a collection. */
export function saveCollection(store: KeyValueStore, collection: Collection): void {
  const { id, uuid, options, indexes } = collection.state
  const document = {
    id: Long.fromNumber(id),
    uuid,
    options,
    indexes: indexes.map((index) => ({ ...index, id: Long.fromNumber(index.id) })),
  }
  store.meta.put(Buffer.from(COLLECTION_PREFIX + collection.namespace), Buffer.from(encode(document)))
}

export function stateFrom(bytes: Buffer): CollectionState {
  const document = decode(bytes) as unknown as Stored
  return {
    id: Number(document.id),
    uuid: document.uuid,
    options: document.options,
    indexes: document.indexes.map(({ id, spec, facts }) => ({ id: Number(id), spec, facts })),
  }
}

/** The catalogue's record of a collection, where numbers are BSON's. */
interface Stored {
  readonly id: Long
  readonly uuid: Binary
  readonly options: Document
  readonly indexes: readonly { id: Long; spec: IndexSpec; facts: IndexFacts }[]
}

/** MongoDB's answer where a collection has to exist. */
export function noCollection(namespace: string): Error {
  return fault('NamespaceNotFound', `ns does not exist: ${namespace}`)
}
