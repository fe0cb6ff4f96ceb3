import { Binary } from 'bson'
import { evaluateTruth, isTrue, type ExpressionContext } from '../aggregate/expression.ts'
import {
  compare,
  isDocument,
  keyOf,
  rankOf,
  typeNamed,
  typeOf,
  documentOf,
  fieldEntries,
  type Document,
  type TypeName,
} from '../bson/values.ts'
import { isNaNValue, isNumber, toDouble, toExactInt } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { splitPath, visitPath } from './paths.ts'
import { compileRegex, isRegex, regexParts } from './regex.ts'

/**
 * The query matcher. Sources: MongoDB manual “Query Predicates”; for what it leaves open
 * `src/mongo/db/matcher/expression_leaf.cpp`, `expression_array.cpp` and `expression_parser.cpp` (7.0).
 */
export interface Match {
  readonly matched: boolean
  /** Where in an array the match was found: what the positional `$` stands for. */
  readonly arrayIndex?: number
}

export interface Matcher {
  matches(document: Document): Match
}

const FILTER_OPERATORS = new Set(['$and', '$or', '$nor', '$expr', '$where', '$comment'])
const NO_MATCH: Match = { matched: false }
const MATCH: Match = { matched: true }

/** Compiles a filter once for many documents; `context` holds the variables and the time `$expr` may ask for. */
export function compileFilter(filter: Document, context: ExpressionContext = {}): Matcher {
  const node = parseFilter(filter, context)
  return {
    matches(document) {
      const found: Found = {}
      if (!node(document, found)) return NO_MATCH
      return found.arrayIndex === undefined ? MATCH : { matched: true, arrayIndex: found.arrayIndex }
    },
  }
}

/**
 * A test for one value on its own, as `$pull` and arrayFilters use it: `condition` is an operator document, a
 * regular expression or a literal.
 */
export function compileValueTest(
  condition: unknown,
  context: ExpressionContext = {},
): (value: unknown) => boolean {
  const test = parseFieldCondition(condition, context)
  return (value) => test.onValue(value, {})
}

/** True for `{ $gt: 5 }`: a document whose first field is an operator. A DBRef is a literal. */
export function isOperatorDocument(value: unknown): value is Document {
  if (!isDocument(value)) return false
  const first = Object.keys(value)[0]
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first)
}

/** True for operators on a value itself (`{ $gt: 5 }`), not for those that join filters (`{ $or: […] }`). */
export function isValueCondition(value: unknown): value is Document {
  return isOperatorDocument(value) && !FILTER_OPERATORS.has(Object.keys(value)[0] as string)
}

export { isTrue as isTruthy } from '../aggregate/expression.ts'

interface Found {
  arrayIndex?: number
}
type DocumentTest = (document: Document, found: Found) => boolean

/** A condition on a field: asked of everything a path leads to, or of one value that is already at hand. */
interface FieldTest {
  onPath(document: Document, parts: readonly string[], found: Found): boolean
  onValue(value: unknown, found: Found): boolean
}

function parseFilter(filter: Document, context: ExpressionContext): DocumentTest {
  const tests = fieldEntries(filter).map(([name, value]) =>
    name.startsWith('$') ? parseTopLevel(name, value, context) : parseField(name, value, context),
  )
  return everyTest(tests)
}

function everyTest(tests: readonly DocumentTest[]): DocumentTest {
  const [first] = tests
  if (tests.length === 1 && first) return first
  return (document, found) => tests.every((test) => test(document, found))
}

function parseField(path: string, condition: unknown, context: ExpressionContext): DocumentTest {
  const parts = splitPath(path)
  const test = parseFieldCondition(condition, context)
  return (document, found) => test.onPath(document, parts, found)
}

function parseTopLevel(name: string, value: unknown, context: ExpressionContext): DocumentTest {
  switch (name) {
    case '$and':
      return everyTest(parseBranches(name, value, context))
    case '$or': {
      const branches = parseBranches(name, value, context)
      // Which branch matched is not told to the positional operator.
      return (document) => branches.some((branch) => branch(document, {}))
    }
    case '$nor': {
      const branches = parseBranches(name, value, context)
      return (document) => !branches.some((branch) => branch(document, {}))
    }
    case '$expr': {
      const test = evaluateTruth(value, context)
      return (document) => test(document)
    }
    case '$comment':
      return () => true
    case '$alwaysTrue':
      return () => true
    case '$alwaysFalse':
      return () => false
    default:
      throw refusedTopLevel(name)
  }
}

function parseBranches(name: string, value: unknown, context: ExpressionContext): DocumentTest[] {
  if (!Array.isArray(value)) throw fault('BadValue', `${name} must be an array`)
  if (value.length === 0) throw fault('BadValue', '$and/$or/$nor must be a nonempty array')
  return value.map((branch: unknown) => {
    if (!isDocument(branch)) throw fault('BadValue', '$or/$and/$nor entries need to be full objects')
    return parseFilter(branch, context)
  })
}

