import { Binary, BSONRegExp, MaxKey, MinKey } from 'bson'
import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { compile as compileExpression, isTrue } from './expression.ts'
import { isNumber, special, toDouble, exact } from './numbers.ts'
import { compareValues, isEqual, typeName, typeOrder } from './order.ts'
import { BAD_VALUE, FAILED_TO_PARSE, refuse, TYPE_MISMATCH } from './refusal.ts'

/** Query predicates, as the manual tells them and the matcher's sources (`src/mongo/db/matcher`) settle them. */

/** Whether a document matches, and the element of an array the positional operator then stands for. */
export interface Matched {
  readonly index: number | undefined
}
export type Filter = (document: Doc) => Matched | undefined

export function compileFilter(filter: Doc): Filter {
  const tests = [...filter].map(([name, condition]) =>
    name.startsWith('$') ? compileJunction(name, condition) : compileField(name, condition),
  )
  return (document) => {
    let index: number | undefined
    for (const test of tests) {
      const matched = test(document)
      if (!matched) return undefined
      index = matched.index ?? index
    }
    return { index }
  }
}

const asMatched = (matches: boolean): Matched | undefined => (matches ? { index: undefined } : undefined)

function compileJunction(name: string, argument: Present): Filter {
  if (name === '$comment') return () => asMatched(true)
  if (name === '$expr') {
    const expression = compileExpression(argument)
    return (document) => asMatched(isTrue(expression(document)))
  }
  if (!['$and', '$or', '$nor'].includes(name)) return refuse(BAD_VALUE)
  if (!isArray(argument) || argument.length === 0) return refuse(BAD_VALUE)
  const branches = argument.map((branch) => (isDoc(branch) ? compileFilter(branch) : refuse(BAD_VALUE)))
  if (name === '$or') return (document) => asMatched(branches.some((branch) => branch(document)))
  if (name === '$nor') return (document) => asMatched(!branches.some((branch) => branch(document)))
  return (document) => {
    let index: number | undefined
    for (const branch of branches) {
      const matched = branch(document)
      if (!matched) return undefined
      index = matched.index ?? index
    }
    return { index }
  }
}

/** What one condition asks of a single value; `leaf` says whether the elements of an array at the end are asked too. */
interface Predicate {
  readonly test: (value: Value) => boolean
  readonly leaf: boolean
  /** The element of the array the test itself found. */
  readonly inner?: (value: Value) => number | undefined
}

/** A predicate that some value must pass, or conditions that must not hold together. */
type Condition = Predicate | { readonly not: readonly Condition[] }

interface Reached {
  readonly value: Value
  readonly index: number | undefined
}

/** `at` gives the values asked, with or without the elements of an array at the end. */
function evaluate(condition: Condition, at: (leaf: boolean) => readonly Reached[]): Matched | undefined {
  if ('not' in condition) return asMatched(!condition.not.every((inner) => evaluate(inner, at)))
  const found = at(condition.leaf).find(({ value }) => condition.test(value))
  return found && { index: found.index ?? condition.inner?.(found.value) }
}

export const hasOperators = (value: Value): boolean =>
  isDoc(value) && [...value.keys()][0]?.startsWith('$') === true

function compileField(path: string, condition: Present): Filter {
  const conditions = compileCondition(condition)
  const parts = path.split('.')
  return (document) => {
    let index: number | undefined
    for (const one of conditions) {
      const matched = evaluate(one, (leaf) => reached(document, parts, leaf))
      if (!matched) return undefined
      index = matched.index ?? index
    }
    return { index }
  }
}

/** A test for one value, as `$pull`, arrayFilters and `$elemMatch` ask it. */
export function compileValueTest(condition: Present, throughArrays: boolean): (value: Value) => boolean {
  const conditions = compileCondition(condition)
  return (value) => {
    const at = (leaf: boolean) =>
      (throughArrays && leaf && isArray(value) ? [...value, value] : [value]).map((item) => ({
        value: item,
        index: undefined,
      }))
    return conditions.every((one) => evaluate(one, at) !== undefined)
  }
}

function compileCondition(condition: Present): Condition[] {
  if (condition instanceof BSONRegExp) return [regexPredicate(condition)]
  if (!isDoc(condition) || !hasOperators(condition)) return [comparison('$eq', condition)]
  return [...condition].flatMap(([name, argument]) => compileOperator(name, argument, condition))
}

/** Everything a path leads to, through documents, through the documents in arrays and by index into arrays. */
export function reached(start: Doc, parts: readonly string[], leaf: boolean): Reached[] {
  let value: Value = start
  for (const [depth, part] of parts.entries()) {
    if (isArray(value)) return throughArray(value, parts.slice(depth), leaf)
    value = isDoc(value) ? value.get(part) : undefined
  }
  if (!isArray(value) || !leaf) return [{ value, index: undefined }]
  return [...value.map((element, index) => ({ value: element, index })), { value, index: undefined }]
}

