import { compileStages } from '../aggregate/stages.ts'
import type { Document } from '../bson/values.ts'
import { PreparedQuery, type Hits } from '../executor.ts'
import { madeOf } from './admin.ts'
import { assertSimpleCollation } from './arguments.ts'
import type { CommandContext, CommandDefinition } from './context.ts'
import { leadingQuery } from './read.ts'

function aggregate(context: CommandContext): Promise<Buffer> {
  const { args, instance } = context
  assertSimpleCollation(args.get('collation'))
  const pipeline = args.array('pipeline')
  const expressions = context.expressions()
  const leading = leadingQuery(pipeline)
  const prepared = new PreparedQuery({ ...leading, hint: args.get('hint'), context: expressions })
  const stage = compileStages(pipeline.slice(leading.stages), {
    ...expressions,
    collection: (name) => documentsOf(context, name),
  })
  const collection = context.collection()
  const input = collection ? documents(prepared.run(collection)) : []
  const cursor = args.optionalDocument('cursor') ?? {}
  return instance.cursors.begin(
    { namespace: context.namespace(), hits: madeOf(stage(input)) },
    cursor['batchSize'] === undefined ? undefined : Number(cursor['batchSize']),
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
