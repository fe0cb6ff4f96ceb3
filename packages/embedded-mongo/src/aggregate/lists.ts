import { Int32 } from 'bson'
import { isNumber, toDouble, toExactInt } from '../bson/numbers.ts'
import { compare, isDocument, keyOf, typeOf, isNullish } from '../bson/values.ts'
import { fault, type CodeName } from '../errors.ts'
import { compileSort } from '../query/sort.ts'
import { showValue } from '../storage/show.ts'
import { countArgument, extremaOf } from './accumulators.ts'
import {
  assertVariableName,
  bind,
  compile,
  isTrue,
  named,
  namedParts,
  strict,
  withNames,
  type Operator,
} from './expression.ts'
import { all, assertBearable, joined, sortInTime, visitInTime } from './weight.ts'

/** Arrays and sets. */
export const LISTS: Readonly<Record<string, Operator>> = {
  $size: strict(1, 1, ([value]) => {
    if (Array.isArray(value)) return new Int32(value.length)
    throw fault('Location17124', `The argument to $size must be an array, but was of type: ${typeOf(value)}`)
  }),
  $isArray: strict(1, 1, ([value]) => Array.isArray(value)),
  $in: strict(2, 2, ([value, list]) => {
    if (!Array.isArray(list)) {
      throw fault('Location40081', `$in requires an array as a second argument, found: ${typeOf(list)}`)
    }
    return list.some((item) => compare(item, value) === 0)
  }),
  $arrayElemAt: strict(2, 2, elementAt),
  $first: strict(1, 1, ([list], name) => elementAt([list, new Int32(0)], name)),
  $last: strict(1, 1, ([list], name) => elementAt([list, new Int32(-1)], name)),
  $indexOfArray: strict(2, 4, indexOfArray),
  $concatArrays: strict(0, Infinity, concatArrays),
  $slice: strict(2, 3, slice),
  $reverseArray: strict(1, 1, ([list]) =>
    onList(list, 'Location34435', 'The argument to $reverseArray must be an array', (items) =>
      [...items].reverse(),
    ),
  ),
  $range: strict(2, 3, range),
  $zip: named(['inputs'], ['useLongestLength', 'defaults'], zip, 'Location34464'),
  $sortArray: sortArray,
  $firstN: several((items, n) => items.slice(0, n)),
  $lastN: several((items, n) => items.slice(-n)),
  $maxN: several((items, n) => extremaOf(items, n, 1)),
  $minN: several((items, n) => extremaOf(items, n, -1)),
  $map: mapOperator,
  $filter: filterOperator,
  $reduce: reduceOperator,

  $setUnion: strict(0, Infinity, (values, name) =>
    onSets(values, name, (sets) =>
      sortInTime(
        byKey(sets, name, () => true),
        name,
        compare,
      ),
    ),
  ),
  $setIntersection: strict(0, Infinity, (values, name) =>
    onSets(values, name, ([first = [], ...others]) => {
      const keys = others.map((set) => keysIn(set, name))
      const shared = byKey([first], name, (key) => keys.every((set) => set.has(key)))
      return sortInTime(shared, name, compare)
    }),
  ),
  $setDifference: strict(2, 2, (values, name) =>
    onSets(values, name, ([a = [], b = []]) => {
      const excluded = keysIn(b, name)
      return byKey([a], name, (key) => !excluded.has(key))
    }),
  ),
  $setEquals: strict(2, Infinity, (values, name) => {
    const [first, ...others] = strictSets(values, name).map((set) => keysIn(set, name))
    return others.every((set) => set.size === first?.size && [...set].every((key) => first.has(key)))
  }),
  $setIsSubset: strict(2, 2, (values, name) => {
    const [a = [], b = []] = strictSets(values, name)
    const keys = keysIn(b, name)
    return [...keysIn(a, name)].every((key) => keys.has(key))
  }),
  $anyElementTrue: strict(1, 1, ([list], name) => truthList(list, name, 'Location17041').some(isTrue)),
  $allElementsTrue: strict(1, 1, ([list], name) => truthList(list, name, 'Location17040').every(isTrue)),
}

function onList(
  value: unknown,
  code: CodeName,
  complaint: string,
  run: (items: readonly unknown[]) => unknown,
): unknown {
  if (isNullish(value)) return null
  if (!Array.isArray(value)) throw fault(code, `${complaint}, but is of type: ${typeOf(value)}`)
  return run(value)
}

function integer(value: unknown, code: CodeName, complaint: string): number {
  const whole = isNumber(value) ? toExactInt(value) : undefined
  if (whole === undefined || whole !== BigInt.asIntN(32, whole)) {
    throw fault(code, `${complaint}, found ${showValue(value)} of type: ${typeOf(value)}`)
  }
  return Number(whole)
}

