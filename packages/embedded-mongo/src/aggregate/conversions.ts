import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import {
  exactOf,
  fitsInt64,
  isNumber,
  numberKind,
  toDecimal,
  toDouble,
  type NumberValue,
} from '../bson/numbers.ts'
import { encode, isDocument, typeNamed, typeOf, isNullish, type TypeName } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { parseDate } from './calendar.ts'
import { compile, isTrue, namedParts, strict, type Operator } from './expression.ts'
import { formatDouble } from './text.ts'

/**
 * Types and conversions between them.
 * Source: manual “$convert”, `src/mongo/db/pipeline/expression.cpp` (ConversionTable, 7.0).
 */
export const CONVERSIONS: Readonly<Record<string, Operator>> = {
  $type: strict(1, 1, ([value]) => typeOf(value)),
  $isNumber: strict(1, 1, ([value]) => isNumber(value)),
  $toString: conversion('string'),
  $toInt: conversion('int'),
  $toLong: conversion('long'),
  $toDouble: conversion('double'),
  $toDecimal: conversion('decimal'),
  $toBool: conversion('bool'),
  $toDate: conversion('date'),
  $toObjectId: conversion('objectId'),
  $convert: convertOperator,
  $binarySize: strict(1, 1, ([value]) => {
    if (isNullish(value)) return null
    if (typeof value === 'string') return new Int32(Buffer.byteLength(value))
    if (value instanceof Binary) return new Int32(value.position)
    throw fault('Location51276', `$binarySize requires a string or BinData argument, found: ${typeOf(value)}`)
  }),
  $bsonSize: strict(1, 1, ([value]) => {
    if (isNullish(value)) return null
    if (isDocument(value)) return new Int32(encode(value).length)
    throw fault('Location31393', `$bsonSize requires a document input, found: ${typeOf(value)}`)
  }),
  $tsSecond: strict(1, 1, ([value]) => timestampPart(value, '$tsSecond', (timestamp) => timestamp.t)),
  $tsIncrement: strict(1, 1, ([value]) => timestampPart(value, '$tsIncrement', (timestamp) => timestamp.i)),
}

type Target = 'string' | 'int' | 'long' | 'double' | 'decimal' | 'bool' | 'date' | 'objectId'

const CONVERTERS: Readonly<Record<Target, (value: unknown, type: TypeName) => unknown>> = {
  string: toText,
  int: (value, type) => toWhole(value, type, 'int'),
  long: (value, type) => toWhole(value, type, 'long'),
  double: toDoubleValue,
  decimal: toDecimalValue,
  bool: (value) => isTrue(value),
  date: toDate,
  objectId: (value, type) => {
    if (type === 'objectId') return value
    if (typeof value !== 'string') return undefined
    if (/^[0-9a-fA-F]{24}$/.test(value)) return ObjectId.createFromHexString(value)
    throw failed(
      `Failed to parse objectId '${value}' in $convert with no onError value: ` +
        `Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
    )
  },
}

function failed(message: string): Error {
  return fault('ConversionFailure', message)
}

function convert(value: unknown, target: Target): unknown {
  const type = typeOf(value)
  const result = CONVERTERS[target](value, type)
  if (result === undefined) {
    throw failed(`Unsupported conversion from ${type} to ${target} in $convert with no onError value`)
  }
  return result
}

function conversion(target: Target): Operator {
  return strict(1, 1, ([value]) => (isNullish(value) ? null : convert(value, target)))
}

function convertOperator(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const parts = namedParts(argument, ['input', 'to'], ['onError', 'onNull'], name)
  const input = compile(parts['input'], names)
  const to = compile(parts['to'], names)
  const onNull = compile(parts['onNull'] ?? null, names)
  const hasOnError = Object.hasOwn(parts, 'onError')
  const onError = compile(parts['onError'], names)
  return (scope) => {
    const value = input(scope)
    const target = to(scope)
    if (isNullish(value)) return onNull(scope)
    if (isNullish(target)) return null
    const type = targetNamed(target)
    try {
      return convert(value, convertible(type))
    } catch (error) {
      if (hasOnError && (error as { codeName?: string }).codeName === 'ConversionFailure')
        return onError(scope)
      throw error
    }
  }
}

function targetNamed(target: unknown): TypeName {
  if (typeof target !== 'string' && !isNumber(target)) {
    throw fault(
      'FailedToParse',
      `$convert's 'to' argument must be a string or number, but is ${typeOf(target)}`,
    )
  }
  const type = typeNamed(typeof target === 'string' ? target : toDouble(target))
  if (type === undefined) throw fault('BadValue', `Unknown type name: ${String(target)}`)
  return type
}

