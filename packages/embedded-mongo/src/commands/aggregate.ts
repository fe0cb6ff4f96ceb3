import { runPipeline, type MergeInstruction, type WriteInstruction } from '../aggregate/pipeline.ts'
import { compileStages, type StageContext } from '../aggregate/stages.ts'
import { encode, equal, isDocument, ObjectId, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { collect, PreparedQuery, type Hit, type Hits } from '../executor.ts'
import { resolvePath } from '../aggregate/expression.ts'
import type { Collection } from '../storage/collection.ts'
import { madeOf } from './admin.ts'
import { assertSimpleCollation } from './arguments.ts'
import type { CommandContext, CommandDefinition } from './context.ts'
import { explanationOf, leadingQuery, stillThere } from './read.ts'
import { insertBytes, replaceHit, sized } from './write.ts'

async function aggregate(context: CommandContext): Promise<Document | Buffer> {
  const { args } = context
  assertSimpleCollation(args.get('collation'))
  const pipeline = args.array('pipeline')
  const leading = leadingQuery(pipeline)
  const expressions = context.expressions()
  const prepared = new PreparedQuery({ ...leading, hint: args.get('hint'), context: expressions })
  if (args.flag('explain')) return explanationOf(context, prepared, 'queryPlanner')
  const cursor = args.optionalDocument('cursor')
  if (!cursor) {
    throw fault(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    )
  }
  const stages: StageContext = { ...expressions, collection: (name) => documentsOf(context, name) }
  const run = { context, prepared, pipeline: pipeline.slice(leading.stages), stages }
  const documents = pipeline.some(isWriting) ? await runWriting(run) : undefined
  const batchSize = cursor['batchSize'] === undefined ? undefined : Number(cursor['batchSize'])
  return respond(run, documents, batchSize)
}

interface Run {
  readonly context: CommandContext
  readonly prepared: PreparedQuery
  readonly pipeline: readonly unknown[]
  readonly stages: StageContext
}

function isWriting(stage: unknown): boolean {
  return isDocument(stage) && ('$out' in stage || '$merge' in stage)
}

function respond(
  { context, prepared, pipeline, stages }: Run,
  written: readonly Document[] | undefined,
  batchSize: number | undefined,
): Promise<Buffer> {
  const collection = context.collection()
  const stage = written ? undefined : compileStages(pipeline, stages)
  const output = stage ? stage(collection ? documents(prepared.run(collection)) : []) : []
  return context.instance.cursors.begin(
    {
      namespace: context.namespace(),
      hits: madeOf(output),
      assertValid: collection && stillThere(context.instance, collection),
    },
    batchSize,
    context.deadline,
  )
}

function* documents(hits: Hits): Generator<Document> {
  for (const hit of hits) if (hit) yield hit.document
}

function documentsOf({ instance, database }: CommandContext, name: string): Iterable<Document> {
  const collection = instance.catalogue.find(`${database}.${name}`)
  return collection ? documents(new PreparedQuery({ filter: {} }).run(collection)) : []
}

/** Runs a pipeline that ends in `$out` or `$merge`, reading and writing as one step. */
function runWriting({ context, prepared, pipeline, stages }: Run): Promise<Document[]> {
  return context.write(() => {
    const collection = context.collection()
    const input = collection ? documents(prepared.run(collection)) : []
    const result = runPipeline(pipeline, input, stages)
    if (result.write) writeResult(context, result.write, result.documents)
    return result.write ? [] : result.documents
  })
}

function writeResult(context: CommandContext, write: WriteInstruction, output: readonly Document[]): void {
  const { catalogue } = context.instance
  const namespace = `${write.database ?? context.database}.${write.collection}`
  const bypass = context.args.flag('bypassDocumentValidation')
  if (write.kind === 'merge') {
    const target = catalogue.findOrCreate(namespace)
    assertJoinable(target, write)
    for (const document of output) mergeOne(target, write, document, bypass)
    return
  }
  // Options and indexes of the old collection stay.
  const target = catalogue.findOrCreate(namespace)
  for (const hit of collect(new PreparedQuery({ filter: {} }).run(target)))
    target.remove(hit.record, hit.document)
  for (const document of output) insertBytes(target, sized(document), bypass)
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
  const filter = Object.fromEntries(write.on.map((path) => [path, { $eq: joinValue(document, path) }]))
  const [hit] = collect(new PreparedQuery({ filter, limit: 1 }).run(target))
  if (hit) {
    mergeInto(target, write, hit, incoming, bypass)
    return
  }
  if (write.whenNotMatched === 'fail') {
    throw fault(
      'Location13113',
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    )
  }
  if (write.whenNotMatched === 'insert') insertBytes(target, Buffer.from(encode(document)), bypass)
}

function joinValue(document: Document, path: string): unknown {
  const value = resolvePath(document, path.split('.'))
  if (value !== undefined && value !== null && !Array.isArray(value)) return value
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
  const combined = write.combine(hit.document, incoming)
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
    run: aggregate,
  },
}
