import { Int32 } from 'bson'
import { Pace } from '../breath.ts'
import {
  compare,
  isDocument,
  keyOf,
  setField,
  typeOf,
  fieldEntries,
  fieldNames,
  type Document,
} from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileAccumulator, type Accumulation, type CompiledAccumulator } from './accumulators.ts'
import { compileExpression, type ExpressionContext } from './expression.ts'
import { Budget, sizeOf, type Flow } from './flow.ts'
import { compileSortStage } from './sort-stage.ts'
import type { Stage, StageContext } from './stages.ts'

/**
 * The stages that gather documents in groups.
 * Sources: manual “$group”, “$bucket”, `src/mongo/db/pipeline/document_source_{group,bucket}.cpp` (7.0).
 */
interface Grouping {
  readonly key: (document: Document) => unknown
  readonly accumulators: readonly (readonly [name: string, accumulator: CompiledAccumulator])[]
}

/** `$group`. */
export function compileGroup(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument)) throw fault('Location15947', "a group's fields must be specified in an object")
  if (!Object.hasOwn(argument, '_id')) {
    throw fault('Location15955', 'a group specification must include an _id')
  }
  const grouping: Grouping = {
    key: compileExpression(argument['_id'], context),
    accumulators: compileAccumulators(argument, context),
  }
  return function* (input) {
    yield* results(yield* gatherGroups(input, grouping))
  }
}

function compileAccumulators(fields: Document, context: ExpressionContext): Grouping['accumulators'] {
  return fieldEntries(fields)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      if (name.includes('.')) throw fault('Location40235', `The field name '${name}' cannot contain '.'`)
      if (name.startsWith('$')) {
        throw fault('Location40236', `The field name '${name}' cannot be an operator name`)
      }
      return [name, compileAccumulator(name, value, context)] as const
    })
}

interface Group {
  readonly id: unknown
  readonly accumulations: readonly (readonly [name: string, accumulation: Accumulation])[]
}

/** Groups in the order in which they were first met. */
function* gatherGroups(input: Flow, { key, accumulators }: Grouping): Generator<null, Group[], void> {
  const groups = new Map<string, Group>()
  const budget = new Budget(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    "Exceeded memory limit for $group, but didn't allow external spilling",
  )
  for (const document of input) {
    if (document === null) {
      yield null
      continue
    }
    const id = key(document) ?? null
    const text = keyOf(id)
    let group = groups.get(text)
    if (!group) {
      group = { id, accumulations: accumulators.map(([name, one]) => [name, one.begin()] as const) }
      groups.set(text, group)
      budget.add(96 + text.length + sizeOf(id) + accumulators.length * 64)
    }
    for (const [, accumulation] of group.accumulations) budget.add(accumulation.add(document))
  }
  return [...groups.values()]
}

function* results(groups: readonly Group[]): Generator<Document | null> {
  const pace = new Pace()
  for (const { id, accumulations } of groups) {
    const result: Document = { _id: id }
    for (const [name, accumulation] of accumulations) setField(result, name, accumulation.result() ?? null)
    yield result
    if (pace.isDue()) yield null
  }
}

/** `$sortByCount`. */
export function compileSortByCount(argument: unknown, context: StageContext): Stage {
  const isExpression = isDocument(argument) && Object.keys(argument)[0]?.startsWith('$')
  const isPath = typeof argument === 'string' && argument.startsWith('$')
  if (!isExpression && !isPath) {
    throw isDocument(argument)
      ? fault(
          'Location40147',
          'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
        )
      : fault(
          'Location40148',
          'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
        )
  }
  const group = compileGroup({ _id: argument, count: { $sum: new Int32(1) } }, context)
  const sort = compileSortStage({ count: new Int32(-1) })
  return (input) => sort(group(input))
}

/** `$bucket`. */
export function compileBucket(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument)) {
    throw fault(
      'Location40201',
      `Argument to $bucket stage must be an object, but found type: ${typeOf(argument)}.`,
    )
  }
  for (const name of fieldNames(argument)) {
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name)) {
      throw fault('Location40197', `Unrecognized option to $bucket: ${name}.`)
    }
  }
  if (argument['groupBy'] === undefined || argument['boundaries'] === undefined) {
    throw fault('Location40198', "$bucket requires 'groupBy' and 'boundaries' to be specified.")
  }
  const output = argument['output'] ?? { count: { $sum: new Int32(1) } }
  if (!isDocument(output)) throw fault('Location40196', "The $bucket 'output' field must be an object.")
  const accumulators = compileAccumulators(output, context)
  const grouping: Grouping = { key: bucketPlacer(argument, context), accumulators }
  return function* (input) {
    const buckets = yield* gatherGroups(input, grouping)
    yield* results(buckets.sort((a, b) => compare(a.id, b.id)))
  }
}

/** Tells the lower boundary of the bucket a document falls into, or the default. */
function bucketPlacer(argument: Document, context: StageContext): (document: Document) => unknown {
  const boundaries = bucketBoundaries(argument['boundaries'])
  const hasDefault = Object.hasOwn(argument, 'default')
  const groupBy = compileExpression(argument['groupBy'], context)
  const lowest = boundaries[0]
  const highest = boundaries.at(-1)
  const fallback = argument['default']
  if (hasDefault && compare(fallback, lowest) >= 0 && compare(fallback, highest) < 0) {
    throw fault(
      'Location40199',
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    )
  }
  return (document) => {
    const value = groupBy(document)
    const index = boundaries.findLastIndex((boundary) => compare(boundary, value) <= 0)
    if (index >= 0 && index < boundaries.length - 1) return boundaries[index]
    if (hasDefault) return fallback
    throw fault(
      'Location40066',
      '$switch could not find a matching branch for an input, and no default was specified.',
    )
  }
}

function bucketBoundaries(argument: unknown): unknown[] {
  if (!Array.isArray(argument)) {
    throw fault(
      'Location40200',
      `The $bucket 'boundaries' field must be an array, but found type: ${typeOf(argument)}.`,
    )
  }
  const boundaries = argument.map((item: unknown) => compileExpression(item)({}))
  if (boundaries.length < 2) {
    throw fault(
      'Location40192',
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    )
  }
  for (let i = 1; i < boundaries.length; i += 1) {
    if (compare(boundaries[i - 1], boundaries[i]) >= 0) {
      throw fault('Location40194', "The 'boundaries' option to $bucket must be sorted in ascending order.")
    }
  }
  return boundaries
}
