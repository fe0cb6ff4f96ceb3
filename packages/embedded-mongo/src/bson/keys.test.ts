import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  compare,
} from './values.ts'
import { encodeKey, inverted, MAX_KEY_BYTES, prefixEnd } from './keys.ts'

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 34n - 1n), max: 10n ** 34n - 1n }), fc.integer({ min: -6176, max: 6111 }))
  .map(([digits, exponent]) => `${digits}E${exponent}`)

// Twenty-one digits of a double: a decimal that falls between two doubles.
const near = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((double) => Decimal128.fromStringWithRounding(double.toExponential(20)).toString())

const number = fc.oneof(
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc
    .constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 0.1)
    .map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((value) => Long.fromBigInt(value)),
  fc
    .oneof(
      decimalText,
      near,
      fc.constantFrom(
        'NaN',
        'Infinity',
        '-Infinity',
        '0',
        '-0',
        '0.1',
        '1E-6000',
        '-1E-6000',
        '1E6000',
        '9007199254740993',
      ),
    )
    .map((text) => Decimal128.fromString(text)),
)

const leaf = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: fc.string() },
  fc.string({ unit: fc.constantFrom('\0', 'a', '\u0001', 'ÿ', '😀', '\uffff') }),
  fc.constantFrom(null, undefined, true, false, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 5 }), fc.constantFrom(0, 2, 4, 128))
    .map(([bytes, type]) => new Binary(bytes, type)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(new BSONRegExp('a', 'i'), new BSONRegExp('a'), new BSONRegExp('ab')),
)

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'b', 'aa', ''),
      tie('value').filter((item) => item !== undefined),
      { noNullPrototype: true, maxKeys: 3 },
    ),
  ),
})).value

describe('order-preserving keys (I1)', () => {
  it('sorts bytes as values sort', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeKey([a]).bytes, encodeKey([b]).bytes))).toBe(
          Math.sign(compare(a, b)),
        )
      }),
      { numRuns: 5000 },
    )
  })

  it('sorts numbers of all four types by exact value', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeKey([a]).bytes, encodeKey([b]).bytes))).toBe(
          Math.sign(compare(a, b)),
        )
      }),
      { numRuns: 5000 },
    )
  })

  it('sorts compound keys field by field, descending ones the other way', () => {
    fc.assert(
      fc.property(
        fc.tuple(leaf, leaf),
        fc.tuple(leaf, leaf),
        fc.tuple(fc.boolean(), fc.boolean()),
        (a, b, descending) => {
          const byField = (i: 0 | 1) => compare(a[i], b[i]) * (descending[i] ? -1 : 1)
          const order = Buffer.compare(encodeKey(a, descending).bytes, encodeKey(b, descending).bytes)
          expect(Math.sign(order)).toBe(Math.sign(byField(0) || byField(1) || 0))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('keeps order up to the cut of long values', () => {
    const long = 'x'.repeat(5000)
    const cut = encodeKey([`${long}a`])
    expect(cut.truncated).toBe(true)
    expect(cut.bytes.length).toBe(MAX_KEY_BYTES)
    expect(Buffer.compare(cut.bytes, encodeKey([`${long}b`]).bytes)).toBe(0)
    expect(Buffer.compare(cut.bytes, encodeKey(['y']).bytes)).toBeLessThan(0)
    for (const huge of [
      new Binary(new Uint8Array(1e6)),
      Array.from({ length: 1e5 }, (_, i) => i),
      { a: long, b: [long] },
    ]) {
      expect(encodeKey([huge, huge], [true, false]).truncated).toBe(true)
    }
  })

  it('ends a prefix after everything that starts with it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        fc.uint8Array({ maxLength: 4 }),
        (prefix, rest) => {
          const end = prefixEnd(prefix)
          const isOpen = end.length === 0
          expect(isOpen || Buffer.compare(Buffer.concat([prefix, rest]), end) === -1).toBe(true)
          expect(inverted(inverted(prefix)).equals(prefix)).toBe(true)
        },
      ),
    )
  })
})
