import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal128, Double, Int32, Long, ObjectId, type Timestamp } from 'bson'
import { outcome, shown, stored } from '../bson/fixture.ts'
import { identical, type Document } from '../bson/values.ts'
import { compileFilter } from '../query/match.ts'
import { compileUpdate, documentForUpsert } from './compile.ts'

const NOW = new Date('2024-05-01T12:00:00Z')

interface Setting {
  readonly filter?: Document
  readonly arrayFilters?: Document[]
}

function update(
  change: Document | Document[],
  document: Document,
  { filter = {}, arrayFilters }: Setting = {},
) {
  const compiled = compileUpdate(stored(change), {
    now: NOW,
    filter: stored(filter),
    ...(arrayFilters && { arrayFilters: stored(arrayFilters) }),
  })
  const given = stored(document)
  const { arrayIndex } = compileFilter(stored(filter)).matches(given)
  const result = compiled.apply(given, arrayIndex === undefined ? {} : { arrayIndex })
  expect(given).toEqual(stored(document))
  return result
}

const result = (change: Document | Document[], document: Document, setting?: Setting): unknown =>
  outcome(() => shown(update(change, document, setting).document))
const text = (document: Document): string => shown(stored(document))

type Case = [change: Document | Document[], before: Document, after: Document, setting?: Setting]

function check(cases: readonly Case[]): void {
  it.each<Case>([...cases])('%o on %o', (change, before, after, setting) => {
    expect(result(change, before, setting)).toBe(text(after))
  })
}

describe('U1 field operators', () => {
  check([
    [{ $set: { a: 1 } }, {}, { a: 1 }],
    [{ $set: { 'a.b.c': 1 } }, { a: { x: 1 } }, { a: { x: 1, b: { c: 1 } } }],
    [{ $set: { 'a.1': 5 } }, { a: [1, 2] }, { a: [1, 5] }],
    [{ $set: { 'a.3': 5 } }, { a: [1] }, { a: [1, null, null, 5] }],
    [{ $set: { 'a.b': 1 } }, {}, { a: { b: 1 } }],
    [{ $unset: { a: '' } }, { a: 1, b: 2 }, { b: 2 }],
    [{ $unset: { 'a.0': '' } }, { a: [1, 2] }, { a: [null, 2] }],
    [{ $unset: { 'a.b': '' } }, { a: 5 }, { a: 5 }],
    [{ $unset: { 'a.b': '' } }, {}, {}],
    [{ $min: { a: 1 } }, { a: 2 }, { a: 1 }],
    [{ $min: { a: 3 } }, { a: 2 }, { a: 2 }],
    [{ $max: { a: 'x' } }, { a: 2 }, { a: 'x' }],
    [{ $max: { a: 1 } }, {}, { a: 1 }],
    [{ $rename: { a: 'b' } }, { a: 1, c: 2 }, { c: 2, b: 1 }],
    [{ $rename: { a: 'x.y' } }, { a: 1 }, { x: { y: 1 } }],
    [{ $rename: { z: 'b' } }, { a: 1 }, { a: 1 }],
    [{ $rename: { z: 'b.c' } }, { b: 1 }, { b: 1 }],
    [{ $currentDate: { a: true, b: { $type: 'date' } } }, {}, { a: NOW, b: NOW }],
    [{ $setOnInsert: { a: 1, 'b.c': 1 } }, { b: 5 }, { b: 5 }],
    [{ $bit: { a: { and: 6, or: 1 } } }, { a: 7 }, { a: 7 }],
    [{ $bit: { a: { xor: 5 } } }, {}, { a: 5 }],
    [{ $set: {} }, { a: 1 }, { a: 1 }],
  ])

  it('makes timestamps that grow', () => {
    const stamp = (): Timestamp =>
      update({ $currentDate: { a: { $type: 'timestamp' } } }, {}).document['a'] as Timestamp
    const [first, second] = [stamp(), stamp()]
    expect([first.t, second.t]).toEqual([NOW.getTime() / 1000, NOW.getTime() / 1000])
    expect(second.i).toBe(first.i + 1)
  })
})

