import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId } from 'bson'
import { outcome, stored } from '../bson/fixture.ts'
import type { Document } from '../bson/values.ts'
import { analyseFilter, impliedFilter } from './analyse.ts'
import { compileFilter } from './match.ts'

const matches = (filter: Document, document: Document): unknown =>
  outcome(() => compileFilter(stored(filter)).matches(stored(document)).matched)

type Case = readonly [filter: Document, matching: readonly Document[], others: readonly Document[]]

function check(cases: readonly Case[]): void {
  it.each(cases)('%o', (filter, matching, others) => {
    for (const document of matching) expect([document, matches(filter, document)]).toEqual([document, true])
    for (const document of others) expect([document, matches(filter, document)]).toEqual([document, false])
  })
}

const id = new ObjectId()

describe('Q4 comparison stays within a type', () => {
  check([
    [{}, [{}, { a: 1 }], []],
    [{ a: 1 }, [{ a: 1 }, { a: new Double(1) }, { a: Long.fromNumber(1) }], [{ a: '1' }, { a: true }, {}]],
    [{ a: Decimal128.fromString('0.1') }, [{ a: Decimal128.fromString('0.10') }], [{ a: 0.1 }]],
    [{ a: { $gt: 1 } }, [{ a: 2 }, { a: 1.5 }], [{ a: 1 }, { a: '2' }, { a: null }, {}]],
    [{ a: { $gte: 'b' } }, [{ a: 'b' }, { a: 'c' }], [{ a: 'a' }, { a: 5 }]],
    [{ a: { $lt: new Date(5) } }, [{ a: new Date(4) }], [{ a: 4 }, { a: new Date(5) }]],
    [{ a: { $gt: false } }, [{ a: true }], [{ a: false }, { a: 1 }]],
    [{ a: { $gt: { b: 1 } } }, [{ a: { b: 2 } }, { a: { c: 1 } }], [{ a: { b: 1 } }, { a: 5 }]],
    [{ a: { $ne: 1 } }, [{ a: 2 }, {}, { a: null }, { a: [2] }], [{ a: 1 }, { a: [1, 2] }]],
    [{ a: { $in: [1, 'x'] } }, [{ a: 1 }, { a: 'x' }, { a: [3, 'x'] }], [{ a: 2 }, {}]],
    [{ a: { $in: [] } }, [], [{ a: 1 }, {}]],
    [{ a: { $nin: [1, 2] } }, [{ a: 3 }, {}, { a: [] }], [{ a: 1 }, { a: [5, 2] }]],
    [{ a: { $gte: NaN } }, [{ a: NaN }], [{ a: 1 }, { a: Infinity }]],
    [{ a: { $lt: 5 } }, [{ a: 4 }], [{ a: NaN }]],
    [{ a: { $lt: new MaxKey() } }, [{ a: 1 }, { a: 'x' }, {}], [{ a: new MaxKey() }]],
    [{ a: { $gt: new MinKey() } }, [{ a: 1 }, { a: 'x' }], [{ a: new MinKey() }]],
    [{ a: new MinKey() }, [{ a: new MinKey() }], [{ a: 1 }]],
    [{ a: id }, [{ a: id }], [{ a: id.toHexString() }, { a: new ObjectId() }]],
    [
      { a: { b: 1, c: 2 } },
      [{ a: { b: 1, c: 2 } }, { a: [{ b: 1, c: 2 }] }],
      [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }],
    ],
    [{ a: { $eq: { $gt: 1 } } }, [{ a: { $gt: 1 } }], [{ a: 2 }]],
    [{ a: { $gt: 1, $lt: 5 } }, [{ a: 3 }, { a: [0, 7] }], [{ a: 1 }, { a: 5 }, { a: [0] }]],
  ])
})