function convertible(type: TypeName): Target {
  if (!Object.hasOwn(CONVERTERS, type)) throw failed(`Unsupported conversion to ${type} in $convert`)
  return type as Target
}

function toText(value: unknown, type: TypeName): unknown {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  if (type === 'double') return formatDouble(toDouble(value as NumberValue))
  return isNumber(value) ? String(value) : undefined
}

function toWhole(value: unknown, type: TypeName, target: 'int' | 'long'): unknown {
  if (typeof value === 'boolean') return sized(value ? 1n : 0n, target)
  if (isNumber(value)) return sized(truncated(value), target)
  if (value instanceof Date && target === 'long') return Long.fromNumber(value.getTime())
  if (typeof value !== 'string') return undefined
  if (!/^[+-]?\d+$/.test(value)) {
    throw failed(
      `Failed to parse number '${value}' in $convert with no onError value: Did not consume whole string.`,
    )
  }
  const whole = BigInt(value.replace(/^\+/, ''))
  if (!fits(whole, target)) {
    throw failed(`Failed to parse number '${value}' in $convert with no onError value: Overflow`)
  }
  return sized(whole, target)
}

function fits(value: bigint, target: 'int' | 'long'): boolean {
  return target === 'int' ? BigInt.asIntN(32, value) === value : fitsInt64(value)
}

function sized(value: bigint, target: 'int' | 'long'): Int32 | Long {
  if (!fits(value, target)) {
    throw failed(`Conversion would overflow target type in $convert with no onError value: ${value}`)
  }
  return target === 'int' ? new Int32(Number(value)) : Long.fromBigInt(value)
}

function truncated(value: NumberValue): bigint {
  const exact = exactOf(value)
  if (typeof exact === 'number') {
    const what = Number.isNaN(exact) ? 'NaN' : 'infinity'
    throw failed(`Attempt to convert ${what} value to integer type in $convert with no onError value`)
  }
  const { coefficient, exponent } = exact
  if (exponent < 0) return coefficient / 10n ** BigInt(-exponent)
  // Anything this large overflows anyway; its digits are of no use.
  return coefficient * 10n ** BigInt(Math.min(exponent, 40))
}

const NUMBER_TEXT = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i

function toDoubleValue(value: unknown): unknown {
  if (typeof value === 'boolean') return new Double(value ? 1 : 0)
  if (value instanceof Date) return new Double(value.getTime())
  if (isNumber(value)) {
    const double = toDouble(value)
    if (numberKind(value) === 'decimal' && !Number.isFinite(double) && typeof exactOf(value) !== 'number') {
      throw failed('Conversion would overflow target type in $convert with no onError value')
    }
    return new Double(double)
  }
  if (typeof value !== 'string') return undefined
  return new Double(
    Number(
      numberText(value)
        .replace(/inf(?:inity)?/i, 'Infinity')
        .replace(/nan/i, 'NaN'),
    ),
  )
}

function numberText(text: string): string {
  if (NUMBER_TEXT.test(text)) return text
  throw failed(
    `Failed to parse number '${text}' in $convert with no onError value: Did not consume whole string.`,
  )
}

function toDecimalValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0')
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()))
  if (isNumber(value)) return toDecimal(value)
  if (typeof value !== 'string') return undefined
  const text = numberText(value)
  try {
    return Decimal128.fromStringWithRounding(text)
  } catch {
    throw fault(
      'ConversionFailure',
      `Failed to parse number '${text.slice(0, 100)}' in $convert with no onError value`,
    )
  }
}

function toDate(value: unknown, type: TypeName): unknown {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  if (isNumber(value) && type !== 'int') {
    const date = new Date(Number(truncated(value)))
    if (Number.isNaN(date.getTime()))
      throw failed('Conversion would overflow target type in $convert with no onError value')
    return date
  }
  return typeof value === 'string' ? parseDate(value, undefined) : undefined
}

function timestampPart(value: unknown, name: string, part: (timestamp: Timestamp) => number): unknown {
  if (isNullish(value)) return null
  if (value instanceof Timestamp) return Long.fromNumber(part(value))
  throw fault('Location5687301', `${name} requires a timestamp argument, found: ${typeOf(value)}`)
}
