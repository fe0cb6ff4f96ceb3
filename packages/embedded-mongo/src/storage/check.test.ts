import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encode, Int32, Long, type Document } from '../bson/values.ts'
import { failTest, temporaryFolder } from '../fixture.ts'
import { assertFormat, Catalogue } from './catalogue.ts'
import { checkFolder } from './check.ts'
import { COLLECTION_PREFIX, saveCollection, type Collection } from './collection.ts'
import type { Index } from './indexes.ts'
import { openStore, type KeyValueStore } from './kv.ts'

const DOCUMENTS: readonly Document[] = [
  { _id: new Int32(1), a: new Int32(1), u: 'one' },
  { _id: new Int32(2), a: [new Int32(1), new Int32(2)], u: 'two' },
  { _id: new Int32(3), u: 'x'.repeat(3000) },
]

interface Sound {
  readonly store: KeyValueStore
  readonly catalogue: Catalogue
  readonly collection: Collection
  readonly a: Index
  readonly u: Index
}

/** A folder in good order, after `damage` has been done to it. */
async function damaged(damage: (sound: Sound) => void): Promise<string> {
  const folder = temporaryFolder()
  const store = openStore(folder, { onFatal: failTest })
  await assertFormat(store)
  const catalogue = new Catalogue(store)
  await store.write(() => {
    const collection = catalogue.create('db.c')
    catalogue.addIndex(collection, { v: 2, key: { a: new Int32(1) }, name: 'a_1' })
    catalogue.addIndex(collection, { v: 2, key: { u: new Int32(1) }, name: 'u_1', unique: true })
    for (const document of DOCUMENTS) collection.insert(encode(document), document)
    const [, a, u] = collection.indexes as [Index, Index, Index]
    damage({ store, catalogue, collection, a, u })
  })
  await store.close()
  return folder
}

const [first, second, third] = DOCUMENTS as [Document, Document, Document]
const keyOf = (index: Index, document: Document) => {
  const [key] = index.keysOf(document).keys
  if (!key) throw new Error('no key')
  return key
}
const recordKey = (collection: number, record: number) => {
  const key = Buffer.alloc(10)
  key.writeUInt32BE(collection)
  key.writeUIntBE(record, 4, 6)
  return key
}
const change = (sound: Sound, index: number, facts: Index['facts']) => {
  ;(sound.collection.indexes[index] as Index).facts = facts
  saveCollection(sound.store, sound.collection)
}
const metaOf = (namespace: string) => Buffer.from(COLLECTION_PREFIX + namespace)

