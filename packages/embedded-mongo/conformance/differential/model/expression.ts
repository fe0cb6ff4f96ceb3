import { Double, Int32, Long } from 'bson'
import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { LISTS } from './expression-lists.ts'
import {
  combine,
  exact,
  fullDecimal,
  isNumber,
  nearestDouble,
  special,
  toDouble,
  widest,
  type Exact,
} from './numbers.ts'
import type { Number as BsonNumber } from './bson.ts'
import { compareValues, typeName } from './order.ts'
import { refuse } from './refusal.ts'

/** Aggregation expressions: those the generator uses when the model is asked. */

export type Variables = ReadonlyMap<string, Value>
export type Evaluate = (variables: Variables) => Value
export type Expression = (document: Doc) => Value

/** The names of the variables an expression may ask for. */
type Scope = ReadonlySet<string>
const GLOBAL: Scope = new Set(['ROOT', 'CURRENT', 'REMOVE'])
const extend = (scope: Scope, ...names: string[]): Scope => new Set([...scope, ...names])

export const int = (value: number) => new Int32(value)

/** A missing value stands for nothing: `undefined`. */
export function compile(source: Present): Expression {
  const evaluate = compileIn(source)
  return (document) =>
    evaluate(
      new Map([
        ['ROOT', document],
        ['CURRENT', document],
      ]),
    )
}

export function isTrue(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false
  // NaN is not zero.
  return !isNumber(value) || toDouble(value) !== 0 || exact(value)?.coefficient !== 0n
}

export const isNullish = (value: Value): value is null | undefined => value === undefined || value === null

export function compileIn(source: Present, scope: Scope = GLOBAL): Evaluate {
  if (typeof source === 'string' && source.startsWith('$')) return compilePath(source, scope)
  if (isArray(source)) {
    const items = source.map((item) => compileIn(item, scope))
    return (variables) => items.map((item) => item(variables) ?? null)
  }
  if (!isDoc(source)) return () => source
  const [first] = [...source]
  if (!first?.[0].startsWith('$')) return compileObject(source, scope)
  if (source.size !== 1) return refuse(15_983)
  return compileOperator(first[0], first[1], scope)
}

function compilePath(source: string, scope: Scope): Evaluate {
  const isVariable = source.startsWith('$$')
  const parts = source.slice(isVariable ? 2 : 1).split('.')
  const name = isVariable ? (parts.shift() as string) : 'CURRENT'
  if (!scope.has(name)) return refuse(17_276)
  return (variables) => follow(variables.get(name), parts)
}

function follow(value: Value, parts: readonly string[]): Value {
  const [first, ...rest] = parts
  if (first === undefined) return value
  if (isDoc(value)) return follow(value.get(first), rest)
  if (!isArray(value)) return undefined
  return value.flatMap((item) => {
    const found = isDoc(item) ? follow(item, parts) : undefined
    return found === undefined ? [] : [found]
  })
}

function compileObject(source: Doc, scope: Scope): Evaluate {
  const fields = [...source].map(([name, item]) => [name, compileIn(item, scope)] as const)
  return (variables) => {
    const result: Doc = new Map()
    for (const [name, evaluate] of fields) {
      const value = evaluate(variables)
      if (value !== undefined) result.set(name, value)
    }
    return result
  }
}

/** The arguments of an operator, however they are written. */
function compileArguments(argument: Present, scope: Scope): Evaluate[] {
  return isArray(argument) ? argument.map((item) => compileIn(item, scope)) : [compileIn(argument, scope)]
}

type Operation = (...values: Value[]) => Value

const comparison =
  (holds: (order: number) => boolean): Operation =>
  (left, right) =>
    holds(compareValues(left, right))

const numeric =
  (run: (left: BsonNumber, right: BsonNumber) => Value, code: number): Operation =>
  (left, right) => {
    if (isNullish(left) || isNullish(right)) return null
    return isNumber(left) && isNumber(right) ? run(left, right) : refuse(code)
  }

/** What takes one operand after the other: what is no number is refused, unless something missing came before it. */
const numericInTurn =
  (run: (left: BsonNumber, right: BsonNumber) => Value, code: number): Operation =>
  (left, right) => {
    if (isNullish(left)) return null
    if (!isNumber(left)) return refuse(code)
    return numeric(run, code)(left, right)
  }

/** A long that overflows goes on as a double. */
const arithmetic = (operation: '-' | '*') => (left: BsonNumber, right: BsonNumber) =>
  combine(operation, left, right) ??
  new Double(operation === '*' ? toDouble(left) * toDouble(right) : toDouble(left) - toDouble(right))