describe('U2 a change is told exactly', () => {
  it.each<[change: Document | Document[], before: Document, modified: boolean]>([
    [{ $set: { a: 1 } }, { a: 1 }, false],
    [{ $set: { a: new Double(1) } }, { a: new Int32(1) }, true],
    [{ $set: { a: { b: 1, c: 1 } } }, { a: { c: 1, b: 1 } }, true],
    [{ $set: { a: [1] } }, { a: [1] }, false],
    [{ $inc: { a: 0 } }, { a: 1 }, false],
    [{ $inc: { a: new Double(0) } }, { a: 1 }, true],
    [{ $unset: { a: 1 } }, {}, false],
    [{ $unset: { a: 1 } }, { a: null }, true],
    [{ $unset: { 'a.0': 1 } }, { a: [null] }, true],
    [{ $push: { a: { $each: [] } } }, { a: [1] }, false],
    [{ $push: { a: { $each: [] } } }, {}, true],
    [{ $push: { a: { $each: [], $sort: 1 } } }, { a: [1] }, true],
    [{ $push: { a: { $each: [2], $slice: 1 } } }, { a: [1] }, true],
    [{ $addToSet: { a: 1 } }, { a: [1] }, false],
    [{ $pull: { a: 9 } }, { a: [1] }, false],
    [{ $pop: { a: 1 } }, { a: [] }, false],
    [{ $pop: { a: 1 } }, {}, false],
    [{ $rename: { a: 'b' } }, { c: 1 }, false],
    [{ $setOnInsert: { a: 1 } }, {}, false],
    [{ $min: { a: 5 } }, { a: 5 }, false],
    [{ a: 1 }, { _id: 1, a: 1 }, false],
    [{ a: 1 }, { _id: 1, a: new Double(1) }, true],
    [[{ $set: { a: 1 } }], { a: 1 }, false],
    [[{ $unset: 'a' }], { a: 1 }, true],
  ])('%o on %o: %s', (change, before, modified) => {
    expect(update(change, before).modified).toBe(modified)
  })

  it('agrees with comparing before and after', () => {
    const value = fc.constantFrom<unknown>(1, 2, 'x', null, new Double(1), [1], { b: 1 })
    const change = fc.oneof(
      fc.record({ $set: fc.record({ a: value }) }),
      fc.record({ $max: fc.record({ a: value }) }),
      fc.record({ $unset: fc.record({ a: value }) }),
      fc.record({ $set: fc.record({ 'c.d': value, a: value }) }),
    )
    fc.assert(
      fc.property(
        change,
        fc.record({ a: value, c: fc.constant({}) }, { requiredKeys: [] }),
        (given, document) => {
          const { document: after, modified } = update(given, document)
          expect(modified).toBe(!identical(stored(document), after))
        },
      ),
    )
  })
})

describe('U3 one update, one pass', () => {
  check([
    [{ $set: { b: 1, a: 1 } }, {}, { a: 1, b: 1 }],
    [{ $set: { z: 1 }, $inc: { a: 1 } }, { m: 0 }, { m: 0, a: 1, z: 1 }],
    [
      { $set: { 'a.10': 1, 'a.9': 1 } },
      { a: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1] },
    ],
  ])

  it.each<[change: Document, message: string]>([
    [{ $set: { a: 1 }, $inc: { a: 1 } }, "Updating the path 'a' would create a conflict at 'a'"],
    [{ $set: { a: 1, 'a.b': 1 } }, "Updating the path 'a.b' would create a conflict at 'a'"],
    [{ $set: { 'a.b': 1, a: 1 } }, "Updating the path 'a' would create a conflict at 'a'"],
    [{ $set: { b: 1 }, $rename: { a: 'b' } }, "Updating the path 'b' would create a conflict at 'b'"],
    [{ $set: { 'a.$[]': 1, 'a.0': 1 } }, "Updating the path 'a.0' would create a conflict at 'a'"],
  ])('%o conflicts', (change, message) => {
    expect(result(change, { a: [] })).toBe(`ConflictingUpdateOperators ${message}`)
  })

  it('finds conflicts of the positional operator when it is known what it stands for', () => {
    expect(result({ $set: { 'a.$': 1, 'a.0': 2 } }, { a: [5] }, { filter: { a: 5 } })).toMatch(
      /^ConflictingUpdateOperators /,
    )
    expect(result({ $set: { 'a.$': 1, 'a.0': 2 } }, { a: [4, 5] }, { filter: { a: 5 } })).toBe(
      text({ a: [2, 1] }),
    )
  })
})

