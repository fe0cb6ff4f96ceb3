import { isArrayIndex } from '../query/paths.ts'
import { Int32, Long, Timestamp } from 'bson'
import {
  add,
  intOrLong,
  isNumber,
  multiply,
  numberKind,
  toDouble,
  toExactInt,
  type NumberValue,
} from '../bson/numbers.ts'
import {
  compare,
  equal,
  fieldOf,
  isDocument,
  keyOf,
  typeOf,
  documentOf,
  fieldEntries,
  fieldNames,
  type Document,
} from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileFilter, isValueCondition } from '../query/match.ts'
import { isRegex } from '../query/regex.ts'
import { showDocument, showValue } from '../storage/show.ts'

/**
 * What each update operator does to one field. Sources: manual “Update Operators”,
 * `src/mongo/db/update/*_node.cpp` (7.0).
 */

/** The field is taken away; in an array its place keeps a null. */
export const REMOVED = Symbol('removed')

/** What an operation may want to know beside the value. */
export interface Situation {
  /** The document as it was before this update, for messages and `$rename`. */
  readonly document: Document
  readonly name: string
  readonly isInsert: boolean
  readonly now: Date
}

/** One operator on one path. */
export interface Operation {
  /** Whether it brings a missing field, and the documents around it, into being. */
  readonly creates: boolean
  /** Whether a path through something that holds no fields is simply nothing to do. */
  readonly toleratesUnviablePaths: boolean
  /** Whether it counts as a change even when the value comes out the same. */
  readonly alwaysModifies: boolean
  /** Whether there is nothing to do for this document at all, not even to look at the path. */
  skips(situation: Omit<Situation, 'name'>): boolean
  /** The new value of a field; `existing` is undefined when the field is missing. */
  apply(existing: unknown, situation: Situation): unknown
}

type Compiler = (path: string, argument: unknown) => Operation

/** Compiles `{ operator: { path: argument } }`; undefined when there is no such operator. */
export function compileOperation(operator: string, path: string, argument: unknown): Operation | undefined {
  return COMPILERS.get(operator)?.(path, argument)
}

/** True for the operators that take `{ path: argument }` and are known here. */
export function isUpdateOperator(operator: string): boolean {
  return COMPILERS.has(operator)
}

/** The two halves of `$rename`: the source is taken away, the target set, both from the document as it was. */
export function compileRename(
  source: string,
  target: unknown,
): { from: Operation; to: Operation; path: string } {
  if (typeof target !== 'string') {
    throw fault('BadValue', `The 'to' field for $rename must be a string: ${source}: ${showValue(target)}`)
  }
  if (source === target) {
    throw fault(
      'BadValue',
      `The source and target field for $rename must differ: ${source}: ${showValue(target)}`,
    )
  }
  if (`${target}.`.startsWith(`${source}.`) || `${source}.`.startsWith(`${target}.`)) {
    throw fault(
      'BadValue',
      `The source and target field for $rename must not be on the same path: ${source}: ${showValue(target)}`,
    )
  }
  for (const [role, path] of [
    ['source', source],
    ['destination', target],
  ] as const) {
    if (path.split('.').some((part) => part.startsWith('$'))) {
      throw fault('BadValue', `The ${role} field for $rename may not be dynamic: ${path}`)
    }
  }
  const skips: Operation['skips'] = ({ document }) => {
    if (sourceOf(document, source, 'source') === undefined) return true
    sourceOf(document, target, 'destination')
    return false
  }
  return {
    path: target,
    from: onExisting(() => REMOVED, { skips, toleratesUnviablePaths: true }),
    to: operation((_, { document }) => sourceOf(document, source, 'source'), { skips }),
  }
}

function sourceOf(document: Document, path: string, role: string): unknown {
  let value: unknown = document
  const parts = path.split('.')
  for (const [index, part] of parts.entries()) {
    if (role === 'source' && value !== undefined && !isDocument(value)) {
      const shown = `{${parts[index - 1]}: ${showValue(value)}}`
      throw fault(
        'PathNotViable',
        `cannot use the part (${part} of ${path}) to traverse the element (${shown})`,
      )
    }
    if (!isDocument(value)) return undefined
    value = fieldOf(value, part)
    const next = parts[index + 1]
    if (!Array.isArray(value) || next === undefined) continue
    if (role === 'source' && isArrayIndex(next) && Number(next) >= value.length) return undefined
    if (role === 'destination' || isArrayIndex(next)) {
      throw fault(
        'BadValue',
        `The ${role} field cannot be an array element, '${path}' in doc with _id: ` +
          `${showValue(document['_id'])} has an array field called '${part}'`,
      )
    }
  }
  return value
}