export function addNumbers(left: BsonNumber, right: BsonNumber): BsonNumber {
  // What has been summed as a double keeps its digits; one that is added to a decimal has 15.
  if (left instanceof Double && Number.isFinite(left.value) && widest(right, right) === 'decimal') {
    return combine('+', fullDecimal(left.value), right) as BsonNumber
  }
  const sum = combine('+', left, right)
  if (sum && !(sum instanceof Double)) return sum
  const [a, b] = [exact(left), exact(right)]
  if (!a || !b) return new Double(toDouble(left) + toDouble(right))
  // Doubles and longs are summed exactly and rounded once.
  const exponent = Math.min(a.exponent, b.exponent)
  const at = (value: Exact) => value.coefficient * 10n ** BigInt(value.exponent - exponent)
  return new Double(nearestDouble({ coefficient: at(a) + at(b), exponent }))
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: (left, right) => int(compareValues(left, right)),
  $not: (value) => !isTrue(value),
  $type: (value) => typeName(value),
  $isNumber: (value) => isNumber(value),
  $subtract: numeric((left, right) => arithmetic('-')(left, right), 14),
  $multiply: numericInTurn((left, right) => arithmetic('*')(left, right), 14),
  $add: numericInTurn(addNumbers, 14),
  $abs: (value) => {
    if (isNullish(value)) return null
    if (!isNumber(value)) return refuse(28_765)
    if (value instanceof Double) return new Double(Math.abs(value.value))
    return compareValues(value, int(0)) < 0 ? arithmetic('*')(value, int(-1)) : value
  },
  $toLower: (value) =>
    isNullish(value) ? '' : typeof value === 'string' ? asciiCase(value, 'lower') : refuse(16_007),
  $toUpper: (value) =>
    isNullish(value) ? '' : typeof value === 'string' ? asciiCase(value, 'upper') : refuse(16_007),
  $strLenCP: (value) => (typeof value === 'string' ? int(Array.from(value).length) : refuse(34_471)),
  $strLenBytes: (value) => (typeof value === 'string' ? int(Buffer.byteLength(value)) : refuse(34_473)),
  $concat: (...values) => {
    let text: string | null = ''
    for (const value of values) {
      if (isNullish(value)) return null
      if (typeof value !== 'string') return refuse(16_702)
      text += value
    }
    return text
  },
  $toBool: (value) => (isNullish(value) ? null : isTrue(value)),
  $mergeObjects: (...values) => mergeObjects(values),
  $objectToArray: (value) => {
    if (isNullish(value)) return null
    if (!isDoc(value)) return refuse(40_390)
    return [...value].map(
      ([k, v]) =>
        new Map<string, Present>([
          ['k', k],
          ['v', v],
        ]),
    )
  },
  ...LISTS,
}

function asciiCase(text: string, to: 'lower' | 'upper'): string {
  return text.replaceAll(/[a-zA-Z]/g, (letter) =>
    to === 'lower' ? letter.toLowerCase() : letter.toUpperCase(),
  )
}

export function mergeObjects(values: readonly Value[]): Doc {
  const result: Doc = new Map()
  for (const value of values) {
    if (isNullish(value)) continue
    if (!isDoc(value)) return refuse(40_400)
    for (const [name, item] of value) result.set(name, item)
  }
  return result
}

function compileOperator(name: string, argument: Present, scope: Scope): Evaluate {
  const special = SPECIAL[name]
  if (special) return special(argument, scope)
  const operation = OPERATIONS[name]
  if (!operation) return refuse(168)
  const values = compileArguments(argument, scope)
  return (variables) => operation(...values.map((value) => value(variables)))
}

function field(argument: Present, name: string, scope: Scope): Evaluate {
  const value = isDoc(argument) ? argument.get(name) : undefined
  return value === undefined ? () => undefined : compileIn(value, scope)
}

function nameIn(argument: Present): string {
  const name = isDoc(argument) ? argument.get('as') : undefined
  return typeof name === 'string' ? name : 'this'
}

