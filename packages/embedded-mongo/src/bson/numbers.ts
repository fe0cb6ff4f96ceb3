import { Decimal128, Double, Int32, Long, Timestamp } from 'bson'

/**
 * Exact comparison and arithmetic over the four BSON number types.
 * Rules: MongoDB manual “Comparison/Sort Order” and `src/mongo/util/safe_num.cpp` (widening int → long → double
 * → decimal; an int that overflows becomes a long).
 */
export type NumberValue = Int32 | Double | Long | Decimal128 | number | bigint
export type NumberKind = 'int' | 'long' | 'double' | 'decimal'

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n
const MAX_DIGITS = 34
const MAX_EXPONENT = 6111
const MIN_EXPONENT = -6176

export function isNumber(value: unknown): value is NumberValue {
  return (
    value instanceof Int32 ||
    value instanceof Double ||
    // A timestamp is a Long by inheritance only.
    (value instanceof Long && !(value instanceof Timestamp)) ||
    value instanceof Decimal128 ||
    typeof value === 'number' ||
    typeof value === 'bigint'
  )
}

/** The BSON type a number has, or would be encoded with when it is a plain JavaScript number. */
export function numberKind(value: NumberValue): NumberKind {
  if (value instanceof Int32) return 'int'
  if (value instanceof Double) return 'double'
  if (value instanceof Long || typeof value === 'bigint') return 'long'
  if (value instanceof Decimal128) return 'decimal'
  return (value | 0) === value && !Object.is(value, -0) ? 'int' : 'double'
}

/** The nearest double. */
export function toDouble(value: NumberValue): number {
  if (typeof value === 'number') return value
  if (value instanceof Int32 || value instanceof Double) return value.value
  if (value instanceof Long) return Number(value.toBigInt())
  if (typeof value === 'bigint') return Number(value)
  return Number(value.toString())
}

/** The integer a number stands for when it has no fraction and fits 64 bits; undefined otherwise. */
export function toExactInt(value: NumberValue): bigint | undefined {
  if (value instanceof Long) return value.toBigInt()
  if (typeof value === 'bigint') return value
  if (value instanceof Decimal128) {
    const exact = exactOf(value)
    if (typeof exact === 'number') return undefined
    const whole = wholeOf(exact)
    return whole !== undefined && fitsInt64(whole) ? whole : undefined
  }
  const double = toDouble(value)
  if (!Number.isInteger(double)) return undefined
  const whole = BigInt(double)
  return fitsInt64(whole) ? whole : undefined
}

/** Whether a number is zero itself, not merely too small for a double. */
export function isZero(value: NumberValue): boolean {
  if (!(value instanceof Decimal128)) return toDouble(value) === 0
  const exact = exactOf(value)
  return typeof exact !== 'number' && exact.coefficient === 0n
}

export function isNaNValue(value: unknown): boolean {
  return isNumber(value) && Number.isNaN(toDouble(value))
}

export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX
}

/** An int when it fits 32 bits, a long otherwise. The caller has made sure of 64. */
export function intOrLong(value: bigint): Int32 | Long {
  return value >= -0x80000000n && value <= 0x7fffffffn ? new Int32(Number(value)) : Long.fromBigInt(value)
}

/** MongoDB's order of numbers: NaN below everything and equal to itself, the rest by exact value across types. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (isSmall(a) && isSmall(b)) return compareDoubles(toDouble(a), toDouble(b))
  const exactA = exactOf(a)
  const exactB = exactOf(b)
  if (typeof exactA === 'number' || typeof exactB === 'number') {
    return compareDoubles(typeof exactA === 'number' ? exactA : 0, typeof exactB === 'number' ? exactB : 0)
  }
  return compareExact(exactA, exactB)
}

/** One text for all numbers that compare equal, whatever their type. */
export function numberKey(value: NumberValue): string {
  if (value instanceof Int32) return intKey(value.value)
  const exact = exactOf(value)
  if (typeof exact === 'number') return String(exact)
  if (exact.coefficient === 0n) return '0'
  const { coefficient, exponent } = withoutZeros(exact, Infinity)
  return `${coefficient}e${exponent}`
}

function intKey(value: number): string {
  if (value === 0) return '0'
  let coefficient = value
  let exponent = 0
  for (; coefficient % 10 === 0; exponent += 1) coefficient /= 10
  return `${coefficient}e${exponent}`
}

/** The sum in the wider of both types; undefined when two 64-bit integers overflow. */
export function add(a: NumberValue, b: NumberValue): NumberValue | undefined {
  return combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
    addExact,
  )
}

