import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode, Int32, type Document } from '../bson/values.ts'
import { temporaryStore } from '../fixture.ts'
import { Catalogue } from './catalogue.ts'
import { checkStore } from './check.ts'
import type { Collection } from './collection.ts'
import type { IndexSpec } from './indexes.ts'
import type { KeyValueStore } from './kv.ts'
import { runInSteps } from './steps.ts'

const DOCUMENTS = 20

type Change = readonly [kind: 'insert' | 'replace' | 'remove', which: number, value: number]

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom('insert', 'replace', 'remove'),
  fc.nat({ max: DOCUMENTS * 2 }),
  fc.nat({ max: 1000 }),
)

const specOf = (unique: boolean): IndexSpec => ({ v: 2, key: { a: new Int32(1) }, name: 'a_1', unique })

/** Fields that make an index multikey, or its keys too long, now and then. */
function documentOf(id: number, value: number): Document {
  const a = value % 50 === 0 ? 'x'.repeat(2500) + value : value % 10 === 0 ? [value, value + 0.5] : value
  return { _id: new Int32(id), a: Array.isArray(a) ? a.map(String) : String(a) }
}

/** A model of the collection: what is stored under each record. */
class Held {
  readonly documents = new Map<number, Document>()
  readonly #collection: Collection
  #next = 0

  constructor(collection: Collection) {
    this.#collection = collection
  }

  apply([kind, which, value]: Change): void {
    const records = [...this.documents.keys()]
    const record = records[which % Math.max(1, records.length)]
    const before = record === undefined ? undefined : this.documents.get(record)
    if (kind === 'insert' || record === undefined || !before) {
      const document = documentOf(this.#next, value)
      this.#collection.insert(Buffer.from(encode(document)), document)
      this.#next += 1
      this.documents.set(this.#next, document)
    } else if (kind === 'replace') {
      const after = documentOf(Number(before['_id']), value)
      this.#collection.replace(record, before, Buffer.from(encode(after)), after)
      this.documents.set(record, after)
    } else {
      this.#collection.remove(record, before)
      this.documents.delete(record)
    }
  }
}

function allEntries(store: KeyValueStore): number {
  return [...store.idx.scan({ start: Buffer.from([0]), end: Buffer.alloc(8, 0xff) })].length
}

describe('an index that is built while others write (I3)', () => {
  it('holds exactly the keys of the documents in the end, or is gone', async () => {
    const { store, catalogue } = temporaryStore()
    let run = 0
    let failed = 0
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.nat({ max: 1000 }), { minLength: DOCUMENTS, maxLength: DOCUMENTS }),
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: DOCUMENTS }),
        async (unique, values, meanwhile) => {
          run += 1
          const namespace = `db.c${run}`
          const collection = await store.write(() => catalogue.create(namespace))
          const held = new Held(collection)
          await store.write(() => values.forEach((value) => held.apply(['insert', 0, value])))
          const work = catalogue.buildIndexes(collection, [specOf(unique)])
          let next = await store.write(() => work.next(false))
          for (const changes of meanwhile) {
            await store.write(() => changes.forEach((one) => held.apply(one)))
            if (!next.done) next = await store.write(() => work.next(true))
          }
          while (!next.done) next = await store.write(() => work.next(true))
          expect(checkStore(store).fault).toBeUndefined()
          expect(collection.count()).toBe(held.documents.size)
          expect(collection.indexes.length).toBe(next.value ? 1 : 2)
          if (next.value) failed += 1
          const kept = catalogue.list().flatMap(({ indexes }) => indexes.map((index) => index.count()))
          expect(allEntries(store)).toBe(kept.reduce((sum, count) => sum + count, 0))
        },
      ),
      { numRuns: 60 },
    )
    expect(failed).toBeGreaterThan(0)
    expect(failed).toBeLessThan(run)
  })

  it('leaves nothing behind when the server ends meanwhile, nor does a drop', async () => {
    const { store, catalogue } = temporaryStore()
    const collection = await store.write(() => catalogue.create('db.c'))
    const other = await store.write(() => catalogue.create('db.other'))
    const held = new Held(collection)
    await store.write(() => Array.from({ length: 50 }, (_, n) => held.apply(['insert', 0, n])))
    await store.write(() => new Held(other).apply(['insert', 0, 1]))
    const work = catalogue.buildIndexes(collection, [specOf(false)])
    await store.write(() => Array.from({ length: 20 }, () => work.next(false)))
    await store.write(() => catalogue.drop(other))
    expect(allEntries(store)).toBeGreaterThan(50)

    const reopened = new Catalogue(store)
    await runInSteps(reopened.sweep(), (step) => store.write(step))
    expect(checkStore(store)).toEqual({ collections: 1, documents: 50, entries: 50 })
    expect(allEntries(store)).toBe(50)
    expect([...store.data.scan({ start: Buffer.from([0]), end: Buffer.alloc(8, 0xff) })].length).toBe(50)
  })
})
