import { wantedOf } from '../aggregate/stages.ts'
import { collationOf } from '../bson/collation.ts'
import { cursorReply, type Outgoing } from '../bson/raw.ts'
import {
  encode,
  isDocument,
  keyOf,
  withStringOrder,
  fieldNames,
  Int32,
  Long,
  type Document,
} from '../bson/values.ts'
import { executing, fault, fromExecution } from '../errors.ts'
import { PreparedQuery, type Hit, type Query, type Statistics, type Hits } from '../executor.ts'
import { describeStage } from '../planner.ts'
import { splitPath, visitPath } from '../query/paths.ts'
import { compileProjection } from '../query/projection.ts'
import type { Collection } from '../storage/collection.ts'
import { Arguments } from './arguments.ts'
import type { CommandContext, CommandDefinition, Instance } from './context.ts'
import { FIRST_BATCH } from './cursors.ts'
import { MONGODB_VERSION } from './server.ts'
import { aggregationBehind } from './views.ts'

const FIND_FIELDS = [
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'allowDiskUse',
  'collation',
  'let',
  'tailable',
  'oplogReplay',
  'noCursorTimeout',
  'awaitData',
  'allowPartialResults',
  'returnKey',
  'showRecordId',
  'max',
  'min',
]

/** The query of a `find`, checked. */
function findQuery(context: CommandContext): PreparedQuery {
  const { args } = context
  args.refuse(['tailable', 'awaitData', 'returnKey', 'showRecordId', 'max', 'min'])
  return new PreparedQuery({
    filter: args.optionalDocument('filter') ?? {},
    sort: args.optionalDocument('sort'),
    skip: args.count('skip'),
    limit: args.count('limit'),
    hint: args.get('hint'),
    collation: collationOf(args.get('collation')),
    context: context.expressions(),
  })
}

function find(context: CommandContext): Outgoing | Promise<Outgoing> {
  const { args, instance } = context
  const prepared = findQuery(context)
  const { filter, context: expressions, collation } = prepared.query
  const spec = args.optionalDocument('projection')
  const project =
    spec && Object.keys(spec).length > 0 ? compileProjection(spec, filter, expressions) : undefined
  const collection = context.collection()
  const output =
    project && ((hit: Hit) => withStringOrder(collation, () => encode(project(hit.document, hit.arrayIndex))))
  const size = args.has('batchSize') ? args.count('batchSize') : FIRST_BATCH
  // Nothing to wait for, unless much is projected.
  const found = collection && prepared.atOnce(collection, size, output ? 1 : MOST_AT_ONCE)
  if (found) {
    const documents = output ? executing('find', () => found.map(output)) : found.map(({ bytes }) => bytes)
    return cursorReply('firstBatch', documents, 0n, context.namespace())
  }
  return instance.cursors.begin(
    {
      namespace: context.namespace(),
      command: 'find',
      hits: collection ? prepared.run(collection) : nothing(),
      output,
      limit: args.count('limit'),
      singleBatch: args.flag('singleBatch'),
      noTimeout: args.flag('noCursorTimeout'),
      assertValid: collection && stillThere(instance, collection),
    },
    size,
    context.patience,
  )
}

/** More documents than these are not read without a breath. */
const MOST_AT_ONCE = 256

function* nothing(): Hits {}

/** A cursor over what has been dropped since must not look like one that has come to its end. */
export function stillThere(instance: Instance, collection: Collection): () => void {
  const { indexes, namespace } = collection
  return () => {
    if (!instance.catalogue.holds(collection, namespace)) {
      throw fault('QueryPlanKilled', 'collection dropped')
    }
    if (indexes.some((index) => !collection.indexes.includes(index))) {
      throw fault('QueryPlanKilled', 'index dropped')
    }
  }
}

function getMore(context: CommandContext): Promise<Outgoing> {
  const { args } = context
  const namespace = `${context.database}.${args.string('collection')}`
  return context.instance.cursors.more(
    cursorId(args.get('getMore')),
    namespace,
    args.count('batchSize'),
    context.patience,
  )
}

