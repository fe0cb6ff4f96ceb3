import { compileStages } from '../aggregate/stages.ts'
import { collationOf } from '../bson/collation.ts'
import { isDocument, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { splitPath } from '../query/paths.ts'
import type { View, Views } from '../storage/views.ts'
import type { Arguments } from './arguments.ts'
import type { CommandContext } from './context.ts'

/** What `create` and `collMod` say about a view, checked except for its place among the others. */
export interface ViewDefinition {
  readonly viewOn: string
  readonly pipeline: readonly Document[]
}

/** The definition in a command; undefined when it is about a collection. */
export function viewDefinition({ args, namespace, now }: Definition): ViewDefinition | undefined {
  const pipeline = args.optionalArray('pipeline')
  if (!args.has('viewOn')) {
    if (pipeline && pipeline.length > 0) {
      throw fault('BadValue', "'pipeline' cannot be specified without 'viewOn'")
    }
    return undefined
  }
  const viewOn = args.string('viewOn')
  if (viewOn === '') throw fault('BadValue', "'viewOn' cannot be empty.'")
  const stages = (pipeline ?? []) as readonly Document[]
  assertPipeline(stages, namespace, now)
  return { viewOn, pipeline: stages }
}

interface Definition {
  readonly args: Arguments
  readonly namespace: string
  readonly now: Date
}

function assertPipeline(pipeline: readonly Document[], namespace: string, now: Date): void {
  const writing = pipeline.findIndex((stage) => isDocument(stage) && ('$out' in stage || '$merge' in stage))
  compileStages(writing < 0 ? pipeline : pipeline.slice(0, writing), { now, collection: () => [] })
  if (writing < 0) return
  throw fault(
    'OptionNotSupportedOnView',
    `The aggregation stage ${Object.keys(pipeline[writing] as Document)[0]} in location ${writing} of the pipeline ` +
      `cannot be used in the view definition of ${namespace} because it writes to disk`,
  )
}

const MAX_DEPTH = 20

/** Refuses a definition by which views would read themselves, or too many would stand on one another. */
export function assertPlace(views: Views, namespace: string, definition: ViewDefinition): void {
  const [database, name] = splitNamespace(namespace)
  const others = views.list(database).filter((view) => view.name !== name)
  const all = new Map([...others, { database, name, ...definition }].map((view) => [view.name, view]))
  const heights = new Map<string, number>()
  const depth = heightOf(name, all, heights, []) + distanceToTop(name, all) - 1
  if (depth > MAX_DEPTH) {
    throw fault('ViewDepthLimitExceeded', `View depth limit exceeded; maximum depth is ${MAX_DEPTH}`)
  }
}

function splitNamespace(namespace: string): [string, string] {
  const dot = namespace.indexOf('.')
  return [namespace.slice(0, dot), namespace.slice(dot + 1)]
}

type ViewsByName = ReadonlyMap<string, View>

/** How many views stand on one another below and including this one; 0 for a collection. */
function heightOf(
  name: string,
  views: ViewsByName,
  known: Map<string, number>,
  above: readonly string[],
): number {
  const view = views.get(name)
  if (!view) return 0
  if (above.includes(name)) {
    const names = [...above.slice(above.indexOf(name)), name].map((each) => `${view.database}.${each}`)
    throw fault('GraphContainsCycle', `View cycle detected: ${names.join(' => ')}`)
  }
  const height =
    known.get(name) ??
    1 + Math.max(...sourcesOf(view).map((source) => heightOf(source, views, known, [...above, name])))
  known.set(name, height)
  return height
}

/** The same upwards: how many stand on this one, itself included. */
function distanceToTop(name: string, views: ViewsByName, known = new Map<string, number>()): number {
  const found = known.get(name)
  if (found !== undefined) return found
  const above = [...views.values()].filter((view) => sourcesOf(view).includes(name))
  const distance = 1 + Math.max(0, ...above.map((view) => distanceToTop(view.name, views, known)))
  known.set(name, distance)
  return distance
}

/** The collections and views a view reads. */
function sourcesOf({ viewOn, pipeline }: View): string[] {
  return [viewOn, ...sourcesIn(pipeline)]
}

function sourcesIn(pipeline: unknown): string[] {
  if (!Array.isArray(pipeline)) return []
  return pipeline.filter(isDocument).flatMap((stage) =>
    Object.entries(stage).flatMap(([name, argument]) => {
      if (name === '$unionWith' && typeof argument === 'string') return [argument]
      if (!isDocument(argument)) return []
      if (name === '$facet') return Object.values(argument).flatMap(sourcesIn)
      const source = name === '$unionWith' ? argument['coll'] : argument['from']
      const joins = name === '$lookup' || name === '$graphLookup' || name === '$unionWith'
      if (!joins) return []
      return [...(typeof source === 'string' ? [source] : []), ...sourcesIn(argument['pipeline'])]
    }),
  )
}

/** A view as `listCollections` shows it. */
export function describeView({ name, viewOn, pipeline }: View, nameOnly: boolean): Document {
  const described: Document = { name, type: 'view' }
  return nameOnly ? described : { ...described, options: { viewOn, pipeline }, info: { readOnly: true } }
}

/** A read of a view as the aggregation of the collection behind it; undefined when it reads no view. */
export function aggregationBehind(context: CommandContext): CommandContext | undefined {
  const { args, name, instance } = context
  const stages = STAGES_FOR[name]
  if (!stages || typeof args.get(name) !== 'string') return undefined
  const resolved = instance.catalogue.views.resolve(context.namespace())
  if (!resolved) return undefined
  if (collationOf(args.get('collation'))) throw otherCollation()
  const passedOn = ['hint', 'let', 'maxTimeMS', 'explain', 'bypassDocumentValidation'].filter((field) =>
    args.has(field),
  )
  return context.forCommand('aggregate', {
    aggregate: resolved.source,
    pipeline: [...resolved.pipeline, ...stages(args)],
    ...(name === 'aggregate' && !args.has('cursor') ? {} : { cursor: cursorFor(context) }),
    ...Object.fromEntries(passedOn.map((field) => [field, args.get(field)])),
  })
}

/** MongoDB's answer to a collation that is not the view's own, which here is always the simple one. */
export function otherCollation(): Error {
  return fault('OptionNotSupportedOnView', "Cannot override a view's default collation")
}

function cursorFor({ args, name }: CommandContext): Document {
  if (name === 'aggregate') return args.optionalDocument('cursor') ?? {}
  if (name !== 'find' || !args.has('batchSize')) return {}
  // One more than the only document there can be, so that no cursor is left behind.
  return { batchSize: args.flag('singleBatch') ? 2 : args.count('batchSize') }
}

const STAGES_FOR: Readonly<Record<string, (args: Arguments) => readonly unknown[]>> = {
  aggregate: (args) => args.array('pipeline'),
  find: stagesOfFind,
  count: stagesOfCount,
  distinct: stagesOfDistinct,
}

const NOT_FOR_VIEWS = [
  'min',
  'max',
  'returnKey',
  'showRecordId',
  'tailable',
  'awaitData',
  'noCursorTimeout',
  'allowPartialResults',
]

function stagesOfFind(args: Arguments): Document[] {
  for (const option of NOT_FOR_VIEWS) {
    const value = args.get(option)
    if (value !== undefined && value !== false) throw notInAggregation(`Option ${option}`)
  }
  const sort = args.optionalDocument('sort') ?? {}
  if ('$natural' in sort) throw notInAggregation('Sort option $natural')
  if (args.flag('singleBatch') && args.count('limit') !== 1) throw notInAggregation('Option singleBatch')
  return [
    ...stage('$match', args.optionalDocument('filter')),
    ...stage('$sort', sort),
    ...window(args.count('skip'), args.count('limit')),
    ...stage('$project', args.optionalDocument('projection')),
  ]
}

function notInAggregation(what: string): Error {
  return fault('InvalidPipelineOperator', `${what} not supported in aggregation.`)
}

function stagesOfCount(args: Arguments): Document[] {
  return [
    ...stage('$match', args.optionalDocument('query')),
    ...window(args.count('skip'), Math.abs(args.integer('limit'))),
    { $count: 'count' },
  ]
}

/** Arrays on the way are unwound, since the values of their elements are distinct values too. */
function stagesOfDistinct(args: Arguments): Document[] {
  const key = args.string('key')
  const parts = splitPath(key)
  const unwound = parts.flatMap((_, i): Document[] => {
    const path = `$${parts.slice(0, i + 1).join('.')}`
    const unwind = { $unwind: { path, preserveNullAndEmptyArrays: true } }
    // An array within an array is a value, not a way to more of them.
    return i === parts.length - 1
      ? [unwind]
      : [unwind, { $match: { $expr: { $eq: [{ $type: path }, 'object'] } } }]
  })
  return [
    ...stage('$match', args.optionalDocument('query')),
    ...unwound,
    { $group: { _id: null, values: { $addToSet: `$${key}` } } },
  ]
}

function stage(name: string, argument: Document | undefined): Document[] {
  return argument && Object.keys(argument).length > 0 ? [{ [name]: argument }] : []
}

function window(skip: number, limit: number): Document[] {
  return [...(skip > 0 ? [{ $skip: skip }] : []), ...(limit > 0 ? [{ $limit: limit }] : [])]
}
