import { Long } from 'bson'
import { Pace, sorted } from '../breath.ts'
import { intOrLong, isNumber, toDouble, toExactInt } from '../bson/numbers.ts'
import {
  fieldOf,
  isDocument,
  setField,
  typeOf,
  fieldEntries,
  fieldNames,
  documentOf,
  removeField,
  isNullish,
  type Document,
} from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import { compileAddFields, compileProject, compileUnset, type Projection } from '../query/projection.ts'
import { showValue } from '../storage/show.ts'
import { assertFieldPath, compileExpression, type ExpressionContext } from './expression.ts'
import { bearable, beginEvaluation } from './weight.ts'
import { compileFacets } from './facet.ts'
import { sizeOf, type Flow } from './flow.ts'
import { compileBucket, compileGroup, compileSortByCount } from './group.ts'
import { compileLookup } from './lookup.ts'
import { compileSortStage, sortBudget } from './sort-stage.ts'

/**
 * The stages of an aggregation pipeline. Sources: manual “Aggregation Stages”,
 * `src/mongo/db/pipeline/document_source_*.cpp` (7.0).
 */
export interface StageContext extends ExpressionContext {
  /**
   * The documents of another collection of the same database; none when it does not exist. With a filter only those
   * it matches are needed: more may come, none may be missing.
   */
  collection(name: string, filter?: Document): Flow
}

export type Stage = (input: Flow) => Flow
type StageCompiler = (argument: unknown, context: StageContext) => Stage

/** Compiles stages that only pass documents on; `$out` and `$merge` are not among them. */
export function compileStages(pipeline: readonly unknown[], context: StageContext): Stage {
  assertLength(pipeline)
  const stages = pipeline.map((stage, index) => {
    const [name, argument] = stageParts(stage)
    const compiler = STAGES.get(name)
    if (!compiler) throw unknownStage(name)
    return name === '$sort'
      ? compileSortStage(argument, wantedOf(pipeline.slice(index + 1)))
      : compiler(argument, context)
  })
  return (input) => stages.reduce<Flow>((documents, stage) => stage(documents), input)
}

const MAX_STAGES = 1000
/** MongoDB makes two stages of each of these. */
const DOUBLE_STAGES = new Set(['$bucket', '$count', '$sortByCount'])

function assertLength(pipeline: readonly unknown[]): void {
  let length = pipeline.length
  if (length * 2 <= MAX_STAGES) return
  if (length <= MAX_STAGES)
    length += pipeline.filter((stage) => DOUBLE_STAGES.has(stageParts(stage)[0])).length
  if (length <= MAX_STAGES) return
  throw fault('Location5054701', `Pipeline length must be no longer than ${MAX_STAGES} stages`)
}

/** How many documents at most the stages take that follow a sort, by `$skip` and `$limit`; 0 is all. */
export function wantedOf(stages: readonly unknown[]): number {
  let skipped = 0
  for (const stage of stages) {
    const [name, argument] = stageParts(stage)
    const count = isNumber(argument) ? toDouble(argument) : NaN
    if (name === '$limit' && count > 0) return skipped + count
    if (name !== '$skip' || !(count >= 0)) return 0
    skipped += count
  }
  return 0
}

/** Compiles the pipeline of an update, in which only stages that change one document have a place. */
export function compileUpdatePipeline(
  pipeline: readonly unknown[],
  context: ExpressionContext,
): (document: Document) => Document {
  assertLength(pipeline)
  const steps = pipeline.map((stage) => {
    const [name, argument] = stageParts(stage)
    const compiler = DOCUMENT_STAGES.get(name)
    if (compiler) return compiler(argument, context)
    if (!STAGES.has(name) && name !== '$out' && name !== '$merge') throw unknownStage(name)
    throw fault('InvalidOptions', `${name} is not allowed to be used within an update`)
  })
  return (document) => steps.reduce((result, step) => bounded(step, result), document)
}

