import { Decimal128, Double, Int32, Long } from 'bson'
import {
  add,
  divideDecimal,
  exactOf,
  fitsInt64,
  intOrLong,
  isNumber,
  isZero,
  makeDecimal,
  multiply,
  numberKind,
  rescale,
  subtract,
  toDecimal,
  toDouble,
  toExactInt,
  wholeDecimal,
  type ExactNumber,
  type NumberValue,
} from '../bson/numbers.ts'
import { typeOf, isNullish } from '../bson/values.ts'
import { fault, type CodeName } from '../errors.ts'
import { averageOf, deviationOf, extremumOf, sumOf } from './accumulators.ts'
import { strict, type Operator } from './expression.ts'

/** Arithmetic with MongoDB's types: ints grow to longs, longs to doubles, and a decimal makes everything decimal. */
export const ARITHMETIC: Readonly<Record<string, Operator>> = {
  $add: strict(0, Infinity, addAll),
  $subtract: strict(2, 2, subtractTwo),
  $multiply: strict(0, Infinity, multiplyAll),
  $divide: strict(2, 2, divideTwo),
  $mod: strict(2, 2, remainder),
  $abs: numeric('Location28765', absolute),
  $ceil: numeric('Location28765', (value) => rounded(value, 0, ceiling)),
  $floor: numeric('Location28765', (value) => rounded(value, 0, floor)),
  $round: strict(1, 2, (values, name) => roundTo(values, name, halfToEven)),
  $trunc: strict(1, 2, (values, name) => roundTo(values, name, towardsZero)),
  $pow: strict(2, 2, power),
  $sqrt: real(
    (x) => x >= 0,
    'Location28714',
    "$sqrt's argument must be greater than or equal to 0",
    Math.sqrt,
  ),
  $exp: real(() => true, 'Location28765', '', Math.exp),
  $ln: real((x) => x > 0, 'Location28766', "$ln's argument must be a positive number", Math.log),
  $log10: real((x) => x > 0, 'Location28761', "$log10's argument must be a positive number", Math.log10),
  $log: strict(2, 2, logarithm),

  $sin: trigonometric(Math.sin),
  $cos: trigonometric(Math.cos),
  $tan: trigonometric(Math.tan),
  $asin: trigonometric(Math.asin, (x) => Math.abs(x) <= 1),
  $acos: trigonometric(Math.acos, (x) => Math.abs(x) <= 1),
  $atan: trigonometric(Math.atan, () => true),
  $sinh: trigonometric(Math.sinh, () => true),
  $cosh: trigonometric(Math.cosh, () => true),
  $tanh: trigonometric(Math.tanh, () => true),
  $asinh: trigonometric(Math.asinh, () => true),
  $acosh: trigonometric(Math.acosh, (x) => x >= 1),
  $atanh: trigonometric(Math.atanh, (x) => Math.abs(x) <= 1),
  $atan2: strict(2, 2, arcTangent),
  $degreesToRadians: trigonometric(
    (x) => x * (Math.PI / 180),
    () => true,
  ),
  $radiansToDegrees: trigonometric(
    (x) => x * (180 / Math.PI),
    () => true,
  ),

  $bitAnd: strict(0, Infinity, (values, name) => bitwise(values, name, -1n, (a, b) => a & b)),
  $bitOr: strict(0, Infinity, (values, name) => bitwise(values, name, 0n, (a, b) => a | b)),
  $bitXor: strict(0, Infinity, (values, name) => bitwise(values, name, 0n, (a, b) => a ^ b)),
  $bitNot: strict(1, 1, ([value], name) =>
    isNullish(value) ? null : sameWidth(~integral(value, name), [value as NumberValue]),
  ),

  $sum: strict(0, Infinity, (values) => sumOf(spread(values))),
  $avg: strict(0, Infinity, (values) => averageOf(spread(values))),
  $min: strict(0, Infinity, (values) => extremumOf(spread(values), -1)),
  $max: strict(0, Infinity, (values) => extremumOf(spread(values), 1)),
  $stdDevPop: strict(0, Infinity, (values) => deviationOf(spread(values), false)),
  $stdDevSamp: strict(0, Infinity, (values) => deviationOf(spread(values), true)),
  $rand: () => () => new Double(Math.random()),
}

