import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode, equal, Int32, type Document } from '../bson/values.ts'
import { MongoFault } from '../errors.ts'
import { failTest, temporaryFolder, temporaryStore } from '../fixture.ts'
import { assertFormat, Catalogue } from './catalogue.ts'
import { checkStore } from './check.ts'
import type { Collection } from './collection.ts'
import { openStore } from './kv.ts'

const int = (value: number) => new Int32(value)
const bytesOf = (document: Document) => Buffer.from(encode(document))

const INDEXES: readonly Document[] = [
  { key: { u: int(1) }, name: 'u', unique: true },
  { key: { u: int(1), tags: int(-1) }, name: 'compound', unique: true },
  { key: { tags: int(1) }, name: 'tags' },
  { key: { p: int(1) }, name: 'partial', unique: true, partialFilterExpression: { p: { $type: 'string' } } },
  { key: { s: int(1) }, name: 'sparse', unique: true, sparse: true },
]

const body = fc.record(
  {
    u: fc.oneof(
      fc.integer({ min: 0, max: 8 }).map(int),
      fc.constantFrom('x'.repeat(2500), `${'x'.repeat(2500)}y`),
    ),
    tags: fc.array(fc.integer({ min: 0, max: 3 }).map(int), { maxLength: 3 }),
    p: fc.constantFrom('a', 'b', int(1), null),
    s: fc.constantFrom(int(1), int(2), int(3)),
  },
  { requiredKeys: [] },
)
const step = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'replace', 'remove'),
  target: fc.nat({ max: 30 }),
  body,
  aborts: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

class Abort extends Error {}

/** Does one step to a collection and, when it went through, to the model of it. */
function apply(
  collection: Collection,
  model: Map<number, Document>,
  { kind, target, body }: Step,
  id: number,
): void {
  const ids = [...model.keys()]
  const chosen = ids[target % Math.max(1, ids.length)]
  if (kind === 'insert' || chosen === undefined) {
    const document = { _id: int(id), ...body }
    collection.insert(bytesOf(document), document)
    model.set(id, document)
    return
  }
  const record = collection.findId(int(chosen)) as number
  const before = decode(collection.read(record) as Buffer)
  if (kind === 'remove') {
    collection.remove(record, before)
    model.delete(chosen)
    return
  }
  const after = { _id: int(chosen), ...body }
  collection.replace(record, before, bytesOf(after), after)
  model.set(chosen, after)
}

describe('documents and indexes change together (S3, I2)', () => {
  it('holds what a plain map holds after any steps, undone ones included', async () => {
    const { store, catalogue } = temporaryStore()
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        run += 1
        const namespace = `db.c${run}`
        const collection = await store.write(() => {
          const created = catalogue.create(namespace)
          for (const index of INDEXES) catalogue.addIndex(created, { v: 2, ...index } as never)
          return created
        })
        let model = new Map<number, Document>()
        for (const [id, one] of steps.entries()) {
          const draft = new Map(model)
          try {
            await store.write(() => {
              apply(collection, draft, one, id)
              if (one.aborts) throw new Abort()
            })
            model = draft
          } catch (error) {
            if (!(error instanceof Abort) && !(error instanceof MongoFault && error.code === 11000))
              throw error
          }
        }
        const stored = [...collection.records()].map(({ bytes }) => decode(bytes))
        expect(collection.count()).toBe(model.size)
        expect(stored.length).toBe(model.size)
        expect(stored.every((document) => equal(document, model.get(Number(document['_id']))))).toBe(true)
        expect(checkStore(store).fault).toBeUndefined()
        await store.write(() => catalogue.drop(collection))
      }),
      { numRuns: 60 },
    )
    expect(checkStore(store)).toEqual({ collections: 0, documents: 0, entries: 0 })
  })

  it('knows of a fault when an entry is missing or left over', async () => {
    const { store, catalogue } = temporaryStore()
    const collection = await store.write(() => {
      const created = catalogue.create('db.c')
      catalogue.addIndex(created, { v: 2, key: { a: int(1) }, name: 'a_1' })
      created.insert(bytesOf({ _id: int(1), a: int(1) }), { _id: int(1), a: int(1) })
      return created
    })
    const index = collection.indexes[1]
    const [key] = index?.keysOf({ a: int(1) }).keys ?? []
    if (!index || !key) throw new Error('no index')
    await store.write(() => index.remove(key, 1))
    expect(checkStore(store).fault).toBe('db.c record 1: no entry in index a_1')
    await store.write(() => {
      index.put(key, 1)
      index.put(key, 2)
    })
    expect(checkStore(store).fault).toBe('db.c index a_1: 2 entries for 1 keys')
  })

  it('tells values apart that share a cut key', async () => {
    const { store, catalogue } = temporaryStore()
    const long = 'k'.repeat(4000)
    const insert = (id: string) =>
      store.write(() => {
        const collection = catalogue.findOrCreate('db.c')
        collection.insert(bytesOf({ _id: id }), { _id: id })
      })
    await insert(`${long}1`)
    await insert(`${long}2`)
    await expect(insert(`${long}1`)).rejects.toThrow('E11000')
    const record = catalogue.find('db.c')?.findId(`${long}2`)
    expect(record).toBe(2)
  })
})

describe('unique indexes over cut keys (I2)', () => {
  const long = 'k'.repeat(4000)

  it.each<[string, Document[], Document]>([
    [
      'a value replaced by another of the same cut key',
      [{ v: `${long}1` }, { v: `${long}2` }],
      { v: `${long}1` },
    ],
    [
      'an element behind another of the same cut key',
      [{ v: [`${long}0`, `${long}1`] }, {}],
      { v: `${long}1` },
    ],
    ['two such elements', [{ v: `${long}1` }, {}], { v: [`${long}0`, `${long}1`] }],
  ])('%s is compared', async (_, before, after) => {
    const { store, catalogue } = temporaryStore()
    const documents = before.map((fields, i): Document => ({ _id: int(i), ...fields }))
    const collection = await store.write(() => {
      const created = catalogue.create('db.c')
      catalogue.addIndex(created, { v: 2, key: { v: int(1) }, name: 'v', unique: true })
      for (const document of documents) created.insert(bytesOf(document), document)
      return created
    })
    const document = { _id: int(1), ...after }
    const replaced = store.write(() => {
      collection.replace(2, documents[1] as Document, bytesOf(document), document)
    })
    await expect(replaced).rejects.toThrow('E11000')
    expect(checkStore(store).fault).toBeUndefined()
    const other = { _id: int(1), v: [`${long}5`, `${long}6`] }
    await store.write(() => collection.replace(2, documents[1] as Document, bytesOf(other), other))
    await store.write(() => collection.remove(2, other))
    expect(checkStore(store).fault).toBeUndefined()
  })
})

describe('a data folder (S1, S2)', () => {
  it('belongs to one process and keeps everything over a restart', async () => {
    const folder = temporaryFolder()
    const first = openStore(folder, { onFatal: failTest })
    await assertFormat(first)
    expect(() => openStore(folder, { onFatal: failTest })).toThrow(
      `the data folder ${folder} is in use by process ${process.pid}`,
    )
    await first.write(() => {
      const collection = new Catalogue(first).create('db.c', { validationLevel: 'off' })
      collection.insert(bytesOf({ _id: 'x' }), { _id: 'x' })
    })
    await first.close()
    const second = openStore(folder, { onFatal: failTest })
    await assertFormat(second)
    const collection = new Catalogue(second).find('db.c')
    expect(collection?.options).toEqual({ validationLevel: 'off' })
    expect(collection?.count()).toBe(1)
    await second.close()
  })
})