describe('U4 _id stays', () => {
  it.each<[change: Document | Document[], message: string]>([
    [
      { $set: { _id: 2 } },
      "ImmutableField Performing an update on the path '_id' would modify the immutable field '_id'",
    ],
    [
      { $unset: { _id: 1 } },
      "ImmutableField Performing an update on the path '_id' would modify the immutable field '_id'",
    ],
    [
      { _id: 2, a: 1 },
      "ImmutableField After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2",
    ],
    [
      [{ $set: { _id: 2 } }],
      "ImmutableField After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2",
    ],
  ])('%o', (change, message) => {
    expect(result(change, { _id: 1 })).toBe(message)
  })

  check([
    [{ $set: { _id: 1, a: 1 } }, { _id: 1 }, { _id: 1, a: 1 }],
    [[{ $project: { a: 1, _id: 0 } }], { _id: 1, a: 1, b: 1 }, { _id: 1, a: 1 }],
  ])
})

describe('U5 paths that cannot be', () => {
  it.each<[change: Document, before: Document, message: string]>([
    [{ $set: { 'a.b': 1 } }, { a: 5 }, "PathNotViable Cannot create field 'b' in element {a: 5}"],
    [
      { $set: { 'a.b.c': 1 } },
      { a: { b: 'x' } },
      'PathNotViable Cannot create field \'c\' in element {b: "x"}',
    ],
    [{ $inc: { 'a.b': 1 } }, { a: [1] }, "PathNotViable Cannot create field 'b' in element {a: [ 1 ]}"],
    [
      { $pull: { 'a.b': 1 } },
      { a: 5 },
      'PathNotViable Cannot use the part (b) of (a.b) to traverse the element ({a: 5})',
    ],
    [{ $set: { '': 1 } }, {}, 'EmptyFieldName An empty update path is not valid.'],
    [
      { $set: { 'a.': 1 } },
      {},
      "EmptyFieldName The update path 'a.' contains an empty field name, which is not allowed.",
    ],
    [
      { $rename: { 'a.b': 'c' } },
      { a: 5 },
      'PathNotViable cannot use the part (b of a.b) to traverse the element ({a: 5})',
    ],
    [
      { $rename: { 'a.b': 'c' } },
      { a: [1] },
      'PathNotViable cannot use the part (b of a.b) to traverse the element ({a: [ 1 ]})',
    ],
    [
      { $rename: { a: 'a.b' } },
      {},
      'BadValue The source and target field for $rename must not be on the same path: a: "a.b"',
    ],
    [{ $set: { 'a.2000000': 1 } }, { a: [] }, "Location15891 can't backfill more than 1500000 elements"],
  ])('%o on %o', (change, before, message) => {
    expect(result(change, before)).toBe(message)
  })

  it('refuses to grow beyond 200 levels', () => {
    const path = Array.from({ length: 120 }, () => 'a').join('.')
    const deep = update({ $set: { [path]: {} } }, {}).document
    expect(result({ $set: { [`${path}.${path}`]: 1 } }, deep)).toBe(
      'Overflow exceeded maximum nested object depth: 200',
    )
  })
})