function refusedTopLevel(name: string): Error {
  switch (name) {
    case '$where':
      return fault('BadValue', 'no globalScriptEngine in $where parsing')
    case '$text':
      return fault('IndexNotFound', 'text index required for $text query')
    case '$jsonSchema':
    case '$sampleRate':
      return fault('QueryFeatureNotAllowed', `${name} is not supported by this server`)
    default:
      return fault(
        'BadValue',
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, ` +
          'consider using $getField or $setField.',
      )
  }
}

function parseFieldCondition(condition: unknown, context: ExpressionContext): FieldTest {
  if (isRegex(condition)) return regexTest(condition)
  if (isOperatorDocument(condition)) return parseOperators(condition, context)
  return comparisonTest('$eq', condition)
}

function parseOperators(operators: Document, context: ExpressionContext): FieldTest {
  return allOf(
    fieldEntries(operators)
      .filter(([name]) => !(name === '$options' && '$regex' in operators))
      .map(([name, argument]) => parseOperator(name, argument, operators, context)),
  )
}

function parseOperator(
  name: string,
  argument: unknown,
  siblings: Document,
  context: ExpressionContext,
): FieldTest {
  switch (name) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (name !== '$eq' && isRegex(argument)) {
        throw fault('BadValue', `Can't have RegEx as arg to predicate over field.`)
      }
      return comparisonTest(name, argument)
    case '$ne':
      if (isRegex(argument)) throw fault('BadValue', "Can't have regex as arg to $ne.")
      return not(comparisonTest('$eq', argument))
    case '$in':
      return inTest(name, argument)
    case '$nin':
      return not(inTest(name, argument))
    case '$exists':
      return existsTest(argument)
    case '$type':
      return typeTest(argument)
    case '$size':
      return sizeTest(argument)
    case '$all':
      return allTest(argument, context)
    case '$elemMatch':
      return elemMatchTest(argument, context)
    case '$not':
      return notTest(argument, context)
    case '$regex':
      return regexOperator(argument, siblings['$options'])
    case '$options':
      throw fault('BadValue', '$options needs a $regex')
    case '$mod':
      return modTest(argument)
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return bitTest(name, argument)
    default:
      throw refusedOperator(name)
  }
}

function refusedOperator(name: string): Error {
  switch (name) {
    case '$near':
    case '$nearSphere':
    case '$geoNear':
      return fault('NoQueryExecutionPlans', 'unable to find index for $geoNear query')
    case '$geoWithin':
    case '$geoIntersects':
    case '$within':
      return fault('QueryFeatureNotAllowed', `${name} is not supported by this server`)
    default:
      return fault('BadValue', `unknown operator: ${name}`)
  }
}

/** A test that holds when any value the path leads to passes. */
function anyValue(test: (value: unknown, found: Found) => boolean, traverseLeaf = true): FieldTest {
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

function not(test: FieldTest): FieldTest {
  return {
    onPath: (document, parts) => !test.onPath(document, parts, {}),
    onValue: (value) => !test.onValue(value, {}),
  }
}

function allOf(tests: readonly FieldTest[]): FieldTest {
  const [first] = tests
  if (tests.length === 1 && first) return first
  return {
    onPath: (document, parts, found) => tests.every((test) => test.onPath(document, parts, found)),
    onValue: (value, found) => tests.every((test) => test.onValue(value, found)),
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

function comparisonTest(operator: Comparison, operand: unknown): FieldTest {
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

function inTest(name: string, argument: unknown): FieldTest {
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

function existsTest(argument: unknown): FieldTest {
  const exists = anyValue((value) => value !== undefined, false)
  return isTrue(argument) ? exists : not(exists)
}

function typeTest(argument: unknown): FieldTest {
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

function sizeTest(argument: unknown): FieldTest {
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

function allTest(argument: unknown, context: ExpressionContext): FieldTest {
  if (!Array.isArray(argument)) throw fault('BadValue', '$all needs an array')
  const items = argument as unknown[]
  if (items.length === 0) return anyValue(() => false)
  const elemMatches = items.filter((item) => isDocument(item) && Object.keys(item)[0] === '$elemMatch')
  if (elemMatches.length > 0 && elemMatches.length < items.length) {
    throw fault('BadValue', '$all/$elemMatch has to be consistent')
  }
  if (elemMatches.length > 0) return allOf(items.map((item) => parseOperators(item as Document, context)))
  return allOf(
    items.map((item) => {
      if (isOperatorDocument(item)) throw fault('BadValue', 'no $ expressions in $all')
      return isRegex(item) ? regexTest(item) : comparisonTest('$eq', item)
    }),
  )
}

/** What `$elemMatch` asks of an element, in a filter as in a projection. */
export function compileElementTest(
  condition: Document,
  context: ExpressionContext,
): (element: unknown) => boolean {
  const first = Object.keys(condition)[0] ?? ''
  const isValueTest =
    isOperatorDocument(condition) && !['$and', '$or', '$nor', '$where', '$expr'].includes(first)
  return isValueTest
    ? valueElement(parseOperators(condition, context))
    : documentElement(parseFilter(condition, context))
}

function elemMatchTest(argument: unknown, context: ExpressionContext): FieldTest {
  if (!isDocument(argument)) throw fault('BadValue', '$elemMatch needs an Object')
  const test = compileElementTest(argument, context)
  return anyValue((value, found) => {
    if (!Array.isArray(value)) return false
    const index = value.findIndex(test)
    if (index < 0) return false
    found.arrayIndex = index
    return true
  }, false)
}

function valueElement(test: FieldTest): (element: unknown) => boolean {
  return (element) => test.onValue(element, {})
}

function documentElement(test: DocumentTest): (element: unknown) => boolean {
  return (element) => {
    // An array is searched like a document whose names are its indexes.
    const document = Array.isArray(element) ? documentOf(Object.entries(element)) : element
    return isDocument(document) && test(document, {})
  }
}

function notTest(argument: unknown, context: ExpressionContext): FieldTest {
  if (isRegex(argument)) return not(regexTest(argument))
  if (!isDocument(argument)) throw fault('BadValue', '$not needs a regex or a document')
  if (Object.keys(argument).length === 0) throw fault('BadValue', '$not cannot be empty')
  return not(parseOperators(argument, context))
}

function regexOperator(argument: unknown, options: unknown): FieldTest {
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

function regexTest(value: Parameters<typeof regexParts>[0]): FieldTest {
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

function modTest(argument: unknown): FieldTest {
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

function bitTest(name: BitOperator, argument: unknown): FieldTest {
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