function elementAt([list, index]: readonly unknown[], name: string): unknown {
  if (isNullish(list) || isNullish(index)) return null
  if (!Array.isArray(list)) {
    throw fault('Location28689', `${name}'s first argument must be an array, but is ${typeOf(list)}`)
  }
  if (!isNumber(index)) {
    throw fault('Location28690', `${name}'s second argument must be a numeric value, but is ${typeOf(index)}`)
  }
  return list.at(
    integer(index, 'Location28691', `${name}'s second argument must be representable as a 32-bit integer`),
  )
}

function bounds([, , from, to]: readonly unknown[], length: number): [start: number, end: number] {
  const start =
    from === undefined
      ? 0
      : integer(from, 'Location40096', '$indexOfArray requires an integral starting index')
  const end =
    to === undefined
      ? length
      : integer(to, 'Location40096', '$indexOfArray requires an integral ending index')
  if (start < 0 || end < 0) throw fault('Location40097', '$indexOfArray requires a nonnegative index')
  return [start, Math.min(end, length)]
}

function indexOfArray(values: readonly unknown[]): unknown {
  const [list, wanted] = values
  if (isNullish(list)) return null
  if (!Array.isArray(list)) {
    throw fault(
      'Location40090',
      `$indexOfArray requires an array as a first argument, found: ${typeOf(list)}`,
    )
  }
  const [start, end] = bounds(values, list.length)
  for (let i = start; i < end; i += 1) if (compare(list[i], wanted) === 0) return new Int32(i)
  return new Int32(-1)
}

function concatArrays(values: readonly unknown[]): unknown {
  for (const value of values) {
    // Whichever comes first decides.
    if (isNullish(value)) return null
    if (!Array.isArray(value))
      throw fault('Location28664', `$concatArrays only supports arrays, not ${typeOf(value)}`)
  }
  return joined(values as unknown[][], '$concatArrays')
}

function slice([list, first, second]: readonly unknown[], name: string): unknown {
  if (isNullish(list) || isNullish(first) || second === null) return null
  if (!Array.isArray(list)) {
    throw fault(
      'Location28724',
      `First argument to ${name} must be an array, but is of type: ${typeOf(list)}`,
    )
  }
  const complaint = `Argument to ${name} must be representable as a 32-bit integer`
  const from = integer(first, 'Location28726', complaint)
  if (second === undefined) return from < 0 ? list.slice(from) : list.slice(0, from)
  const count = integer(second, 'Location28728', complaint)
  if (count <= 0) throw fault('Location28729', `Third argument to ${name} must be positive: ${count}`)
  const start = from < 0 ? Math.max(0, list.length + from) : from
  return list.slice(start, start + count)
}

/** So that nobody waits for long: 1,310,720 entries. */
const RANGE_BYTES = 80

function range([from, to, by]: readonly unknown[]): unknown {
  const start = integer(
    from,
    'Location34444',
    '$range requires a starting value that can be represented as a 32-bit integer',
  )
  const end = integer(
    to,
    'Location34446',
    '$range requires an ending value that can be represented as a 32-bit integer',
  )
  const step =
    by === undefined
      ? 1
      : integer(
          by,
          'Location34448',
          '$range requires a step value that can be represented as a 32-bit integer',
        )
  if (step === 0) throw fault('Location34449', '$range requires a non-zero step value')
  const length = Math.max(0, Math.ceil((end - start) / step))
  assertBearable(RANGE_BYTES * length, '$range')
  const list: Int32[] = []
  for (let value = start; list.length < length; value += step) list.push(new Int32(value))
  return list
}

function zip(parts: Record<string, unknown>): unknown {
  const { inputs, useLongestLength = false, defaults } = parts
  if (!Array.isArray(inputs))
    throw fault('Location34461', `inputs must be an array of expressions, found ${typeOf(inputs)}`)
  if (inputs.length === 0) throw fault('Location34465', '$zip requires at least one input array')
  if (typeof useLongestLength !== 'boolean') throw fault('Location34463', 'useLongestLength must be a bool')
  if (
    defaults !== undefined &&
    (!Array.isArray(defaults) || !useLongestLength || defaults.length !== inputs.length)
  ) {
    throw fault(
      'Location34466',
      'defaults must be an array of the length of inputs, with useLongestLength set to true',
    )
  }
  if (inputs.some(isNullish)) return null
  const lists = inputs.map((input: unknown) => {
    if (!Array.isArray(input))
      throw fault('Location34468', `$zip found a non-array expression in input: ${showValue(input)}`)
    return input as unknown[]
  })
  const lengths = lists.map((list) => list.length)
  const length = useLongestLength ? Math.max(...lengths) : Math.min(...lengths)
  assertBearable(LEAST_BYTES * length * lists.length, '$zip')
  const filler = (defaults ?? []) as unknown[]
  return Array.from({ length }, (_, row) =>
    lists.map((list, column) => (row < list.length ? list[row] : (filler[column] ?? null))),
  )
}

