import { Pace } from '../breath.ts'
import {
  isDocument,
  keyOf,
  typeOf,
  fieldEntries,
  fieldNames,
  documentOf,
  isNullish,
  type Document,
} from '../bson/values.ts'
import { fault } from '../errors.ts'
import { impliedFilter, leadingFilter } from '../query/analyse.ts'
import { isRegex } from '../query/regex.ts'
import { distinctValues } from './accumulators.ts'
import { visitPath } from '../query/paths.ts'
import { assertFieldPath, assertVariableName, compileExpression } from './expression.ts'
import { Budget, gathered, MAX_HELD_BYTES, sizeOf, type Flow } from './flow.ts'
import { compileStages, withValue, type Stage, type StageContext } from './stages.ts'

/**
 * `$lookup` by equal fields, by a pipeline with variables, or by both.
 * Source: manual “$lookup”, `src/mongo/db/pipeline/document_source_lookup.cpp` (7.0).
 */
interface Lookup {
  readonly from: string
  readonly as: readonly string[]
  readonly localField: readonly string[] | undefined
  readonly foreignField: readonly string[] | undefined
  readonly variables: Document
  readonly pipeline: readonly unknown[] | undefined
}

type Finder = (local: Document) => Flow

/** So many documents share one query of the other collection. */
const BATCH = 500
const BATCH_BYTES = 4 * 1024 * 1024

export function compileLookup(argument: unknown, context: StageContext): Stage {
  const lookup = parseLookup(argument)
  const prepare = compileJoin(lookup, context)
  return function* (input) {
    for (const batch of batches(input)) {
      if (batch === null) {
        yield null
        continue
      }
      const find = yield* prepare(batch)
      for (const document of batch) {
        const found = yield* gathered(find(document), lookupBudget(lookup.from))
        yield withValue(document, lookup.as, found)
      }
    }
  }
}

function lookupBudget(from: string): Budget {
  return new Budget(
    'Location4568',
    `Total size of documents in ${from} matching pipeline's $lookup stage exceeds ${MAX_HELD_BYTES} bytes`,
  )
}

