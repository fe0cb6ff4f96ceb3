import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BSONRegExp } from 'bson'
import { Double, encode, Int32, type Document } from './bson/values.ts'
import { MongoFault } from './errors.ts'
import { collect, PreparedQuery, type Query } from './executor.ts'
import { temporaryStore } from './fixture.ts'
import { compileFilter } from './query/match.ts'
import { compileSort } from './query/sort.ts'
import { checkStore } from './storage/check.ts'
import type { Collection } from './storage/collection.ts'
import type { IndexSpec } from './storage/indexes.ts'

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((value) => new Int32(value)),
  fc.constantFrom(1.5, 3, -2, Number.NaN, -Infinity).map((value) => new Double(value)),
  fc.constantFrom('a', 'ab', 'a.b', 'b', 'long'.repeat(600), `${'long'.repeat(600)}er`, 'c', null),
)
const patterns = fc.constantFrom('^a', '^ab').map((text) => new BSONRegExp(text))
const item = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ c: scalar }) },
  { weight: 1, arbitrary: patterns },
)
const field = fc.oneof(
  { weight: 6, arbitrary: item },
  { weight: 1, arbitrary: fc.array(item, { maxLength: 3 }) },
)
const document: fc.Arbitrary<Document> = fc.record({ a: field, b: field, d: scalar }, { requiredKeys: [] })

const indexes = fc.subarray([
  { key: { a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { b: -1, d: 1 } },
  { key: { 'a.c': 1, 'b.c': 1 } },
  { key: { d: -1 } },
  { key: { d: 1, a: 1 }, sparse: true },
  { key: { b: 1 }, partialFilterExpression: { d: { $gt: new Int32(2) } } },
  { key: { a: -1 }, partialFilterExpression: { a: { $type: 'string' } } },
])

const prefix = fc.constantFrom('^a', '^b', '^ab?', '^ab', '^a|b', '^b+', '^a\\.', '^', '^a{0}b', 'a')

const condition: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $gte: scalar, $lte: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  prefix.map((text) => new BSONRegExp(text)),
  prefix.map(($regex) => ({ $regex })),
  fc.array(scalar, { maxLength: 2 }),
)
const filter: fc.Arbitrary<Document> = fc.dictionary(
  fc.constantFrom('a', 'b', 'd', 'a.c', 'b.c'),
  condition,
  {
    maxKeys: 3,
    noNullPrototype: true,
  },
)
const query: fc.Arbitrary<Document> = fc.oneof(
  { weight: 2, arbitrary: filter },
  {
    weight: 1,
    arbitrary: fc
      .tuple(filter, fc.array(filter, { minLength: 1, maxLength: 3 }))
      .map(([rest, $or]): Document => ({ ...rest, $or })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b', 'd'), fc.array(scalar, { minLength: 2, maxLength: 4 }))
      .map(([path, $in]): Document => ({ [path]: { $in } })),
  },
)
const sort: fc.Arbitrary<Document> = fc.dictionary(fc.constantFrom('a', 'b', 'd'), fc.constantFrom(1, -1), {
  maxKeys: 2,
  noNullPrototype: true,
})

function specOf(index: Document, i: number): IndexSpec {
  const key = Object.fromEntries(
    Object.entries(index['key'] as Document).map(([path, direction]) => [path, new Int32(Number(direction))]),
  )
  return { v: 2, ...index, key, name: `index${i}` }
}

/** What MongoDB calls parallel arrays cannot be indexed; such documents are left out. */
function insertAll(collection: Collection, documents: readonly Document[]): Document[] {
  return documents.filter((document) => {
    try {
      collection.insert(Buffer.from(encode(document)), document)
      return true
    } catch (error) {
      if (error instanceof MongoFault) return false
      throw error
    }
  })
}

const idsOf = (documents: readonly Document[]) => documents.map(({ _id }) => Number(_id))

describe('indexes never change an answer (I5)', () => {
  it('finds with any indexes what a walk over all documents finds, in the order asked for', async () => {
    const { store, catalogue } = temporaryStore()
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 25 }),
        indexes,
        fc.array(fc.tuple(query, sort), { minLength: 6, maxLength: 6 }),
        fc.boolean(),
        async (bodies, wanted, queries, early) => {
          run += 1
          const namespace = `db.c${run}`
          const documents = bodies.map((body, i): Document => ({ _id: new Int32(i), ...body }))
          const stored = await store.write(() => {
            const collection = catalogue.create(namespace)
            const add = () => wanted.forEach((index, i) => catalogue.addIndex(collection, specOf(index, i)))
            if (early) add()
            const kept = insertAll(collection, documents)
            if (!early && kept.every((one) => isIndexable(one, wanted))) add()
            return kept
          })
          const collection = catalogue.find(namespace) as Collection
          for (const [filter, sort] of queries) assertSameAnswer(collection, stored, filter, sort)
          expect(checkStore(store).fault).toBeUndefined()
          await store.write(() => catalogue.drop(collection))
        },
      ),
      { numRuns: 80 },
    )
    expect(counted).toBeGreaterThan(0)
    expect(foundAtOnce).toBeGreaterThan(0)
  })
})

