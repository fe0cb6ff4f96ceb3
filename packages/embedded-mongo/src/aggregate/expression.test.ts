import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { outcome, shown, stored } from '../bson/fixture.ts'
import type { Document } from '../bson/values.ts'
import { evaluate, evaluateLet } from './expression.ts'

const DATE = new Date('2024-03-31T00:30:15.123Z')
const ID = new ObjectId('65f000000000000000000000')
const DOCUMENT: Document = {
  i: 5,
  d: 2.5,
  l: Long.fromNumber(7),
  m: Decimal128.fromString('1.10'),
  s: 'Hällo',
  a: [1, 2, 3],
  o: { k: 1 },
  t: DATE,
  n: null,
  docs: [{ x: 1 }, { x: 2 }, { y: 1 }, 5],
  id: ID,
  r: { list: [{ v: 1 }] },
}
const NOW = new Date(0)

const value = (expression: unknown): unknown =>
  outcome(() => shown(evaluate(stored(expression), stored(DOCUMENT), { now: NOW })))
const decimal = (text: string): Decimal128 => Decimal128.fromString(text)
const double = (number: number): Double => new Double(number)
const long = (number: number): Long => Long.fromNumber(number)

/** A branch of `$switch`; written out, a field called `then` looks like a promise to linters. */
const branch = (test: unknown, result: unknown): unknown =>
  JSON.parse(`{"case":${JSON.stringify(test)},"then":${JSON.stringify(result)}}`)

/** What stands for “no value at all” in the tables. */
const MISSING = Symbol('missing')

type Case = readonly [expression: unknown, result: unknown]

function check(cases: readonly Case[]): void {
  it.each(cases.map(([expression, result]) => [JSON.stringify(expression), expression, result]))(
    '%s',
    (_, expression, result) => {
      expect(value(expression)).toBe(result === MISSING ? 'missing' : shown(stored(result)))
    },
  )
}

function refuses(cases: readonly (readonly [expression: unknown, message: string])[]): void {
  it.each(cases.map(([expression, message]) => [JSON.stringify(expression), expression, message]))(
    '%s is refused',
    (_, expression, message) => {
      expect(value(expression)).toBe(message)
    },
  )
}

describe('A3 paths, variables and literals', () => {
  check([
    ['$i', 5],
    ['$o.k', 1],
    ['$nothing', MISSING],
    ['$o.k.x', MISSING],
    ['$docs.x', [1, 2]],
    ['$r.list.v', [1]],
    ['$a.0', []],
    ['$constructor', MISSING],
    ['$$ROOT.i', 5],
    ['$$CURRENT.i', 5],
    ['$$NOW', NOW],
    ['$$REMOVE', MISSING],
    [{ $literal: '$i' }, '$i'],
    [
      { a: '$i', b: '$nothing', c: { d: 1 } },
      { a: 5, c: { d: 1 } },
    ],
    [
      ['$i', '$nothing'],
      [5, null],
    ],
    [{ $let: { vars: { x: 1, y: '$i' }, in: { $add: ['$$x', '$$y'] } } }, 6],
    [{ $let: { vars: { CURRENT: '$o' }, in: '$k' } }, 1],
    [{ $map: { input: '$docs', as: 'CURRENT', in: '$x' } }, [1, 2, null, null]],
  ])
  refuses([
    ['$', "Location16872 '$' by itself is not a valid FieldPath"],
    ['$a..b', 'Location15998 FieldPath field names may not be empty strings.'],
    ['$$foo', 'Location17276 Use of undefined variable: foo'],
    [{ $foo: 1 }, "InvalidPipelineOperator Unrecognized expression '$foo'"],
    [{ $function: {} }, "InvalidPipelineOperator Unrecognized expression '$function'"],
    [
      { $add: 1, b: 1 },
      'Location15983 an object representing an expression must have exactly one field: $add, b',
    ],
    [
      { 'a.b': 1 },
      "Location16412 FieldPath field names may not contain '.'. Consider using $getField or $setField.",
    ],
    [{ $eq: [1] }, 'Location16020 Expression $eq takes exactly 2 arguments. 1 were passed in.'],
    [
      { $slice: [1] },
      'Location28667 Expression $slice takes at least 2 arguments, and at most 3, but 1 were passed in.',
    ],
  ])

  it('takes the variables of a command', () => {
    expect(evaluateLet(stored({ x: { $add: [1, 1] } }))).toEqual({ x: new Int32(2) })
    expect(outcome(() => evaluateLet({ X: 1 }))).toMatch(/^FailedToParse /)
  })
})

