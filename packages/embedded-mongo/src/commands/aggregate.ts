import {
  compilePipeline,
  type MergeInstruction,
  type OutInstruction,
  type WriteInstruction,
} from '../aggregate/pipeline.ts'
import type { Flow } from '../aggregate/flow.ts'
import { compileStages, stageParts, unknownStage, type StageContext } from '../aggregate/stages.ts'
import { collationOf } from '../bson/collation.ts'
import type { Outgoing } from '../bson/raw.ts'
import {
  decode,
  encode,
  equal,
  isDocument,
  withStringOrder,
  documentOf,
  isNullish,
  ObjectId,
  type Document,
  type StringOrder,
} from '../bson/values.ts'
import { executing, fault, fromExecution, MongoFault } from '../errors.ts'
import {
  assertInTime,
  candidatesFor,
  collect,
  inOrder,
  PreparedQuery,
  take,
  type Hit,
  type Hits,
} from '../executor.ts'
import { evaluate, resolvePath } from '../aggregate/expression.ts'
import type { PlanRequest } from '../planner.ts'
import type { Collection } from '../storage/collection.ts'
import type { Steps } from '../storage/steps.ts'
import { madeOf } from './admin.ts'
import type { CommandContext, CommandDefinition } from './context.ts'
import { explanationOf, leadingQuery, stillThere } from './read.ts'
import { otherCollation } from './views.ts'
import { insertBytes, replaceHit, sized } from './write.ts'

/** Runs the command; its cursor may go by another name than that of the collection it reads. */
export async function aggregate(
  context: CommandContext,
  cursorNamespace?: string,
): Promise<Document | Outgoing> {
  const { args } = context
  const pipeline = args.array('pipeline')
  const expressions = context.expressions()
  const collation = collationOf(args.get('collation'))
  const leading = leadingQuery(pipeline)
  const hint = args.get('hint')
  const prepared = new PreparedQuery({ ...leading, hint, collation, context: expressions })
  if (args.flag('explain')) return explanationOf(context, prepared, 'queryPlanner')
  if (!args.has('cursor')) {
    throw fault(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    )
  }
  const stages: StageContext = {
    ...expressions,
    collection: (name, filter = {}) => documentsOf(context, stages, name, { filter, collation }),
  }
  const source = sourceOf(context, prepared, pipeline, leading.stages)
  const run = { context, collation, stages, ...source, namespace: cursorNamespace ?? source.namespace }
  const batchSize = args.batchSize()
  if (pipeline.some(isWriting)) {
    await writeOutput(run)
    return respond(run, [], batchSize)
  }
  return respond(
    run,
    withStringOrder(collation, () => compileStages(run.pipeline, stages)(run.input())),
    batchSize,
  )
}

interface Run {
  readonly context: CommandContext
  readonly namespace: string
  readonly collection: Collection | undefined
  readonly collation: StringOrder | undefined
  /** What is left to do to the input. */
  readonly pipeline: readonly unknown[]
  readonly stages: StageContext
  readonly input: () => Flow
}

function isWriting(stage: unknown): boolean {
  return isDocument(stage) && ('$out' in stage || '$merge' in stage)
}

type Source = Pick<Run, 'namespace' | 'collection' | 'pipeline' | 'input'>

/** Where the documents come from: a collection by its leading query, or the first stage itself. */
function sourceOf(
  context: CommandContext,
  prepared: PreparedQuery,
  pipeline: readonly unknown[],
  taken: number,
): Source {
  if (Number(context.args.get('aggregate')) === 1) return ownSource(context, pipeline)
  const namespace = context.namespace()
  const collection = context.instance.catalogue.find(namespace)
  const input = () => (collection ? documents(prepared.run(collection)) : [])
  return { namespace, collection, pipeline: pipeline.slice(taken), input }
}