/** Name and argument of a stage. */
export function stageParts(stage: unknown): [name: string, argument: unknown] {
  if (!isDocument(stage)) {
    throw fault('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  }
  const [entry, ...others] = fieldEntries(stage)
  if (!entry || others.length > 0) {
    throw fault('Location40323', 'A pipeline stage specification object must contain exactly one field.')
  }
  return entry
}

/** MongoDB's answer to a stage that is not there, or only where there are replica sets. */
export function unknownStage(name: string): Error {
  if (name === '$changeStream') {
    return fault('Location40573', 'The $changeStream stage is only supported on replica sets')
  }
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
  ['$sort', (argument) => compileSortStage(argument)],
  ['$limit', limitStage],
  ['$skip', skipStage],
  ['$count', countStage],
  ['$group', compileGroup],
  ['$sortByCount', compileSortByCount],
  ['$unwind', unwindStage],
  ['$lookup', compileLookup],
  ['$facet', compileFacets],
  ['$sample', sampleStage],
  ['$bucket', compileBucket],
])

function* mapped(input: Flow, step: Projection): Generator<Document | null> {
  for (const document of input) yield document && bounded(step, document)
}

/** What a step makes of one document, its time counted from here: it need not hold an expression. */
function bounded(step: Projection, document: Document): Document {
  beginEvaluation()
  return bearable(step(document), 'stage')
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
  const unknown = fieldNames(argument).find((name) => name !== 'newRoot')
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
    for (const document of input) {
      if (document === null || matcher.matches(document).matched) yield document
    }
  }
}

function limitStage(argument: unknown): Stage {
  const limit = wholeArgument('$limit', argument, 'Location2107201')
  if (limit === 0) throw fault('Location15958', 'the limit must be positive')
  return function* (input) {
    let left = limit
    for (const document of input) {
      yield document
      if (document === null) continue
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
      if (left === 0 || document === null) yield document
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
    for (const document of input) {
      if (document === null) yield null
      else count += 1n
    }
    if (count > 0n) yield documentOf([[argument, intOrLong(count)]])
  }
}

interface Unwind {
  readonly parts: readonly string[]
  readonly indexField: string | undefined
  readonly preserve: boolean
}

function unwindStage(argument: unknown): Stage {
  const spec = isDocument(argument) ? argument : { path: argument }
  for (const name of fieldNames(spec)) {
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
    const pace = new Pace()
    for (const document of input) {
      if (document === null) {
        yield null
        continue
      }
      const value = valueAt(document, parts)
      if (Array.isArray(value) && value.length > 0) {
        for (const [index, item] of value.entries()) {
          yield indexed(withValue(document, parts, item), Long.fromNumber(index))
          if (pace.isDue()) yield null
        }
      } else if (!isNullish(value) && !Array.isArray(value)) {
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
  if (next === undefined) removeField(copy, name)
  else setField(copy, name, next)
  return copy
}

function sampleStage(argument: unknown): Stage {
  if (!isDocument(argument)) throw fault('Location28745', 'the $sample stage specification must be an object')
  const unknown = fieldNames(argument).find((name) => name !== 'size')
  if (unknown !== undefined) throw fault('Location28748', `unrecognized option to $sample: ${unknown}`)
  if (!Object.hasOwn(argument, 'size')) throw fault('Location28749', '$sample stage must specify a size')
  if (!isNumber(argument['size'])) throw fault('Location28746', 'size argument to $sample must be a number')
  const size = Math.trunc(toDouble(argument['size']))
  if (!(size > 0)) throw fault('Location28747', 'size argument to $sample must be a positive integer')
  return (input) => sampled(input, size)
}

/** A sort by chance, so that every choice in every order is equally likely. */
function sampled(input: Flow, size: number): Flow {
  const budget = sortBudget()
  return sorted<Document, number>(input, {
    keyOf: () => Math.random(),
    order: (a, b) => a - b,
    bytesOf: sizeOf,
    keep: size,
    assertFits: (bytes) => budget.assertFits(bytes),
  })
}
