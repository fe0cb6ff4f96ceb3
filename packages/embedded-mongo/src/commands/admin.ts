import { encode, identical, Long, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { Hit, type Hits } from '../executor.ts'
import { compileFilter } from '../query/match.ts'
import { noCollection, type Collection } from '../storage/collection.ts'
import { assertSimpleCollation } from './arguments.ts'
import type { CommandContext, CommandDefinition } from './context.ts'

/** Hits made of documents that are not stored anywhere. */
export function* madeOf(documents: Iterable<Document>): Hits {
  for (const document of documents) yield new Hit(0, Buffer.from(encode(document)))
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
  args.refuse(REFUSED_OPTIONS.filter((name) => !['size', 'max', 'storageEngine', 'idIndex'].includes(name)))
  assertSimpleCollation(args.get('collation'))
  const validator = args.optionalDocument('validator')
  if (validator) compileFilter(validator)
  const namespace = context.namespace()
  const options = Object.fromEntries(
    KEPT_OPTIONS.filter((name) => args.has(name)).map((name) => [name, args.get(name)]),
  )
  return context.write(() => {
    const existing = instance.catalogue.find(namespace)
    if (existing && !identical(existing.options, options)) {
      throw fault('NamespaceExists', `namespace ${namespace} already exists, but with different options`)
    }
    if (!existing) instance.catalogue.create(namespace, options)
    return { ok: 1 }
  })
}

async function drop(context: CommandContext): Promise<Document> {
  const namespace = context.namespace()
  return context.write(() => {
    const collection = context.instance.catalogue.find(namespace)
    // Since 7.0 dropping what is not there is a success without particulars.
    if (!collection) return { ok: 1 }
    const nIndexesWas = collection.indexes.length
    context.instance.catalogue.drop(collection)
    return { nIndexesWas, ns: namespace, ok: 1 }
  })
}

async function dropDatabase(context: CommandContext): Promise<Document> {
  return context.write(() => {
    const collections = context.instance.catalogue.list(context.database)
    for (const collection of collections) context.instance.catalogue.drop(collection)
    return collections.length > 0 ? { dropped: context.database, ok: 1 } : { ok: 1 }
  })
}

async function renameCollection(context: CommandContext): Promise<Document> {
  const { args, instance } = context
  const from = args.string('renameCollection')
  const to = args.string('to')
  return context.write(() => {
    const collection = instance.catalogue.find(from)
    if (!collection) throw fault('NamespaceNotFound', `Source collection ${from} does not exist`)
    if (from === to) throw fault('IllegalOperation', "Can't rename a collection to itself")
    const target = instance.catalogue.find(to)
    if (target && !args.flag('dropTarget')) throw fault('NamespaceExists', 'target namespace exists')
    if (target) instance.catalogue.drop(target)
    instance.catalogue.rename(collection, to)
    return { ok: 1 }
  })
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

function listCollections(context: CommandContext): Promise<Buffer> {
  const { args, instance, database } = context
  const filter = args.optionalDocument('filter') ?? {}
  const matcher = compileFilter(filter)
  // A filter may ask for what the short form leaves out.
  const documents = instance.catalogue
    .list(database)
    .filter((collection) => matcher.matches(describeCollection(collection, false)).matched)
    .map((collection) => describeCollection(collection, args.flag('nameOnly')))
  return cursorOver(context, `${database}.$cmd.listCollections`, documents)
}

/** A cursor over documents at hand; the batch size is in `cursor`. */
export function cursorOver(
  context: CommandContext,
  namespace: string,
  documents: readonly Document[],
): Promise<Buffer> {
  return context.instance.cursors.begin(
    { namespace, hits: madeOf(documents) },
    context.args.batchSize(),
    context.deadline,
  )
}

function listDatabases(context: CommandContext): Document {
  const { args, instance } = context
  const nameOnly = args.flag('nameOnly')
  const matcher = compileFilter(args.optionalDocument('filter') ?? {})
  const names = [...new Set(instance.catalogue.list().map(({ database }) => database))]
  const databases = names
    .map((name): Document =>
      nameOnly ? { name } : { name, sizeOnDisk: Long.fromNumber(sizeOf(context, name)), empty: false },
    )
    .filter((database) => matcher.matches(database).matched)
  if (nameOnly) return { databases, ok: 1 }
  const total = databases.reduce((sum, { sizeOnDisk }) => sum + Number(sizeOnDisk), 0)
  return {
    databases,
    totalSize: Long.fromNumber(total),
    totalSizeMb: Long.fromNumber(Math.trunc(total / 2 ** 20)),
    ok: 1,
  }
}

function sizeOf({ instance }: CommandContext, database: string): number {
  return instance.catalogue.list(database).reduce((sum, collection) => sum + collection.bytes(), 0)
}

function collStats(context: CommandContext): Document {
  const namespace = context.namespace()
  const collection = context.instance.catalogue.find(namespace)
  const scale = Math.max(1, context.args.count('scale', 1))
  const count = collection?.count() ?? 0
  const bytes = collection?.bytes() ?? 0
  return {
    ns: namespace,
    size: Math.trunc(bytes / scale),
    count,
    ...(count > 0 ? { avgObjSize: Math.trunc(bytes / count) } : {}),
    storageSize: Math.trunc(bytes / scale),
    totalIndexSize: 0,
    totalSize: Math.trunc(bytes / scale),
    indexSizes: Object.fromEntries((collection?.indexes ?? []).map(({ name }) => [name, 0])),
    capped: false,
    nindexes: collection?.indexes.length ?? 0,
    scaleFactor: scale,
    ok: 1,
  }
}

function dbStats(context: CommandContext): Document {
  const collections = context.instance.catalogue.list(context.database)
  const scale = Math.max(1, context.args.count('scale', 1))
  const objects = collections.reduce((sum, collection) => sum + collection.count(), 0)
  const bytes = sizeOf(context, context.database)
  return {
    db: context.database,
    collections: collections.length,
    views: 0,
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
  return context.write(() => {
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
  collMod: { fields: KEPT_OPTIONS, run: collMod },
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