describe('A4 comparison and logic', () => {
  check([
    [{ $eq: ['$i', double(5)] }, true],
    [{ $eq: ['$nothing', null] }, false],
    [{ $gt: ['$s', '$i'] }, true],
    [{ $lt: ['$nothing', null] }, true],
    [{ $cmp: ['$i', '$s'] }, -1],
    [
      {
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      false,
    ],
    [{ $and: [1, 'x', []] }, true],
    [{ $and: [] }, true],
    [{ $or: [0, null, '$nothing'] }, false],
    [{ $not: ['$n'] }, true],
    [{ $cond: ['$n', 1, 2] }, 2],
    [
      {
        $cond: JSON.parse('{"if":"$i","then":"y","else":"n"}') as unknown,
      },
      'y',
    ],
    [{ $ifNull: ['$n', '$nothing', 3] }, 3],
    [{ $ifNull: ['$n', '$nothing'] }, MISSING],
    [{ $switch: { branches: [branch({ $eq: ['$i', 5] }, 'five')], default: 'no' } }, 'five'],
    [{ $switch: { branches: [branch(false, 1)], default: 'no' } }, 'no'],
  ])
  refuses([
    [
      { $switch: { branches: [branch(false, 1)] } },
      'Location40066 $switch could not find a matching branch for an input, and no default was specified.',
    ],
    [{ $cond: [1, 2] }, 'Location16020 Expression $cond takes exactly 3 arguments. 2 were passed in.'],
  ])

  it('does not evaluate what does not matter', () => {
    expect(value({ $cond: [true, 1, { $divide: [1, 0] }] })).toBe(shown(new Int32(1)))
    expect(value({ $or: [true, { $divide: [1, 0] }] })).toBe('true')
  })
})

describe('A5 arithmetic keeps types', () => {
  check([
    [{ $add: ['$i', 1] }, 6],
    [{ $add: [2147483647, 1] }, long(2147483648)],
    [{ $add: [Long.MAX_VALUE, 1] }, double(2 ** 63)],
    [{ $add: ['$l', 1] }, long(8)],
    [{ $add: [0.1, 0.2, 0.3] }, 0.6],
    [{ $add: ['$m', 1] }, decimal('2.10')],
    [{ $add: ['$t', 1000] }, new Date(DATE.getTime() + 1000)],
    [{ $add: ['$n', 1] }, null],
    [{ $subtract: ['$t', DATE] }, long(0)],
    [{ $subtract: ['$t', 15] }, new Date(DATE.getTime() - 15)],
    [{ $subtract: [1, '$nothing'] }, null],
    [{ $multiply: ['$m', 2] }, decimal('2.20')],
    [{ $multiply: [65536, 65536] }, long(4294967296)],
    [{ $divide: [6, 3] }, double(2)],
    [{ $mod: [-5, 3] }, -2],
    [{ $divide: [decimal('1E-6000'), decimal('1E-6000')] }, decimal('1')],
    [{ $not: [decimal('1E-6000')] }, false],
    [{ $mod: [5.5, 2] }, 1.5],
    [{ $mod: [8, double(3)] }, 2],
    [{ $mod: [long(8), double(3)] }, long(2)],
    [{ $mod: [8, double(3.25)] }, double(1.5)],
    [{ $mod: [long(8), double(2 ** 31)] }, double(8)],
    [{ $abs: -3 }, 3],
    [{ $abs: -2147483648 }, long(2147483648)],
    [{ $round: [2.5] }, double(2)],
    [{ $round: [1.25, 1] }, 1.2],
    [{ $round: [1250, -2] }, 1200],
    [{ $round: ['$m', 1] }, decimal('1.1')],
    [{ $trunc: [-2.7] }, double(-2)],
    [{ $floor: -2.5 }, double(-3)],
    [{ $floor: '$i' }, 5],
    [{ $ceil: 2.1 }, double(3)],
    [{ $pow: [2, 10] }, 1024],
    [{ $pow: [2, 40] }, long(2 ** 40)],
    [{ $pow: [2, -1] }, 0.5],
    [{ $sqrt: 16 }, double(4)],
    [{ $log10: 1000 }, double(3)],
    [{ $ln: 1 }, double(0)],
    [{ $sin: 0 }, double(0)],
    [{ $bitAnd: [7, '$i'] }, 5],
    [{ $bitNot: 0 }, -1],
    [{ $sum: '$a' }, 6],
    [{ $sum: ['$i', '$d', 'x'] }, 7.5],
    [{ $sum: [] }, 0],
    [{ $add: ['$m', 2.5] }, decimal('3.60000000000000')],
    [{ $add: [2.5, '$m'] }, decimal('3.60')],
    [{ $add: [0.1, '$m'] }, decimal('1.200000000000000005551115123125783')],
    [{ $sum: ['$m', 2147483647] }, decimal('2147483648.10')],
    [{ $sum: ['$m', 2.5] }, decimal('3.60')],
    [{ $sum: ['$m', 0.1] }, decimal('1.200000000000000005551115123125783')],
    [{ $sum: ['$m', Long.MAX_VALUE, Long.MAX_VALUE] }, decimal('18446744073709551615.10')],
    [{ $sum: ['$m', Infinity] }, decimal('Infinity')],
    [{ $avg: ['$m', 0.5] }, decimal('0.80')],
    [{ $avg: '$a' }, double(2)],
    [{ $avg: 'x' }, null],
    // A long that no double holds counts in full beside doubles.
    [{ $avg: [2.5, Long.fromString('9007199254740993')] }, double(4503599627370498)],
    [{ $max: ['$i', '$n', 'x'] }, 'x'],
    [{ $min: '$a' }, 1],
    [{ $stdDevPop: [1, 3] }, double(1)],
    [{ $stdDevSamp: [1] }, null],
  ])
  refuses([
    [{ $add: ['$s', 1] }, 'TypeMismatch $add only supports numeric or date types, not string'],
    [{ $add: ['$t', '$t'] }, 'Location16612 only one date allowed in an $add expression'],
    [{ $subtract: ['$i', '$s'] }, "TypeMismatch can't $subtract string from int"],
    [{ $divide: [1, 0] }, "BadValue can't $divide by zero"],
    [{ $mod: [1, 0] }, "Location16610 can't $mod by zero"],
    [{ $sqrt: -1 }, "Location28714 $sqrt's argument must be greater than or equal to 0, but is -1"],
    [{ $sqrt: '$m' }, 'NotImplemented $sqrt of a decimal is not supported by this server'],
    [
      { $round: [1, 101] },
      'Location51083 cannot apply $round with precision value 101 value must be in [-20, 100]',
    ],
    [{ $acos: 2 }, 'Location50989 cannot apply $acos to 2, value is out of its domain'],
  ])

  it('adds integers exactly in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const sum = numbers.reduce((total, number) => total + BigInt(number), 0n)
        expect(value({ $toString: { $add: numbers } })).toBe(`"${sum}"`)
      }),
    )
  })
})

