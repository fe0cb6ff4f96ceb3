import { Int32, Long } from 'bson'
import { intOrLong, isNumber, toDouble, toExactInt } from '../bson/numbers.ts'
import { compare, fieldOf, isDocument, keyOf, setField, typeOf, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import { compileAddFields, compileProject, compileUnset, type Projection } from '../query/projection.ts'
import { compileSort } from '../query/sort.ts'
import { showValue } from '../storage/show.ts'
import { accumulate, compileAccumulator, type CompiledAccumulator } from './accumulators.ts'
import { assertFieldPath, compileExpression, type ExpressionContext } from './expression.ts'
import { compileLookup } from './lookup.ts'

/**
 * The stages of an aggregation pipeline. Sources: manual “Aggregation Stages”,
 * `src/mongo/db/pipeline/document_source_*.cpp` (7.0).
 */
export interface StageContext extends ExpressionContext {
  /**
   * The documents of another collection of the same database; none when it does not exist. With a filter only those
   * it matches are needed: more may come, none may be missing.
   */
  collection(name: string, filter?: Document): Iterable<Document>
}

export type Stage = (input: Iterable<Document>) => Iterable<Document>
type StageCompiler = (argument: unknown, context: StageContext) => Stage

/** Compiles stages that only pass documents on; `$out` and `$merge` are not among them. */
export function compileStages(pipeline: readonly unknown[], context: StageContext): Stage {
  const stages = pipeline.map((stage) => {
    const [name, argument] = stageParts(stage)
    const compiler = STAGES.get(name)
    if (!compiler) throw unknownStage(name)
    return compiler(argument, context)
  })
  return (input) => stages.reduce<Iterable<Document>>((documents, stage) => stage(documents), input)
}

/** Compiles the pipeline of an update, in which only stages that change one document have a place. */
export function compileUpdatePipeline(
  pipeline: readonly unknown[],
  context: ExpressionContext,
): (document: Document) => Document {
  const steps = pipeline.map((stage) => {
    const [name, argument] = stageParts(stage)
    const compiler = DOCUMENT_STAGES.get(name)
    if (compiler) return compiler(argument, context)
    if (!STAGES.has(name) && name !== '$out' && name !== '$merge') throw unknownStage(name)
    throw fault('InvalidOptions', `${name} is not allowed to be used within an update`)
  })
  return (document) => steps.reduce((result, step) => step(result), document)
}

/** Name and argument of a stage. */
export function stageParts(stage: unknown): [name: string, argument: unknown] {
  if (!isDocument(stage)) {
    throw fault('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  }
  const [entry, ...others] = Object.entries(stage)
  if (!entry || others.length > 0) {
    throw fault('Location40323', 'A pipeline stage specification object must contain exactly one field.')
  }
  return entry
}

function unknownStage(name: string): Error {
  return fault('Location40324', `Unrecognized pipeline stage name: '${name}'`)
}

type DocumentStageCompiler = (argument: unknown, context: ExpressionContext) => Projection

const DOCUMENT_STAGES: ReadonlyMap<string, DocumentStageCompiler> = new Map<string, DocumentStageCompiler>([
  ['$project', compileProjectStage],
  ['$set', (argument, context) => compileSetStage('$set', argument, context)],
  ['$addFields', (argument, context) => compileSetStage('$addFields', argument, context)],
  ['$unset', compileUnsetStage],
  ['$replaceRoot', compileReplaceRoot],
  ['$replaceWith', (argument, context) => replaceWith(argument, context, "'replacement document'")],
])

const STAGES: ReadonlyMap<string, StageCompiler> = new Map<string, StageCompiler>([
  ...Array.from(DOCUMENT_STAGES, ([name, compile]): [string, StageCompiler] => [
    name,
    (argument, context) => {
      const step = compile(argument, context)
      return (input) => mapped(input, step)
    },
  ]),
  ['$match', matchStage],
  ['$sort', sortStage],
  ['$limit', limitStage],
  ['$skip', skipStage],
  ['$count', countStage],
  ['$group', groupStage],
  ['$sortByCount', sortByCountStage],
  ['$unwind', unwindStage],
  ['$lookup', compileLookup],
  ['$facet', facetStage],
  ['$sample', sampleStage],
  ['$bucket', bucketStage],
])

function* mapped(input: Iterable<Document>, step: Projection): Generator<Document> {
  for (const document of input) yield step(document)
}

function documentArgument(name: string, argument: unknown): Document {
  if (isDocument(argument)) return argument
  throw fault('Location40272', `${name} specification stage must be an object, got ${typeOf(argument)}`)
}

function compileProjectStage(argument: unknown, context: ExpressionContext): Projection {
  if (!isDocument(argument)) throw fault('Location15969', '$project specification must be an object')
  return compileProject(argument, context)
}

function compileSetStage(name: string, argument: unknown, context: ExpressionContext): Projection {
  return compileAddFields(documentArgument(name, argument), context)
}

function compileUnsetStage(argument: unknown): Projection {
  const paths: unknown[] = Array.isArray(argument) ? argument : [argument]
  if (paths.length === 0) {
    throw fault('Location31119', '$unset specification must be a string or an array with at least one field')
  }
  if (!paths.every((path) => typeof path === 'string')) {
    throw fault(
      'Location31120',
      '$unset specification must be a string or an array containing only string values',
    )
  }
  return compileUnset(paths)
}

function compileReplaceRoot(argument: unknown, context: ExpressionContext): Projection {
  if (!isDocument(argument)) {
    throw fault('Location40229', 'expected an object as specification for $replaceRoot stage')
  }
  const unknown = Object.keys(argument).find((name) => name !== 'newRoot')
  if (unknown !== undefined)
    throw fault('Location40415', `BSON field '$replaceRoot.${unknown}' is an unknown field.`)
  if (!Object.hasOwn(argument, 'newRoot')) {
    throw fault('Location40231', 'no newRoot specified for the $replaceRoot stage')
  }
  return replaceWith(argument['newRoot'], context, "'newRoot' expression ")
}

function replaceWith(expression: unknown, context: ExpressionContext, subject: string): Projection {
  const evaluate = compileExpression(expression, context)
  return (document) => {
    const result = evaluate(document)
    if (isDocument(result)) return result
    throw fault(
      'Location40228',
      `${subject} must evaluate to an object, but resulting value was: ${result === undefined ? 'MISSING' : showValue(result)}.`,
    )
  }
}

function matchStage(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument))
    throw fault('Location15959', 'the match filter must be an expression in an object')
  const matcher = compileFilter(argument, context)
  return function* (input) {
    for (const document of input) if (matcher.matches(document).matched) yield document
  }
}

function sortStage(argument: unknown): Stage {
  if (!isDocument(argument)) throw fault('Location15973', 'the $sort key specification must be an object')
  if (Object.keys(argument).length === 0)
    throw fault('Location15976', '$sort stage must have at least one sort key')
  const order = compileSort(argument)
  return (input) => [...input].sort(order)
}

function limitStage(argument: unknown): Stage {
  const limit = wholeArgument('$limit', argument, 'Location2107201')
  if (limit === 0) throw fault('Location15958', 'the limit must be positive')
  return function* (input) {
    let left = limit
    for (const document of input) {
      yield document
      left -= 1
      if (left === 0) return
    }
  }
}

function skipStage(argument: unknown): Stage {
  const skip = wholeArgument('$skip', argument, 'Location2107200')
  return function* (input) {
    let left = skip
    for (const document of input) {
      if (left === 0) yield document
      else left -= 1
    }
  }
}

function wholeArgument(name: string, argument: unknown, code: 'Location2107200' | 'Location2107201'): number {
  const invalid = `invalid argument to ${name} stage: `
  if (!isNumber(argument)) {
    throw fault(code, `${invalid}Expected a number in: ${name}: ${showValue(argument)}`)
  }
  const whole = toExactInt(argument)
  if (whole === undefined) throw fault(code, `${invalid}Expected an integer: ${name}: ${showValue(argument)}`)
  if (whole < 0n) {
    throw fault(code, `${invalid}Expected a non-negative number in: ${name}: ${showValue(argument)}`)
  }
  return Number(whole)
}

function countStage(argument: unknown): Stage {
  if (typeof argument !== 'string') throw fault('Location40156', 'the count field must be a non-empty string')
  if (argument === '') throw fault('Location40157', 'the count field must be a non-empty string')
  if (argument.startsWith('$')) throw fault('Location40158', 'the count field cannot be a $-prefixed path')
  if (argument.includes('\0')) throw fault('Location40159', 'the count field cannot contain a null byte')
  if (argument.includes('.')) throw fault('Location40160', "the count field cannot contain '.'")
  return function* (input) {
    let count = 0n
    for (const _ of input) count += 1n
    if (count > 0n) yield { [argument]: intOrLong(count) }
  }
}

interface Grouping {
  readonly key: (document: Document) => unknown
  readonly accumulators: readonly (readonly [name: string, accumulator: CompiledAccumulator])[]
}

function groupStage(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument)) throw fault('Location15947', "a group's fields must be specified in an object")
  if (!Object.hasOwn(argument, '_id')) {
    throw fault('Location15955', 'a group specification must include an _id')
  }
  const grouping: Grouping = {
    key: compileExpression(argument['_id'], context),
    accumulators: compileAccumulators(argument, context),
  }
  return (input) => grouped(input, grouping)
}

