import { isDocument, keyOf, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { visitPath } from '../query/paths.ts'
import { assertFieldPath, assertVariableName, compileExpression } from './expression.ts'
import { compileStages, withValue, type Stage, type StageContext } from './stages.ts'

/**
 * `$lookup` by equal fields, by a pipeline with variables, or by both.
 * Source: manual “$lookup”, `src/mongo/db/pipeline/document_source_lookup.cpp` (7.0).
 */
interface Lookup {
  readonly from: string | undefined
  readonly as: readonly string[]
  readonly localField: readonly string[] | undefined
  readonly foreignField: readonly string[] | undefined
  readonly variables: Document
  readonly pipeline: readonly unknown[] | undefined
}

type Finder = (local: Document) => Iterable<Document>

export function compileLookup(argument: unknown, context: StageContext): Stage {
  const lookup = parseLookup(argument)
  const join = compileJoin(lookup, context)
  return function* (input) {
    const find = join()
    for (const document of input) yield withValue(document, lookup.as, [...find(document)])
  }
}

const OPTIONS = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']

function parseLookup(argument: unknown): Lookup {
  if (!isDocument(argument)) throw fault('FailedToParse', 'the $lookup specification must be an Object')
  for (const [name, value] of Object.entries(argument)) {
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
        `$lookup argument '${name}' must be a string, found ${name}: ${typeof value}`,
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
  for (const name of Object.keys(variables)) assertVariableName(name)
  return { variables, pipeline }
}

/** Prepares the other side once per run of the stage. */
function compileJoin(lookup: Lookup, context: StageContext): () => Finder {
  const { from = '', localField, foreignField, pipeline, variables } = lookup
  const inPipeline = pipeline && compileInner(pipeline, variables, context)
  return () => {
    const foreign = [...context.collection(from)]
    const candidates: Finder =
      localField && foreignField ? equalityFinder(foreign, localField, foreignField) : () => foreign
    return inPipeline ? (local) => inPipeline(local)(candidates(local)) : candidates
  }
}

function compileInner(
  pipeline: readonly unknown[],
  variables: Document,
  context: StageContext,
): (local: Document) => Stage {
  const evaluators = Object.entries(variables).map(
    ([name, value]) => [name, compileExpression(value, context)] as const,
  )
  const compileFor = (local: Document): Stage => {
    const values: Document = { ...context.let }
    for (const [name, evaluator] of evaluators) values[name] = evaluator(local)
    return compileStages(pipeline, { ...context, let: values })
  }
  // Compiled once in advance: mistakes are told even when no document arrives, and without variables it is enough.
  const fixed = compileFor({})
  return evaluators.length === 0 ? () => fixed : compileFor
}

function equalityFinder(
  foreign: readonly Document[],
  localField: readonly string[],
  foreignField: readonly string[],
): Finder {
  const byValue = new Map<string, number[]>()
  for (const [position, document] of foreign.entries()) {
    for (const key of new Set(foreignKeys(document, foreignField))) {
      const positions = byValue.get(key)
      if (positions) positions.push(position)
      else byValue.set(key, [position])
    }
  }
  return (local) => {
    const positions = new Set(localKeys(local, localField).flatMap((key) => byValue.get(key) ?? []))
    return [...positions].sort((a, b) => a - b).map((position) => foreign[position] as Document)
  }
}

/** The keys of everything an equality on the field would match; missing is null. */
function foreignKeys(document: Document, parts: readonly string[]): string[] {
  const keys: string[] = []
  visitPath(document, parts, true, (value) => {
    keys.push(keyOf(value ?? null))
    return false
  })
  return keys
}

/** The values to join on: those of arrays one by one; none at all is null. */
function localKeys(document: Document, parts: readonly string[]): string[] {
  const keys: string[] = []
  visitPath(document, parts, false, (value) => {
    if (Array.isArray(value)) keys.push(...value.map((item: unknown) => keyOf(item ?? null)))
    else if (value !== undefined) keys.push(keyOf(value))
    return false
  })
  return keys.length > 0 ? keys : [keyOf(null)]
}