function isIndexable(document: Document, wanted: readonly Document[]): boolean {
  const isArray = (name: string) => Array.isArray(document[name])
  return !wanted.some(() => [isArray('a'), isArray('b'), isArray('d')].filter(Boolean).length > 1)
}

function assertSameAnswer(
  collection: Collection,
  stored: readonly Document[],
  filter: Document,
  sort: Document,
): void {
  const matcher = compileFilter(filter)
  const expected = stored.filter((document) => matcher.matches(document).matched)
  let found: Document[]
  try {
    found = collect(new PreparedQuery({ filter, sort }).run(collection)).map((hit) => hit.document)
  } catch (error) {
    if ((error as Error).message.includes('parallel arrays')) return
    throw error
  }
  expect(idsOf(found).sort((x, y) => x - y)).toEqual(idsOf(expected).sort((x, y) => x - y))
  assertSameCount(collection, filter, expected.length)
  for (const [skip, limit] of [
    [0, 1],
    [0, 100],
    [1, 2],
  ] as const)
    assertSameAtOnce(collection, { filter, sort, skip, limit })
  if (Object.keys(sort).length === 0) return
  const order = compileSort(sort)
  found
    .slice(1)
    .forEach((document, i) => expect(order(found[i] as Document, document)).toBeLessThanOrEqual(0))
}

function assertSameCount(collection: Collection, filter: Document, expected: number): void {
  const statistics = { keysExamined: 0, docsExamined: 0 }
  const keys = new PreparedQuery({ filter }).keysOnly(collection, statistics)
  if (!keys) return
  counted += 1
  Array.from(keys)
  expect(statistics.keysExamined, JSON.stringify(filter)).toBe(expected)
}
let counted = 0

function assertSameAtOnce(collection: Collection, query: Query): void {
  const prepared = new PreparedQuery(query)
  const hits = prepared.atOnce(collection, 100, 101)
  if (!hits) return
  if (hits.length > 0) foundAtOnce += 1
  // Looked at before anything else is read.
  const ids = idsOf(hits.map((hit) => hit.document))
  expect(ids, JSON.stringify(query)).toEqual(
    idsOf(collect(prepared.run(collection)).map((hit) => hit.document)),
  )
}
let foundAtOnce = 0

describe('what the keys of an index tell (I4, I5)', () => {
  async function numbered(): Promise<Collection> {
    const { store, catalogue } = temporaryStore()
    await store.write(() => {
      const collection = catalogue.create('db.c')
      catalogue.addIndex(collection, specOf({ key: { room: 1, n: 1 } }, 1))
      catalogue.addIndex(collection, specOf({ key: { m: -1 } }, 2))
      const numbers = [Number.NaN, -Infinity, -1, 0, 1, 2, Infinity]
      insertAll(
        collection,
        numbers.map((value, i): Document => {
          const number = new Double(value)
          return { _id: new Int32(i), room: new Int32(1), n: number, m: number, text: 'x'.repeat(i * 20_000) }
        }),
      )
    })
    return catalogue.find('db.c') as Collection
  }
  const double = (value: number) => new Double(value)
  const room = new Int32(1)
  const cases: readonly [name: string, query: Query, ids: readonly number[] | undefined][] = [
    ['finds the last', { filter: { room }, sort: { n: -1 }, limit: 2 }, [6, 5]],
    ['skips', { filter: { room }, sort: { n: 1 }, skip: 1, limit: 2 }, [1, 2]],
    ['takes NaN for no number below', { filter: { room, n: { $lt: double(0) } }, limit: 9 }, [1, 2]],
    ['nor in a descending index', { filter: { m: { $lte: double(0) } }, limit: 9 }, [3, 2, 1]],
    [
      'leaves what is compared with NaN',
      { filter: { m: { $gte: double(0), $lt: double(NaN) } }, limit: 9 },
      undefined,
    ],
    ['leaves other fields', { filter: { room, text: 'x' }, limit: 9 }, undefined],
    ['leaves another order', { filter: { room }, sort: { m: 1 }, limit: 9 }, undefined],
    ['leaves several intervals', { filter: { m: { $in: [double(0), double(1)] } }, limit: 9 }, undefined],
    ['leaves what has no limit', { filter: { room } }, undefined],
    ['leaves what is large', { filter: { room }, sort: { n: 1 }, limit: 7 }, undefined],
    ['leaves more than a batch', { filter: { room }, sort: { n: 1 }, limit: 11 }, undefined],
    ['leaves more than is allowed', { filter: { room }, sort: { n: 1 }, skip: 20, limit: 1 }, undefined],
  ]

  it.each(cases)('%s', async (_, query, ids) => {
    const collection = await numbered()
    const hits = new PreparedQuery(query).atOnce(collection, 10, 20)
    expect(hits && idsOf(hits.map((hit) => hit.document))).toEqual(ids)
  })

  it('counts nothing between a number and NaN', async () => {
    const collection = await numbered()
    assertSameCount(collection, { m: { $gte: double(0), $lt: double(NaN) } }, 0)
    assertSameCount(collection, { m: { $lt: double(1) } }, 3)
  })
})

