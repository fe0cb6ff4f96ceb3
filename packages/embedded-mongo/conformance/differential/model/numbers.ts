import { Decimal128, Double, Int32, Long, Timestamp } from 'bson'
import type { Number as BsonNumber, Value } from './bson.ts'

/** Exact numbers: a coefficient times a power of ten, which every BSON number that is finite can be written as. */
export interface Exact {
  readonly coefficient: bigint
  readonly exponent: number
}

export const isNumber = (value: Value): value is BsonNumber =>
  value instanceof Int32 ||
  value instanceof Double ||
  value instanceof Decimal128 ||
  (value instanceof Long && !(value instanceof Timestamp))

const isLong = (value: Value): value is Long => value instanceof Long && !(value instanceof Timestamp)

/** `undefined` for NaN and the infinities. */
export function exact(value: BsonNumber): Exact | undefined {
  if (value instanceof Int32) return { coefficient: BigInt(value.value), exponent: 0 }
  if (value instanceof Double) return exactDouble(value.value)
  if (value instanceof Decimal128) return exactDecimal(value.toString())
  return { coefficient: value.toBigInt(), exponent: 0 }
}

function exactDouble(value: number): Exact | undefined {
  if (!Number.isFinite(value)) return undefined
  let [mantissa, halvings] = [value, 0]
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    halvings += 1
  }
  // A half is five tenths.
  return { coefficient: BigInt(mantissa) * 5n ** BigInt(halvings), exponent: -halvings }
}

function exactDecimal(text: string): Exact | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  return {
    coefficient: BigInt(`${sign}${whole}${fraction}`),
    exponent: Number(exponent) - fraction.length,
  }
}

/** NaN, an infinity, or `undefined` for what is finite. */
export function special(value: BsonNumber): number | undefined {
  const number = toDouble(value)
  if (value instanceof Decimal128 && exactDecimal(value.toString())) return undefined
  return Number.isFinite(number) ? undefined : number
}

export function toDouble(value: BsonNumber): number {
  return isLong(value)
    ? value.toNumber()
    : value instanceof Decimal128
      ? Number(value.toString())
      : value.value
}

export function compareNumbers(left: BsonNumber, right: BsonNumber): number {
  const [a, b] = [exact(left), exact(right)]
  if (a && b) {
    const difference = scaled(a, b.exponent) - scaled(b, a.exponent)
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }
  // NaN is below everything and equal to itself.
  const place = (value: BsonNumber) => {
    const found = special(value)
    return found === undefined ? 0 : Number.isNaN(found) ? -2 : Math.sign(found)
  }
  return Math.sign(place(left) - place(right))
}

function scaled({ coefficient, exponent }: Exact, other: number): bigint {
  return exponent > other ? coefficient * 10n ** BigInt(exponent - other) : coefficient
}

/** The same text for numbers that are equal, whatever their type. */
export function numberKey(value: BsonNumber): string {
  const number = exact(value)
  if (!number) return String(special(value))
  let { coefficient, exponent } = number
  if (coefficient === 0n) return '0'
  while (coefficient % 10n === 0n) {
    coefficient /= 10n
    exponent += 1
  }
  return `${coefficient}e${exponent}`
}

export const INT_MIN = -(2n ** 31n)
export const INT_MAX = 2n ** 31n - 1n
const LONG_MIN = -(2n ** 63n)
const LONG_MAX = 2n ** 63n - 1n

/** An int where it fits, else a long, else nothing. */
export function intOrLong(value: bigint): BsonNumber | undefined {
  if (value >= INT_MIN && value <= INT_MAX) return new Int32(Number(value))
  return value >= LONG_MIN && value <= LONG_MAX ? Long.fromBigInt(value) : undefined
}

const WIDTHS = ['int', 'long', 'double', 'decimal'] as const
type Width = (typeof WIDTHS)[number]

export function widthOf(value: BsonNumber): Width {
  if (value instanceof Int32) return 'int'
  if (value instanceof Double) return 'double'
  return value instanceof Decimal128 ? 'decimal' : 'long'
}