/** A single array argument stands for its elements. */
function spread(values: readonly unknown[]): readonly unknown[] {
  const [only] = values
  return values.length === 1 && Array.isArray(only) ? (only as unknown[]) : values
}

/** An operator on one number that passes null on. */
function numeric(code: CodeName, run: (value: NumberValue, name: string) => unknown): Operator {
  return strict(1, 1, ([value], name) => {
    if (isNullish(value)) return null
    if (!isNumber(value)) throw fault(code, `${name} only supports numeric types, not ${typeOf(value)}`)
    return run(value, name)
  })
}

function real(
  isDefined: (x: number) => boolean,
  code: CodeName,
  complaint: string,
  compute: (x: number) => number,
): Operator {
  return numeric('Location28765', (value, name) => {
    const x = realOf(value, name)
    if (!isDefined(x) && !Number.isNaN(x)) throw fault(code, `${complaint}, but is ${x}`)
    return new Double(compute(x))
  })
}

/** The functions are computed in doubles; with 34 digits they would have to be exact, and are not offered. */
function realOf(value: NumberValue, name: string): number {
  if (numberKind(value) === 'decimal') {
    throw fault('NotImplemented', `${name} of a decimal is not supported by this server`)
  }
  return toDouble(value)
}

function trigonometric(
  compute: (x: number) => number,
  isDefined: (x: number) => boolean = Number.isFinite,
): Operator {
  return numeric('Location28765', (value, name) => {
    const x = realOf(value, name)
    if (!isDefined(x) && !Number.isNaN(x)) {
      throw fault('Location50989', `cannot apply ${name} to ${x}, value is out of its domain`)
    }
    return new Double(compute(x))
  })
}

function arcTangent([y, x]: readonly unknown[], name: string): unknown {
  if (isNullish(y) || isNullish(x)) return null
  if (!isNumber(y) || !isNumber(x)) {
    throw fault('Location51044', `${name} only supports numeric types, not ${typeOf(y)} and ${typeOf(x)}`)
  }
  return new Double(Math.atan2(realOf(y, name), realOf(x, name)))
}

function addAll(values: readonly unknown[], name: string): unknown {
  let date: Date | undefined
  for (const value of values) {
    if (isNullish(value)) return null
    if (value instanceof Date) {
      if (date) throw fault('Location16612', 'only one date allowed in an $add expression')
      date = value
    } else if (!isNumber(value)) {
      throw fault('TypeMismatch', `${name} only supports numeric or date types, not ${typeOf(value)}`)
    }
  }
  const sum = values.some((value) => value instanceof Decimal128) ? sumInTurn(values) : sumOf(values)
  return date ? shifted(date, sum) : sum
}

/** With decimals `$add` goes from left to right: a double that comes first keeps all its digits, a later one 15. */
function sumInTurn(values: readonly unknown[]): NumberValue {
  let sum: NumberValue = new Int32(0)
  for (const value of values) {
    if (!isNumber(value)) continue
    const isWidened: boolean = sum instanceof Double && value instanceof Decimal128
    sum =
      add(isWidened ? wholeDecimal(toDouble(sum)) : sum, value) ?? new Double(toDouble(sum) + toDouble(value))
  }
  return sum
}

function shifted(date: Date, by: NumberValue): Date {
  const result = new Date(date.getTime() + Math.round(toDouble(by)))
  if (Number.isNaN(result.getTime())) throw fault('Overflow', 'date overflow')
  return result
}

function subtractTwo([a, b]: readonly unknown[]): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (isNumber(a) && isNumber(b)) return subtract(a, b) ?? new Double(toDouble(a) - toDouble(b))
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  if (a instanceof Date && isNumber(b)) return shifted(a, new Double(-toDouble(b)))
  throw fault('TypeMismatch', `can't $subtract ${typeOf(b)} from ${typeOf(a)}`)
}