/** The difference in the wider of both types; undefined when two 64-bit integers overflow. */
export function subtract(a: NumberValue, b: NumberValue): NumberValue | undefined {
  const minus = (x: ExactNumber, y: ExactNumber): ExactNumber =>
    addExact(x, { coefficient: -y.coefficient, exponent: y.exponent })
  return combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
    minus,
  )
}

/** The product in the wider of both types; undefined when two 64-bit integers overflow. */
export function multiply(a: NumberValue, b: NumberValue): NumberValue | undefined {
  return combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
    (x, y) => ({
      coefficient: x.coefficient * y.coefficient,
      exponent: x.exponent + y.exponent,
    }),
  )
}

/** The quotient as a decimal of at most 34 digits. */
export function divideDecimal(a: NumberValue, b: NumberValue): Decimal128 {
  const x = exactOf(toDecimal(a))
  const y = exactOf(toDecimal(b))
  if (typeof x === 'number' || typeof y === 'number' || y.coefficient === 0n) {
    return specialDecimal(toDouble(a) / toDouble(b))
  }
  const shift = Math.max(0, MAX_DIGITS + 4 + digitsOf(y.coefficient) - digitsOf(x.coefficient))
  const scaled = x.coefficient * 10n ** BigInt(shift)
  const quotient = scaled / y.coefficient
  // A last digit that is never 0 or 5 by chance keeps the rounding honest when something was left over.
  const sticky = scaled % y.coefficient === 0n ? 0n : scaled < 0n === y.coefficient < 0n ? 1n : -1n
  const exact = { coefficient: quotient * 10n + sticky, exponent: x.exponent - y.exponent - shift - 1 }
  return makeDecimal(sticky === 0n ? withoutZeros(exact, x.exponent - y.exponent) : exact)
}

/** As MongoDB converts: integers exactly, doubles with 15 significant digits. */
export function toDecimal(value: NumberValue): Decimal128 {
  if (value instanceof Decimal128) return value
  if (value instanceof Long || typeof value === 'bigint') return Decimal128.fromString(value.toString())
  const double = toDouble(value)
  if (!Number.isFinite(double)) return specialDecimal(double)
  if (numberKind(value) === 'int') return Decimal128.fromString(String(double))
  if (double === 0) return Decimal128.fromString(Object.is(double, -0) ? '-0' : '0')
  return Decimal128.fromString(double.toExponential(14))
}

/** A double as a decimal with all the digits it stands for, 34 at most: what sums are made of. */
export function wholeDecimal(double: number): Decimal128 {
  const exact = exactDouble(double)
  if (typeof exact === 'number') return specialDecimal(exact)
  return Object.is(double, -0) ? Decimal128.fromString('-0') : makeDecimal(exact)
}

/** The exact decimal value of a finite number, for callers that round it themselves. */
export interface ExactNumber {
  readonly coefficient: bigint
  readonly exponent: number
}

/** The exact value, or the double NaN / ±Infinity. */
export function exactOf(value: NumberValue): ExactNumber | number {
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 }
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 }
  if (value instanceof Decimal128) return parseDecimal(value.toString())
  return exactDouble(toDouble(value))
}

/** A decimal of at most 34 digits, rounded half to even; too large becomes infinite, too small becomes zero. */
export function makeDecimal(exact: ExactNumber): Decimal128 {
  let { coefficient, exponent } = roundDigits(exact, MAX_DIGITS)
  if (exponent < MIN_EXPONENT) ({ coefficient, exponent } = rescale({ coefficient, exponent }, MIN_EXPONENT))
  if (exponent > MAX_EXPONENT && coefficient !== 0n) {
    const padding = exponent - MAX_EXPONENT
    if (digitsOf(coefficient) + padding > MAX_DIGITS) {
      return specialDecimal(coefficient < 0n ? -Infinity : Infinity)
    }
    coefficient *= 10n ** BigInt(padding)
    exponent = MAX_EXPONENT
  }
  return Decimal128.fromString(`${coefficient}E${Math.min(exponent, MAX_EXPONENT)}`)
}

/** The same value with the given exponent, rounded half to even where digits are lost. */
export function rescale(exact: ExactNumber, exponent: number): ExactNumber {
  const drop = exponent - exact.exponent
  if (drop <= 0) return { coefficient: exact.coefficient * 10n ** BigInt(-drop), exponent }
  const divisor = 10n ** BigInt(drop)
  const quotient = exact.coefficient / divisor
  const rest = exact.coefficient % divisor
  const twice = (rest < 0n ? -rest : rest) * 2n
  const up = twice > divisor || (twice === divisor && quotient % 2n !== 0n)
  return { coefficient: up ? quotient + (rest < 0n ? -1n : 1n) : quotient, exponent }
}

