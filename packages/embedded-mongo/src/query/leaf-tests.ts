import { Binary } from 'bson'
import { isTrue } from '../aggregate/expression.ts'
import {
  compare,
  isDocument,
  keyOf,
  rankOf,
  typeNamed,
  typeOf,
  type Document,
  type TypeName,
} from '../bson/values.ts'
import { isNaNValue, isNumber, toDouble, toExactInt } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { visitPath } from './paths.ts'
import { compileRegex, isRegex, regexParts } from './regex.ts'

/**
 * What is asked of the values one field leads to, operator by operator; `match.ts` puts these together.
 * Source: `src/mongo/db/matcher/expression_leaf.cpp` (7.0).
 */

/** Where in an array something was found. */
export interface Found {
  arrayIndex?: number
}

/** A condition on a field: asked of everything a path leads to, or of one value that is already at hand. */
export interface FieldTest {
  onPath(document: Document, parts: readonly string[], found: Found): boolean
  onValue(value: unknown, found: Found): boolean
}

/** True for `{ $gt: 5 }`: a document whose first field is an operator. A DBRef is a literal. */
export function isOperatorDocument(value: unknown): value is Document {
  if (!isDocument(value)) return false
  const first = Object.keys(value)[0]
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first)
}

/** A test that holds when any value the path leads to passes. */
export function anyValue(test: (value: unknown, found: Found) => boolean, traverseLeaf = true): FieldTest {
  return {
    onPath: (document, parts, found) =>
      visitPath(document, parts, traverseLeaf, (value, arrayIndex) => {
        if (!test(value, found)) return false
        if (arrayIndex !== undefined) found.arrayIndex = arrayIndex
        return true
      }),
    onValue: test,
  }
}

type Comparison = '$eq' | '$gt' | '$gte' | '$lt' | '$lte'

const HOLDS: Record<Comparison, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
}

export function comparisonTest(operator: Comparison, operand: unknown): FieldTest {
  if (typeOf(operand) === 'undefined') throw fault('BadValue', 'cannot compare to undefined')
  const rank = rankOf(operand)
  const holds = HOLDS[operator]
  const includesEqual = holds(0)
  const nan = isNaNValue(operand)
  const type = typeOf(operand)
  return anyValue((value) => {
    if (rankOf(value) !== rank) return holdsAcrossTypes(operator, value, type, includesEqual)
    // NaN equals itself here and is in no range.
    if (nan || isNaNValue(value)) return includesEqual && nan && isNaNValue(value)
    return holds(compare(value, operand))
  })
}

function holdsAcrossTypes(
  operator: Comparison,
  value: unknown,
  type: TypeName,
  includesEqual: boolean,
): boolean {
  // Missing or BSON's undefined.
  if (type === 'null') return rankOf(value) === rankOf(undefined) && includesEqual
  if (operator === '$eq') return false
  if (type === 'maxKey') return operator === '$lt' || operator === '$lte'
  return type === 'minKey' && (operator === '$gt' || operator === '$gte')
}

/** Each is compiled when the first document comes, while everybody else waits. */
const MAX_PATTERNS = 1000

export function inTest(name: string, argument: unknown): FieldTest {
  if (!Array.isArray(argument)) throw fault('BadValue', `${name} needs an array`)
  const keys = new Set<string>()
  const patterns: FieldTest[] = []
  for (const item of argument as unknown[]) {
    if (isOperatorDocument(item)) throw fault('BadValue', `cannot nest $ under ${name}`)
    if (typeOf(item) === 'undefined') {
      throw fault('BadValue', 'InMatchExpression equality cannot be undefined')
    }
    if (isRegex(item)) {
      if (patterns.length >= MAX_PATTERNS)
        throw fault('BadValue', `${name} takes at most ${MAX_PATTERNS} regular expressions on this server`)
      patterns.push(regexTest(item))
    } else keys.add(keyOf(item))
  }
  if (keys.has(keyOf(null))) keys.add(keyOf(undefined))
  return anyValue(
    (value, found) => keys.has(keyOf(value)) || patterns.some((pattern) => pattern.onValue(value, found)),
  )
}

export function existsTest(argument: unknown): FieldTest {
  const exists = anyValue((value) => value !== undefined, false)
  return isTrue(argument) ? exists : not(exists)
}

export function typeTest(argument: unknown): FieldTest {
  const wanted = Array.isArray(argument) ? (argument as unknown[]) : [argument]
  if (wanted.length === 0) throw fault('FailedToParse', '$type must match at least one type')
  const types = new Set(wanted.flatMap(typesNamed))
  return anyValue((value) => types.has(typeOf(value)))
}

/** The types an alias or a number stands for; `number` stands for four. */
export function typesNamed(type: unknown): TypeName[] {
  if (type === 'number') return ['int', 'long', 'double', 'decimal']
  if (typeof type === 'string') {
    const named = typeNamed(type)
    if (!named) throw fault('BadValue', `Unknown type name alias: ${type}`)
    return [named]
  }
  if (!isNumber(type)) throw fault('TypeMismatch', 'type must be represented as a number or a string')
  const number = toDouble(type)
  if (number === 0) {
    throw fault('BadValue', 'Invalid numerical type code: 0. Instead use {$exists:false}.')
  }
  const named = typeNamed(number)
  if (!named) throw fault('BadValue', `Invalid numerical type code: ${number}`)
  return [named]
}