describe('U6 arithmetic keeps and widens types', () => {
  check([
    [{ $inc: { a: 1 } }, {}, { a: 1 }],
    [{ $inc: { a: 1 } }, { a: 2147483647 }, { a: Long.fromNumber(2147483648) }],
    [{ $inc: { a: Long.ONE } }, { a: 1 }, { a: Long.fromNumber(2) }],
    [{ $inc: { a: 0.5 } }, { a: 1 }, { a: 1.5 }],
    [{ $inc: { a: Decimal128.fromString('0.1') } }, { a: 1 }, { a: Decimal128.fromString('1.1') }],
    [{ $inc: { 'a.0': 2 } }, { a: [1] }, { a: [3] }],
    [{ $mul: { a: 2.5 } }, { a: 2 }, { a: new Double(5) }],
    [
      { $mul: { a: new Double(-0) } },
      { a: Decimal128.fromString('0.1') },
      { a: Decimal128.fromString('-0.0') },
    ],
    [{ $mul: { a: Long.fromNumber(3) } }, {}, { a: Long.ZERO }],
  ])

  it.each<[change: Document, before: Document, message: string]>([
    [{ $inc: { a: 'x' } }, {}, 'TypeMismatch Cannot increment with non-numeric argument: { a: "x" }'],
    [{ $mul: { a: 'x' } }, {}, 'TypeMismatch Cannot multiply with non-numeric argument: { a: "x" }'],
    [
      { $inc: { a: 1 } },
      { _id: 1, a: 'x' },
      "TypeMismatch Cannot apply $inc to a value of non-numeric type. { _id: 1 } has the field 'a' of non-numeric type string",
    ],
    [
      { $inc: { a: 1 } },
      { _id: 1, a: null },
      "TypeMismatch Cannot apply $inc to a value of non-numeric type. { _id: 1 } has the field 'a' of non-numeric type null",
    ],
    [
      { $inc: { a: 1 } },
      { _id: 1, a: Long.MAX_VALUE },
      'BadValue Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) for document { _id: 1 }',
    ],
    [
      { $bit: { a: { or: 1 } } },
      { _id: 1, a: 1.5 },
      'BadValue Cannot apply $bit to a value of non-integral type.{ _id: 1 } has the field a of non-integer type double',
    ],
    [
      { $bit: { a: { foo: 1 } } },
      {},
      "BadValue The $bit modifier only supports 'and', 'or', and 'xor', not 'foo' which is an unknown operator: { a: 1 }",
    ],
  ])('%o on %o is refused', (change, before, message) => {
    expect(result(change, before)).toBe(message)
  })
})

