import { isDocument, typeOf, fieldNames, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { mergeObjects } from './accumulators.ts'
import { assertFieldPath, evaluateLet } from './expression.ts'
import { compileStages, compileUpdatePipeline, stageParts, type Stage, type StageContext } from './stages.ts'

/** A whole pipeline: its stages, and at the end perhaps an instruction to write what comes out. */
export interface CompiledPipeline {
  readonly stage: Stage
  readonly write?: WriteInstruction
}

export type WriteInstruction = OutInstruction | MergeInstruction

/** Replace a collection by the documents. */
export interface OutInstruction {
  readonly kind: 'out'
  readonly database?: string
  readonly collection: string
}

/** Bring the documents into a collection, found there by the `on` fields. */
export interface MergeInstruction {
  readonly kind: 'merge'
  readonly database?: string
  readonly collection: string
  readonly on: readonly string[]
  readonly whenNotMatched: 'insert' | 'discard' | 'fail'
  /** The document to store instead of an existing one; undefined leaves it alone. Faults for `fail`. */
  combine(existing: Document, incoming: Document): Document | undefined
}

/** Compiles a pipeline that may end in `$out` or `$merge`. */
export function compilePipeline(pipeline: readonly unknown[], context: StageContext): CompiledPipeline {
  const { stages, write } = splitWrite(pipeline, context)
  const stage = compileStages(stages, context)
  return write ? { stage, write } : { stage }
}

function splitWrite(
  pipeline: readonly unknown[],
  context: StageContext,
): { stages: readonly unknown[]; write?: WriteInstruction } {
  for (const [index, stage] of pipeline.entries()) {
    const [name, argument] = stageParts(stage)
    if (name !== '$out' && name !== '$merge') continue
    if (index < pipeline.length - 1) {
      throw fault('Location40601', `${name} can only be the final stage in the pipeline`)
    }
    const write = name === '$out' ? parseOut(argument) : parseMerge(argument, context)
    return { stages: pipeline.slice(0, index), write }
  }
  return { stages: pipeline }
}

function parseOut(argument: unknown): OutInstruction {
  if (typeof argument === 'string') return { kind: 'out', collection: argument }
  if (!isDocument(argument)) {
    throw fault(
      'Location16990',
      `$out only supports a string or object argument, but found ${typeOf(argument)}`,
    )
  }
  const { db, coll, ...rest } = argument
  const [unknown] = fieldNames(rest)
  if (unknown !== undefined) {
    throw unknown === 'timeseries'
      ? fault('CommandNotSupported', 'time series collections are not supported by this server')
      : fault('Location40415', `BSON field '$out.${unknown}' is an unknown field.`)
  }
  if (typeof db !== 'string' || typeof coll !== 'string') {
    throw fault('Location40414', "BSON fields '$out.db' and '$out.coll' are required strings")
  }
  return { kind: 'out', database: db, collection: coll }
}

const MERGE_OPTIONS = ['into', 'on', 'let', 'whenMatched', 'whenNotMatched']

function parseMerge(argument: unknown, context: StageContext): MergeInstruction {
  const options = typeof argument === 'string' ? { into: argument } : argument
  if (!isDocument(options)) {
    throw fault('Location51182', `$merge only supports a string or object argument, not ${typeOf(argument)}`)
  }
  for (const name of fieldNames(options)) {
    if (!MERGE_OPTIONS.includes(name)) {
      throw fault('Location40415', `BSON field '$merge.${name}' is an unknown field.`)
    }
  }
  const { whenNotMatched = 'insert' } = options
  if (whenNotMatched !== 'insert' && whenNotMatched !== 'discard' && whenNotMatched !== 'fail') {
    throw fault(
      'BadValue',
      `Enumeration value '${String(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    )
  }
  const { whenMatched } = options
  if ((whenMatched === 'fail' || whenMatched === 'keepExisting') && whenNotMatched !== 'insert') {
    throw fault(
      'Location51181',
      `Combination of $merge modes 'whenMatched: ${whenMatched}' and 'whenNotMatched: ${whenNotMatched}' is not supported`,
    )
  }
  return {
    kind: 'merge',
    ...mergeTarget(options['into']),
    on: mergeKeys(options['on'] ?? '_id'),
    whenNotMatched,
    combine: mergeAction(options, context),
  }
}

function mergeTarget(into: unknown): { database?: string; collection: string } {
  if (typeof into === 'string' && into !== '') return { collection: into }
  if (isDocument(into) && typeof into['coll'] === 'string') {
    const { db, coll } = into
    return typeof db === 'string' ? { database: db, collection: coll } : { collection: coll }
  }
  throw fault('Location51178', "$merge 'into' field must be a string or an object with 'coll'")
}

function mergeKeys(on: unknown): string[] {
  const keys: unknown[] = Array.isArray(on) ? on : [on]
  if (keys.length === 0) {
    throw fault('Location51187', "If explicitly specifying $merge 'on', must include at least one field")
  }
  return keys.map((key) => {
    if (typeof key !== 'string') {
      throw fault('Location51186', "$merge 'on' field must be either a string or an array of strings")
    }
    assertFieldPath(key)
    return key
  })
}

function mergeAction(options: Document, context: StageContext): MergeInstruction['combine'] {
  const { whenMatched = 'merge', let: variables } = options
  if (Array.isArray(whenMatched)) {
    const bindings = isDocument(variables) ? variables : { new: '$$ROOT' }
    return (existing, incoming) => {
      const values = evaluateLet(bindings, context, incoming)
      return compileUpdatePipeline(whenMatched, { ...context, let: { ...context.let, ...values } })(existing)
    }
  }
  if (variables !== undefined) {
    throw fault('Location51199', "Cannot use 'let' variables with 'whenMatched' mode other than a pipeline")
  }
  switch (whenMatched) {
    case 'replace':
      return (_, incoming) => incoming
    case 'merge':
      return (existing, incoming) => mergeObjects([existing, incoming])
    case 'keepExisting':
      return () => undefined
    case 'fail':
      return () => {
        throw fault(
          'DuplicateKey',
          "$merge with whenMatched: fail found an existing document with the same values for the 'on' fields",
        )
      }
    default:
      throw fault(
        'BadValue',
        `Enumeration value '${String(whenMatched)}' for field '$merge.whenMatched' is not a valid value.`,
      )
  }
}