function compileAccumulators(fields: Document, context: ExpressionContext): Grouping['accumulators'] {
  return Object.entries(fields)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      if (name.includes('.')) throw fault('Location40235', `The field name '${name}' cannot contain '.'`)
      if (name.startsWith('$')) {
        throw fault('Location40236', `The field name '${name}' cannot be an operator name`)
      }
      return [name, compileAccumulator(name, value, context)] as const
    })
}

function* grouped(input: Iterable<Document>, { key, accumulators }: Grouping): Generator<Document> {
  const groups = new Map<string, { id: unknown; documents: Document[] }>()
  for (const document of input) {
    const id = key(document) ?? null
    const text = keyOf(id)
    const group = groups.get(text)
    if (group) group.documents.push(document)
    else groups.set(text, { id, documents: [document] })
  }
  for (const { id, documents } of groups.values()) yield groupResult(id, documents, accumulators)
}

function groupResult(
  id: unknown,
  documents: readonly Document[],
  accumulators: Grouping['accumulators'],
): Document {
  const result: Document = { _id: id }
  for (const [name, accumulator] of accumulators) {
    setField(result, name, accumulate(accumulator, documents) ?? null)
  }
  return result
}

function sortByCountStage(argument: unknown, context: StageContext): Stage {
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
  const group = groupStage({ _id: argument, count: { $sum: new Int32(1) } }, context)
  const sort = sortStage({ count: new Int32(-1) })
  return (input) => sort(group(input))
}