const FAULTS: [what: string, damage: (sound: Sound) => void, fault: string][] = [
  ['a missing key', ({ a }) => a.remove(keyOf(a, first), 1), 'db.c record 1: no entry in index a_1'],
  ['a surplus key', ({ a }) => a.put(keyOf(a, first), 3), 'db.c index a_1: 5 entries for 4 keys'],
  [
    'a unique key that leads elsewhere',
    ({ u }) => u.put(keyOf(u, second), 1),
    'db.c record 2: no entry in index u_1',
  ],
  [
    'two documents with one cut unique key',
    ({ store, collection, u }) => {
      const twin = { ...third, _id: new Int32(4) }
      store.data.put(recordKey(collection.id, 4), encode(twin))
      for (const index of collection.indexes) index.put(keyOf(index, twin), 4)
      expect(keyOf(u, twin).truncated).toBe(true)
    },
    'E11000 duplicate key error collection: db.c index: u_1',
  ],
  [
    'a damaged document',
    ({ store, collection }) => store.data.put(recordKey(collection.id, 2), Buffer.from('nonsense')),
    'db.c record 2: ',
  ],
  [
    'a document without a collection',
    ({ store }) => store.data.put(recordKey(77, 1), encode(first)),
    '1 documents belong to no collection',
  ],
  [
    'an entry without an index',
    ({ store }) => store.idx.put(recordKey(77, 1), Buffer.alloc(6)),
    '1 index entries belong to no index',
  ],
  [
    'a collection that is in the catalogue no more',
    ({ store }) => store.meta.remove(metaOf('db.c')),
    '3 documents belong to no collection',
  ],
  [
    'a catalogue that cannot be read',
    ({ store }) => store.meta.put(metaOf('db.d'), Buffer.from('nonsense')),
    '',
  ],
  [
    'a collection twice in the catalogue',
    ({ store }) => store.meta.put(metaOf('db.d'), store.meta.get(metaOf('db.c')) as Buffer),
    'db.d: its number 1 belongs to another as well',
  ],
  [
    'a name that is none',
    ({ store }) => store.meta.put(metaOf('db.$'), store.meta.get(metaOf('db.c')) as Buffer),
    'Invalid collection name: $',
  ],
  [
    'a number that will be given again',
    ({ store }) => {
      const next = Buffer.alloc(8)
      next.writeBigUInt64BE(2n)
      store.meta.put(Buffer.from('next'), next)
    },
    'db.c index _id_: its number 2 will be given again, the next is 2',
  ],
  [
    'an index that does not know of arrays',
    (sound) => change(sound, 1, { multikey: [false], truncated: false }),
    'db.c record 2: index a_1 does not know of arrays',
  ],
  [
    'an index that does not know of cut keys',
    (sound) => change(sound, 2, { multikey: [false], truncated: false }),
    'db.c record 3: index u_1 does not know of cut keys',
  ],
  [
    'a collection that is a view as well',
    ({ catalogue }) => catalogue.views.set('db.c', 'other', []),
    'db.c is a collection and a view',
  ],
  [
    'another format',
    ({ store }) => store.meta.put(Buffer.from('format'), Buffer.from('embedded-mongo 0')),
    'the data folder has the format "embedded-mongo 0", not "embedded-mongo 1"',
  ],
  [
    'no format',
    ({ store }) => store.meta.remove(Buffer.from('format')),
    'the data folder has no format, not "embedded-mongo 1"',
  ],
]

describe('the checker (S5)', () => {
  it('finds nothing wrong with a folder in good order', async () => {
    const folder = await damaged(() => {})
    expect(await checkFolder(folder, failTest)).toEqual({ collections: 1, documents: 3, entries: 10 })
  })

  it.each(FAULTS)('names %s', async (_, damage, fault) => {
    const found = (await checkFolder(await damaged(damage), failTest)).fault
    expect(found).toBeDefined()
    expect(found).toContain(fault)
  })

  it.each([1, 40_000, 17 * 4096])(
    'names a data file of which the last %i bytes are missing',
    async (missing) => {
      const folder = await damaged(({ collection }) => {
        for (let i = 10; i < 60; i += 1) {
          const document = { _id: new Long(i), u: `u${i}`, padding: 'x'.repeat(2000) }
          collection.insert(encode(document), document)
        }
      })
      const { size } = statSync(join(folder, 'data.mdb'))
      truncateSync(join(folder, 'data.mdb'), size - missing)
      expect((await checkFolder(folder, failTest)).fault).toBe(
        `data.mdb is cut short: its last ${missing} bytes are missing`,
      )
    },
  )

  // LMDB leaves such a hole itself, of pages it has no use for; whether they are wanted shows when they are read.
  it.each([2, 5, 16])('finds what was in the last %i pages, if they are missing', async (pages) => {
    const folder = await damaged(({ collection }) => {
      for (let i = 10; i < 60; i += 1) {
        const document = { _id: new Long(i), u: `u${i}`, padding: 'x'.repeat(2000) }
        collection.insert(encode(document), document)
      }
    })
    const { size } = statSync(join(folder, 'data.mdb'))
    truncateSync(join(folder, 'data.mdb'), size - pages * 4096)
    const { fault } = await checkFolder(folder, failTest)
    expect(fault).toBeDefined()
    expect(statSync(join(folder, 'data.mdb')).size).toBe(size)
  })

  it('names a file that is something else', async () => {
    const folder = join(temporaryFolder(), 'x')
    mkdirSync(folder)
    writeFileSync(join(folder, 'data.mdb'), 'x'.repeat(10_000))
    expect((await checkFolder(folder, failTest)).fault).toContain('not an LMDB file')
    writeFileSync(join(folder, 'data.mdb'), '')
    expect((await checkFolder(folder, failTest)).fault).toBe('data.mdb is empty')
  })
})