describe('U7 array operators', () => {
  check([
    [{ $push: { a: 1 } }, {}, { a: [1] }],
    [{ $push: { a: [1] } }, { a: [0] }, { a: [0, [1]] }],
    [{ $push: { a: { $each: [1, 2], $position: 0 } } }, { a: [0] }, { a: [1, 2, 0] }],
    [{ $push: { a: { $each: [1], $position: -1 } } }, { a: [0, 9] }, { a: [0, 1, 9] }],
    [{ $push: { a: { $each: [3, 1], $sort: 1, $slice: -2 } } }, { a: [2] }, { a: [2, 3] }],
    [
      { $push: { a: { $each: [{ b: 1 }], $sort: { b: -1 } } } },
      { a: [{ b: 0 }, { b: 2 }] },
      { a: [{ b: 2 }, { b: 1 }, { b: 0 }] },
    ],
    [{ $push: { a: { $each: [], $slice: 0 } } }, { a: [1] }, { a: [] }],
    [{ $addToSet: { a: { $each: [1, 2, new Double(2)] } } }, { a: [1] }, { a: [1, 2] }],
    [
      { $addToSet: { a: { b: 1, c: 1 } } },
      { a: [{ c: 1, b: 1 }] },
      {
        a: [
          { c: 1, b: 1 },
          { b: 1, c: 1 },
        ],
      },
    ],
    [{ $pop: { a: 1 } }, { a: [1, 2] }, { a: [1] }],
    [{ $pop: { a: -1 } }, { a: [1, 2] }, { a: [2] }],
    [{ $pull: { a: { $gte: 2 } } }, { a: [1, 2, 3, 'x'] }, { a: [1, 'x'] }],
    [{ $pull: { a: { b: 1 } } }, { a: [{ b: 1, c: 2 }, { b: 2 }, 1] }, { a: [{ b: 2 }, 1] }],
    [{ $pull: { a: { $or: [{ b: 1 }, { b: 2 }] } } }, { a: [{ b: 1 }, { b: 3 }] }, { a: [{ b: 3 }] }],
    [{ $pull: { a: [1] } }, { a: [1, [1]] }, { a: [1] }],
    [{ $pull: { a: /^x/ } }, { a: ['xy', 'y'] }, { a: ['y'] }],
    [{ $pullAll: { a: [1, [2]] } }, { a: [1, new Double(1), 2, [2]] }, { a: [2] }],
  ])

  it.each<[change: Document, message: string]>([
    [
      { $push: { a: 1 } },
      "BadValue The field 'a' must be an array but is of type int in document { _id: 1 }",
    ],
    [
      { $addToSet: { a: 1 } },
      "BadValue Cannot apply $addToSet to non-array field. Field named 'a' has non-array type int",
    ],
    [{ $pop: { a: 1 } }, "TypeMismatch Path 'a' contains an element of non-array type 'int'"],
    [{ $pull: { a: 1 } }, 'BadValue Cannot apply $pull to a non-array value'],
    [{ $pop: { a: 2 } }, 'FailedToParse $pop expects 1 or -1, found: 2'],
    [
      { $push: { a: { $each: 1 } } },
      'BadValue The argument to $each in $push must be an array but it was of type: int',
    ],
    [{ $push: { a: { $each: [], $foo: 1 } } }, 'BadValue Unrecognized clause in $push: $foo'],
    [{ $pullAll: { a: 1 } }, 'BadValue $pullAll requires an array argument but was given a int'],
  ])('%o on a number is refused', (change, message) => {
    expect(result(change, { _id: 1, a: 5 })).toBe(message)
  })
})