function operation(apply: Operation['apply'], traits: Partial<Operation> = {}): Operation {
  return {
    creates: true,
    toleratesUnviablePaths: false,
    alwaysModifies: false,
    skips: () => false,
    apply,
    ...traits,
  }
}

/** An operation that leaves a missing field missing. */
function onExisting(apply: Operation['apply'], traits: Partial<Operation> = {}): Operation {
  return operation((existing, situation) => (existing === undefined ? REMOVED : apply(existing, situation)), {
    creates: false,
    ...traits,
  })
}

const COMPILERS: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['$set', (_, value) => operation(() => value)],
  ['$setOnInsert', (_, value) => operation(() => value, { skips: ({ isInsert }) => !isInsert })],
  ['$unset', () => onExisting(() => REMOVED, { toleratesUnviablePaths: true })],
  ['$inc', (path, argument) => arithmetic('$inc', path, argument)],
  ['$mul', (path, argument) => arithmetic('$mul', path, argument)],
  ['$min', (_, value) => extremum(value, -1)],
  ['$max', (_, value) => extremum(value, 1)],
  ['$currentDate', (_, argument) => currentDate(argument)],
  ['$bit', bitwise],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', (_, argument) => pull(pullTest(argument))],
  ['$pullAll', pullAll],
])

function showField(name: string, value: unknown): string {
  return showDocument(documentOf([[name, value]]))
}

function showId({ document }: Situation): string {
  return Object.hasOwn(document, '_id') ? showField('_id', document['_id']) : '{ no id }'
}

function arithmetic(operator: '$inc' | '$mul', path: string, argument: unknown): Operation {
  if (!isNumber(argument)) {
    const verb = operator === '$inc' ? 'increment' : 'multiply'
    throw fault('TypeMismatch', `Cannot ${verb} with non-numeric argument: ${showField(path, argument)}`)
  }
  const combine = operator === '$inc' ? add : multiply
  return operation((existing, situation) => {
    if (existing === undefined) return operator === '$inc' ? argument : combine(argument, new Int32(0))
    if (!isNumber(existing)) {
      throw fault(
        'TypeMismatch',
        `Cannot apply ${operator} to a value of non-numeric type. ${showId(situation)} ` +
          `has the field '${situation.name}' of non-numeric type ${typeOf(existing)}`,
      )
    }
    const result = combine(existing, argument)
    if (result !== undefined) return result
    throw fault(
      'BadValue',
      `Failed to apply ${operator} operations to current value (${overflowing(existing)}) ` +
        `for document ${showId(situation)}`,
    )
  })
}

function overflowing(value: NumberValue): string {
  return `(${numberKind(value) === 'long' ? 'NumberLong' : 'NumberInt'})${String(toExactInt(value))}`
}

function extremum(value: unknown, wanted: number): Operation {
  return operation((existing) =>
    existing === undefined || Math.sign(compare(value, existing)) === wanted ? value : existing,
  )
}

let lastTimestamp = { second: 0, count: 0 }

/** A timestamp later than every one before it in this process. */
export function nextTimestamp(now: Date): Timestamp {
  const second = Math.max(Math.floor(now.getTime() / 1000), lastTimestamp.second)
  lastTimestamp = { second, count: second === lastTimestamp.second ? lastTimestamp.count + 1 : 1 }
  return new Timestamp({ t: second, i: lastTimestamp.count })
}

