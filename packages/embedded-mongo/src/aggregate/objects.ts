import {
  fieldOf,
  isDocument,
  setField,
  typeOf,
  fieldEntries,
  removeField,
  isNullish,
  type Document,
} from '../bson/values.ts'
import { fault, type CodeName } from '../errors.ts'
import { mergeObjects } from './accumulators.ts'
import { compile, namedParts, strict, type Operator } from './expression.ts'

/** Documents as values. */
export const OBJECTS: Readonly<Record<string, Operator>> = {
  $mergeObjects: strict(0, Infinity, mergeObjects),
  $objectToArray: strict(1, 1, ([value]) => {
    if (isNullish(value)) return null
    if (!isDocument(value)) {
      throw fault('Location40390', `$objectToArray requires a document input, found: ${typeOf(value)}`)
    }
    return fieldEntries(value).map(([k, v]) => ({ k, v }))
  }),
  $arrayToObject: strict(1, 1, arrayToObject),
  $getField: getField,
  $setField: (argument, names, name) => {
    const parts = namedParts(argument, ['field', 'input', 'value'], [], name, 'Location4161101')
    const field = constantField(parts['field'], name, 'Location4161108')
    const input = compile(parts['input'], names)
    const value = compile(parts['value'], names)
    return (scope) => withField(input(scope), field, value(scope))
  },
  $unsetField: (argument, names, name) => {
    const parts = namedParts(argument, ['field', 'input'], [], name, 'Location4161101')
    const field = constantField(parts['field'], name, 'Location4161108')
    const input = compile(parts['input'], names)
    return (scope) => withField(input(scope), field, undefined)
  },
}

function withField(input: unknown, field: string, value: unknown): unknown {
  if (isNullish(input)) return null
  if (!isDocument(input)) {
    throw fault(
      'Location4161105',
      `$setField requires 'input' to evaluate to type Object, found: ${typeOf(input)}`,
    )
  }
  const copy = { ...input }
  if (value === undefined) removeField(copy, field)
  else setField(copy, field, value)
  return copy
}

function getField(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const isFull = isDocument(argument) && !Object.keys(argument)[0]?.startsWith('$')
  const parts = isFull
    ? namedParts(argument, ['field', 'input'], [], name, 'Location3041704')
    : { field: argument, input: '$$CURRENT' }
  const field = constantField(parts['field'], name, 'Location5654602')
  const input = compile(parts['input'], names)
  return (scope) => {
    const value = input(scope)
    if (isDocument(value)) return fieldOf(value, field)
    return isNullish(value) && value !== undefined ? null : undefined
  }
}

/** A field name that is known while compiling: a plain string, or one wrapped in `$literal`. */
function constantField(value: unknown, name: string, code: CodeName): string {
  if (typeof value === 'string' && !value.startsWith('$')) return value
  const literal = isDocument(value) ? (value['$literal'] ?? value['$const']) : undefined
  if (typeof literal === 'string') return literal
  throw fault(
    code,
    `${name} requires 'field' to evaluate to a constant of type String, found: ${typeOf(value)}`,
  )
}

function arrayToObject([value]: readonly unknown[]): unknown {
  if (isNullish(value)) return null
  if (!Array.isArray(value)) {
    throw fault('Location40386', `$arrayToObject requires an array input, found: ${typeOf(value)}`)
  }
  const result: Document = {}
  const ofPairs = Array.isArray(value[0])
  for (const item of value as unknown[]) {
    const [name, field] = pairOf(item, ofPairs)
    setField(result, name, field)
  }
  return result
}

/** The first element decides whether all are pairs or all are documents with `k` and `v`. */
function pairOf(item: unknown, ofPairs: boolean): [name: string, value: unknown] {
  if (ofPairs) {
    if (!Array.isArray(item)) {
      throw fault(
        'Location40396',
        `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. ` +
          `Array was detected, now found: ${typeOf(item)}`,
      )
    }
    if (item.length !== 2) {
      throw fault(
        'Location40397',
        `$arrayToObject requires an array of size 2 arrays,found array of size: ${item.length}`,
      )
    }
    return [checkedName(item[0], 'Location40395', 'Location4940400'), item[1]]
  }
  if (Array.isArray(item)) {
    throw fault(
      'Location40391',
      `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. ` +
        `Object was detected, now found: ${typeOf(item)}`,
    )
  }
  if (!isDocument(item)) {
    throw fault('Location40398', `Unrecognised input type format for $arrayToObject: ${typeOf(item)}`)
  }
  if (Object.keys(item).length !== 2) {
    throw fault('Location40392', "$arrayToObject requires an object with keys 'k' and 'v'")
  }
  if (!Object.hasOwn(item, 'k') || !Object.hasOwn(item, 'v')) {
    throw fault('Location40393', "$arrayToObject requires an object with keys 'k' and 'v'")
  }
  return [checkedName(item['k'], 'Location40394', 'Location4940401'), item['v']]
}

function checkedName(name: unknown, wrongType: CodeName, nullByte: CodeName): string {
  if (typeof name !== 'string') {
    throw fault(wrongType, `$arrayToObject requires keys to be of type string, found: ${typeOf(name)}`)
  }
  if (name.includes('\0')) {
    throw fault(nullByte, 'Key field cannot contain an embedded null byte')
  }
  return name
}