describe('A6 strings', () => {
  check([
    [{ $concat: ['$s', '!'] }, 'Hällo!'],
    [{ $concat: ['$s', '$n'] }, null],
    [{ $toUpper: '$s' }, 'HäLLO'],
    [{ $toLower: '$n' }, ''],
    [{ $toUpper: '$d' }, '2.5'],
    [{ $strLenCP: '$s' }, 5],
    [{ $strLenBytes: '$s' }, 6],
    [{ $strcasecmp: ['ABC', 'abd'] }, -1],
    [{ $substrCP: ['$s', 1, 2] }, 'äl'],
    [{ $substrBytes: ['$s', 3, -1] }, 'llo'],
    [{ $substr: ['$s', 9, 1] }, ''],
    [{ $split: ['a,b,', ','] }, ['a', 'b', '']],
    [{ $trim: { input: ' \n x ' } }, 'x'],
    [{ $ltrim: { input: 'xxaxx', chars: 'x' } }, 'axx'],
    [{ $rtrim: { input: 'xxaxx', chars: 'x' } }, 'xxa'],
    [{ $indexOfCP: ['$s', 'l'] }, 2],
    [{ $indexOfCP: ['$s', 'l', 3] }, 3],
    [{ $indexOfCP: ['$s', 'z'] }, -1],
    [{ $indexOfBytes: ['$s', 'l'] }, 3],
    [{ $replaceOne: { input: 'aa', find: 'a', replacement: '&' } }, '&a'],
    [{ $replaceAll: { input: 'a.a', find: '.', replacement: '-' } }, 'a-a'],
    [{ $regexMatch: { input: '$s', regex: '^h', options: 'i' } }, true],
    [{ $regexFind: { input: '$s', regex: '(l)(x)?' } }, { match: 'l', idx: 2, captures: ['l', null] }],
    [
      { $regexFindAll: { input: 'a1b2', regex: new BSONRegExp(String.raw`\d`) } },
      [
        { match: '1', idx: 1, captures: [] },
        { match: '2', idx: 3, captures: [] },
      ],
    ],
    [
      { $regexFindAll: { input: 'aab', regex: 'a*' } },
      [
        { match: 'aa', idx: 0, captures: [] },
        { match: '', idx: 2, captures: [] },
      ],
    ],
    [{ $regexFindAll: { input: '', regex: 'a*' } }, [{ match: '', idx: 0, captures: [] }]],
    [{ $regexFindAll: { input: 'ab', regex: { $literal: '$' } } }, [{ match: '', idx: 2, captures: [] }]],
    [{ $regexFind: { input: '$n', regex: 'x' } }, null],
  ])
  refuses([
    [{ $concat: ['$i'] }, 'Location16702 $concat only supports strings, not int'],
    [{ $strLenCP: '$n' }, 'Location34471 $strLenCP requires a string argument, found: null'],
    [
      { $substrBytes: ['$s', 2, 1] },
      'Location28656 $substrBytes: Invalid range, starting index is a UTF-8 continuation byte.',
    ],
    [{ $split: ['a', ''] }, 'Location40087 $split requires a non-empty separator'],
  ])
})