function currentDate(argument: unknown): Operation {
  const type = isDocument(argument) ? argument['$type'] : 'date'
  if (typeof argument !== 'boolean' && !isDocument(argument)) {
    throw fault(
      'BadValue',
      `${typeOf(argument)} is not valid type for $currentDate. ` +
        "Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).",
    )
  }
  if (isDocument(argument) && Object.keys(argument).some((name) => name !== '$type')) {
    throw fault('BadValue', `Unrecognized $currentDate option: ${fieldNames(argument).join(', ')}`)
  }
  if (type !== 'date' && type !== 'timestamp') {
    throw fault('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'")
  }
  return operation((_, { now }) => (type === 'date' ? now : nextTimestamp(now)), { alwaysModifies: true })
}

const BIT_OPERATIONS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function bitwise(path: string, argument: unknown): Operation {
  if (!isDocument(argument)) {
    throw fault(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeOf(argument)}. You must pass in an embedded document: ` +
        '{$bit: {field: {and/or/xor: #}}',
    )
  }
  const steps = fieldEntries(argument).map(([name, operand]) => bitStep(path, name, operand))
  if (steps.length === 0) {
    throw fault(
      'BadValue',
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    )
  }
  return operation((existing, situation) => {
    const start = existing ?? new Int32(0)
    if (!isIntegral(start)) {
      throw fault(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type.${showId(situation)} ` +
          `has the field ${situation.name} of non-integer type ${typeOf(existing)}`,
      )
    }
    return steps.reduce<Int32 | Long>((value, step) => step(value), start)
  })
}

function bitStep(path: string, name: string, operand: unknown): (value: Int32 | Long) => Int32 | Long {
  const combine = Object.hasOwn(BIT_OPERATIONS, name) ? BIT_OPERATIONS[name] : undefined
  if (!combine) {
    throw fault(
      'BadValue',
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: ` +
        showField(path, operand),
    )
  }
  if (!isIntegral(operand)) {
    throw fault(
      'BadValue',
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(operand)}' is not supported here: ` +
        showField(name, operand),
    )
  }
  return (value) => {
    const result = combine(toExactInt(value) ?? 0n, toExactInt(operand) ?? 0n)
    const isLong = numberKind(value) === 'long' || numberKind(operand) === 'long'
    return isLong ? Long.fromBigInt(result) : intOrLong(result)
  }
}

function isIntegral(value: unknown): value is Int32 | Long {
  return isNumber(value) && (numberKind(value) === 'int' || numberKind(value) === 'long')
}

interface PushModifiers {
  readonly each: readonly unknown[]
  readonly position: number | undefined
  readonly slice: number | undefined
  readonly sort: ((a: unknown, b: unknown) => number) | undefined
}

function push(_: string, argument: unknown): Operation {
  const modifiers = pushModifiers(argument)
  const apply: Operation['apply'] = (existing, situation) => {
    if (existing !== undefined && !Array.isArray(existing)) {
      throw fault(
        'BadValue',
        `The field '${situation.name}' must be an array but is of type ${typeOf(existing)} ` +
          `in document ${showId(situation)}`,
      )
    }
    const array = [...((existing as unknown[] | undefined) ?? [])]
    array.splice(modifiers.position ?? array.length, 0, ...modifiers.each)
    if (modifiers.sort) array.sort(modifiers.sort)
    return sliced(array, modifiers.slice)
  }
  // What was pushed may be cut off again, and sorting may move nothing: MongoDB takes both for a modification.
  return operation(apply, { alwaysModifies: modifiers.each.length > 0 || modifiers.sort !== undefined })
}

function sliced(array: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return array
  return slice < 0 ? array.slice(slice) : array.slice(0, slice)
}

function pushModifiers(argument: unknown): PushModifiers {
  if (!isDocument(argument) || !Object.hasOwn(argument, '$each')) {
    return { each: [argument], position: undefined, slice: undefined, sort: undefined }
  }
  for (const name of fieldNames(argument)) {
    if (!['$each', '$position', '$slice', '$sort'].includes(name)) {
      throw fault('BadValue', `Unrecognized clause in $push: ${name}`)
    }
  }
  return {
    each: eachOf('$push', argument['$each']),
    position: integerClause('$position', fieldOf(argument, '$position')),
    slice: integerClause('$slice', fieldOf(argument, '$slice')),
    sort: sortClause(fieldOf(argument, '$sort')),
  }
}

function eachOf(operator: string, each: unknown): readonly unknown[] {
  if (Array.isArray(each)) return each as unknown[]
  throw fault(
    operator === '$push' ? 'BadValue' : 'TypeMismatch',
    `The argument to $each in ${operator} must be an array but it was of type: ${typeOf(each)}`,
  )
}