describe('U8 positional operators', () => {
  check([
    [{ $set: { 'a.$': 9 } }, { a: [1, 2] }, { a: [1, 9] }, { filter: { a: 2 } }],
    [
      { $inc: { 'a.$.n': 1 } },
      {
        a: [
          { k: 1, n: 0 },
          { k: 2, n: 0 },
        ],
      },
      {
        a: [
          { k: 1, n: 0 },
          { k: 2, n: 1 },
        ],
      },
      { filter: { 'a.k': 2 } },
    ],
    [
      { $set: { 'a.$.x': 1 } },
      {
        a: [
          { k: 1, m: 1 },
          { k: 1, m: 2 },
        ],
      },
      {
        a: [
          { k: 1, m: 1 },
          { k: 1, m: 2, x: 1 },
        ],
      },
      { filter: { a: { $elemMatch: { k: 1, m: 2 } } } },
    ],
    [{ $inc: { 'a.$[]': 1 } }, { a: [1, 2] }, { a: [2, 3] }],
    [{ $set: { 'a.$[].b.$[]': 0 } }, { a: [{ b: [1] }, { b: [2, 3] }] }, { a: [{ b: [0] }, { b: [0, 0] }] }],
    [{ $set: { 'a.$[e]': 0 } }, { a: [1, 5, 9] }, { a: [1, 0, 0] }, { arrayFilters: [{ e: { $gte: 5 } }] }],
    [
      { $set: { 'a.$[e].b': 0 } },
      { a: [{ k: 1 }, { k: 2 }] },
      { a: [{ k: 1 }, { k: 2, b: 0 }] },
      { arrayFilters: [{ 'e.k': 2 }] },
    ],
    [
      { $set: { 'a.$[e].x': 1, 'a.$[f].y': 2 } },
      { a: [{ k: 1 }] },
      { a: [{ k: 1, x: 1, y: 2 }] },
      { arrayFilters: [{ 'e.k': 1 }, { $or: [{ 'f.k': 1 }, { 'f.k': 2 }] }] },
    ],
    [{ $unset: { 'a.$[e]': 1 } }, { a: [1, 2] }, { a: [1, null] }, { arrayFilters: [{ e: 2 }] }],
  ])

  it.each<[change: Document, before: Document, setting: Setting, message: string]>([
    [
      { $set: { 'a.$': 1 } },
      { a: [1] },
      {},
      'BadValue The positional operator did not find the match needed from the query.',
    ],
    [
      { $set: { 'a.$': 1 } },
      { a: 1 },
      {},
      'BadValue The positional operator did not find the match needed from the query.',
    ],
    [
      { $set: { 'a.$.b.$': 1 } },
      { a: [1] },
      { filter: { a: 1 } },
      "BadValue Too many positional (i.e. '$') elements found in path 'a.$.b.$'",
    ],
    [
      { $set: { '$.a': 1 } },
      {},
      {},
      "BadValue Cannot have positional (i.e. '$') element in the first position in path '$.a'",
    ],
    [{ $set: { 'a.$[]': 1 } }, { a: 5 }, {}, 'BadValue Cannot apply array updates to non-array element a: 5'],
    [
      { $set: { 'a.$[]': 1 } },
      {},
      {},
      "BadValue The path 'a' must exist in the document in order to apply array updates.",
    ],
    [
      { $set: { 'a.$[e]': 1 } },
      { a: [] },
      {},
      "BadValue No array filter found for identifier 'e' in path 'a.$[e]'",
    ],
    [
      { $set: { a: 1 } },
      {},
      { arrayFilters: [{ e: 1 }] },
      "FailedToParse The array filter for identifier 'e' was not used in the update { $set: { a: 1 } }",
    ],
    [
      { $set: { 'a.$[e]': 1 } },
      {},
      { arrayFilters: [{ e: 1, f: 2 }] },
      "FailedToParse Error parsing array filter :: caused by :: Expected a single top-level field name, found 'e' and 'f'",
    ],
    [
      { $set: { 'a.$[e]': 1 } },
      {},
      { arrayFilters: [{ e: 1 }, { e: 2 }] },
      'FailedToParse Found multiple array filters with the same top-level field name e',
    ],
    [
      { $set: { 'a.$[]': 1, 'a.$[e]': 2 } },
      { a: [1] },
      { arrayFilters: [{ e: 1 }] },
      "ConflictingUpdateOperators Updating the path 'a.$[e]' would create a conflict at 'a.$[]'",
    ],
  ])('%o on %o is refused', (change, before, setting, message) => {
    expect(result(change, before, setting)).toBe(message)
  })
})

describe('U9 replacements', () => {
  check([
    [{ b: 1 }, { _id: 1, a: 1 }, { _id: 1, b: 1 }],
    [{ b: 1, _id: 1 }, { _id: 1 }, { _id: 1, b: 1 }],
    [{}, { _id: 1, a: 1 }, { _id: 1 }],
    [{ 'a.b': 1, c: { $d: 1 } }, { _id: 1 }, { _id: 1, 'a.b': 1, c: { $d: 1 } }],
  ])

  it('are told from operators', () => {
    expect(result({ a: 1, $set: { b: 1 } }, {})).toMatch(/^DollarPrefixedFieldName /)
    expect(result({ $set: { a: 1 }, b: 1 }, {})).toBe(
      'FailedToParse Unknown modifier: b. Expected a valid update modifier or pipeline-style update specified as an array',
    )
    expect(result({ $set: 5 }, {})).toBe(
      'FailedToParse Modifiers operate on fields but we found type int instead. For example: {$mod: {<field>: ...}} not {$set: 5}',
    )
    expect(compileUpdate({ a: 1 }, { now: NOW }).kind).toBe('replacement')
    expect(compileUpdate({ $set: { a: 1 } }, { now: NOW }).kind).toBe('operators')
    expect(compileUpdate([], { now: NOW }).kind).toBe('pipeline')
  })
})