describe('A7 arrays, sets and objects', () => {
  check([
    [{ $size: '$a' }, 3],
    [{ $isArray: ['$a'] }, true],
    [{ $in: [double(2), '$a'] }, true],
    [{ $arrayElemAt: ['$a', -1] }, 3],
    [{ $arrayElemAt: ['$a', 9] }, MISSING],
    [{ $first: '$a' }, 1],
    [{ $last: '$n' }, null],
    [{ $indexOfArray: ['$a', 2] }, 1],
    [{ $concatArrays: ['$a', [[9]]] }, [1, 2, 3, [9]]],
    [{ $slice: ['$a', -2] }, [2, 3]],
    [{ $slice: ['$a', 1, 1] }, [2]],
    [{ $reverseArray: '$a' }, [3, 2, 1]],
    [{ $range: [0, 5, 2] }, [0, 2, 4]],
    [{ $range: [3, 0, -1] }, [3, 2, 1]],
    [{ $map: { input: '$a', as: 'z', in: { $add: ['$$z', '$i'] } } }, [6, 7, 8]],
    [{ $map: { input: '$docs', in: '$$this.x' } }, [1, 2, null, null]],
    [{ $filter: { input: '$a', cond: { $gt: ['$$this', 1] }, limit: 1 } }, [2]],
    [
      { $reduce: { input: '$a', initialValue: '', in: { $concat: ['$$value', { $toString: '$$this' }] } } },
      '123',
    ],
    [
      { $zip: { inputs: ['$a', ['x']], useLongestLength: true, defaults: [0, '-'] } },
      [
        [1, 'x'],
        [2, '-'],
        [3, '-'],
      ],
    ],
    [{ $sortArray: { input: '$a', sortBy: -1 } }, [3, 2, 1]],
    [
      { $sortArray: { input: { $literal: [{ b: { c: 2 } }, { b: { c: 1 } }] }, sortBy: { 'b.c': 1 } } },
      [{ b: { c: 1 } }, { b: { c: 2 } }],
    ],
    [{ $sortArray: { input: [{ x: 2 }, { x: 1 }], sortBy: { x: 1 } } }, [{ x: 1 }, { x: 2 }]],
    [{ $firstN: { n: 2, input: '$a' } }, [1, 2]],
    [{ $maxN: { n: 2, input: '$a' } }, [3, 2]],
    [{ $setUnion: ['$a', [4, double(3)]] }, [1, 2, 3, 4]],
    [{ $setIntersection: ['$a', [3, 9]] }, [3]],
    [{ $setDifference: ['$a', [3]] }, [1, 2]],
    [{ $setEquals: [[1, 1], [1]] }, true],
    [{ $setIsSubset: [[1], '$a'] }, true],
    [{ $setUnion: ['$a', '$n'] }, null],
    [{ $anyElementTrue: [[0, null]] }, false],
    [{ $allElementsTrue: [[1, 'x']] }, true],
    [{ $objectToArray: '$o' }, [{ k: 'k', v: 1 }]],
    [
      {
        $arrayToObject: [
          [
            ['a', 1],
            ['b', 2],
          ],
        ],
      },
      { a: 1, b: 2 },
    ],
    [{ $arrayToObject: { $literal: [{ k: 'a', v: 1 }] } }, { a: 1 }],
    [{ $mergeObjects: ['$o', null, { k: 2, z: 1 }] }, { k: 2, z: 1 }],
    [{ $getField: 'i' }, 5],
    [{ $getField: { field: 'k', input: '$o' } }, 1],
    [{ $setField: { field: { $literal: '$q.r' }, input: '$o', value: 1 } }, { k: 1, '$q.r': 1 }],
    [{ $unsetField: { field: 'k', input: '$o' } }, {}],
  ])
  refuses([
    [
      { $arrayToObject: { $literal: [{ k: 'a', v: 1 }, ['b', 2]] } },
      'Location40391 $arrayToObject requires a consistent input format. Elements must all be arrays or all be ' +
        'objects. Object was detected, now found: array',
    ],
    [
      { $arrayToObject: { $literal: [['b', 2], { k: 'a', v: 1 }] } },
      'Location40396 $arrayToObject requires a consistent input format. Elements must all be arrays or all be ' +
        'objects. Array was detected, now found: object',
    ],
    [{ $concatArrays: [[1], '$i', null] }, 'Location28664 $concatArrays only supports arrays, not int'],
    [{ $size: '$n' }, 'Location17124 The argument to $size must be an array, but was of type: null'],
    [{ $in: [1, '$nothing'] }, 'Location40081 $in requires an array as a second argument, found: missing'],
    [{ $map: { input: 5, in: 1 } }, 'Location16883 input to $map must be an array, but is of type: int'],
    [{ $concatArrays: ['$i'] }, 'Location28664 $concatArrays only supports arrays, not int'],
    [
      { $mergeObjects: ['$i'] },
      'Location40400 $mergeObjects requires object inputs, but input 5 is of type int',
    ],
    [
      { $range: [0, 1e10] },
      'Location34446 $range requires an ending value that can be represented as a 32-bit integer, found 10000000000.0 of type: double',
    ],
  ])
})