/** An aggregation on a database begins with a stage that brings documents along. */
function ownSource(context: CommandContext, pipeline: readonly unknown[]): Source {
  const namespace = `${context.database}.$cmd.aggregate`
  const [name, argument] = stageParts(pipeline[0] ?? {})
  const rest = { namespace, collection: undefined, pipeline: pipeline.slice(1) }
  if (name === '$listLocalSessions') {
    const sessions = context.instance.sessions.list(context.now.getTime())
    return { ...rest, input: () => sessions }
  }
  if (name === '$changeStream') throw unknownStage(name)
  if (name !== '$documents') {
    throw fault('InvalidNamespace', `{aggregate: 1} is not valid for '${name}'; a collection is required.`)
  }
  const items = evaluate(argument, {}, context.expressions())
  if (!Array.isArray(items) || !items.every(isDocument)) {
    throw fault('Location5858203', 'an array of objects is expected')
  }
  return { ...rest, input: () => items }
}

function respond(
  { context, namespace, collection, collation }: Run,
  output: Flow,
  batchSize: number | undefined,
): Promise<Outgoing> {
  const assertValid = collection && stillThere(context.instance, collection)
  const hits = collation ? inOrder(collation, madeOf(output)) : madeOf(output)
  return context.instance.cursors.begin(
    { namespace, command: 'aggregate', hits, assertValid },
    batchSize,
    context.patience,
  )
}

function* documents(hits: Hits): Flow {
  for (const hit of hits) yield hit && hit.document
}

function documentsOf(
  context: CommandContext,
  stages: StageContext,
  name: string,
  request: PlanRequest,
): Flow {
  const { instance, database } = context
  const view = instance.catalogue.views.resolve(`${database}.${name}`)
  if (view) {
    if (request.collation) throw otherCollation()
    const { filter } = leadingQuery(view.pipeline)
    return compileStages(view.pipeline, stages)(documentsOf(context, stages, view.source, { filter }))
  }
  const collection = instance.catalogue.find(`${database}.${name}`)
  return collection ? documents(candidatesFor(collection, request)) : []
}

/**
 * Runs a pipeline that ends in `$out` or `$merge`: first it reads, letting others in between, then it writes.
 * `$merge` does so document by document, `$out` in one step.
 */
async function writeOutput({ context, collation, collection, pipeline, stages, input }: Run): Promise<void> {
  const { stage, write } = withStringOrder(collation, () => compilePipeline(pipeline, stages))
  const output = withStringOrder(collation, () => stage(input()))
  const documents = await gatherOutput(context, inOrder(collation, iterated(output)), collection)
  if (write?.kind === 'out') await context.write(() => replaceAll(context, write, documents))
  if (write?.kind !== 'merge') return
  const failure = await context.inSteps(mergeAll(context, write, documents))
  if (failure) throw failure
}

function* iterated(flow: Flow): Generator<Document | null, void, void> {
  yield* flow
}

/** What is to be written, held as bytes until all has been read. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024

async function gatherOutput(
  context: CommandContext,
  output: Generator<Document | null, void, void>,
  collection: Collection | undefined,
): Promise<Buffer[]> {
  const documents: Buffer[] = []
  let bytes = 0
  const keep = (document: Document): boolean => {
    const one = sized(document)
    documents.push(one)
    bytes += one.length
    if (bytes <= MAX_OUTPUT_BYTES) return false
    throw fault(
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `a pipeline that writes may have ${MAX_OUTPUT_BYTES} bytes of results on this server`,
    )
  }
  try {
    await take(output, context.patience, keep, collection && stillThere(context.instance, collection))
  } catch (error) {
    throw fromExecution('aggregate', error)
  }
  return documents
}

/** Options and indexes of the old collection stay. */
function replaceAll(context: CommandContext, write: OutInstruction, documents: readonly Buffer[]): void {
  const target = context.instance.catalogue.findOrCreate(targetOf(context, write))
  const bypass = context.args.flag('bypassDocumentValidation')
  for (const hit of collect(new PreparedQuery({ filter: {} }).run(target)))
    target.remove(hit.record, hit.document)
  executing('aggregate', () => {
    for (const bytes of documents) insertBytes(target, bytes, bypass)
  })
}

