import type { EncodedKey } from '../bson/keys.ts'
import { decode, fieldEntries, documentOf, type Document } from '../bson/values.ts'
import { fault, type MongoFault } from '../errors.ts'
import { compileFilter, type Matcher } from '../query/match.ts'
import {
  allKeys,
  isSameKey,
  keysOfDocument,
  type DocumentKey,
  type DocumentKeys,
  type KeyField,
} from './index-keys.ts'
import type { Entry, KeyValueStore, Range } from './kv.ts'
import { showValue } from './show.ts'

/** What a client asked for, as `listIndexes` gives it back. */
export interface IndexSpec extends Document {
  readonly v: number
  readonly key: Document
  readonly name: string
}

/** What is known about the keys in an index; it only ever changes from false to true. */
export interface IndexFacts {
  readonly multikey: readonly boolean[]
  readonly truncated: boolean
}

const NO_BYTES = Buffer.alloc(0)
const RECORD_BYTES = 6

/**
 * One index: entries `id + key + record`, or, where a key can exist only once, `id + key` with the record as value.
 * Cut keys always carry their record, since different values may share them.
 */
export class Index {
  readonly id: number
  readonly spec: IndexSpec
  readonly fields: readonly KeyField[]
  readonly unique: boolean
  readonly sparse: boolean
  readonly expireAfterSeconds: number | undefined
  readonly partial: Matcher | undefined
  facts: IndexFacts
  readonly #store: KeyValueStore
  readonly #prefix: Buffer

  constructor(store: KeyValueStore, id: number, spec: IndexSpec, facts?: IndexFacts) {
    this.#store = store
    this.id = id
    this.spec = spec
    this.fields = fieldEntries(spec.key).map(([path, direction]) => ({
      path,
      parts: path.split('.'),
      descending: Number(direction) < 0,
    }))
    this.unique = spec['unique'] === true || spec.name === '_id_'
    this.sparse = spec['sparse'] === true
    this.expireAfterSeconds =
      spec['expireAfterSeconds'] === undefined ? undefined : Number(spec['expireAfterSeconds'])
    const partial = spec['partialFilterExpression']
    this.partial = partial === undefined ? undefined : compileFilter(partial as Document)
    this.facts = facts ?? { multikey: this.fields.map(() => false), truncated: false }
    this.#prefix = Buffer.alloc(4)
    this.#prefix.writeUInt32BE(id)
  }

  get name(): string {
    return this.spec.name
  }

  /** The keys `document` has here; none when the index is partial and leaves it out. */
  keysOf(document: Document): DocumentKeys {
    if (this.partial && !this.partial.matches(document).matched) return { keys: [], multikey: [] }
    return keysOfDocument(this.fields, document, this.sparse)
  }

  /** Everything with keys from `start` up to but not including `end`, as records; an absent bound is open. */
  *scan(
    start: Buffer,
    end: Buffer | undefined,
    reverse: boolean,
    expected?: number,
  ): Generator<number, void, void> {
    const range = { ...this.#range(start, end, reverse), expected }
    for (const entry of this.#store.idx.scan(range)) yield recordOf(entry)
  }

  /** The records of the first entries between two keys, at most so many, and as they are at this moment. */
  first(start: Buffer, end: Buffer, reverse: boolean, most: number): number[] {
    return this.#store.idx.first(this.#range(start, end, reverse), most).map(recordOf)
  }

  /** Every entry, for verification: key without the index and record. */
  *entries(): Generator<{ key: Buffer; record: number }, void, void> {
    for (const entry of this.#store.idx.scan(this.#range(NO_BYTES, undefined, false))) {
      const end = entry.value.length === 0 ? -RECORD_BYTES : undefined
      yield { key: entry.key.subarray(4, end), record: recordOf(entry) }
    }
  }

  count(): number {
    return this.#store.idx.count(this.#range(NO_BYTES, undefined, false))
  }

  /** The record of a key that can exist only once. */
  lookup(key: EncodedKey): number | undefined {
    const value = this.#store.idx.peek(Buffer.concat([this.#prefix, key.bytes]))
    return value?.readUIntBE(0, RECORD_BYTES)
  }

  /** Throws E11000 when another record has one of the keys. */
  assertUnique(
    namespace: string,
    keys: DocumentKeys,
    record: number,
    read: (record: number) => Buffer | undefined,
  ): void {
    if (!this.unique) return
    for (const key of allKeys(keys)) {
      const other = key.truncated ? this.#holderOfTruncated(key, record, read) : this.lookup(key)
      if (other !== undefined && other !== record) throw this.#duplicate(namespace, key)
    }
  }

  put(key: DocumentKey, record: number): void {
    const bytes = recordBytes(record)
    if (this.unique && !key.truncated) this.#store.idx.put(Buffer.concat([this.#prefix, key.bytes]), bytes)
    else this.#store.idx.put(Buffer.concat([this.#prefix, key.bytes, bytes]), NO_BYTES)
  }

  remove(key: DocumentKey, record: number): void {
    const alone = this.unique && !key.truncated
    this.#store.idx.remove(
      Buffer.concat(alone ? [this.#prefix, key.bytes] : [this.#prefix, key.bytes, recordBytes(record)]),
    )
  }

  has(key: DocumentKey, record: number): boolean {
    if (this.unique && !key.truncated) return this.lookup(key) === record
    return this.#store.idx.has(Buffer.concat([this.#prefix, key.bytes, recordBytes(record)]))
  }

  #range(start: Buffer, end: Buffer | undefined, reverse: boolean): Range {
    return {
      start: Buffer.concat([this.#prefix, start]),
      end: end && end.length > 0 ? Buffer.concat([this.#prefix, end]) : nextPrefix(this.id),
      reverse,
    }
  }

  #holderOfTruncated(
    key: DocumentKey,
    record: number,
    read: (record: number) => Buffer | undefined,
  ): number | undefined {
    const start = key.bytes
    const end = Buffer.concat([start, Buffer.alloc(RECORD_BYTES, 0xff)])
    for (const other of this.scan(start, end, false)) {
      const bytes = other === record ? undefined : read(other)
      if (bytes && allKeys(this.keysOf(decode(bytes))).some((theirs) => isSameKey(theirs, key))) return other
    }
    return undefined
  }

  #duplicate(namespace: string, { values }: DocumentKey): MongoFault {
    const entries = this.fields.map(({ path }, i): [string, unknown] => [path, values[i] ?? null])
    const shown = entries.map(([path, value]) => `${path}: ${showValue(value)}`).join(', ')
    return fault(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: { ${shown} }`,
      { keyPattern: this.spec.key, keyValue: documentOf(entries) },
    )
  }
}

function recordOf({ key, value }: Entry): number {
  return value.length > 0
    ? value.readUIntBE(0, RECORD_BYTES)
    : key.readUIntBE(key.length - RECORD_BYTES, RECORD_BYTES)
}

function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES)
  bytes.writeUIntBE(record, 0, RECORD_BYTES)
  return bytes
}

function nextPrefix(id: number): Buffer {
  const end = Buffer.alloc(4)
  end.writeUInt32BE(id + 1)
  return end
}