function throughArray(array: readonly Present[], parts: readonly string[], leaf: boolean): Reached[] {
  const [first = '', ...rest] = parts
  return array.flatMap((element, index): Reached[] => {
    const result: Reached[] = []
    if (isDoc(element)) result.push(...reached(element, parts, leaf).map(({ value }) => ({ value, index })))
    if (first !== String(index)) return result
    // By its place: an array that is reached so is taken as a whole when the path ends there.
    if (rest.length === 0) result.push({ value: element, index })
    else if (isDoc(element)) result.push(...reached(element, rest, leaf))
    else if (isArray(element))
      result.push(...reached(new Map(element.map((item, at) => [String(at), item])), rest, leaf))
    return result
  })
}

function compileOperator(name: string, argument: Present, siblings: Doc): Condition[] {
  switch (name) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (name !== '$eq' && argument instanceof BSONRegExp) return refuse(BAD_VALUE)
      return [comparison(name, argument)]
    case '$ne':
      if (argument instanceof BSONRegExp) return refuse(BAD_VALUE)
      return [{ not: [comparison('$eq', argument)] }]
    case '$in':
      return [membership(argument)]
    case '$nin':
      return [{ not: [membership(argument)] }]
    case '$exists':
      return [isTrue(argument) ? EXISTS : { not: [EXISTS] }]
    case '$type':
      return [typePredicate(argument)]
    case '$size':
      return [sizePredicate(argument)]
    case '$mod':
      return [modPredicate(argument)]
    case '$all':
      return allPredicates(argument)
    case '$elemMatch':
      return [elementPredicate(argument)]
    case '$not':
      return [negation(argument)]
    case '$regex':
      return [regexPredicate(asRegex(argument, siblings.get('$options')))]
    case '$options':
      return siblings.has('$regex') ? [] : refuse(BAD_VALUE)
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return [bitsPredicate(name, argument)]
    default:
      return refuse(BAD_VALUE)
  }
}

const EXISTS: Predicate = { test: (value) => value !== undefined, leaf: false }

type Range = '$eq' | '$gt' | '$gte' | '$lt' | '$lte'

function holds(operator: Range, order: number): boolean {
  if (order === 0) return operator === '$eq' || operator === '$gte' || operator === '$lte'
  return order > 0 ? operator === '$gt' || operator === '$gte' : operator === '$lt' || operator === '$lte'
}

function comparison(operator: Range, operand: Present): Predicate {
  const equalNulls = holds(operator, 0)
  const isNaNNumber = (value: Value) => isNumber(value) && Number.isNaN(special(value))
  return {
    leaf: true,
    test: (value) => {
      if (operand === null && value === undefined) return equalNulls
      if (typeOrder(value) === typeOrder(operand)) {
        // NaN is in no range, not even beside itself; it only equals itself.
        if (isNaNNumber(value) || isNaNNumber(operand))
          return equalNulls && isNaNNumber(value) && isNaNNumber(operand)
        return holds(operator, compareValues(value, operand))
      }
      if (operand instanceof MinKey) return operator === '$gt' || operator === '$gte'
      return operand instanceof MaxKey && (operator === '$lt' || operator === '$lte')
    },
  }
}

function membership(argument: Present): Predicate {
  if (!isArray(argument)) return refuse(BAD_VALUE)
  const tests = argument.map((item) => {
    if (hasOperators(item)) return refuse(BAD_VALUE)
    return item instanceof BSONRegExp ? regexPredicate(item) : comparison('$eq', item)
  })
  return { leaf: true, test: (value) => tests.some(({ test }) => test(value)) }
}

const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  127: 'maxKey',
  [-1]: 'minKey',
}

function typePredicate(argument: Present): Predicate {
  const wanted = isArray(argument) ? argument : [argument]
  if (wanted.length === 0) return refuse(FAILED_TO_PARSE)
  const names = wanted.flatMap((type) => {
    if (type === 'number') return ['int', 'long', 'double', 'decimal']
    if (typeof type === 'string')
      return Object.values(TYPE_NUMBERS).includes(type) ? [type] : refuse(BAD_VALUE)
    if (!isNumber(type)) return refuse(TYPE_MISMATCH)
    return [TYPE_NUMBERS[toDouble(type)] ?? refuse(BAD_VALUE)]
  })
  return { leaf: true, test: (value) => names.includes(typeName(value)) }
}

function sizePredicate(argument: Present): Predicate {
  if (!isNumber(argument)) return refuse(BAD_VALUE)
  const size = toDouble(argument)
  if (!Number.isInteger(size) || size < 0) return refuse(BAD_VALUE)
  return { leaf: false, test: (value) => isArray(value) && value.length === size }
}

