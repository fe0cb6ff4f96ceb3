import type { Outgoing } from '../bson/raw.ts'
import { encode, identical, documentOf, Long, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { Hit, PreparedQuery, type Hits } from '../executor.ts'
import { compileFilter } from '../query/match.ts'
import { noCollection, type Collection } from '../storage/collection.ts'
import type { Steps } from '../storage/steps.ts'
import { assertSimpleCollation } from './arguments.ts'
import type { CommandContext, CommandDefinition } from './context.ts'
import { assertPlace, describeView, viewDefinition, type ViewDefinition } from './views.ts'

/** Hits made of documents that are not stored anywhere. */
export function* madeOf(documents: Iterable<Document | null>): Hits {
  for (const document of documents) yield document && new Hit(0, Buffer.from(encode(document)))
}

const CREATE_FIELDS = [
  'validator',
  'validationLevel',
  'validationAction',
  'collation',
  'capped',
  'size',
  'max',
  'autoIndexId',
  'storageEngine',
  'indexOptionDefaults',
  'viewOn',
  'pipeline',
  'timeseries',
  'expireAfterSeconds',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'encryptedFields',
  'temp',
  'flags',
  'idIndex',
]
const REFUSED_OPTIONS = CREATE_FIELDS.slice(CREATE_FIELDS.indexOf('capped'))
const KEPT_OPTIONS = ['validator', 'validationLevel', 'validationAction']

async function create(context: CommandContext): Promise<Document> {
  const { args, instance } = context
  args.refuse(
    REFUSED_OPTIONS.filter(
      (name) => !['size', 'max', 'storageEngine', 'idIndex', 'viewOn', 'pipeline'].includes(name),
    ),
  )
  assertSimpleCollation(args.get('collation'))
  const validator = args.optionalDocument('validator')
  if (validator) compileFilter(validator)
  const namespace = context.namespace()
  const view = viewDefinition({ args, namespace, now: context.now })
  if (view) return createView(context, view)
  const options = Object.fromEntries(
    KEPT_OPTIONS.filter((name) => args.has(name)).map((name) => [name, args.get(name)]),
  )
  return context.write(() => {
    if (instance.catalogue.views.find(namespace)) throw takenByAnother(namespace)
    const existing = instance.catalogue.find(namespace)
    if (existing && !identical(existing.options, options)) throw takenByAnother(namespace)
    if (!existing) instance.catalogue.create(namespace, options)
    return { ok: 1 }
  })
}

function takenByAnother(namespace: string): Error {
  return fault('NamespaceExists', `namespace ${namespace} already exists, but with different options`)
}

async function createView(context: CommandContext, { viewOn, pipeline }: ViewDefinition): Promise<Document> {
  const { args, instance } = context
  const { views } = instance.catalogue
  const namespace = context.namespace()
  const notForViews = KEPT_OPTIONS.find((name) => args.has(name))
  if (notForViews) throw fault('InvalidOptions', `option not supported on a view: ${notForViews}`)
  return context.write(() => {
    const existing = views.find(namespace)
    const isSame = existing?.viewOn === viewOn && identical(existing.pipeline, pipeline)
    if (existing ? !isSame : instance.catalogue.find(namespace)) throw takenByAnother(namespace)
    assertPlace(views, namespace, { viewOn, pipeline })
    if (!existing) views.set(namespace, viewOn, pipeline)
    return { ok: 1 }
  })
}

async function drop(context: CommandContext): Promise<Document> {
  const namespace = context.namespace()
  function* dropIt(): Steps<Document> {
    const { views } = context.instance.catalogue
    const view = views.find(namespace)
    if (view) {
      views.drop(view)
      return { ns: namespace, ok: 1 }
    }
    const collection = context.instance.catalogue.find(namespace)
    // Since 7.0 dropping what is not there is a success without particulars.
    if (!collection) return { ok: 1 }
    const nIndexesWas = collection.indexes.length
    context.instance.catalogue.drop(collection)
    yield* context.instance.catalogue.sweep()
    return { nIndexesWas, ns: namespace, ok: 1 }
  }
  return context.inSteps(dropIt(), { freesSpace: true })
}

async function dropDatabase(context: CommandContext): Promise<Document> {
  function* dropAll(): Steps<Document> {
    const collections = context.instance.catalogue.list(context.database)
    for (const collection of collections) context.instance.catalogue.drop(collection)
    const { views } = context.instance.catalogue
    const dropped = views.list(context.database)
    for (const view of dropped) views.drop(view)
    yield* context.instance.catalogue.sweep()
    return collections.length + dropped.length > 0 ? { dropped: context.database, ok: 1 } : { ok: 1 }
  }
  return context.inSteps(dropAll(), { freesSpace: true })
}

async function renameCollection(context: CommandContext): Promise<Document> {
  const { args, instance } = context
  const from = args.string('renameCollection')
  const to = args.string('to')
  const { views } = instance.catalogue
  function* rename(): Steps<Document> {
    if (views.find(from)) throw fault('CommandNotSupportedOnView', `cannot rename view: ${from}`)
    const collection = instance.catalogue.find(from)
    if (!collection) throw fault('NamespaceNotFound', `Source collection ${from} does not exist`)
    if (from === to) throw fault('IllegalOperation', "Can't rename a collection to itself")
    if (views.find(to)) throw fault('NamespaceExists', `a view already exists with that name: ${to}`)
    const target = instance.catalogue.find(to)
    if (target && !args.flag('dropTarget')) throw fault('NamespaceExists', 'target namespace exists')
    if (target) instance.catalogue.drop(target)
    instance.catalogue.rename(collection, to)
    if (target) yield* instance.catalogue.sweep()
    return { ok: 1 }
  }
  return context.inSteps(rename())
}

function describeCollection(collection: Collection, nameOnly: boolean): Document {
  const described: Document = { name: collection.name, type: 'collection' }
  if (nameOnly) return described
  return {
    ...described,
    options: collection.options,
    info: { readOnly: false, uuid: collection.uuid },
    idIndex: collection.idIndex.spec,
  }
}

function listCollections(context: CommandContext): Promise<Outgoing> {
  const { args, instance, database } = context
  const filter = args.optionalDocument('filter') ?? {}
  const matcher = compileFilter(filter)
  // A filter may ask for what the short form leaves out.
  const { catalogue } = instance
  const describe = [
    ...catalogue.list(database).map((one) => (short: boolean) => describeCollection(one, short)),
    ...catalogue.views.list(database).map((one) => (short: boolean) => describeView(one, short)),
  ]
  const documents = describe
    .filter((described) => matcher.matches(described(false)).matched)
    .map((described) => described(args.flag('nameOnly')))
  return cursorOver(context, `${database}.$cmd.listCollections`, documents)
}

/** A cursor over documents at hand; the batch size is in `cursor`. */
export function cursorOver(
  context: CommandContext,
  namespace: string,
  documents: readonly Document[],
): Promise<Outgoing> {
  return context.instance.cursors.begin(
    { namespace, hits: madeOf(documents) },
    context.args.batchSize(),
    context.patience,
  )
}

async function listDatabases(context: CommandContext): Promise<Document> {
  const { args, instance } = context
  const nameOnly = args.flag('nameOnly')
  const matcher = compileFilter(args.optionalDocument('filter') ?? {})
  const { catalogue } = instance
  const all = [...catalogue.list(), ...catalogue.views.list()]
  const names = [...new Set(all.map(({ database }) => database))].sort()
  const described: Document[] = []
  for (const name of names) {
    if (nameOnly) described.push({ name })
    else {
      const bytes = await bytesIn(context, catalogue.list(name))
      described.push({ name, sizeOnDisk: Long.fromNumber(bytes), empty: false })
    }
  }
  const databases = described.filter((database) => matcher.matches(database).matched)
  if (nameOnly) return { databases, ok: 1 }
  const total = databases.reduce((sum, { sizeOnDisk }) => sum + Number(sizeOnDisk), 0)
  return {
    databases,
    totalSize: Long.fromNumber(total),
    totalSizeMb: Long.fromNumber(Math.trunc(total / 2 ** 20)),
    ok: 1,
  }
}

/** The sizes of the documents together, counted while other clients are served. */
async function bytesIn(context: CommandContext, collections: readonly Collection[]): Promise<number> {
  let bytes = 0
  for (const collection of collections) {
    await context.patiently(new PreparedQuery({ filter: {} }).run(collection), (hit) => {
      bytes += hit.bytes.length
    })
  }
  return bytes
}

async function collStats(context: CommandContext): Promise<Document> {
  const namespace = context.namespace()
  const collection = context.instance.catalogue.find(namespace)
  const scale = Math.max(1, context.args.count('scale', 1))
  const count = collection?.count() ?? 0
  const bytes = collection ? await bytesIn(context, [collection]) : 0
  return {
    ns: namespace,
    size: Math.trunc(bytes / scale),
    count,
    ...(count > 0 ? { avgObjSize: Math.trunc(bytes / count) } : {}),
    storageSize: Math.trunc(bytes / scale),
    totalIndexSize: 0,
    totalSize: Math.trunc(bytes / scale),
    indexSizes: documentOf((collection?.indexes ?? []).map(({ name }) => [name, 0])),
    capped: false,
    nindexes: collection?.indexes.length ?? 0,
    scaleFactor: scale,
    ok: 1,
  }
}

async function dbStats(context: CommandContext): Promise<Document> {
  const collections = context.instance.catalogue.list(context.database)
  const scale = Math.max(1, context.args.count('scale', 1))
  const objects = collections.reduce((sum, collection) => sum + collection.count(), 0)
  const bytes = await bytesIn(context, collections)
  return {
    db: context.database,
    collections: collections.length,
    views: context.instance.catalogue.views.list(context.database).length,
    objects,
    avgObjSize: objects > 0 ? bytes / objects : 0,
    dataSize: bytes / scale,
    storageSize: bytes / scale,
    indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    indexSize: 0,
    totalSize: bytes / scale,
    scaleFactor: scale,
    fsUsedSize: context.instance.store.sizeOnDisk() / scale,
    ok: 1,
  }
}

async function collMod(context: CommandContext): Promise<Document> {
  const { args, instance } = context
  const changed = KEPT_OPTIONS.filter((name) => args.has(name))
  const validator = args.optionalDocument('validator')
  if (validator) compileFilter(validator)
  const namespace = context.namespace()
  const { views } = instance.catalogue
  const definition = viewDefinition({ args, namespace, now: context.now })
  return context.write(() => {
    const view = views.find(namespace)
    if (view) {
      if (changed.length > 0)
        throw fault('InvalidOptions', `option not supported on a view: ${changed[0] as string}`)
      if (!definition || !args.has('pipeline'))
        throw fault('InvalidOptions', "Must specify both 'viewOn' and 'pipeline' when modifying a view")
      assertPlace(views, namespace, definition)
      views.set(namespace, definition.viewOn, definition.pipeline)
      return { ok: 1 }
    }
    if (definition) throw fault('InvalidOptions', "'viewOn' option only supported on a view")
    const collection = existing(context)
    const options = {
      ...collection.options,
      ...Object.fromEntries(changed.map((name) => [name, args.get(name)])),
    }
    instance.catalogue.setOptions(collection, options)
    return { ok: 1 }
  })
}

/** The collection a command needs; NamespaceNotFound without it. */
export function existing(context: CommandContext): Collection {
  const namespace = context.namespace()
  const collection = context.instance.catalogue.find(namespace)
  if (!collection) throw noCollection(namespace)
  return collection
}

/** Commands about databases and collections. */
export const adminCommands: Readonly<Record<string, CommandDefinition>> = {
  create: { fields: CREATE_FIELDS, run: create },
  collMod: { fields: [...KEPT_OPTIONS, 'viewOn', 'pipeline'], run: collMod },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  renameCollection: { fields: ['to', 'dropTarget', 'stayTemp'], isAdminOnly: true, run: renameCollection },
  listCollections: {
    fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
    run: listCollections,
  },
  listDatabases: {
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
    isAdminOnly: true,
    run: listDatabases,
  },
  collStats: { fields: ['scale'], run: collStats },
  dbStats: { fields: ['scale', 'freeStorage'], run: dbStats },
}