function sortArray(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const parts = namedParts(argument, ['input', 'sortBy'], [], name, 'Location2942500')
  const input = compile(parts['input'], names)
  // A sort pattern, with paths for names; no expression.
  const order = elementOrder(parts['sortBy'])
  return (scope) =>
    onList(input(scope), 'Location2942504', 'The input argument to $sortArray must be an array', (items) =>
      sortInTime([...items], '$sortArray', order),
    )
}

function elementOrder(sortBy: unknown): (a: unknown, b: unknown) => number {
  if (isNumber(sortBy)) {
    const direction = toDouble(sortBy)
    if (direction !== 1 && direction !== -1) {
      throw fault('Location2942507', '$sortArray: sortBy must be 1, -1 or a sort specification')
    }
    return (a, b) => direction * compare(a, b)
  }
  if (!isDocument(sortBy))
    throw fault('Location2942507', '$sortArray: sortBy must be 1, -1 or a sort specification')
  const order = compileSort(sortBy)
  // What is no document sorts as one without any of the fields.
  return (a, b) => order(isDocument(a) ? a : {}, isDocument(b) ? b : {})
}

function several(pick: (items: readonly unknown[], n: number) => unknown): Operator {
  return named(
    ['n', 'input'],
    [],
    ({ n, input }, name) => {
      const count = countArgument(name, n)
      if (!Array.isArray(input)) {
        throw fault('Location5788200', `${name} input must be an array, found ${typeOf(input)}`)
      }
      return pick(input, count)
    },
    'Location5787901',
  )
}

function variableName(value: unknown, fallback: string, name: string): string {
  if (value === undefined) return fallback
  if (typeof value !== 'string') throw fault('TypeMismatch', `${name}: 'as' must be a string`)
  assertVariableName(value)
  return value
}

/** What each entry of an array takes at least. */
const LEAST_BYTES = 16

function mapOperator(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const parts = namedParts(argument, ['input', 'in'], ['as'], name, 'Location16879')
  const as = variableName(parts['as'], 'this', name)
  const input = compile(parts['input'], names)
  const inner = compile(parts['in'], withNames(names, [as]))
  return (scope) =>
    onList(input(scope), 'Location16883', 'input to $map must be an array', (items) =>
      all(items, name, (item) => inner(bind(scope, as, item)) ?? null),
    )
}

function filterOperator(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const parts = namedParts(argument, ['input', 'cond'], ['as', 'limit'], name, 'Location28647')
  const as = variableName(parts['as'], 'this', name)
  const input = compile(parts['input'], names)
  const condition = compile(parts['cond'], withNames(names, [as]))
  const limit = compile(parts['limit'] ?? null, names)
  return (scope) =>
    onList(input(scope), 'Location28651', 'input to $filter must be an array', (items) => {
      const given = limit(scope)
      const most = isNullish(given)
        ? Infinity
        : integer(given, 'Location327391', '$filter: limit must be represented as a 32-bit integral value')
      if (most <= 0) throw fault('Location327392', `$filter: limit must be greater than 0, found ${most}`)
      const kept: unknown[] = []
      for (const item of items) {
        if (kept.length >= most) break
        if (isTrue(condition(bind(scope, as, item)))) kept.push(item)
      }
      return kept
    })
}

function reduceOperator(...[argument, names, name]: Parameters<Operator>): ReturnType<Operator> {
  const parts = namedParts(argument, ['input', 'initialValue', 'in'], [], name, 'Location40076')
  const input = compile(parts['input'], names)
  const initial = compile(parts['initialValue'], names)
  const inner = compile(parts['in'], withNames(names, ['this', 'value']))
  return (scope) =>
    onList(input(scope), 'Location40080', "$reduce requires that 'input' be an array", (items) =>
      items.reduce((value, item) => inner(bind(bind(scope, 'value', value), 'this', item)), initial(scope)),
    )
}

function onSets(
  values: readonly unknown[],
  name: string,
  run: (sets: readonly (readonly unknown[])[]) => unknown,
): unknown {
  return values.some(isNullish) ? null : run(strictSets(values, name))
}

function strictSets(values: readonly unknown[], name: string): (readonly unknown[])[] {
  return values.map((value) => {
    if (Array.isArray(value)) return value as unknown[]
    throw fault(
      'Location17043',
      `All operands of ${name} must be arrays. One argument is of type: ${typeOf(value)}`,
    )
  })
}

function keysIn(set: readonly unknown[], name: string): Set<string> {
  const keys = new Set<string>()
  visitInTime(set, name, (item) => keys.add(keyOf(item)))
  return keys
}

/** The different values of some lists whose keys pass, in the order they were met. */
function byKey(
  sets: readonly (readonly unknown[])[],
  name: string,
  passes: (key: string) => boolean,
): unknown[] {
  const found = new Map<string, unknown>()
  for (const set of sets) {
    visitInTime(set, name, (item) => {
      const key = keyOf(item)
      if (!found.has(key) && passes(key)) found.set(key, item)
    })
  }
  return [...found.values()]
}

function truthList(value: unknown, name: string, code: CodeName): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  throw fault(code, `${name}'s argument must be an array, but is ${typeOf(value)}`)
}