describe('A8 types and conversions', () => {
  check([
    [{ $type: '$nothing' }, 'missing'],
    [{ $type: '$l' }, 'long'],
    [{ $isNumber: '$m' }, true],
    [{ $toString: '$d' }, '2.5'],
    [{ $toString: double(1e21) }, '1e+21'],
    [{ $toString: 0.1 }, '0.1'],
    [{ $toString: double(100) }, '100'],
    [{ $toString: '$t' }, '2024-03-31T00:30:15.123Z'],
    [{ $toString: '$id' }, ID.toHexString()],
    [{ $toInt: ' 12'.trim() }, 12],
    [{ $toInt: -2.9 }, -2],
    [{ $toLong: '$t' }, long(DATE.getTime())],
    [{ $toDouble: '1e3' }, double(1000)],
    [{ $toDecimal: 2.5 }, decimal('2.50000000000000')],
    [{ $toBool: 'false' }, true],
    [{ $toBool: 0 }, false],
    [{ $toDate: '2024-01-02' }, new Date('2024-01-02')],
    [{ $toDate: '2024-01-02T03:04:05+02:00' }, new Date('2024-01-02T01:04:05Z')],
    [{ $toDate: '$id' }, ID.getTimestamp()],
    [{ $toDate: long(5) }, new Date(5)],
    [{ $toObjectId: ID.toHexString() }, ID],
    [{ $toInt: '$n' }, null],
    [{ $convert: { input: 'x', to: 'int', onError: 'bad' } }, 'bad'],
    [{ $convert: { input: 'x', to: 'object', onError: 'bad' } }, 'bad'],
    [{ $convert: { input: '$nothing', to: 'int', onNull: 'none' } }, 'none'],
    [{ $convert: { input: '5', to: 16 } }, 5],
    [{ $binarySize: new Binary(Buffer.from('abc')) }, 3],
    [{ $tsSecond: new Timestamp({ t: 7, i: 1 }) }, long(7)],
  ])
  refuses([
    [
      { $toInt: '1.5' },
      "ConversionFailure Failed to parse number '1.5' in $convert with no onError value: Did not consume whole string.",
    ],
    [
      { $toInt: double(3e9) },
      'ConversionFailure Conversion would overflow target type in $convert with no onError value: 3000000000',
    ],
    [
      { $toInt: double(NaN) },
      'ConversionFailure Attempt to convert NaN value to integer type in $convert with no onError value',
    ],
    [
      { $toString: '$a' },
      'ConversionFailure Unsupported conversion from array to string in $convert with no onError value',
    ],
    [{ $toDate: 'hello' }, "ConversionFailure Error parsing date string 'hello'"],
    [{ $toDate: '2024-02-30' }, "ConversionFailure Error parsing date string '2024-02-30'"],
    [
      { $toDate: '1/2/2024' },
      "NotImplemented Only ISO 8601 date strings are supported by this server: '1/2/2024'",
    ],
  ])
})

