import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import {
  add,
  compareNumbers,
  divideDecimal,
  multiply,
  subtract,
  toDecimal,
  type NumberValue,
} from './numbers.ts'
import {
  assertDepth,
  cloneValue,
  compare,
  decode,
  encode,
  fieldNames,
  equal,
  identical,
  keyOf,
  typeNamed,
  typeOf,
  type Document,
} from './values.ts'

const decimal = (text: string): Decimal128 => Decimal128.fromString(text)
const long = (text: string): Long => Long.fromString(text)

/** One value of each rank, ascending. */
const RANKS: readonly unknown[] = [
  new MinKey(),
  undefined,
  null,
  new Int32(5),
  'a',
  { a: new Int32(1) },
  [new Int32(1)],
  new Binary(Buffer.from('x')),
  new ObjectId('aaaaaaaaaaaaaaaaaaaaaaaa'),
  false,
  new Date(0),
  new Timestamp({ t: 1, i: 1 }),
  new BSONRegExp('a'),
  new Code('a'),
  new Code('a', {}),
  new MaxKey(),
]

describe('Q1 the order across types', () => {
  it('is MongoDB’s', () => {
    for (const [i, a] of RANKS.entries()) {
      for (const [j, b] of RANKS.entries()) expect(Math.sign(compare(a, b))).toBe(Math.sign(i - j))
    }
  })

  it.each<[smaller: unknown, larger: unknown]>([
    [{ a: new Int32(1) }, { a: 'text' }],
    [{ b: new Int32(1) }, { a: 'text' }],
    [{ a: new Int32(1) }, { b: new Int32(0) }],
    [{ a: new Int32(1) }, { a: new Int32(1), b: null }],
    [[new Int32(1)], [new Int32(1), null]],
    [[new Int32(1), new Int32(2)], [new Int32(2)]],
    ['a', 'ab'],
    ['Z', 'a'],
    ['\uffff', '😀'],
    ['\ue000', '\u{10000}'],
    [new Binary(Buffer.from('z')), new Binary(Buffer.from('aa'))],
    [new Binary(Buffer.from('z'), 0), new Binary(Buffer.from('a'), 4)],
    [new Timestamp({ t: 1, i: 9 }), new Timestamp({ t: 2, i: 0 })],
    [new Timestamp({ t: 1, i: 9 }), new Timestamp({ t: 0xffffffff, i: 0 })],
    [new Date(-1), new Date(1)],
  ])('%o is below %o', (smaller, larger) => {
    expect(compare(smaller, larger)).toBeLessThan(0)
    expect(compare(larger, smaller)).toBeGreaterThan(0)
  })
})

describe('Q2 numbers of all types', () => {
  it.each<[a: NumberValue, b: NumberValue, order: number]>([
    [new Int32(1), new Double(1), 0],
    [new Int32(1), decimal('1.00'), 0],
    [new Double(0), new Double(-0), 0],
    [new Double(NaN), new Double(-Infinity), -1],
    [new Double(NaN), decimal('NaN'), 0],
    [decimal('Infinity'), new Double(Infinity), 0],
    [long('9007199254740993'), new Double(9007199254740992), 1],
    [long('9223372036854775807'), new Double(2 ** 63), -1],
    [decimal('0.1'), new Double(0.1), -1],
    [decimal('0.5'), new Double(0.5), 0],
    [decimal('1E+6000'), new Double(Number.MAX_VALUE), 1],
    [decimal('9007199254740993'), long('9007199254740993'), 0],
  ])('%s against %s', (a, b, order) => {
    expect(compareNumbers(a, b)).toBe(order)
    expect(compareNumbers(b, a)).toBe(order === 0 ? 0 : -order)
    expect(keyOf(a) === keyOf(b)).toBe(order === 0)
  })

  const numbers: fc.Arbitrary<NumberValue> = fc.oneof(
    fc.integer().map((value) => new Int32(value)),
    fc.double().map((value) => new Double(value)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((value) => decimal(`${value}E-3`)),
  )

  it('are in one total order that agrees with their keys', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        expect(compareNumbers(a, b) + compareNumbers(b, a)).toBe(0)
        const [low, , high] = [a, b, c].sort(compareNumbers) as [NumberValue, NumberValue, NumberValue]
        expect(compareNumbers(low, high)).toBeLessThanOrEqual(0)
        expect(keyOf(a) === keyOf(b)).toBe(compareNumbers(a, b) === 0)
      }),
    )
  })

  it('grow from int to long and tell when a long is not enough', () => {
    expect(add(new Int32(2147483647), new Int32(1))).toEqual(Long.fromNumber(2147483648))
    expect(add(new Int32(1), new Int32(1))).toEqual(new Int32(2))
    expect(add(new Int32(1), Long.fromNumber(1))).toEqual(Long.fromNumber(2))
    expect(add(new Int32(1), new Double(0.5))).toEqual(new Double(1.5))
    expect(add(Long.MAX_VALUE, new Int32(1))).toBeUndefined()
    expect(multiply(new Int32(65536), new Int32(65536))).toEqual(Long.fromNumber(4294967296))
    expect(multiply(Long.MAX_VALUE, new Int32(2))).toBeUndefined()
    expect(subtract(Long.MIN_VALUE, new Int32(1))).toBeUndefined()
  })

  it('are exact in decimals and rounded half to even at 34 digits', () => {
    expect(String(add(decimal('0.1'), decimal('0.2')))).toBe('0.3')
    expect(String(multiply(decimal('1.10'), new Int32(2)))).toBe('2.20')
    expect(String(toDecimal(new Double(2.5)))).toBe('2.50000000000000')
    expect(String(divideDecimal(decimal('2'), decimal('3')))).toBe('0.6666666666666666666666666666666667')
    expect(String(add(decimal(`1${'0'.repeat(33)}`), decimal('0.5')))).toBe(`1${'0'.repeat(33)}`)
    expect(String(add(decimal(`1${'0'.repeat(32)}1`), decimal('0.5')))).toBe(`1${'0'.repeat(32)}2`)
    expect(String(multiply(decimal('9E+6144'), new Int32(10)))).toBe('Infinity')
  })
})

