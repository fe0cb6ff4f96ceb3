import { evaluateTruth, type ExpressionContext } from '../aggregate/expression.ts'
import { documentOf, fieldEntries, isDocument, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { splitPath } from './paths.ts'
import {
  anyValue,
  bitTest,
  comparisonTest,
  existsTest,
  inTest,
  isOperatorDocument,
  modTest,
  not,
  regexOperator,
  regexTest,
  sizeTest,
  typeTest,
  type FieldTest,
  type Found,
} from './leaf-tests.ts'
import { isRegex } from './regex.ts'

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

/** True for operators on a value itself (`{ $gt: 5 }`), not for those that join filters (`{ $or: […] }`). */
export function isValueCondition(value: unknown): value is Document {
  return isOperatorDocument(value) && !FILTER_OPERATORS.has(Object.keys(value)[0] as string)
}

export { isTrue as isTruthy } from '../aggregate/expression.ts'

type DocumentTest = (document: Document, found: Found) => boolean

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

function allOf(tests: readonly FieldTest[]): FieldTest {
  const [first] = tests
  if (tests.length === 1 && first) return first
  return {
    onPath: (document, parts, found) => tests.every((test) => test.onPath(document, parts, found)),
    onValue: (value, found) => tests.every((test) => test.onValue(value, found)),
  }
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