describe('U10 pipelines', () => {
  check([
    [[{ $set: { b: { $add: ['$a', 1] } } }, { $unset: 'a' }], { _id: 1, a: 1 }, { _id: 1, b: 2 }],
    [[{ $replaceWith: { x: '$a' } }], { _id: 1, a: 1 }, { _id: 1, x: 1 }],
    [[{ $set: { at: '$$NOW' } }], {}, { at: NOW }],
  ])

  it('take only stages that change one document', () => {
    expect(result([{ $match: {} }], {})).toBe(
      'InvalidOptions $match is not allowed to be used within an update',
    )
    expect(result([{ $foo: {} }], {})).toBe("Location40324 Unrecognized pipeline stage name: '$foo'")
  })
})

describe('U11 upserts', () => {
  const inserted = (filter: Document, change: Document | Document[]): unknown =>
    outcome(() =>
      shown(documentForUpsert(stored(filter), compileUpdate(stored(change), { now: NOW, upsert: true }))),
    )

  it.each<[filter: Document, change: Document | Document[], document: Document]>([
    [{ _id: 1 }, { $set: { a: 1 } }, { _id: 1, a: 1 }],
    [{ _id: 1, b: 2, a: { $eq: 3 } }, { $setOnInsert: { c: 1 } }, { _id: 1, a: 3, b: 2, c: 1 }],
    [
      { _id: 1, $and: [{ 'b.c': 2 }, { d: { $in: [3] } }], e: { $gt: 1 } },
      { $inc: { n: 1 } },
      { _id: 1, b: { c: 2 }, d: 3, n: 1 },
    ],
    [{ _id: 1, a: 1 }, { b: 2 }, { _id: 1, b: 2 }],
    // A replacement takes nothing but the `_id`, so that nothing else can contradict itself.
    [{ _id: 1, a: { $all: [1, 2] } }, { b: 2 }, { _id: 1, b: 2 }],
    [{ _id: 1, a: 1 }, [{ $set: { b: '$a' } }], { _id: 1, a: 1, b: 1 }],
    [{ _id: 1, t: { $all: ['x'] } }, { $push: { u: 1 } }, { _id: 1, t: 'x', u: [1] }],
    [{ _id: 1, $or: [{ a: 1 }] }, { $set: { b: 1 } }, { _id: 1, a: 1, b: 1 }],
    [{ _id: 1, $or: [{ a: 1 }, { a: 2 }], s: /x/ }, { $set: { b: 1 } }, { _id: 1, b: 1 }],
    [{}, { $setOnInsert: { _id: 7 } }, { _id: 7 }],
  ])('%o with %o', (filter, change, document) => {
    expect(inserted(filter, change)).toBe(text(document))
  })

  it('make an ObjectId and put it first', () => {
    const document = documentForUpsert(
      stored({ a: 1 }),
      compileUpdate(stored({ $set: { b: 1 } }), { now: NOW }),
    )
    expect(Object.keys(document)).toEqual(['_id', 'a', 'b'])
    expect(document['_id']).toBeInstanceOf(ObjectId)
  })

  it('refuse what contradicts itself', () => {
    expect(inserted({ a: 1, $and: [{ a: 2 }] }, { $set: { b: 1 } })).toBe(
      "NotSingleValueField cannot infer query fields to set, path 'a' is matched twice",
    )
    expect(inserted({ a: { b: 1 }, 'a.b': 1 }, { $set: { c: 1 } })).toBe(
      "NotSingleValueField cannot infer query fields to set, both paths 'a.b' and 'a' are matched",
    )
    for (const filter of [{ _id: 1, '_id.x': 1 }, { '_id.x': 1 }]) {
      expect(inserted(filter, { b: 1 })).toBe(
        "NotExactValueField field at '_id' must be exactly specified, field at sub-path '_id.x'found",
      )
    }
    expect(inserted({ _id: 1 }, { $set: { _id: 2 } })).toMatch(/^ImmutableField /)
    expect(inserted({ _id: 1 }, { _id: 2 })).toMatch(/^ImmutableField /)
  })
})