describe('Q3 equality', () => {
  it('counts the order of fields and crosses number types', () => {
    expect(equal({ a: new Int32(1), b: 2 }, { a: new Double(1), b: 2 })).toBe(true)
    expect(equal({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false)
    expect(equal(null, undefined)).toBe(false)
    expect(equal([1, [2]], [1, [2]])).toBe(true)
  })

  it('is not identity', () => {
    expect(identical(new Int32(1), new Double(1))).toBe(false)
    expect(identical(new Double(0), new Double(-0))).toBe(false)
    expect(identical(new Double(NaN), new Double(NaN))).toBe(true)
    expect(identical(decimal('1.0'), decimal('1.00'))).toBe(false)
    expect(identical({ a: [new Int32(1)] }, { a: [new Int32(1)] })).toBe(true)
    expect(identical({ a: 1, b: 1 }, { b: 1, a: 1 })).toBe(false)
    expect(identical([1], [1, 2])).toBe(false)
  })
})

describe('values', () => {
  it('keep their types through the codec', () => {
    const document: Document = {
      i: new Int32(1),
      d: new Double(1),
      l: Long.fromNumber(1),
      m: decimal('1'),
      s: 'x',
    }
    expect(Object.values(decode(encode(document))).map(typeOf)).toEqual([
      'int',
      'double',
      'long',
      'decimal',
      'string',
    ])
  })

  it('treat a DBRef as the document it is, and names from Object.prototype as names', () => {
    const document = decode(encode({ r: { $ref: 'c', $id: new ObjectId() }, constructor: 1 }))
    expect(typeOf(document['r'])).toBe('object')
    expect(Object.keys(document['r'] as Document)).toEqual(['$ref', '$id'])
    const hostile = decode(
      encode(Object.defineProperty({}, '__proto__', { value: { a: 1 }, enumerable: true })),
    )
    expect(fieldNames(cloneValue(hostile))).toEqual(['__proto__'])
  })

  it('are named and numbered as $type does', () => {
    expect(typeNamed('string')).toBe('string')
    expect(typeNamed(-1)).toBe('minKey')
    expect(typeNamed('nothing')).toBeUndefined()
  })

  it('are refused below 200 levels', () => {
    const nested = (depth: number): Document => {
      let document: Document = {}
      for (let i = 0; i < depth; i += 1) document = { a: document }
      return document
    }
    expect(() => decode(encode(nested(250)))).toThrow('exceeded maximum nested object depth: 200')
    expect(decode(encode(nested(190)))).toEqual(nested(190))
    expect(() => assertDepth(nested(250))).toThrow('exceeded maximum nested object depth: 200')
    expect(() => assertDepth(nested(190))).not.toThrow()
  })
})