function cursorId(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt()
  if (value instanceof Int32) return BigInt(value.value)
  throw fault('TypeMismatch', `BSON field 'getMore.getMore' is the wrong type, expected type 'long'`)
}

function killCursors(context: CommandContext): Document {
  const ids = context.args.array('cursors')
  const killed = ids.map((id) => ({ id, was: context.instance.cursors.kill(cursorId(id)) }))
  return {
    cursorsKilled: killed.filter(({ was }) => was).map(({ id }) => id),
    cursorsNotFound: killed.filter(({ was }) => !was).map(({ id }) => id),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  }
}

function countQuery(context: CommandContext): PreparedQuery {
  const { args } = context
  // The old shell sent negative limits; the count is that of the absolute value.
  const limit = Math.abs(args.integer('limit'))
  return new PreparedQuery({
    filter: args.optionalDocument('query') ?? {},
    limit,
    skip: args.count('skip'),
    hint: args.get('hint'),
    collation: collationOf(args.get('collation')),
    context: context.expressions(),
  })
}

async function count(context: CommandContext): Promise<Document> {
  const prepared = countQuery(context)
  const collection = context.collection()
  if (!collection) return { n: 0, ok: 1 }
  const { filter, limit = 0, skip = 0, hint } = prepared.query
  if (Object.keys(filter).length === 0 && hint === undefined) {
    const all = Math.max(0, collection.count() - skip)
    return { n: limit > 0 ? Math.min(limit, all) : all, ok: 1 }
  }
  const statistics: Statistics = { keysExamined: 0, docsExamined: 0 }
  const resumed = stillThere(context.instance, collection)
  const keys = prepared.keysOnly(collection, statistics)
  if (keys) {
    await context.patiently(keys, () => {}, resumed)
    const found = Math.max(0, statistics.keysExamined - skip)
    return { n: limit > 0 ? Math.min(limit, found) : found, ok: 1 }
  }
  let n = 0
  const visit = (): void => {
    n += 1
  }
  await context.patiently(prepared.run(collection), visit, resumed)
  return { n, ok: 1 }
}

async function distinct(context: CommandContext): Promise<Document> {
  const { args } = context
  const parts = splitPath(args.string('key'))
  const prepared = new PreparedQuery({
    filter: args.optionalDocument('query') ?? {},
    hint: args.get('hint'),
    collation: collationOf(args.get('collation')),
    context: context.expressions(),
  })
  const collection = context.collection()
  const values = new Map<string, unknown>()
  if (collection) {
    const { collation } = prepared.query
    const visit = (hit: Hit): void => {
      withStringOrder(collation, () => addValues(values, hit.document, parts))
    }
    const visited = context.patiently(
      prepared.run(collection),
      visit,
      stillThere(context.instance, collection),
    )
    await visited.catch((error: unknown) => {
      throw fromExecution('distinct', error)
    })
  }
  return { values: [...values.values()], ok: 1 }
}

function addValues(values: Map<string, unknown>, document: Document, parts: readonly string[]): void {
  visitPath(document, parts, false, (value) => {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const key = item === undefined ? undefined : keyOf(item)
      if (key !== undefined && !values.has(key)) values.set(key, item)
    }
    return false
  })
}

function explain(context: CommandContext): Promise<Document> {
  const { args } = context
  const inner = args.requiredDocument('explain')
  const name = fieldNames(inner)[0] ?? ''
  const asked = context.forCommand(name, inner)
  const innerContext = aggregationBehind(asked) ?? asked
  return explanationOf(
    innerContext,
    explainedQuery(innerContext.name, innerContext),
    args.get('verbosity') ?? 'allPlansExecution',
  )
}

/** How a query is answered; unless only the plan is asked for, with what running it took. */
export async function explanationOf(
  context: CommandContext,
  query: PreparedQuery,
  verbosity: unknown,
): Promise<Document> {
  const collection = context.collection()
  const plan = collection && query.plan(collection)
  const stage = plan ? stagesOf(plan, query.query) : { stage: 'EOF' }
  const planner = {
    namespace: context.namespace(),
    parsedQuery: query.query.filter,
    winningPlan: stage,
    rejectedPlans: [],
  }
  const run =
    verbosity === 'queryPlanner'
      ? {}
      : { executionStats: await executionOf(context, collection, query, stage) }
  const serverInfo = { host: 'localhost', version: MONGODB_VERSION }
  return {
    explainVersion: '1',
    queryPlanner: planner,
    ...run,
    command: context.args.document,
    serverInfo,
    ok: 1,
  }
}