function multiplyAll(values: readonly unknown[], name: string): unknown {
  let product: NumberValue = new Int32(1)
  for (const value of values) {
    if (isNullish(value)) return null
    if (!isNumber(value)) {
      throw fault('TypeMismatch', `${name} only supports numeric types, not ${typeOf(value)}`)
    }
    product = multiply(product, value) ?? new Double(toDouble(product) * toDouble(value))
  }
  return product
}

function divideTwo([a, b]: readonly unknown[], name: string): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumber(a) || !isNumber(b)) {
    throw fault('TypeMismatch', `${name} only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`)
  }
  if (isZero(b)) throw fault('BadValue', "can't $divide by zero")
  if (isDecimal(a) || isDecimal(b)) return divideDecimal(a, b)
  return new Double(toDouble(a) / toDouble(b))
}

function isDecimal(value: NumberValue): value is Decimal128 {
  return value instanceof Decimal128
}

function remainder([a, b]: readonly unknown[], name: string): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumber(a) || !isNumber(b)) {
    throw fault('Location16611', `${name} only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`)
  }
  if (isZero(b)) throw fault('Location16610', "can't $mod by zero")
  if (isDecimal(a) || isDecimal(b)) return decimalRemainder(toDecimal(a), toDecimal(b))
  const x = numberKind(a) === 'double' ? undefined : toExactInt(a)
  const divisor = toDouble(b)
  // As in MongoDB, a double that is a whole number of 32 bits leaves the type to the other operand.
  const isWhole = numberKind(b) !== 'double' || divisor === (divisor | 0)
  const y = isWhole ? toExactInt(b) : undefined
  if (x === undefined || y === undefined) return new Double(toDouble(a) % divisor)
  return sameWidth(x % y, [a, b])
}

function decimalRemainder(a: Decimal128, b: Decimal128): Decimal128 {
  const x = exactOf(a)
  const y = exactOf(b)
  if (typeof x === 'number') return Decimal128.fromString('NaN')
  if (typeof y === 'number') return Number.isNaN(y) ? Decimal128.fromString('NaN') : a
  const exponent = Math.min(x.exponent, y.exponent)
  const coefficient = rescale(x, exponent).coefficient % rescale(y, exponent).coefficient
  return makeDecimal({ coefficient, exponent })
}

/** A long when any operand is one, otherwise the smallest integer type that holds it. */
function sameWidth(value: bigint, operands: readonly NumberValue[]): Int32 | Long {
  return operands.some((operand) => numberKind(operand) === 'long')
    ? Long.fromBigInt(value)
    : intOrLong(value)
}

function absolute(value: NumberValue): unknown {
  const kind = numberKind(value)
  if (kind === 'double') return new Double(Math.abs(toDouble(value)))
  if (kind === 'decimal') return Decimal128.fromString(String(value).replace(/^-/, ''))
  const whole = toExactInt(value) ?? 0n
  const magnitude = whole < 0n ? -whole : whole
  if (!fitsInt64(magnitude)) throw fault('Location28680', "can't take $abs of long long min")
  return sameWidth(magnitude, [value])
}

/** Brings a number to a given exponent in one way or another. */
type Rounding = (exact: ExactNumber, exponent: number) => ExactNumber

const halfToEven: Rounding = (exact, exponent) => rescale(exact, exponent)

const towardsZero: Rounding = (exact, exponent) => {
  const divisor = 10n ** BigInt(exponent - exact.exponent)
  return { coefficient: exact.coefficient / divisor, exponent }
}

const floor: Rounding = (exact, exponent) => {
  const { coefficient } = towardsZero(exact, exponent)
  const divisor = 10n ** BigInt(exponent - exact.exponent)
  const isCut = exact.coefficient < 0n && exact.coefficient % divisor !== 0n
  return { coefficient: isCut ? coefficient - 1n : coefficient, exponent }
}

const ceiling: Rounding = (exact, exponent) => {
  const { coefficient } = floor({ coefficient: -exact.coefficient, exponent: exact.exponent }, exponent)
  return { coefficient: -coefficient, exponent }
}

