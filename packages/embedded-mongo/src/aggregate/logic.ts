import { compare, isDocument, fieldEntries, fieldNames, isNullish, type Document } from '../bson/values.ts'
import { Int32 } from 'bson'
import { fault } from '../errors.ts'
import {
  assertVariableName,
  bind,
  compile,
  isTrue,
  namedParts,
  strict,
  withNames,
  type Names,
  type Operator,
} from './expression.ts'

/** Comparison, boolean logic, conditions and variables. */
export const LOGIC: Readonly<Record<string, Operator>> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: strict(2, 2, ([a, b]) => new Int32(Math.sign(compare(a, b)))),

  $and: lazyList((evaluators) => (scope) => evaluators.every((evaluator) => isTrue(evaluator(scope)))),
  $or: lazyList((evaluators) => (scope) => evaluators.some((evaluator) => isTrue(evaluator(scope)))),
  $not: strict(1, 1, ([value]) => !isTrue(value)),

  $cond: (argument, names) => {
    const [test, yes, no] = conditionParts(argument).map((part) => compile(part, names))
    return (scope) => (isTrue(test?.(scope)) ? yes?.(scope) : no?.(scope))
  },
  $ifNull: (argument, names) => {
    const list: unknown[] = Array.isArray(argument) ? argument : [argument]
    if (list.length < 2) {
      throw fault('Location1257300', '$ifNull needs at least two arguments, had: ' + String(list.length))
    }
    const evaluators = list.map((part) => compile(part, names))
    return (scope) => {
      let value: unknown
      for (const evaluator of evaluators) {
        value = evaluator(scope)
        if (!isNullish(value)) return value
      }
      return value
    }
  },
  $switch: (argument, names) => {
    const { branches, fallback } = switchParts(argument, names)
    return (scope) => {
      for (const branch of branches) if (isTrue(branch.test(scope))) return branch.result(scope)
      if (!fallback) {
        throw fault(
          'Location40066',
          '$switch could not find a matching branch for an input, and no default was specified.',
        )
      }
      return fallback(scope)
    }
  },
  $let: (argument, names) => {
    const parts = namedParts(argument, ['vars', 'in'], [], '$let', 'Location16875')
    if (!isDocument(parts['vars'])) throw fault('Location16876', "$let's 'vars' must be an object")
    const variables = fieldEntries(parts['vars']).map(([name, value]) => {
      assertVariableName(name)
      return { name, evaluator: compile(value, names) }
    })
    const inner = compile(
      parts['in'],
      withNames(
        names,
        variables.map(({ name }) => name),
      ),
    )
    return (scope) => {
      let extended = scope
      for (const { name, evaluator } of variables) extended = bind(extended, name, evaluator(scope))
      return inner(extended)
    }
  },
  $literal: (argument) => () => argument,
  $const: (argument) => () => argument,
  $expr: (argument, names) => compile(argument, names),
}

function comparison(holds: (order: number) => boolean): Operator {
  return strict(2, 2, ([a, b]) => holds(compare(a, b)))
}

function lazyList(build: (evaluators: ReturnType<typeof compile>[]) => ReturnType<typeof compile>): Operator {
  return (argument, names) => {
    const list: unknown[] = Array.isArray(argument) ? argument : [argument]
    return build(list.map((part) => compile(part, names)))
  }
}

function conditionParts(argument: unknown): [unknown, unknown, unknown] {
  if (isDocument(argument)) {
    for (const key of fieldNames(argument)) {
      if (!['if', 'then', 'else'].includes(key)) {
        throw fault('Location17083', `Unrecognized parameter to $cond: ${key}`)
      }
    }
    if (!Object.hasOwn(argument, 'if')) throw fault('Location17080', "Missing 'if' parameter to $cond")
    if (!Object.hasOwn(argument, 'then')) throw fault('Location17081', "Missing 'then' parameter to $cond")
    if (!Object.hasOwn(argument, 'else')) throw fault('Location17082', "Missing 'else' parameter to $cond")
    return [argument['if'], argument['then'], argument['else']]
  }
  const list: unknown[] = Array.isArray(argument) ? argument : [argument]
  if (list.length !== 3) {
    throw fault('Location16020', `Expression $cond takes exactly 3 arguments. ${list.length} were passed in.`)
  }
  return [list[0], list[1], list[2]]
}

function switchParts(argument: unknown, names: Names) {
  const parts: Document = namedParts(argument, ['branches'], ['default'], '$switch', 'Location40067')
  if (!Array.isArray(parts['branches'])) {
    throw fault('Location40061', "$switch expected an array for 'branches'")
  }
  if (parts['branches'].length === 0) throw fault('Location40068', '$switch requires at least one branch.')
  const branches = parts['branches'].map((branch: unknown) => {
    const { case: test, then } = namedParts(branch, ['case', 'then'], [], '$switch', 'Location40063')
    return { test: compile(test, names), result: compile(then, names) }
  })
  return {
    branches,
    fallback: Object.hasOwn(parts, 'default') ? compile(parts['default'], names) : undefined,
  }
}