function modPredicate(argument: Present): Predicate {
  if (!isArray(argument) || argument.length !== 2) return refuse(BAD_VALUE)
  const [divisor, remainder] = argument
  if (!isNumber(divisor) || !isNumber(remainder)) return refuse(BAD_VALUE)
  const by = BigInt(Math.trunc(toDouble(divisor)))
  if (by === 0n) return refuse(BAD_VALUE)
  const rest = BigInt(Math.trunc(toDouble(remainder)))
  return {
    leaf: true,
    test: (value) => {
      const number = isNumber(value) ? exact(value) : undefined
      if (!number) return false
      const { coefficient, exponent } = number
      const whole =
        exponent < 0 ? coefficient / 10n ** BigInt(-exponent) : coefficient * 10n ** BigInt(exponent)
      return whole % by === rest
    },
  }
}

function allPredicates(argument: Present): Condition[] {
  if (!isArray(argument)) return refuse(BAD_VALUE)
  if (argument.length === 0) return [{ leaf: true, test: () => false }]
  return argument.flatMap((item) => {
    if (!isDoc(item) || !hasOperators(item))
      return item instanceof BSONRegExp ? [regexPredicate(item)] : [comparison('$eq', item)]
    if ([...item.keys()].join() !== '$elemMatch' || !argument.every(hasOperators)) return refuse(BAD_VALUE)
    return compileCondition(item)
  })
}

function elementPredicate(argument: Present): Predicate {
  if (!isDoc(argument)) return refuse(BAD_VALUE)
  const first = [...argument.keys()][0] ?? ''
  const isOnValues = first.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first)
  const test = isOnValues ? compileValueTest(argument, false) : onDocuments(compileFilter(argument))
  const inner = (value: Value) => {
    const index = isArray(value) ? value.findIndex(test) : -1
    return index < 0 ? undefined : index
  }
  return { leaf: false, test: (value) => inner(value) !== undefined, inner }
}

/** An array among the elements is asked like a document whose names are its places. */
function onDocuments(filter: Filter): (value: Value) => boolean {
  return (value) => {
    if (isArray(value))
      return filter(new Map(value.map((item, index) => [String(index), item]))) !== undefined
    return isDoc(value) && filter(value) !== undefined
  }
}

function negation(argument: Present): Condition {
  if (argument instanceof BSONRegExp) return { not: [regexPredicate(argument)] }
  if (!isDoc(argument) || argument.size === 0) return refuse(BAD_VALUE)
  if (!hasOperators(argument)) return refuse(BAD_VALUE)
  return { not: compileCondition(argument) }
}

function asRegex(pattern: Present, options: Value): BSONRegExp {
  if (pattern instanceof BSONRegExp)
    return typeof options === 'string' ? new BSONRegExp(pattern.pattern, options) : pattern
  if (typeof pattern !== 'string') return refuse(BAD_VALUE)
  return new BSONRegExp(pattern, typeof options === 'string' ? options : '')
}

/** Only patterns that mean the same in PCRE and in JavaScript are generated. */
function regexPredicate(regex: BSONRegExp): Predicate {
  const pattern = new RegExp(regex.pattern, `${regex.options.replace('x', '')}u`)
  return {
    leaf: true,
    test: (value) =>
      typeof value === 'string' ? pattern.test(value) : value instanceof BSONRegExp && isEqual(value, regex),
  }
}

function bitsPredicate(name: string, argument: Present): Predicate {
  const positions = bitPositions(argument)
  const [every, wanted] = [name.includes('All'), name.endsWith('Set')]
  return {
    leaf: true,
    test: (value) => {
      const bit = bitsOf(value)
      if (!bit) return false
      return every ? positions.every((at) => bit(at) === wanted) : positions.some((at) => bit(at) === wanted)
    },
  }
}

function bitPositions(argument: Present): number[] {
  if (isArray(argument)) return argument.map((item) => (isNumber(item) ? toDouble(item) : refuse(BAD_VALUE)))
  if (!isNumber(argument)) return refuse(BAD_VALUE)
  const mask = toDouble(argument)
  if (!Number.isInteger(mask)) return refuse(FAILED_TO_PARSE)
  if (mask < 0) return refuse(FAILED_TO_PARSE)
  return mask
    .toString(2)
    .split('')
    .toReversed()
    .flatMap((digit, at) => (digit === '1' ? [at] : []))
}

function bitsOf(value: Value): ((at: number) => boolean) | undefined {
  if (value instanceof Binary) {
    const bytes = value.buffer
    return (at) => at < value.position * 8 && (((bytes[at >> 3] as number) >> (at & 7)) & 1) === 1
  }
  if (isNumber(value)) {
    const number = exact(value)
    const unit = number ? 10n ** BigInt(Math.abs(number.exponent)) : 1n
    if (!number || (number.exponent < 0 && number.coefficient % unit !== 0n)) return undefined
    const bits = number.exponent < 0 ? number.coefficient / unit : number.coefficient * unit
    if (bits !== BigInt.asIntN(64, bits)) return undefined
    return (at) => ((bits >> BigInt(at)) & 1n) === 1n
  }
  return undefined
}