/** What decides itself which of its arguments it looks at, or gives them variables. */
const SPECIAL: Readonly<Record<string, (argument: Present, scope: Scope) => Evaluate>> = {
  $literal: (argument) => () => argument,
  $and: (argument, scope) => {
    const values = compileArguments(argument, scope)
    return (variables) => values.every((value) => isTrue(value(variables)))
  },
  $or: (argument, scope) => {
    const values = compileArguments(argument, scope)
    return (variables) => values.some((value) => isTrue(value(variables)))
  },
  $ifNull: (argument, scope) => {
    const values = compileArguments(argument, scope)
    return (variables) => {
      for (const value of values.slice(0, -1)) {
        const found = value(variables)
        if (!isNullish(found)) return found
      }
      return values.at(-1)?.(variables)
    }
  },
  $cond: (argument, scope) => {
    const [test, yes, no] = isArray(argument)
      ? argument.map((item) => compileIn(item, scope))
      : ['if', 'then', 'else'].map((name) => field(argument, name, scope))
    return (variables) => (isTrue(test?.(variables)) ? yes?.(variables) : no?.(variables))
  },
  $switch: (argument, scope) => {
    const listed = isDoc(argument) ? argument.get('branches') : undefined
    const branches = (isArray(listed) ? listed : []).map((branch) => [
      field(branch, 'case', scope),
      field(branch, 'then', scope),
    ])
    const otherwise = field(argument, 'default', scope)
    return (variables) => {
      const branch = branches.find(([test]) => isTrue(test?.(variables)))
      return (branch?.[1] ?? otherwise)(variables)
    }
  },
  $let: (argument, scope) => {
    const declared = isDoc(argument) ? argument.get('vars') : undefined
    const vars = isDoc(declared)
      ? [...declared].map(([name, value]) => [name, compileIn(value, scope)] as const)
      : []
    const inner = field(argument, 'in', extend(scope, ...vars.map(([name]) => name)))
    return (variables) => {
      const extended = new Map(variables)
      for (const [name, value] of vars) extended.set(name, value(variables))
      return inner(extended)
    }
  },
  $map: (argument, scope) => {
    const name = nameIn(argument)
    const [input, inner] = [field(argument, 'input', scope), field(argument, 'in', extend(scope, name))]
    return (variables) => {
      const list = input(variables)
      if (isNullish(list)) return null
      if (!isArray(list)) return refuse(16_883)
      return list.map((item) => inner(new Map(variables).set(name, item)) ?? null)
    }
  },
  $filter: (argument, scope) => {
    const name = nameIn(argument)
    const [input, test] = [field(argument, 'input', scope), field(argument, 'cond', extend(scope, name))]
    return (variables) => {
      const list = input(variables)
      if (isNullish(list)) return null
      if (!isArray(list)) return refuse(28_651)
      return list.filter((item) => isTrue(test(new Map(variables).set(name, item))))
    }
  },
  $reduce: (argument, scope) => {
    const [input, initial] = [field(argument, 'input', scope), field(argument, 'initialValue', scope)]
    const inner = field(argument, 'in', extend(scope, 'this', 'value'))
    return (variables) => {
      const list = input(variables)
      if (isNullish(list)) return null
      if (!isArray(list)) return refuse(40_080)
      let value = initial(variables)
      for (const item of list) value = inner(new Map(variables).set('this', item).set('value', value))
      return value
    }
  },
  $getField: (argument, scope) => {
    const [name, input] = isDoc(argument)
      ? [
          field(argument, 'field', scope),
          argument.has('input') ? field(argument, 'input', scope) : compileIn('$$CURRENT'),
        ]
      : [() => argument, compileIn('$$CURRENT')]
    return (variables) => {
      const [key, from] = [name(variables), input(variables)]
      if (typeof key !== 'string') return refuse(3_041_704)
      if (isDoc(from)) return from.get(key)
      return from === undefined ? undefined : isNullish(from) ? null : undefined
    }
  },
}

/** The sum of what is a number; the widest type met, summed exactly and rounded once. */
export function sumOf(values: readonly Value[]): BsonNumber {
  let [total, infinite, width]: [Exact, number, BsonNumber] = [{ coefficient: 0n, exponent: 0 }, 0, int(0)]
  let decimal: BsonNumber | undefined
  for (const value of values) {
    if (!isNumber(value)) continue
    if (widest(width, value) !== widest(width, width)) width = value
    if (widest(value, value) === 'decimal') {
      decimal = decimal ? combine('+', decimal, value) : value
      continue
    }
    const number = exact(value)
    if (!number) infinite += special(value) as number
    else {
      const exponent = Math.min(total.exponent, number.exponent)
      const at = (part: Exact) => part.coefficient * 10n ** BigInt(part.exponent - exponent)
      total = { coefficient: at(total) + at(number), exponent }
    }
  }
  const double = infinite === 0 ? nearestDouble(total) : infinite
  if (decimal) {
    if (infinite !== 0) return combine('+', new Double(double), decimal) as BsonNumber
    const near = exact(new Double(double)) as Exact
    const exponent = Math.min(total.exponent, near.exponent)
    const at = (part: Exact) => part.coefficient * 10n ** BigInt(part.exponent - exponent)
    const rest = nearestDouble({ coefficient: at(total) - at(near), exponent })
    const plain = combine('+', fullDecimal(double), fullDecimal(rest)) as BsonNumber
    return combine('+', plain, decimal) as BsonNumber
  }
  if (width instanceof Double) return new Double(double)
  const whole = total.coefficient
  if (whole !== BigInt.asIntN(64, whole)) return new Double(double)
  if (width instanceof Int32 && whole === BigInt.asIntN(32, whole)) return int(Number(whole))
  return Long.fromBigInt(whole)
}