describe('a few documents are found by looking at few (I4)', () => {
  async function rooms(): Promise<Collection> {
    const { store, catalogue } = temporaryStore()
    await store.write(() => {
      const collection = catalogue.create('db.c')
      catalogue.addIndex(collection, specOf({ key: { room: 1, date: -1 } }, 1))
      catalogue.addIndex(collection, specOf({ key: { author: 1 } }, 2))
      catalogue.addIndex(collection, specOf({ key: { name: 1 } }, 3))
      catalogue.addIndex(collection, specOf({ key: { room: 1, title: -1 } }, 4))
      insertAll(
        collection,
        Array.from({ length: 600 }, (_, n): Document => {
          const [room, date, author] = [n % 6, (n * 7) % 601, n % 100].map((value) => new Int32(value))
          const name = `${['ada', 'ben', 'cem', 'dua', 'eva'][n % 5]}${n % 100}x`
          return { _id: new Int32(n), room, date, author, name, title: `t${n}` }
        }),
      )
    })
    return catalogue.find('db.c') as Collection
  }
  const ints = (...values: number[]) => values.map((value) => new Int32(value))
  const inRooms: Document = { room: { $in: ints(1, 3, 5) } }
  const either: Document = {
    $or: [{ author: new Int32(7) }, { room: new Int32(2), date: { $lt: new Int32(20) } }],
  }
  const cases: readonly [name: string, query: Query, examined: number][] = [
    ['merges intervals to sort', { filter: inRooms, sort: { date: -1 }, limit: 10 }, 13],
    ['merges backwards', { filter: inRooms, sort: { date: 1 }, limit: 10 }, 13],
    ['takes intervals one after the other', { filter: inRooms, sort: { room: 1, date: -1 }, limit: 10 }, 10],
    ['takes them from the other end', { filter: inRooms, sort: { room: -1, date: 1 }, limit: 10 }, 10],
    ['reads the strings with a prefix', { filter: { name: new BSONRegExp('^ben1x?') } }, 66],
    ['reads them downwards', { filter: { room: new Int32(2), title: { $regex: '^t9', $options: 's' } } }, 2],
    ['unites the branches of $or', { filter: either }, 12],
    ['unites and sorts them', { filter: { $and: [either, { _id: { $ne: 7 } }] }, sort: { date: 1 } }, 12],
  ]

  it.each(cases)('%s', async (_, query, examined) => {
    const collection = await rooms()
    const statistics = { keysExamined: 0, docsExamined: 0 }
    const found = collect(new PreparedQuery(query).run(collection, statistics))
    expect(statistics.docsExamined).toBeLessThanOrEqual(examined)
    const walked = collect(new PreparedQuery({ ...query, hint: { $natural: 1 } }).run(collection))
    const ids = [found, walked].map((hits) => idsOf(hits.map((hit) => hit.document)))
    if (query.sort) expect(ids[0]).toEqual(ids[1])
    else expect(new Set(ids[0])).toEqual(new Set(ids[1]))
    expect(found.length).toBeGreaterThan(0)
  })
})