/** The integer a finite exact number is, when it has no fraction. */
export function wholeOf(exact: ExactNumber): bigint | undefined {
  if (exact.exponent >= 0) {
    if (exact.coefficient !== 0n && exact.exponent > 40) return undefined
    return exact.coefficient * 10n ** BigInt(exact.exponent)
  }
  if (exact.coefficient === 0n) return 0n
  if (digitsOf(exact.coefficient) <= -exact.exponent) return undefined
  const divisor = 10n ** BigInt(-exact.exponent)
  return exact.coefficient % divisor === 0n ? exact.coefficient / divisor : undefined
}

function isSmall(value: NumberValue): boolean {
  return value instanceof Int32 || value instanceof Double || typeof value === 'number'
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
}

function compareExact(a: ExactNumber, b: ExactNumber): number {
  const signA = signOf(a.coefficient)
  const signB = signOf(b.coefficient)
  if (signA !== signB) return signA < signB ? -1 : 1
  if (signA === 0) return 0
  const magnitudeA = digitsOf(a.coefficient) + a.exponent
  const magnitudeB = digitsOf(b.coefficient) + b.exponent
  if (magnitudeA !== magnitudeB) return magnitudeA < magnitudeB ? -signA : signA
  const exponent = Math.min(a.exponent, b.exponent)
  const left = rescale(a, exponent).coefficient
  const right = rescale(b, exponent).coefficient
  return left < right ? -1 : left > right ? 1 : 0
}

function combine(
  a: NumberValue,
  b: NumberValue,
  whole: (x: bigint, y: bigint) => bigint,
  double: (x: number, y: number) => number,
  exact: (x: ExactNumber, y: ExactNumber) => ExactNumber,
): NumberValue | undefined {
  const kinds = [numberKind(a), numberKind(b)]
  if (kinds.includes('decimal')) {
    const x = exactOf(toDecimal(a))
    const y = exactOf(toDecimal(b))
    if (typeof x === 'number' || typeof y === 'number') {
      return specialDecimal(double(toDouble(a), toDouble(b)))
    }
    const result = exact(x, y)
    // Of a zero only the doubles know the sign.
    return result.coefficient === 0n && Object.is(double(toDouble(a), toDouble(b)), -0)
      ? Decimal128.fromString(`-0E${Math.max(MIN_EXPONENT, Math.min(result.exponent, MAX_EXPONENT))}`)
      : makeDecimal(result)
  }
  if (kinds.includes('double')) return new Double(double(toDouble(a), toDouble(b)))
  const result = whole(toExactInt(a) ?? 0n, toExactInt(b) ?? 0n)
  if (!fitsInt64(result)) return undefined
  return kinds.includes('long') ? Long.fromBigInt(result) : intOrLong(result)
}

/** The same value with trailing zeros moved into the exponent, as far as `limit`. */
function withoutZeros(exact: ExactNumber, limit: number): ExactNumber {
  let { coefficient, exponent } = exact
  while (exponent < limit && coefficient !== 0n && coefficient % 10n === 0n) {
    coefficient /= 10n
    exponent += 1
  }
  return { coefficient, exponent }
}

function addExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  const exponent = Math.min(a.exponent, b.exponent)
  return { coefficient: rescale(a, exponent).coefficient + rescale(b, exponent).coefficient, exponent }
}

function roundDigits(exact: ExactNumber, digits: number): ExactNumber {
  const excess = digitsOf(exact.coefficient) - digits
  if (excess <= 0) return exact
  const rounded = rescale(exact, exact.exponent + excess)
  // 99…9 may have grown by a digit
  return digitsOf(rounded.coefficient) > digits ? rescale(rounded, rounded.exponent + 1) : rounded
}

function specialDecimal(value: number): Decimal128 {
  if (Number.isNaN(value)) return Decimal128.fromString('NaN')
  if (!Number.isFinite(value)) return Decimal128.fromString(value > 0 ? 'Infinity' : '-Infinity')
  return toDecimal(new Double(value))
}

function signOf(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0
}

function digitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString().length
}

function parseDecimal(text: string): ExactNumber | number {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text)
  if (!match) return text === 'NaN' ? NaN : text.startsWith('-') ? -Infinity : Infinity
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  return { coefficient: sign ? -digits : digits, exponent: Number(exponent) - fraction.length }
}

function exactDouble(value: number): ExactNumber | number {
  if (!Number.isFinite(value)) return value
  let whole = value
  let halvings = 0
  while (!Number.isInteger(whole)) {
    whole *= 2
    halvings += 1
  }
  // A half is five tenths.
  return { coefficient: BigInt(whole) * 5n ** BigInt(halvings), exponent: -halvings }
}