function* batches(input: Flow): Generator<Document[] | null> {
  let batch: Document[] = []
  let bytes = 0
  for (const document of input) {
    if (document === null) {
      yield null
      continue
    }
    batch.push(document)
    bytes += sizeOf(document)
    if (batch.length < BATCH && bytes < BATCH_BYTES) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

const OPTIONS = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']

function parseLookup(argument: unknown): Lookup {
  if (!isDocument(argument)) throw fault('FailedToParse', 'the $lookup specification must be an Object')
  for (const [name, value] of fieldEntries(argument)) {
    if (!OPTIONS.includes(name)) throw fault('FailedToParse', `unknown argument to $lookup: ${name}`)
    if (name === 'from' && isDocument(value)) {
      throw fault(
        'FailedToParse',
        '$lookup with {from: {db: ..., coll: ...}} is not supported for db and coll',
      )
    }
    if (['from', 'as', 'localField', 'foreignField'].includes(name) && typeof value !== 'string') {
      throw fault(
        'FailedToParse',
        `$lookup argument '${name}' must be a string, found ${name}: ${typeOf(value)}`,
      )
    }
  }
  const {
    from,
    as,
    localField,
    foreignField,
    let: variables = {},
    pipeline,
  } = argument as Record<string, string>
  if (as === undefined) throw fault('FailedToParse', "must specify 'as' field for a $lookup")
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw fault(
      'FailedToParse',
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    )
  }
  if (pipeline === undefined && localField === undefined) {
    throw fault(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    )
  }
  if (from === undefined) throw fault('FailedToParse', "missing 'from' option to $lookup stage specification")
  return {
    from,
    as: assertFieldPath(as),
    localField: localField === undefined ? undefined : assertFieldPath(localField),
    foreignField: foreignField === undefined ? undefined : assertFieldPath(foreignField),
    ...parsePipeline(variables, pipeline),
  }
}

function parsePipeline(variables: unknown, pipeline: unknown): Pick<Lookup, 'variables' | 'pipeline'> {
  if (!isDocument(variables)) throw fault('FailedToParse', "$lookup argument 'let' must be an object")
  if (pipeline === undefined) {
    if (Object.keys(variables).length > 0) {
      throw fault('FailedToParse', "$lookup with a 'let' argument must also specify 'pipeline'")
    }
    return { variables, pipeline }
  }
  if (!Array.isArray(pipeline)) throw fault('TypeMismatch', "'pipeline' option must be specified as an array")
  for (const name of fieldNames(variables)) assertVariableName(name)
  return { variables, pipeline }
}

/** Fetches the other side of the join for a batch of documents. */
function compileJoin(
  lookup: Lookup,
  context: StageContext,
): (batch: readonly Document[]) => Generator<null, Finder, void> {
  const { from, localField, foreignField, pipeline, variables } = lookup
  const inner = pipeline && compileInner(pipeline, variables, context)
  if (localField && foreignField) {
    return function* (batch) {
      const candidates = yield* equalityFinder(batch, lookup, (filter) => context.collection(from, filter))
      return inner ? (local) => inner(local).stage(candidates(local)) : candidates
    }
  }
  const find: Finder = (local) => {
    const { stage, filter } = inner ? inner(local) : { stage: (input: Flow) => input, filter: {} }
    return stage(context.collection(from, filter))
  }
  if (Object.keys(variables).length > 0) {
    // eslint-disable-next-line require-yield
    return function* () {
      return find
    }
  }
  // Without variables every document gets the same.
  let result: readonly Document[] | undefined
  return function* () {
    result ??= yield* gathered(find({}), lookupBudget(from))
    const same = result
    return () => same
  }
}

interface Inner {
  readonly stage: Stage
  /** What the pipeline asks of a document to begin with. */
  readonly filter: Document
}

function compileInner(
  pipeline: readonly unknown[],
  variables: Document,
  context: StageContext,
): (local: Document) => Inner {
  const evaluators = fieldEntries(variables).map(
    ([name, value]) => [name, compileExpression(value, context)] as const,
  )
  const compileFor = (local: Document): Inner => {
    const values: Document = { ...context.let }
    for (const [name, evaluator] of evaluators) values[name] = evaluator(local)
    const inner = { ...context, let: values }
    return { stage: compileStages(pipeline, inner), filter: impliedFilter(leadingFilter(pipeline), inner) }
  }
  // Compiled once in advance: mistakes are told even when no document arrives, and without variables it is enough.
  const fixed = compileFor({})
  return evaluators.length === 0 ? () => fixed : compileFor
}

function* equalityFinder(
  batch: readonly Document[],
  { from, localField = [], foreignField = [] }: Lookup,
  fetch: (filter: Document) => Flow,
): Generator<null, Finder, void> {
  const wanted = distinctValues(batch.flatMap((document) => localValues(document, localField)))
  // A regular expression in a list would be matched, here it is a value like any other.
  const filter = wanted.some(isRegex) ? {} : documentOf([[foreignField.join('.'), { $in: wanted }]])
  const foreign = yield* gathered(fetch(filter), lookupBudget(from))
  const byValue = new Map<string, number[]>()
  const pace = new Pace()
  for (const [position, document] of foreign.entries()) {
    if (pace.isDue()) yield null
    for (const key of new Set(foreignKeys(document, foreignField))) {
      const positions = byValue.get(key)
      if (positions) positions.push(position)
      else byValue.set(key, [position])
    }
  }
  return (local) => {
    const keys = localValues(local, localField).map(keyOf)
    const positions = new Set(keys.flatMap((key) => byValue.get(key) ?? []))
    return [...positions].sort((a, b) => a - b).map((position) => foreign[position] as Document)
  }
}

/** The keys of everything an equality on the field would match; missing and BSON's undefined are null. */
function foreignKeys(document: Document, parts: readonly string[]): string[] {
  const keys: string[] = []
  visitPath(document, parts, true, (value) => {
    keys.push(keyOf(isNullish(value) ? null : value))
    return false
  })
  return keys
}

/** The values to join on: those of arrays one by one; none at all is null. */
function localValues(document: Document, parts: readonly string[]): unknown[] {
  const values: unknown[] = []
  visitPath(document, parts, false, (value) => {
    if (Array.isArray(value)) for (const item of value as unknown[]) values.push(item ?? null)
    else if (value !== undefined) values.push(value)
    return false
  })
  // The deprecated type is refused here as everywhere else something is to equal it.
  if (values.some((value) => typeOf(value) === 'undefined')) {
    throw fault('BadValue', 'cannot compare to undefined')
  }
  return values.length > 0 ? values : [null]
}