describe('Q5 paths lead through documents and arrays', () => {
  check([
    [
      { 'a.b': 1 },
      [{ a: { b: 1 } }, { a: [{ b: 1 }, 5] }, { a: [{ b: [0, 1] }] }],
      [{ a: { b: 2 } }, { a: 1 }, { a: [[{ b: 1 }]] }],
    ],
    [{ 'a.0': 1 }, [{ a: [1, 2] }, { a: { 0: 1 } }], [{ a: [2, 1] }, { a: [[1]] }]],
    [
      { 'a.0.b': 1 },
      [{ a: [{ b: 1 }] }, { a: { 0: { b: 1 } } }, { a: [[{ b: 1 }]] }],
      [{ a: [{ b: 2 }, { b: 1 }] }],
    ],
    [{ 'a.1.b': 1 }, [{ a: [{ b: 2 }, { b: 1 }] }], [{ a: [{ b: 1 }] }]],
    [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2], 3] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
    [{ 'a.b.c': { $gt: 1 } }, [{ a: [{ b: [{ c: 2 }] }] }], [{ a: [{ b: [{ c: 1 }] }] }]],
    [{ constructor: { $exists: true } }, [{ constructor: 1 }], [{}]],
  ])
})

describe('Q6 null', () => {
  check([
    [{ a: null }, [{}, { a: null }, { a: [null] }], [{ a: 0 }, { a: [] }, { a: [1] }]],
    [
      { 'a.b': null },
      [{}, { a: {} }, { a: 5 }, { a: [{}] }, { a: [{ b: 1 }, {}] }],
      [{ a: [] }, { a: [1, 2] }, { a: [{ b: 1 }] }],
    ],
    [{ a: { $ne: null } }, [{ a: 0 }, { a: [] }], [{}, { a: null }]],
    [{ a: { $in: [null, 1] } }, [{}, { a: null }, { a: 1 }], [{ a: 2 }]],
    [{ a: { $gte: null } }, [{}, { a: null }], [{ a: 0 }]],
    [{ a: { $gt: null } }, [], [{}, { a: null }, { a: 0 }]],
  ])
})

describe('Q7 logic', () => {
  check([
    [{ $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }], [{ a: 1 }]],
    [{ $or: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }], [{ a: 2 }]],
    [{ $nor: [{ a: 1 }, { b: 2 }] }, [{ a: 2 }, {}], [{ a: 1 }, { b: 2 }]],
    [{ a: { $not: { $gt: 3 } } }, [{ a: 3 }, {}, { a: 'x' }], [{ a: 4 }, { a: [1, 5] }]],
    [{ a: { $not: { $gt: 3, $lt: 10 } } }, [{ a: 3 }, { a: 11 }], [{ a: 4 }]],
    [{ a: { $not: /x/ } }, [{ a: 'y' }, {}], [{ a: 'x' }]],
    [{ a: 1, $comment: 'why' }, [{ a: 1 }], [{ a: 2 }]],
  ])
})

