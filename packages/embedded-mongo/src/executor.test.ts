import * as fc from 'fast-check'
import { Int32 } from 'bson'
import { describe, expect, it } from 'vitest'
import { stored } from './bson/fixture.ts'
import { decode, encode, type Document } from './bson/values.ts'
import { collect, PreparedQuery } from './executor.ts'
import { temporaryStore } from './fixture.ts'
import { compileFilter } from './query/match.ts'

/** Names that begin alike, look like numbers or mean something in JavaScript. */
const name = fc.constantFrom('a', 'ab', 'abc', 'ä', '0', '10', 'constructor', '__proto__', 'c')
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(new Int32(1), new Int32(2), 'a', null, true),
  fc.array(fc.constantFrom(new Int32(1), new Int32(2)), { maxLength: 3 }),
  fc.array(
    name.map((field) => fields([[field, new Int32(1)]])),
    { maxLength: 2 },
  ),
  name.map((field) => fields([[field, new Int32(2)]])),
)
const entries = (item: fc.Arbitrary<unknown>) =>
  fc.uniqueArray(fc.tuple(name, item), { selector: ([field]) => field, maxLength: 6 })
const path = fc.oneof(
  name,
  fc.tuple(name, name).map(([a, b]) => `${a}.${b}`),
)
const condition = fc.oneof(
  value,
  fc.constantFrom<unknown>(
    { $exists: false },
    { $gt: new Int32(1) },
    { $ne: new Int32(1) },
    { $in: [null, 'a'] },
    { $elemMatch: { $gt: new Int32(0) } },
    { $elemMatch: { a: new Int32(1) } },
  ),
)
const field = fc.tuple(path, condition).map((one) => fields([one]))
const { filter } = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    field,
    fc.constant({ $expr: { $eq: ['$a', '$ab'] } }),
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 }))
      .map(([operator, branches]) => ({ [operator]: branches })),
    fc.tuple(field, tie('filter')).map(([one, other]) => ({ ...one, $comment: 'a', $and: [other] })),
  ),
}))

/** A document that really has these fields, `__proto__` included. */
function fields(list: readonly (readonly [string, unknown])[]): Document {
  const document: Document = {}
  for (const [key, item] of list) {
    Object.defineProperty(document, key, {
      value: item,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return document
}

describe('Q16 a walk over the collection', () => {
  it('finds what the filter says of whole documents, whichever fields it looks at', async () => {
    const { store, catalogue } = temporaryStore()
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(entries(value), { minLength: 1, maxLength: 8 }),
        fc.array(filter, { minLength: 1, maxLength: 8 }),
        async (bodies, filters) => {
          run += 1
          const documents = bodies.map((body, i) => bytesOf([['_id', new Int32(i)], ...body]))
          const collection = await store.write(() => {
            const created = catalogue.create(`db.c${run}`)
            for (const bytes of documents) created.insert(bytes, decode(bytes))
            return created
          })
          for (const asked of filters.map((one) => stored(one))) {
            const matcher = compileFilter(asked)
            const expected = documents.filter((bytes) => matcher.matches(decode(bytes)).matched)
            const found = collect(new PreparedQuery({ filter: asked }).run(collection))
            expect(found.map(({ bytes }) => bytes.toString('hex'))).toEqual(
              expected.map((bytes) => bytes.toString('hex')),
            )
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

const bytesOf = (list: readonly (readonly [string, unknown])[]) => Buffer.from(encode(fields(list)))