function integerClause(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  const whole = isNumber(value) ? toExactInt(value) : undefined
  if (whole === undefined) {
    throw fault(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${typeOf(value)}`,
    )
  }
  return Number(whole)
}

function sortClause(value: unknown): PushModifiers['sort'] {
  if (value === undefined) return undefined
  if (isNumber(value)) {
    const direction = sortDirection(value)
    return (a, b) => direction * compare(a, b)
  }
  if (!isDocument(value) || Object.keys(value).length === 0) {
    throw fault(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  }
  const keys = fieldEntries(value).map(([path, direction]) => {
    if (path.split('.').includes('')) {
      throw fault('BadValue', `The $sort field is a dotted field but has an empty part: ${path}`)
    }
    return { parts: path.split('.'), direction: sortDirection(direction) }
  })
  return (a, b) => {
    for (const { parts, direction } of keys) {
      const order = compare(embedded(a, parts), embedded(b, parts))
      if (order !== 0) return direction * order
    }
    return 0
  }
}

function sortDirection(value: unknown): number {
  const number = isNumber(value) ? toDouble(value) : 0
  if (number !== 1 && number !== -1) throw fault('BadValue', 'The $sort element value must be either 1 or -1')
  return number
}

function embedded(value: unknown, parts: readonly string[]): unknown {
  let current = value
  for (const part of parts) {
    if (!isDocument(current)) return null
    current = fieldOf(current, part)
  }
  return current ?? null
}

function addToSet(_: string, argument: unknown): Operation {
  const hasEach = isDocument(argument) && Object.keys(argument)[0] === '$each'
  if (hasEach && Object.keys(argument).length > 1) {
    throw fault('BadValue', `Found unexpected fields after $each in $addToSet: ${showValue(argument)}`)
  }
  const values = hasEach ? eachOf('$addToSet', argument['$each']) : [argument]
  return operation((existing, situation) => {
    if (existing !== undefined && !Array.isArray(existing)) {
      throw fault(
        'BadValue',
        `Cannot apply $addToSet to non-array field. Field named '${situation.name}' has non-array type ${typeOf(existing)}`,
      )
    }
    const array = [...((existing as unknown[] | undefined) ?? [])]
    const known = new Set(array.map(keyOf))
    for (const value of values) {
      const key = keyOf(value)
      if (!known.has(key)) array.push(value)
      known.add(key)
    }
    return array
  })
}

function pop(path: string, argument: unknown): Operation {
  if (!isNumber(argument)) {
    throw fault('FailedToParse', `Expected a number in: ${path}: ${showValue(argument)}`)
  }
  const end = toDouble(argument)
  if (end !== 1 && end !== -1) {
    throw fault('FailedToParse', `$pop expects 1 or -1, found: ${showValue(argument)}`)
  }
  return onExisting((existing, { name }) => {
    if (!Array.isArray(existing)) {
      throw fault(
        'TypeMismatch',
        `Path '${name}' contains an element of non-array type '${typeOf(existing)}'`,
      )
    }
    return end === 1 ? existing.slice(0, -1) : (existing.slice(1) as unknown[])
  })
}

function pull(isPulled: (element: unknown) => boolean): Operation {
  return onExisting((existing) => {
    if (!Array.isArray(existing)) throw fault('BadValue', 'Cannot apply $pull to a non-array value')
    return existing.filter((element) => !isPulled(element))
  })
}

function pullTest(condition: unknown): (element: unknown) => boolean {
  if (isValueCondition(condition) || isRegex(condition)) {
    // Asked as a query on a field, so that elements that are arrays are looked into.
    const matcher = compileFilter({ '': condition })
    return (element) => matcher.matches({ '': element }).matched
  }
  if (isDocument(condition)) {
    const matcher = compileFilter(condition)
    return (element) => isDocument(element) && matcher.matches(element).matched
  }
  return (element) => equal(element, condition)
}

function pullAll(_: string, argument: unknown): Operation {
  if (!Array.isArray(argument)) {
    throw fault('BadValue', `$pullAll requires an array argument but was given a ${typeOf(argument)}`)
  }
  const keys = new Set(argument.map(keyOf))
  return pull((element) => keys.has(keyOf(element)))
}