function roundTo([value, place]: readonly unknown[], name: string, rounding: Rounding): unknown {
  if (isNullish(value) || place === null) return null
  if (!isNumber(value))
    throw fault('Location51081', `${name} only supports numeric types, not ${typeOf(value)}`)
  if (place === undefined) return rounded(value, 0, rounding)
  const digits = isNumber(place) ? toExactInt(place) : undefined
  if (digits === undefined)
    throw fault('Location51082', `precision argument to ${name} must be a integral value`)
  if (digits < -20n || digits > 100n) {
    throw fault(
      'Location51083',
      `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`,
    )
  }
  return rounded(value, Number(digits), rounding)
}

function rounded(value: NumberValue, place: number, rounding: Rounding): NumberValue {
  const exact = exactOf(value)
  if (typeof exact === 'number' || exact.exponent >= -place) return value
  const result = rounding(exact, -place)
  const kind = numberKind(value)
  if (kind === 'decimal') return makeDecimal(result)
  if (kind === 'double') return new Double(asDouble(result, toDouble(value)))
  const whole = rescale(result, 0).coefficient
  if (!fitsInt64(whole)) throw fault('Location51080', 'invalid conversion from Decimal128 result in rounding')
  return sameWidth(whole, [value])
}

// A result of zero keeps the sign it came with.
function asDouble(exact: ExactNumber, original: number): number {
  const result = Number(`${exact.coefficient}e${exact.exponent}`)
  return result === 0 && (original < 0 || Object.is(original, -0)) ? -0 : result
}

function power([base, exponent]: readonly unknown[], name: string): unknown {
  if (isNullish(base) || isNullish(exponent)) return null
  if (!isNumber(base)) throw fault('Location28762', `$pow's base must be numeric, not ${typeOf(base)}`)
  if (!isNumber(exponent))
    throw fault('Location28763', `$pow's exponent must be numeric, not ${typeOf(exponent)}`)
  const x = realOf(base, name)
  const y = realOf(exponent, name)
  if (x === 0 && y < 0) throw fault('Location28764', '$pow cannot take a base of 0 and a negative exponent')
  if (numberKind(base) === 'double' || numberKind(exponent) === 'double') return new Double(x ** y)
  return wholePower(base, exponent) ?? new Double(x ** y)
}

function wholePower(base: NumberValue, exponent: NumberValue): Int32 | Long | undefined {
  const x = toExactInt(base) ?? 0n
  const y = toExactInt(exponent) ?? 0n
  if (x === 1n || (x === -1n && y % 2n === 0n)) return sameWidth(1n, [base, exponent])
  if (x === -1n) return sameWidth(-1n, [base, exponent])
  if (x === 0n) return sameWidth(y === 0n ? 1n : 0n, [base, exponent])
  if (y < 0n || y > 63n) return undefined
  const result = x ** y
  return fitsInt64(result) ? sameWidth(result, [base, exponent]) : undefined
}

function logarithm([value, base]: readonly unknown[], name: string): unknown {
  if (isNullish(value) || isNullish(base)) return null
  if (!isNumber(value)) throw fault('Location28756', `$log's argument must be numeric, not ${typeOf(value)}`)
  if (!isNumber(base)) throw fault('Location28757', `$log's base must be numeric, not ${typeOf(base)}`)
  const x = realOf(value, name)
  const b = realOf(base, name)
  if (x <= 0) throw fault('Location28758', `$log's argument must be a positive number, but is ${x}`)
  if (b <= 0 || b === 1) {
    throw fault('Location28759', `$log's base must be a positive number not equal to 1, but is ${b}`)
  }
  return new Double(Math.log(x) / Math.log(b))
}

function bitwise(
  values: readonly unknown[],
  name: string,
  start: bigint,
  combine: (a: bigint, b: bigint) => bigint,
): unknown {
  if (values.some(isNullish)) return null
  const result = values.reduce<bigint>((total, value) => combine(total, integral(value, name)), start)
  return sameWidth(result, values as NumberValue[])
}

function integral(value: unknown, name: string): bigint {
  if (isNumber(value) && (numberKind(value) === 'int' || numberKind(value) === 'long'))
    return toExactInt(value) ?? 0n
  throw fault('TypeMismatch', `${name} only supports int and long operands, not ${typeOf(value)}`)
}