describe('Q8 presence and type', () => {
  check([
    [{ a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
    [{ a: { $exists: 0 } }, [{}], [{ a: null }]],
    [
      { 'a.b': { $exists: false } },
      [{}, { a: [] }, { a: [1] }, { a: [{}] }],
      [{ a: { b: null } }, { a: [{}, { b: 1 }] }],
    ],
    [{ a: { $type: 'number' } }, [{ a: 1 }, { a: 1.5 }, { a: ['x', Long.ONE] }], [{ a: '1' }, {}]],
    [{ a: { $type: ['string', 8] } }, [{ a: 'x' }, { a: true }], [{ a: 1 }]],
    [{ a: { $type: 'array' } }, [{ a: [] }, { a: [[1]] }], [{ a: 1 }]],
    [{ a: { $type: 'null' } }, [{ a: null }], [{}]],
  ])
})

describe('Q9 arrays', () => {
  check([
    [{ a: { $size: 2 } }, [{ a: [1, 2] }, { a: [[], 1] }], [{ a: [1] }, { a: 2 }, { a: [[1, 2]] }]],
    [{ a: { $all: [1, 2] } }, [{ a: [2, 1, 3] }, { a: [[1], 1, 2] }], [{ a: [1] }, { a: 1 }]],
    [{ a: { $all: [1] } }, [{ a: 1 }, { a: [1] }], [{ a: 2 }]],
    [{ a: { $all: [] } }, [], [{ a: [] }, {}]],
    [{ a: { $all: [/^x/] } }, [{ a: ['xy'] }], [{ a: ['y'] }]],
    [{ a: { $elemMatch: { $gt: 1, $lt: 5 } } }, [{ a: [0, 3] }], [{ a: [0, 7] }, { a: 3 }, { a: [[3]] }]],
    [
      { a: { $elemMatch: { b: 1, c: 2 } } },
      [{ a: [{ b: 1, c: 2 }] }],
      [{ a: [{ b: 1 }, { c: 2 }] }, { a: { b: 1, c: 2 } }],
    ],
    [{ a: { $elemMatch: { $or: [{ b: 1 }, { b: 2 }] } } }, [{ a: [{ b: 2 }] }], [{ a: [{ b: 3 }] }]],
    [
      { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { c: 1 } }] } },
      [{ a: [{ b: 1 }, { c: 1 }] }],
      [{ a: [{ b: 1 }] }],
    ],
    [{ a: { $elemMatch: { $elemMatch: { $gt: 3 } } } }, [{ a: [[1], [4]] }], [{ a: [4] }]],
    [{ a: { $elemMatch: { $not: { $gt: 3 } } } }, [{ a: [5, 1] }], [{ a: [5] }, { a: [] }]],
  ])

  it('tells where the match was found', () => {
    const place = (filter: Document, document: Document): number | undefined =>
      compileFilter(stored(filter)).matches(stored(document)).arrayIndex
    expect(place({ a: 2 }, { a: [1, 2] })).toBe(1)
    expect(place({ 'a.b': 2 }, { a: [{ b: 1 }, { b: [0, 2] }] })).toBe(1)
    expect(place({ a: { $elemMatch: { b: 1 } } }, { a: [{}, {}, { b: 1 }] })).toBe(2)
    expect(place({ x: 1, a: 3 }, { x: 1, a: [1, 2, 3] })).toBe(2)
    expect(place({ 'a.0.b': 5 }, { a: [{ b: [4, 5] }] })).toBe(1)
    expect(place({ 'a.b': { $elemMatch: { $gt: 4 } } }, { a: [{ b: [] }, { b: [5] }] })).toBe(1)
    expect(place({ 'a.b.1': 5 }, { a: [{ b: [4, 5] }] })).toBe(0)
    expect(place({ 'a.0': 5 }, { a: [5] })).toBeUndefined()
    expect(place({ 'a.0.b.0': 5 }, { a: [{ b: [5] }] })).toBeUndefined()
    expect(place({ a: 2, 'b.0': 5 }, { a: [1, 2], b: [5] })).toBe(1)
    expect(place({ a: 1 }, { a: 1 })).toBeUndefined()
    expect(place({ a: { $ne: 1 } }, { a: [2] })).toBeUndefined()
  })
})

describe('Q10 regular expressions', () => {
  check([
    [{ a: /^b/ }, [{ a: 'bc' }, { a: ['x', 'b'] }], [{ a: 'ab' }, { a: 5 }]],
    [{ a: { $regex: 'B', $options: 'i' } }, [{ a: 'abc' }], [{ a: 'ac' }]],
    [{ a: { $options: 'i', $regex: 'B' } }, [{ a: 'abc' }], [{ a: 'ac' }]],
    [{ a: { $in: [/^x/i, 'b'] } }, [{ a: 'XY' }, { a: 'b' }], [{ a: 'ab' }]],
    [{ a: { $regex: '^Ä', $options: 'i' } }, [{ a: 'ähnlich' }], [{ a: 'aehnlich' }]],
    [{ a: { $regex: '^b', $options: 'm' } }, [{ a: 'a\nb' }], [{ a: 'ab' }]],
    [{ a: { $regex: '^.$' } }, [{ a: '😀' }, { a: '\r' }], [{ a: '\n' }, { a: 'ab' }]],
    [{ a: { $regex: 'a.c', $options: 's' } }, [{ a: 'a\nc' }], []],
    [{ a: { $regex: 'a b # comment', $options: 'x' } }, [{ a: 'ab' }], [{ a: 'a b' }]],
    [{ a: { $regex: '(?i)abc' } }, [{ a: 'ABC' }], [{ a: 'AB' }]],
    [{ a: { $regex: String.raw`\Aab\z` } }, [{ a: 'ab' }], [{ a: 'ab\n' }, { a: 'xab' }]],
    [{ a: { $regex: 'ab$' } }, [{ a: 'ab' }, { a: 'ab\n' }], [{ a: 'abc' }]],
    [{ a: { $regex: String.raw`^[\w.-]+@[[:alpha:]]+\.de$` } }, [{ a: 'a.b-c@x.de' }], [{ a: 'a b@x.de' }]],
    [{ a: { $regex: String.raw`\Qa.b\E` } }, [{ a: 'xa.b' }], [{ a: 'aXb' }]],
    [{ a: { $regex: 'a{,2}' } }, [{ a: 'a{,2}' }], [{ a: 'aa' }]],
    [{ a: { $regex: String.raw`^\s$` } }, [{ a: ' ' }, { a: '\t' }], [{ a: '\u00a0' }]],
    [
      { a: new BSONRegExp('x', 'i') },
      [{ a: new BSONRegExp('x', 'i') }, { a: 'X' }],
      [{ a: new BSONRegExp('x') }],
    ],
    [{ a: { $eq: new BSONRegExp('x') } }, [{ a: new BSONRegExp('x') }], [{ a: 'x' }]],
  ])

  it.each(['(?>a)', 'a++', '(?R)', String.raw`\Ka`, '(', '[[:nothing:]]', 'a(?i)b', String.raw`\X`])(
    'refuses %s',
    (pattern) => {
      expect(matches({ a: { $regex: pattern } }, {})).toMatch(/^Location51091 /)
    },
  )

  it('takes every string literally when it is quoted', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
        (text) => {
          const pattern = `^${text.replaceAll(/[^\p{L}\p{N}]/gu, (char) => (/[\ud800-\udfff]/.test(char) ? char : `\\${char}`))}`
          expect(matches({ a: { $regex: pattern } }, { a: text })).toBe(true)
        },
      ),
    )
  })
})