interface Unwind {
  readonly parts: readonly string[]
  readonly indexField: string | undefined
  readonly preserve: boolean
}

function unwindStage(argument: unknown): Stage {
  const spec = isDocument(argument) ? argument : { path: argument }
  for (const name of Object.keys(spec)) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name)) {
      throw fault('Location28811', `unrecognized option to $unwind stage: ${name}`)
    }
  }
  const { path, includeArrayIndex: indexField, preserveNullAndEmptyArrays: preserve = false } = spec
  if (path === undefined) throw fault('Location28812', 'no path specified to $unwind stage')
  if (typeof path !== 'string') {
    throw fault('Location28808', `expected a string as the path for $unwind stage, got ${showValue(path)}`)
  }
  if (!path.startsWith('$')) {
    throw fault('Location28818', `path option to $unwind stage should be prefixed with a '$': ${path}`)
  }
  if (typeof preserve !== 'boolean') {
    throw fault(
      'Location28809',
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${showValue(preserve)}`,
    )
  }
  if (indexField !== undefined && (typeof indexField !== 'string' || indexField === '')) {
    throw fault(
      'Location28810',
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${showValue(indexField)}`,
    )
  }
  if (typeof indexField === 'string' && indexField.startsWith('$')) {
    throw fault(
      'Location28822',
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${indexField}`,
    )
  }
  return unwound({ parts: assertFieldPath(path.slice(1)), indexField, preserve })
}

function unwound({ parts, indexField, preserve }: Unwind): Stage {
  const indexed = (document: Document, index: Long | null): Document =>
    indexField === undefined ? document : withValue(document, indexField.split('.'), index)
  return function* (input) {
    for (const document of input) {
      const value = valueAt(document, parts)
      if (Array.isArray(value) && value.length > 0) {
        for (const [index, item] of value.entries()) {
          yield indexed(withValue(document, parts, item), Long.fromNumber(index))
        }
      } else if (value !== undefined && value !== null && !Array.isArray(value)) {
        yield indexed(document, null)
      } else if (preserve) {
        yield indexed(Array.isArray(value) ? withValue(document, parts, undefined) : document, null)
      }
    }
  }
}

/** The value at a path that leads through documents only. */
function valueAt(document: Document, parts: readonly string[]): unknown {
  let value: unknown = document
  for (const part of parts) {
    if (!isDocument(value)) return undefined
    value = fieldOf(value, part)
  }
  return value
}

/** A copy with one value replaced; undefined takes the field away. */
export function withValue(document: Document, parts: readonly string[], value: unknown): Document {
  const [name = '', ...rest] = parts
  const copy = { ...document }
  const inner = fieldOf(document, name)
  const next = rest.length === 0 ? value : withValue(isDocument(inner) ? inner : {}, rest, value)
  if (next === undefined) delete copy[name]
  else setField(copy, name, next)
  return copy
}

const NOT_IN_FACET = ['$facet', '$out', '$merge', '$collStats', '$indexStats', '$geoNear', '$planCacheStats']

function facetStage(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument)) {
    throw fault(
      'Location40169',
      `the $facet specification must be a non-empty object, but found: ${showValue(argument)}`,
    )
  }
  const facets = Object.entries(argument)
  if (facets.length === 0) {
    throw fault('Location40169', 'the $facet specification must be a non-empty object, but found: {}')
  }
  const stages = facets.map(([name, pipeline]) => [name, compileFacet(name, pipeline, context)] as const)
  return function* (input) {
    const documents = [...input]
    const result: Document = {}
    for (const [name, stage] of stages) setField(result, name, [...stage(documents)])
    yield result
  }
}

function compileFacet(name: string, pipeline: unknown, context: StageContext): Stage {
  if (name.includes('.') || name.startsWith('$') || name === '') {
    throw fault('Location16412', `FieldPath field names may not contain '.' or start with '$': ${name}`)
  }
  if (!Array.isArray(pipeline)) {
    throw fault('Location40170', `arguments to $facet must be arrays, ${name} is type ${typeOf(pipeline)}`)
  }
  for (const stage of pipeline as unknown[]) {
    const [stageName] = stageParts(stage)
    if (NOT_IN_FACET.includes(stageName)) {
      throw fault('Location40600', `${stageName} is not allowed to be used within a $facet stage`)
    }
  }
  return compileStages(pipeline, context)
}

function sampleStage(argument: unknown): Stage {
  if (!isDocument(argument)) throw fault('Location28745', 'the $sample stage specification must be an object')
  const unknown = Object.keys(argument).find((name) => name !== 'size')
  if (unknown !== undefined) throw fault('Location28748', `unrecognized option to $sample: ${unknown}`)
  if (!Object.hasOwn(argument, 'size')) throw fault('Location28749', '$sample stage must specify a size')
  if (!isNumber(argument['size'])) throw fault('Location28746', 'size argument to $sample must be a number')
  const size = Math.trunc(toDouble(argument['size']))
  if (!(size > 0)) throw fault('Location28747', 'size argument to $sample must be a positive integer')
  return (input) => sampled([...input], size)
}

/** The first `size` steps of a Fisher–Yates shuffle: every choice is equally likely. */
function sampled(documents: Document[], size: number): Document[] {
  const count = Math.min(size, documents.length)
  for (let i = 0; i < count; i += 1) {
    const j = i + Math.floor(Math.random() * (documents.length - i))
    const chosen = documents[j] as Document
    documents[j] = documents[i] as Document
    documents[i] = chosen
  }
  return documents.slice(0, count)
}

function bucketStage(argument: unknown, context: StageContext): Stage {
  if (!isDocument(argument)) {
    throw fault(
      'Location40201',
      `Argument to $bucket stage must be an object, but found type: ${typeOf(argument)}.`,
    )
  }
  for (const name of Object.keys(argument)) {
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
  const place = bucketPlacer(argument, context)
  return function* (input) {
    const buckets = new Map<string, { id: unknown; documents: Document[] }>()
    for (const document of input) {
      const id = place(document)
      const bucket = buckets.get(keyOf(id))
      if (bucket) bucket.documents.push(document)
      else buckets.set(keyOf(id), { id, documents: [document] })
    }
    const ordered = [...buckets.values()].sort((a, b) => compare(a.id, b.id))
    for (const { id, documents } of ordered) yield groupResult(id, documents, accumulators)
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