async function executionOf(
  context: CommandContext,
  collection: Collection | undefined,
  query: PreparedQuery,
  stage: Document,
): Promise<Document> {
  const statistics: Statistics = { keysExamined: 0, docsExamined: 0 }
  const started = performance.now()
  let nReturned = 0
  const visit = (): void => {
    nReturned += 1
  }
  if (collection)
    await context.patiently(
      query.run(collection, statistics),
      visit,
      stillThere(context.instance, collection),
    )
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: statistics.keysExamined,
    totalDocsExamined: statistics.docsExamined,
    executionStages: { ...stage, nReturned },
  }
}

function explainedQuery(name: string, context: CommandContext): PreparedQuery {
  switch (name) {
    case 'find':
      return findQuery(context)
    case 'count':
      return countQuery(context)
    case 'distinct':
      return new PreparedQuery({ filter: context.args.optionalDocument('query') ?? {} })
    case 'aggregate':
      return new PreparedQuery(leadingQuery(context.args.array('pipeline')))
    case 'update':
    case 'delete': {
      const [statement] = context.args.array(name === 'update' ? 'updates' : 'deletes')
      const args = new Arguments(name, isDocument(statement) ? statement : {})
      return new PreparedQuery({ filter: args.requiredDocument('q'), hint: args.get('hint') })
    }
    case 'findAndModify':
    case 'findandmodify':
      return new PreparedQuery({
        filter: context.args.optionalDocument('query') ?? {},
        sort: context.args.optionalDocument('sort'),
        hint: context.args.get('hint'),
      })
    default:
      throw fault('CommandNotFound', `Explain failed due to unknown command: ${name}`)
  }
}

/**
 * The part of a pipeline that is a plain query: every `$match` and one `$sort` it begins with, and how much of that a
 * `$limit` then lets through. A `$match` right behind the `$sort` chooses among the same documents before it.
 */
export function leadingQuery(pipeline: readonly unknown[]): Query & { readonly stages: number } {
  const filters: Document[] = []
  let sort: Document | undefined
  let at = 0
  for (const stage of pipeline) {
    const entries = isDocument(stage) ? Object.entries(stage) : []
    const [name, argument] = entries[0] ?? []
    if (entries.length !== 1 || !isDocument(argument)) break
    if (name === '$match') filters.push(argument)
    else if (name === '$sort' && !sort && Object.keys(argument).length > 0) sort = argument
    else break
    at += 1
  }
  const filter = filters.length > 1 ? { $and: filters } : (filters[0] ?? {})
  return sort ? { filter, sort, limit: wantedOf(pipeline.slice(at)), stages: at } : { filter, stages: at }
}

function stagesOf(plan: Parameters<typeof describeStage>[0], query: Query): Document {
  const walk = describeStage(plan)
  const isMerged = plan.kind === 'index' && plan.merged
  const scan = isMerged ? { stage: 'SORT_MERGE', sortPattern: query.sort, inputStage: walk } : walk
  const filtered = { filter: query.filter }
  let stage: Document =
    plan.kind === 'collection' ? { ...scan, ...filtered } : { stage: 'FETCH', ...filtered, inputStage: scan }
  if (!plan.sorted) stage = { stage: 'SORT', sortPattern: query.sort, inputStage: stage }
  if (query.skip) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage }
  if (query.limit) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage }
  return stage
}

/** Commands that change nothing. */
export const readCommands: Readonly<Record<string, CommandDefinition>> = {
  find: { fields: FIND_FIELDS, run: find },
  getMore: { fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
  count: { fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields', 'let'], run: count },
  distinct: { fields: ['key', 'query', 'collation', 'hint', 'let'], run: distinct },
  explain: { fields: ['verbosity'], run: explain },
}