describe('Q11 remainders and bits', () => {
  check([
    [
      { a: { $mod: [4, 1] } },
      [{ a: 5 }, { a: 5.9 }, { a: Long.fromNumber(9) }],
      [{ a: 4 }, { a: '5' }, { a: NaN }],
    ],
    [{ a: { $mod: [4, -1] } }, [{ a: -5 }], [{ a: 5 }]],
    [{ a: { $bitsAllSet: [1, 2] } }, [{ a: 6 }, { a: 7 }, { a: -1 }], [{ a: 2 }, { a: 1.5 }, { a: 'x' }]],
    [{ a: { $bitsAnySet: 6 } }, [{ a: 2 }], [{ a: 1 }]],
    [{ a: { $bitsAllClear: 6 } }, [{ a: 1 }], [{ a: 2 }]],
    [{ a: { $bitsAnyClear: 6 } }, [{ a: 2 }], [{ a: 6 }]],
    [
      { a: { $bitsAllSet: new Binary(Buffer.from([0b101])) } },
      [{ a: 5 }, { a: new Binary(Buffer.from([0b101, 1])) }],
      [{ a: 1 }],
    ],
    [{ a: { $bitsAllSet: [63] } }, [{ a: -1 }], [{ a: 1 }]],
  ])
})

describe('Q12 expressions', () => {
  check([
    [
      { $expr: { $gt: ['$a', '$b'] } },
      [
        { a: 2, b: 1 },
        { a: 'x', b: 1 },
      ],
      [{ a: 1, b: 2 }],
    ],
    [{ $expr: { $eq: ['$a', [1]] } }, [{ a: [1] }], [{ a: 1 }]],
    [{ $expr: '$a' }, [{ a: 1 }, { a: '' }], [{ a: 0 }, {}]],
  ])

  it('see the variables of the command', () => {
    const filter = stored({ $expr: { $eq: ['$a', '$$x'] } })
    expect(compileFilter(filter, { let: stored({ x: 1 }) }).matches(stored({ a: 1 })).matched).toBe(true)
  })
})

