import { encodeKey, type EncodedKey } from '../bson/keys.ts'
import { equal, fieldOf, isDocument, type Document, BSONUndefined } from '../bson/values.ts'
import { fault } from '../errors.ts'

/**
 * Which keys a document has in an index. An array along a path gives one key per element; fields that pass the same
 * array stay together element by element (`src/mongo/db/index/btree_key_generator.cpp`).
 */
export interface KeyField {
  readonly path: string
  readonly parts: readonly string[]
  readonly descending: boolean
}

export interface DocumentKey extends EncodedKey {
  readonly values: readonly unknown[]
}

export interface DocumentKeys {
  readonly keys: readonly DocumentKey[]
  /** Other values whose keys are cut to the same bytes as one of those: no entries of their own, but not equal. */
  readonly hidden?: readonly DocumentKey[]
  /** Per field: this document has an array on its path. */
  readonly multikey: readonly boolean[]
}

/** The keys of one document, without repetition; a sparse index leaves out those that have none of the fields. */
export function keysOfDocument(
  fields: readonly KeyField[],
  document: Document,
  sparse: boolean,
): DocumentKeys {
  const { multikey, tuples } = keyTuples(fields, document, sparse)
  const descending = fields.map((field) => field.descending)
  const keys = tuples.map((values) => ({ values, ...encodeKey(values, descending) }))
  if (keys.length < 2) return { keys, multikey }
  const kept = distinct(keys)
  const hidden = keys.filter((key) => key.truncated && !kept.includes(key))
  return hidden.length > 0 ? { keys: kept, hidden, multikey } : { keys: kept, multikey }
}

/** Every value a unique index has to look for elsewhere. */
export function allKeys({ keys, hidden }: DocumentKeys): readonly DocumentKey[] {
  return hidden ? [...keys, ...hidden] : keys
}

/** Whether two keys of one index stand for equal values; bytes that are cut do not tell. */
export function isSameKey(a: DocumentKey, b: DocumentKey): boolean {
  if (a.truncated !== b.truncated || !a.bytes.equals(b.bytes)) return false
  return !a.truncated || a.values.every((value, i) => equal(value, b.values[i]))
}

/** The values of those keys, one list per combination; an empty array stands as `undefined`. */
export function keyTuples(fields: readonly KeyField[], document: Document, sparse: boolean): Expansion {
  const state: Expansion = { multikey: fields.map(() => false), tuples: [], sparse }
  expand(
    fields.map((field) => ({ field, from: 0, value: undefined, done: false })),
    document,
    state,
  )
  return state
}

interface Slot {
  readonly field: KeyField
  /** How many parts of the path lie behind. */
  readonly from: number
  readonly value: unknown
  readonly done: boolean
}

interface Expansion {
  readonly multikey: boolean[]
  readonly tuples: unknown[][]
  readonly sparse: boolean
}

function expand(slots: readonly Slot[], start: unknown, state: Expansion): void {
  const reached = slots.map((slot) => (slot.done ? { slot, array: undefined } : walk(slot, start)))
  const arrays = reached.filter(({ array }) => array !== undefined)
  const shared = arrays[0]?.array
  if (shared === undefined) {
    const tuple = reached.map(({ slot }) => slot.value)
    if (state.sparse && tuple.every((value) => value === undefined)) return
    tuple.forEach((value, index) => {
      // Like arrays, these make keys that an equality with null has to look for beside null's own.
      if (value instanceof BSONUndefined) state.multikey[index] = true
    })
    state.tuples.push(tuple.map((value) => (value === EMPTY ? undefined : (value ?? null))))
    return
  }
  const other = arrays.find(({ array }) => array !== shared)
  if (other) throw parallel(other.slot, (arrays[0] as { slot: Slot }).slot)
  reached.forEach(({ array }, index) => {
    if (array) state.multikey[index] = true
  })
  for (const item of shared.length > 0 ? shared : [EMPTY]) {
    expandItem(reached, shared, item, state)
  }
}

/** Stands for the undefined that an empty array is indexed as, which is not the null of a missing field. */
const EMPTY = Symbol('empty array')

interface Reached {
  readonly slot: Slot
  readonly array: readonly unknown[] | undefined
}

function expandItem(
  reached: readonly Reached[],
  shared: readonly unknown[],
  item: unknown,
  state: Expansion,
): void {
  const slots = reached.map(({ slot, array }): Slot => {
    if (array === undefined) return { ...slot, done: true }
    if (slot.from === slot.field.parts.length) return { ...slot, value: item, done: true }
    const part = slot.field.parts[slot.from] as string
    if (!isPosition(part, shared)) return slot
    // A number after an array means the element at that place.
    return { ...walk({ ...slot, from: slot.from + 1 }, shared[Number(part)]).slot, done: true }
  })
  expand(slots, isDocument(item) ? item : undefined, state)
}

function isPosition(part: string, array: readonly unknown[]): boolean {
  return /^\d+$/.test(part) && Number(part) < array.length
}

/** Follows a path until its end, an array, or something that has no fields. */
function walk(slot: Slot, start: unknown): Reached {
  let value = start
  let from = slot.from
  while (from < slot.field.parts.length && isDocument(value)) {
    value = fieldOf(value, slot.field.parts[from] as string)
    from += 1
    if (Array.isArray(value)) return { slot: { ...slot, from, value }, array: value }
  }
  const complete = from === slot.field.parts.length
  return { slot: { ...slot, from, value: complete ? value : undefined, done: true }, array: undefined }
}

function parallel(a: Slot, b: Slot): Error {
  const name = (slot: Slot) => slot.field.parts[slot.from - 1]
  return fault('Location171', `cannot index parallel arrays [${name(a)}] [${name(b)}]`)
}

/** In the order of the index, so that of several duplicates the same one is told as by MongoDB. */
function distinct(keys: readonly DocumentKey[]): DocumentKey[] {
  const seen = new Map<string, DocumentKey>()
  for (const key of keys) {
    const text = key.bytes.toString('latin1')
    if (!seen.has(text)) seen.set(text, key)
  }
  return [...seen.values()].sort((a, b) => Buffer.compare(a.bytes, b.bytes))
}