describe('A9 dates', () => {
  const berlin = 'Europe/Berlin'
  check([
    [{ $year: '$t' }, 2024],
    [{ $month: '$t' }, 3],
    [{ $dayOfMonth: '$t' }, 31],
    [{ $hour: { date: '$t', timezone: berlin } }, 1],
    [{ $hour: { date: '$t', timezone: '-05:30' } }, 19],
    [{ $millisecond: '$t' }, 123],
    [{ $dayOfWeek: '$t' }, 1],
    [{ $isoDayOfWeek: '$t' }, 7],
    [{ $dayOfYear: '$t' }, 91],
    [{ $week: '$t' }, 13],
    [{ $isoWeek: new Date('2021-01-03') }, 53],
    [{ $isoWeekYear: new Date('2021-01-03') }, long(2020)],
    [{ $week: new Date('2023-01-01') }, 1],
    [{ $year: '$n' }, null],
    [{ $year: '$id' }, 2024],
    [{ $dateToString: { date: '$t' } }, '2024-03-31T00:30:15.123Z'],
    [
      { $dateToString: { date: '$t', format: '%d.%m.%Y %H:%M %z', timezone: berlin } },
      '31.03.2024 01:30 +0100',
    ],
    [{ $dateToString: { date: '$t', format: '%G-W%V-%u %j %U %w %B %%' } }, '2024-W13-7 091 13 1 March %'],
    [{ $dateToString: { date: '$n', onNull: '-' } }, '-'],
    [
      { $dateFromString: { dateString: '31.03.2024 02:30', format: '%d.%m.%Y %H:%M' } },
      new Date('2024-03-31T02:30Z'),
    ],
    [
      { $dateFromString: { dateString: '2024-06-01T12:00', timezone: berlin } },
      new Date('2024-06-01T10:00Z'),
    ],
    [{ $dateFromString: { dateString: 'x', onError: 'bad' } }, 'bad'],
    [
      { $dateToParts: { date: '$t', timezone: berlin } },
      { year: 2024, month: 3, day: 31, hour: 1, minute: 30, second: 15, millisecond: 123 },
    ],
    [{ $dateFromParts: { year: 2024, month: 14, day: 1, timezone: berlin } }, new Date('2025-01-31T23:00Z')],
    [{ $dateFromParts: { isoWeekYear: 2021, isoWeek: 1, isoDayOfWeek: 1 } }, new Date('2021-01-04')],
    [{ $dateToString: { date: '$t', format: '%z %Z', timezone: '+05:45' } }, '+0545 345'],
    [{ $dateToString: { date: '$t', format: '%z %Z', timezone: '-04:00' } }, '-0400 -240'],
    [{ $dateToString: { date: '$t', format: '%z %Z' } }, '+0000 0'],
    [{ $dateToString: { date: '$t', format: '$nothing' } }, null],
    [{ $dateFromParts: { year: 1970, millisecond: long(1502095918551) } }, new Date(1502095918551)],
    [{ $dateAdd: { startDate: '$t', unit: 'month', amount: -1 } }, new Date('2024-02-29T00:30:15.123Z')],
    [
      { $dateAdd: { startDate: '$t', unit: 'day', amount: 1, timezone: berlin } },
      new Date('2024-03-31T23:30:15.123Z'),
    ],
    [
      { $dateAdd: { startDate: '$t', unit: 'hour', amount: 24, timezone: berlin } },
      new Date('2024-04-01T00:30:15.123Z'),
    ],
    [
      { $dateSubtract: { startDate: '$t', unit: 'quarter', amount: 1 } },
      new Date('2023-12-31T00:30:15.123Z'),
    ],
    [{ $dateDiff: { startDate: new Date('2024-01-31'), endDate: '$t', unit: 'month' } }, long(2)],
    [{ $dateDiff: { startDate: new Date('2024-03-29'), endDate: '$t', unit: 'week' } }, long(1)],
    [
      {
        $dateDiff: { startDate: new Date('2024-03-29'), endDate: '$t', unit: 'week', startOfWeek: 'Monday' },
      },
      long(0),
    ],
    [{ $dateDiff: { startDate: '$t', endDate: new Date('2024-03-30T23:59Z'), unit: 'day' } }, long(-1)],
    [{ $dateTrunc: { date: '$t', unit: 'month' } }, new Date('2024-03-01')],
    [{ $dateTrunc: { date: '$t', unit: 'day', timezone: berlin } }, new Date('2024-03-30T23:00Z')],
    [{ $dateTrunc: { date: '$t', unit: 'week', startOfWeek: 'mon' } }, new Date('2024-03-25')],
    [{ $dateTrunc: { date: '$t', unit: 'minute', binSize: 20 } }, new Date('2024-03-31T00:20Z')],
    [{ $dateTrunc: { date: '$t', unit: 'month', binSize: 6 } }, new Date('2024-01-01')],
  ])
  refuses([
    [
      { $dateFromParts: { year: 2020, day: 32768 } },
      "Location31034 'day' must evaluate to a value in the range [-32768, 32767]; value 32768 is not in range",
    ],
    [
      { $dateFromParts: { year: 2020, second: long(2 ** 53), timezone: 'Europe/Berlin' } },
      'BadValue $dateFromParts with a date this far away is not supported',
    ],
    [{ $year: '$s' }, "Location16006 can't convert from BSON type string to Date"],
    [
      { $hour: { date: '$t', timezone: 'Nowhere/Town' } },
      'Location40485 unrecognized time zone identifier: "Nowhere/Town"',
    ],
    [
      { $dateToString: { date: '$t', format: '%q' } },
      "Location18536 Invalid format character '%q' in format string",
    ],
    [{ $dateTrunc: { date: '$t', unit: 'age' } }, 'FailedToParse unknown time unit value: age'],
  ])

  it('read back what they write', () => {
    const format = '%Y-%m-%d %H:%M:%S.%L %z'
    const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, fc.constantFrom('UTC', berlin, 'America/New_York', '+05:30'), (date, timezone) => {
        const text = evaluate(
          { $dateToString: { date, format: '%Y-%m-%d %H:%M:%S.%L', timezone: '+00:00' } },
          {},
        )
        expect(evaluate({ $dateFromString: { dateString: text, format: format.slice(0, -3) } }, {})).toEqual(
          date,
        )
        const parts = evaluate({ $dateToParts: { date, timezone } }, {}) as Document
        expect(Number(parts['millisecond'])).toBe(date.getUTCMilliseconds())
      }),
      { numRuns: 30 },
    )
  })
})