describe('Q13 what is refused', () => {
  it.each<[filter: Document, message: string]>([
    [{ a: { $foo: 1 } }, 'BadValue unknown operator: $foo'],
    [{ a: { $gt: 1, b: 2 } }, 'BadValue unknown operator: b'],
    [
      { $foo: 1 },
      "BadValue unknown top level operator: $foo. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.",
    ],
    [{ $where: 'true' }, 'BadValue no globalScriptEngine in $where parsing'],
    [{ $text: { $search: 'x' } }, 'IndexNotFound text index required for $text query'],
    [{ $jsonSchema: {} }, 'QueryFeatureNotAllowed $jsonSchema is not supported by this server'],
    [{ a: { $near: [0, 0] } }, 'NoQueryExecutionPlans unable to find index for $geoNear query'],
    [{ a: { $geoWithin: {} } }, 'QueryFeatureNotAllowed $geoWithin is not supported by this server'],
    [{ $or: [] }, 'BadValue $and/$or/$nor must be a nonempty array'],
    [{ $and: 1 }, 'BadValue $and must be an array'],
    [{ $nor: [1] }, 'BadValue $or/$and/$nor entries need to be full objects'],
    [{ a: { $in: 1 } }, 'BadValue $in needs an array'],
    [{ a: { $in: [{ $gt: 1 }] } }, 'BadValue cannot nest $ under $in'],
    [{ a: { $ne: /x/ } }, "BadValue Can't have regex as arg to $ne."],
    [{ a: { $size: -1 } }, 'BadValue Failed to parse $size. Expected a non-negative number in: $size: -1'],
    [{ a: { $type: 'x' } }, 'BadValue Unknown type name alias: x'],
    [{ a: { $not: {} } }, 'BadValue $not cannot be empty'],
    [{ a: { $not: 1 } }, 'BadValue $not needs a regex or a document'],
    [{ a: { $options: 'i' } }, 'BadValue $options needs a $regex'],
    [{ a: { $mod: [0, 1] } }, 'BadValue divisor cannot be 0'],
    [{ a: { $mod: [1] } }, 'BadValue malformed mod, not enough elements'],
    [{ a: { $elemMatch: 1 } }, 'BadValue $elemMatch needs an Object'],
    [{ a: { $all: [{ $gt: 1 }] } }, 'BadValue no $ expressions in $all'],
    [{ $expr: { $foo: 1 } }, "InvalidPipelineOperator Unrecognized expression '$foo'"],
    [{ a: { $regex: 'a', $options: 'q' } }, 'Location51108 invalid flag in regex options: q'],
  ])('%o', (filter, message) => {
    expect(matches(filter, {})).toBe(message)
  })
})

describe('Q16 what the planner may use', () => {
  it('is every condition that has to hold', () => {
    const { equality, ranges } = analyseFilter({
      a: 1,
      $and: [{ b: { $in: [1, 2] } }, { c: { $gt: 1, $lte: 5 } }],
      $or: [{ d: 1 }],
    })
    expect([...equality].map(([path, { values }]) => [path, values])).toEqual([
      ['a', [1]],
      ['b', [1, 2]],
    ])
    expect([...ranges]).toEqual([['c', { gt: 1, lte: 5 }]])
  })

  it('leaves out what an index would answer differently', () => {
    const { equality, ranges } = analyseFilter({
      a: /x/,
      b: { $in: [/x/] },
      c: { $gt: null },
      d: { $lt: new MaxKey() },
      e: { $gt: 1, $lt: 'x' },
    })
    expect([...equality.keys()]).toEqual([])
    expect([...ranges]).toEqual([['e', { gt: 1 }]])
    expect(analyseFilter({ a: null }).equality.get('a')).toMatchObject({ includesNull: true })
    expect(analyseFilter({ a: [1] }).equality.get('a')).toMatchObject({ includesArray: true })
  })

  it('includes equalities that $expr implies', () => {
    const filter = stored({
      $expr: { $and: [{ $eq: ['$a', '$$x'] }, { $eq: ['$b', '$c'] }, { $eq: [null, '$d'] }] },
    })
    expect(impliedFilter(filter, { let: { x: 'v' } })).toEqual({ $and: [filter, { a: { $eq: 'v' } }] })
    expect(impliedFilter(filter, { let: { x: [1] } })).toBe(filter)
  })

  it('never excludes a document the filter matches', () => {
    const value = fc.oneof(
      fc.constantFrom(null, 1, 2, 'x'),
      fc.array(fc.constantFrom(null, 1, 2, 'x'), { maxLength: 2 }),
    )
    const condition = fc.oneof(
      value,
      value.map(($eq) => ({ $eq })),
      fc.array(value, { maxLength: 3 }).map(($in) => ({ $in })),
    )
    fc.assert(
      fc.property(
        fc.record({ a: condition }),
        fc.record({ a: value }, { requiredKeys: [] }),
        (filter, document) => {
          const { equality } = analyseFilter(stored(filter))
          const values = equality.get('a')?.values
          const isMatch = matches(filter, document)
          const isWithin = values?.some((item) => matches({ a: { $eq: item } }, document))
          expect(isMatch === true && isWithin === false).toBe(false)
        },
      ),
    )
  })
})