export function sizeTest(argument: unknown): FieldTest {
  if (!isNumber(argument)) {
    throw fault('BadValue', `Failed to parse $size. Expected a number in: $size: ${String(argument)}`)
  }
  const size = toExactInt(argument)
  if (size === undefined) {
    throw fault('BadValue', `Failed to parse $size. Expected an integer: $size: ${toDouble(argument)}`)
  }
  if (size < 0n) {
    throw fault('BadValue', `Failed to parse $size. Expected a non-negative number in: $size: ${size}`)
  }
  return anyValue((value) => Array.isArray(value) && BigInt(value.length) === size, false)
}

export function regexOperator(argument: unknown, options: unknown): FieldTest {
  if (options !== undefined && typeof options !== 'string') {
    throw fault('BadValue', '$options has to be a string')
  }
  if (isRegex(argument)) {
    const parts = regexParts(argument)
    if (parts.options && options !== undefined) {
      throw fault('Location51075', 'options set in both $regex and $options')
    }
    return patternTest(parts.pattern, options ?? parts.options)
  }
  if (typeof argument !== 'string') throw fault('BadValue', '$regex has to be a string')
  return patternTest(argument, options ?? '')
}

export function regexTest(value: Parameters<typeof regexParts>[0]): FieldTest {
  const { pattern, options } = regexParts(value)
  return patternTest(pattern, options)
}

function patternTest(pattern: string, options: string): FieldTest {
  const regex = compileRegex(pattern, options)
  return anyValue((value) => {
    if (typeof value === 'string') return regex.test(value)
    if (typeOf(value) === 'symbol') return regex.test(String(value))
    if (!isRegex(value)) return false
    const other = regexParts(value)
    return other.pattern === pattern && other.options === options
  })
}

export function modTest(argument: unknown): FieldTest {
  if (!Array.isArray(argument)) throw fault('BadValue', 'malformed mod, needs to be an array')
  if (argument.length < 2) throw fault('BadValue', 'malformed mod, not enough elements')
  if (argument.length > 2) throw fault('BadValue', 'malformed mod, too many elements')
  const [divisor, remainder] = argument.map((item: unknown, index) => {
    const truncated = truncatedInt(item)
    if (truncated === undefined) {
      throw fault('BadValue', `malformed mod, ${index === 0 ? 'divisor' : 'remainder'} not a number`)
    }
    return truncated
  }) as [bigint, bigint]
  if (divisor === 0n) throw fault('BadValue', 'divisor cannot be 0')
  return anyValue((value) => {
    const number = truncatedInt(value)
    return number !== undefined && number % divisor === remainder
  })
}

function truncatedInt(value: unknown): bigint | undefined {
  if (!isNumber(value)) return undefined
  const exact = toExactInt(value)
  if (exact !== undefined) return exact
  const double = Math.trunc(toDouble(value))
  return Math.abs(double) < 2 ** 63 ? BigInt(double) : undefined
}

type BitOperator = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear'

export function bitTest(name: BitOperator, argument: unknown): FieldTest {
  const positions = bitPositions(name, argument)
  const wantSet = name === '$bitsAllSet' || name === '$bitsAnySet'
  const wantAll = name === '$bitsAllSet' || name === '$bitsAllClear'
  return anyValue((value) => {
    const bitAt = bitReader(value)
    if (!bitAt) return false
    const test = (position: number): boolean => bitAt(position) === wantSet
    return wantAll ? positions.every(test) : positions.some(test)
  })
}

function bitPositions(name: string, argument: unknown): number[] {
  if (Array.isArray(argument)) {
    return argument.map((item: unknown) => {
      const position = isNumber(item) ? toExactInt(item) : undefined
      if (position === undefined || position > 0x7fffffffn) {
        throw fault('BadValue', `bit positions must be an integer but got: ${String(item)}`)
      }
      if (position < 0n) throw fault('BadValue', `bit positions must be >= 0 but got: ${position}`)
      return Number(position)
    })
  }
  const bitAt = bitReader(argument)
  if (!bitAt) {
    throw fault(
      'BadValue',
      `${name} takes an Array, a number, or a BinData but received: ${String(argument)}`,
    )
  }
  if (isNumber(argument) && toDouble(argument) < 0) {
    throw fault('BadValue', `Expected a non-negative number in: ${name}: ${toDouble(argument)}`)
  }
  const length = argument instanceof Binary ? argument.position * 8 : 64
  return Array.from({ length }, (_, position) => position).filter(bitAt)
}

/** Reads single bits: a 64-bit two's complement for numbers, little-endian bytes for binary data. */
function bitReader(value: unknown): ((position: number) => boolean) | undefined {
  if (value instanceof Binary) {
    return (position) =>
      position < value.position * 8 && (((value.buffer[position >> 3] ?? 0) >> (position & 7)) & 1) === 1
  }
  const whole = isNumber(value) ? toExactInt(value) : undefined
  if (whole === undefined) return undefined
  // Beyond bit 63 the sign goes on.
  return (position) => ((whole >> BigInt(Math.min(position, 63))) & 1n) === 1n
}

export function not(test: FieldTest): FieldTest {
  return {
    onPath: (document, parts) => !test.onPath(document, parts, {}),
    onValue: (value) => !test.onValue(value, {}),
  }
}