/** The fault that ended it; what was written before stays, as in MongoDB. */
function* mergeAll(
  context: CommandContext,
  write: MergeInstruction,
  documents: readonly Buffer[],
): Steps<unknown> {
  const bypass = context.args.flag('bypassDocumentValidation')
  const find = (): Collection => {
    const found = context.instance.catalogue.findOrCreate(targetOf(context, write))
    assertJoinable(found, write)
    return found
  }
  let target = find()
  for (const bytes of documents) {
    try {
      mergeOne(target, write, decode(bytes), bypass)
    } catch (error) {
      if (!(error instanceof MongoFault)) throw error
      return fromExecution('aggregate', error)
    }
    if (yield) {
      assertInTime(context.deadline)
      target = find()
    }
  }
  return undefined
}

function targetOf(context: CommandContext, { database, collection }: WriteInstruction): string {
  return `${database ?? context.database}.${collection}`
}

function assertJoinable(target: Collection, { on }: MergeInstruction): void {
  const wanted = [...on].sort().join('\n')
  const fits = target.indexes.some(
    (index) =>
      index.unique &&
      !index.partial &&
      !index.sparse &&
      index.fields
        .map(({ path }) => path)
        .sort()
        .join('\n') === wanted,
  )
  if (!fits) throw fault('Location51183', 'Cannot find index to verify that join fields will be unique')
}

function mergeOne(target: Collection, write: MergeInstruction, incoming: Document, bypass: boolean): void {
  const document = '_id' in incoming ? incoming : { _id: new ObjectId(), ...incoming }
  const filter = documentOf(write.on.map((path) => [path, { $eq: joinValue(document, path) }]))
  const [hit] = collect(new PreparedQuery({ filter, limit: 1 }).run(target))
  if (hit) {
    mergeInto(target, write, hit, incoming, bypass)
    return
  }
  if (write.whenNotMatched === 'fail') {
    throw fault(
      'MergeStageNoMatchingDocument',
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    )
  }
  if (write.whenNotMatched === 'insert') insertBytes(target, Buffer.from(encode(document)), bypass)
}

function joinValue(document: Document, path: string): unknown {
  const value = resolvePath(document, path.split('.'))
  if (!isNullish(value) && !Array.isArray(value)) return value
  throw fault(
    'Location51132',
    "$merge write error: 'on' field cannot be missing, null, undefined or an array",
  )
}

function mergeInto(
  target: Collection,
  write: MergeInstruction,
  hit: Hit,
  incoming: Document,
  bypass: boolean,
): void {
  const combined = combineOrRefuse(target, write, hit, incoming)
  if (!combined) return
  const id = hit.document['_id']
  if (combined['_id'] !== undefined && !equal(combined['_id'], id)) {
    throw fault(
      'ImmutableField',
      '$merge failed to update the matching document, did you attempt to modify the _id or the shard key?',
    )
  }
  replaceHit(target, hit, { _id: id, ...combined }, bypass)
}

/** To refuse what is there already is to fail at inserting it again, with all that says about the key. */
function combineOrRefuse(
  target: Collection,
  write: MergeInstruction,
  hit: Hit,
  incoming: Document,
): Document | undefined {
  try {
    return write.combine(hit.document, incoming)
  } catch (error) {
    if (error instanceof MongoFault && error.codeName === 'DuplicateKey')
      insertBytes(target, sized(incoming), true)
    throw error
  }
}

/** The aggregation command. */
export const aggregateCommands: Readonly<Record<string, CommandDefinition>> = {
  aggregate: {
    fields: [
      'pipeline',
      'cursor',
      'allowDiskUse',
      'bypassDocumentValidation',
      'collation',
      'hint',
      'let',
      'explain',
    ],
    run: (context) => aggregate(context),
  },
}