export function widest(left: BsonNumber, right: BsonNumber): Width {
  return WIDTHS[Math.max(WIDTHS.indexOf(widthOf(left)), WIDTHS.indexOf(widthOf(right)))] as Width
}

/**
 * The sum or the product in the wider of the two types; an int grows to a long. Nothing when a long overflows.
 */
export function combine(
  operation: '+' | '-' | '*',
  left: BsonNumber,
  right: BsonNumber,
): BsonNumber | undefined {
  const width = widest(left, right)
  if (width === 'decimal') return combineDecimals(operation, toDecimal(left), toDecimal(right))
  if (width === 'double') {
    const [a, b] = [toDouble(left), toDouble(right)]
    return new Double(operation === '+' ? a + b : operation === '-' ? a - b : a * b)
  }
  const [a, b] = [whole(left), whole(right)]
  const result = operation === '+' ? a + b : operation === '-' ? a - b : a * b
  if (width === 'int') return intOrLong(result)
  return result >= LONG_MIN && result <= LONG_MAX ? Long.fromBigInt(result) : undefined
}

export const whole = (value: BsonNumber): bigint => (exact(value) as Exact).coefficient

/** A double becomes a decimal with 15 digits. */
export function toDecimal(value: BsonNumber): Decimal128 {
  if (value instanceof Decimal128) return value
  if (!(value instanceof Double)) return Decimal128.fromString(String(whole(value)))
  const number = value.value
  if (number === 0) return Decimal128.fromString(Object.is(number, -0) ? '-0' : '0')
  if (Number.isNaN(number)) return Decimal128.fromString('NaN')
  if (!Number.isFinite(number)) return Decimal128.fromString(number > 0 ? 'Infinity' : '-Infinity')
  return Decimal128.fromString(number.toExponential(14))
}

/** A finite double with every digit it has, 34 at most. */
export function fullDecimal(value: number): Decimal128 {
  return rounded(exactDouble(value) as Exact, Object.is(value, -0))
}

const isNegative = (value: Decimal128) => value.toString().startsWith('-')

function combineDecimals(operation: '+' | '-' | '*', left: Decimal128, right: Decimal128): Decimal128 {
  const [a, b] = [exact(left), exact(right)]
  if (!a || !b) {
    const [x, y] = [special(left) ?? Math.sign(toDouble(left)), special(right) ?? Math.sign(toDouble(right))]
    const result = operation === '+' ? x + y : operation === '-' ? x - y : x * y
    return Decimal128.fromString(Number.isNaN(result) ? 'NaN' : result > 0 ? 'Infinity' : '-Infinity')
  }
  if (operation === '*') {
    const sign = isNegative(left) !== isNegative(right)
    return rounded({ coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent }, sign)
  }
  const exponent = Math.min(a.exponent, b.exponent)
  const [x, y] = [scaled(a, exponent), scaled(b, exponent)]
  const bothNegative = isNegative(left) && isNegative(right) !== (operation === '-')
  return rounded({ coefficient: operation === '+' ? x + y : x - y, exponent }, bothNegative)
}

/** At most 34 digits, half to even. A zero has no sign of its own in a coefficient, so it is told. */
function rounded({ coefficient, exponent }: Exact, isNegativeZero: boolean): Decimal128 {
  if (coefficient === 0n) return Decimal128.fromString(`${isNegativeZero ? '-' : ''}0E${exponent}`)
  const sign = coefficient < 0n ? -1n : 1n
  let digits = coefficient * sign
  const excess = String(digits).length - 34
  if (excess > 0) {
    const unit = 10n ** BigInt(excess)
    const rest = digits % unit
    digits /= unit
    if (rest * 2n > unit || (rest * 2n === unit && digits % 2n === 1n)) digits += 1n
    exponent += excess
  }
  return Decimal128.fromString(`${sign * digits}E${exponent}`)
}

/** The double nearest to an exact number. */
export function nearestDouble({ coefficient, exponent }: Exact): number {
  return Number(`${coefficient}e${exponent}`)
}
