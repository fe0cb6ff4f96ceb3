import { collationOf } from '../bson/collation.ts'
import { checkStructure, MAX_DOCUMENT_BYTES, withIdFirst, withTimestamps } from '../bson/raw.ts'
import {
  decode,
  encode,
  isDocument,
  typeOf,
  withStringOrder,
  fieldNames,
  Int32,
  Timestamp,
  type Document,
} from '../bson/values.ts'
import { fault, fromExecution, MongoFault } from '../errors.ts'
import type { ExpressionContext } from '../aggregate/expression.ts'
import { PreparedQuery, type Hit } from '../executor.ts'
import { compileFilter } from '../query/match.ts'
import { compileProjection } from '../query/projection.ts'
import type { Collection } from '../storage/collection.ts'
import type { Steps } from '../storage/steps.ts'
import { compileUpdate, documentForUpsert, type CompiledUpdate } from '../update/compile.ts'
import { Arguments } from './arguments.ts'
import { assertBatchSize, reply, runBatch } from './batch.ts'
import type { CommandContext, CommandDefinition } from './context.ts'
import { changeFirst, changeTargets, firstTarget } from './targets.ts'

async function insert(context: CommandContext): Promise<Document> {
  const { args } = context
  const documents = args.array('documents') as readonly Buffer[]
  assertBatchSize(documents.length)
  const namespace = context.namespace()
  const ordered = args.flag('ordered', true)
  const bypass = args.flag('bypassDocumentValidation')
  // Read in advance: while the step runs, every other writer waits.
  const drafts = documents.slice(0, WHOLE_INSERT_DOCUMENTS).map(draftOf)
  let n = 0
  let bytes = 0
  function* insertOne(document: Buffer, index: number): Steps<void> {
    const draft = drafts[index] ?? draftOf(document)
    insertDraft(context.instance.catalogue.findOrCreate(namespace), draft, bypass)
    n += 1
    bytes += document.length
    if (index >= WHOLE_INSERT_DOCUMENTS || bytes > WHOLE_INSERT_BYTES) yield
  }
  function* insertAll(): Steps<Document> {
    const errors = yield* runBatch(documents, ordered, insertOne)
    return reply({ n }, errors)
  }
  return context.inSteps(insertAll())
}

/** An insert of no more than this is one step. */
const WHOLE_INSERT_DOCUMENTS = 256
const WHOLE_INSERT_BYTES = 1024 * 1024

/** A new document as it will be stored, or what is wrong with it. */
type Draft = { readonly bytes: Buffer; readonly document: Document } | MongoFault

function draftOf(bytes: Buffer): Draft {
  const stored = withIdFirst(bytes)
  if (stored.length > MAX_DOCUMENT_BYTES) {
    return fault(
      'BadValue',
      `object to insert too large. size in bytes: ${stored.length}, max size: ${MAX_DOCUMENT_BYTES}`,
    )
  }
  try {
    const document = decode(stored)
    assertId(document['_id'])
    return isAnyTimestampEmpty(document) ? draftOf(withTimestamps(stored)) : { bytes: stored, document }
  } catch (error) {
    return error instanceof MongoFault ? error : fault('InvalidBSON', (error as Error).message)
  }
}

// An empty timestamp in a new document stands for now.
function isAnyTimestampEmpty(document: Document): boolean {
  return Object.entries(document).some(
    ([name, value]) => name !== '_id' && value instanceof Timestamp && value.isZero(),
  )
}

function insertDraft(collection: Collection, draft: Draft, bypassValidation: boolean): void {
  if (draft instanceof MongoFault) throw draft
  if (!bypassValidation) assertValid(collection, draft.document)
  collection.insert(draft.bytes, draft.document)
}

/** Stores one document as it came, with its `_id` in front. */
export function insertBytes(collection: Collection, bytes: Buffer, bypassValidation: boolean): void {
  insertDraft(collection, draftOf(bytes), bypassValidation)
}

function assertId(id: unknown): void {
  const type = typeOf(id)
  if (type === 'array' || type === 'regex' || type === 'missing' || type === 'undefined') {
    throw fault(
      'InvalidIdField',
      `The '_id' value cannot be of type ${type === 'missing' ? 'undefined' : type}`,
    )
  }
  if (!isDocument(id)) return
  const name = fieldNames(id).find(
    (field) => field.startsWith('$') && !['$ref', '$id', '$db'].includes(field),
  )
  if (name !== undefined) {
    throw fault(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
    )
  }
}

function assertValid(collection: Collection, document: Document): void {
  const validator = collection.options['validator']
  if (!isDocument(validator) || collection.options['validationAction'] === 'warn') return
  if (collection.options['validationLevel'] === 'off' || compileFilter(validator).matches(document).matched)
    return
  throw fault('DocumentValidationFailure', 'Document failed validation', {
    details: {
      failingDocumentId: document['_id'],
      details: { operatorName: '$and', schemaRulesNotSatisfied: [validator] },
    },
  })
}

interface UpdateStatement {
  readonly prepared: PreparedQuery
  readonly update: CompiledUpdate
  readonly multi: boolean
  readonly upsert: boolean
}

const UPDATE_FIELDS = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'collation',
  'arrayFilters',
  'hint',
  'sampleId',
])

function updateStatement(statement: unknown, expressions: ExpressionContext): UpdateStatement {
  const args = statementArguments('update.updates', statement)
  args.assertKnown(UPDATE_FIELDS)
  const filter = args.requiredDocument('q')
  const multi = args.flag('multi')
  const upsert = args.flag('upsert')
  const c = args.optionalDocument('c')
  const context = c ? { ...expressions, let: { ...expressions.let, ...c } } : expressions
  const collation = collationOf(args.get('collation'))
  const prepared = new PreparedQuery({
    filter,
    hint: args.get('hint'),
    limit: multi ? 0 : 1,
    collation,
    context,
  })
  const update = updateOf(args.get('u'), args, filter, context)
  if (multi && update.kind === 'replacement') {
    throw fault('FailedToParse', 'multi update is not supported for replacement-style update')
  }
  return { prepared, update, multi, upsert }
}

function updateOf(
  update: unknown,
  args: Arguments,
  filter: Document,
  context: ExpressionContext,
): CompiledUpdate {
  if (!isDocument(update) && !Array.isArray(update)) {
    throw fault('FailedToParse', 'Update argument must be either an object or an array')
  }
  const arrayFilters = args.optionalArray('arrayFilters') ?? []
  if (!arrayFilters.every(isDocument)) {
    throw fault('TypeMismatch', "BSON field 'arrayFilters' holds the wrong type, expected type 'object'")
  }
  const { now = new Date() } = context
  const order = collationOf(args.get('collation'))
  const options = { ...context, now, filter, arrayFilters, upsert: args.flag('upsert') }
  const compiled = withStringOrder(order, () => compileUpdate(update, options))
  if (!order) return compiled
  return {
    ...compiled,
    apply: (document, found) => withStringOrder(order, () => compiled.apply(document, found)),
  }
}

function statementArguments(name: string, statement: unknown): Arguments {
  if (!isDocument(statement)) {
    throw fault('TypeMismatch', `BSON field '${name}' is the wrong type, expected type 'object'`)
  }
  return new Arguments(name, statement)
}

interface UpdateCounts {
  n: number
  nModified: number
}

async function update(context: CommandContext): Promise<Document> {
  const { args } = context
  const statements = args.array('updates')
  assertBatchSize(statements.length)
  const namespace = context.namespace()
  const expressions = context.expressions()
  const bypass = args.flag('bypassDocumentValidation')
  // Unknown fields concern the command as a whole, whatever its order.
  for (const statement of statements)
    statementArguments('update.updates', statement).assertKnown(UPDATE_FIELDS)
  const counts: UpdateCounts = { n: 0, nModified: 0 }
  const upserted: Document[] = []
  function* updateOne(statement: unknown, index: number): Steps<void> {
    const parsed = updateStatement(statement, expressions)
    const id = yield* runUpdate(context, namespace, parsed, counts, bypass)
    if (id !== undefined) upserted.push({ index, _id: id })
    if (index < statements.length - 1) yield
  }
  function* updateAll(): Steps<Document> {
    const errors = yield* runBatch(statements, args.flag('ordered', true), updateOne)
    return reply({ ...counts, ...(upserted.length > 0 ? { upserted } : {}) }, errors)
  }
  return context.inSteps(updateAll())
}

/** The `_id` of the document it inserted, if it did. */
function* runUpdate(
  context: CommandContext,
  namespace: string,
  { prepared, update, multi, upsert }: UpdateStatement,
  counts: UpdateCounts,
  bypass: boolean,
): Steps<unknown> {
  const { catalogue } = context.instance
  const collection = catalogue.find(namespace)
  const before = counts.n
  const change = (hit: Hit): void => {
    const { modified } = applyUpdate(collection as Collection, hit, update, bypass)
    counts.n += 1
    if (modified) counts.nModified += 1
  }
  if (collection && multi) yield* changeTargets(context, collection, prepared, change)
  else if (collection) yield* changeFirst(context, collection, prepared, change)
  if (counts.n > before || !upsert) return undefined
  const { filter } = prepared.query
  const { _id: id } = insertNew(catalogue.findOrCreate(namespace), filter, update, bypass)
  counts.n += 1
  return id
}

function applyUpdate(
  collection: Collection,
  hit: Hit,
  update: CompiledUpdate,
  bypass: boolean,
): { document: Document; modified: boolean } {
  const result = update.apply(
    hit.document,
    hit.arrayIndex === undefined ? {} : { arrayIndex: hit.arrayIndex },
  )
  if (result.modified) replaceHit(collection, hit, result.document, bypass)
  return result
}

/** Stores a changed document in the place of the one that was found. */
export function replaceHit(
  collection: Collection,
  hit: Hit,
  document: Document,
  bypassValidation: boolean,
): void {
  const bytes = sized(document)
  if (!bypassValidation) assertValid(collection, document)
  collection.replace(hit.record, hit.document, bytes, document)
}

function insertNew(
  collection: Collection,
  filter: Document,
  update: CompiledUpdate,
  bypass: boolean,
): Document {
  const document = documentForUpsert(filter, update)
  insertBytes(collection, sized(document), bypass)
  return document
}

/** The bytes of a document made here, which must not be larger than one a client may send. */
export function sized(document: Document): Buffer {
  const encoded = encode(document)
  if (encoded.length > MAX_DOCUMENT_BYTES) {
    throw fault('Location17419', `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`)
  }
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength)
  checkStructure(bytes)
  return bytes
}

const DELETE_FIELDS = new Set(['q', 'limit', 'collation', 'hint', 'sampleId'])

async function remove(context: CommandContext): Promise<Document> {
  const { args } = context
  const statements = args.array('deletes')
  assertBatchSize(statements.length)
  const namespace = context.namespace()
  const expressions = context.expressions()
  for (const statement of statements)
    statementArguments('delete.deletes', statement).assertKnown(DELETE_FIELDS)
  let n = 0
  function* removeOne(statement: unknown, index: number): Steps<void> {
    const prepared = deleteQuery(statement, expressions)
    const collection = context.instance.catalogue.find(namespace)
    if (!collection) return
    const change = (hit: Hit): void => {
      collection.remove(hit.record, hit.document)
      n += 1
    }
    if (prepared.query.limit === 1) yield* changeFirst(context, collection, prepared, change)
    else yield* changeTargets(context, collection, prepared, change)
    if (index < statements.length - 1) yield
  }
  function* removeAll(): Steps<Document> {
    const errors = yield* runBatch(statements, args.flag('ordered', true), removeOne)
    return reply({ n }, errors)
  }
  return context.inSteps(removeAll(), { freesSpace: true })
}

function deleteQuery(statement: unknown, context: ExpressionContext): PreparedQuery {
  const args = statementArguments('delete.deletes', statement)
  if (!args.has('limit')) {
    throw fault('Location40414', `BSON field 'delete.deletes.limit' is missing but a required field`)
  }
  const limit = args.integer('limit')
  if (limit !== 0 && limit !== 1) {
    throw fault('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`)
  }
  return new PreparedQuery({
    filter: args.requiredDocument('q'),
    hint: args.get('hint'),
    limit,
    collation: collationOf(args.get('collation')),
    context,
  })
}

async function findAndModify(context: CommandContext): Promise<Document> {
  const { args } = context
  const namespace = context.namespace()
  const expressions = context.expressions()
  const filter = args.optionalDocument('query') ?? {}
  const isRemove = args.flag('remove')
  assertFindAndModify(args, isRemove)
  const prepared = new PreparedQuery({
    filter,
    sort: args.optionalDocument('sort'),
    limit: 1,
    hint: args.get('hint'),
    collation: collationOf(args.get('collation')),
    context: expressions,
  })
  const fields = args.optionalDocument('fields')
  const project =
    fields && Object.keys(fields).length > 0 ? compileProjection(fields, filter, expressions) : undefined
  const change = isRemove ? undefined : updateOf(args.get('update'), args, filter, expressions)
  let upsertFailure: MongoFault | undefined
  function* findAndChange(): Steps<Document> {
    const collection = context.instance.catalogue.find(namespace)
    const hit = collection && (yield* firstTarget(context, collection, prepared))
    const shown = (document: Document) => (project ? project(document, hit?.arrayIndex) : document)
    if (!change) {
      if (collection && hit) collection.remove(hit.record, hit.document)
      return {
        lastErrorObject: { n: new Int32(hit ? 1 : 0) },
        value: hit ? shown(hit.document) : null,
        ok: 1,
      }
    }
    const bypass = args.flag('bypassDocumentValidation')
    if (collection && hit) {
      const { document } = applyUpdate(collection, hit, change, bypass)
      return { ...updatedOne(true), value: shown(args.flag('new') ? document : hit.document), ok: 1 }
    }
    if (!args.flag('upsert')) return { ...updatedOne(false), value: null, ok: 1 }
    const target = context.instance.catalogue.findOrCreate(namespace)
    let document: Document
    try {
      document = insertNew(target, filter, change, bypass)
    } catch (error) {
      if (!(error instanceof MongoFault)) throw error
      // Thrown later: the collection that was made for it stays, as in MongoDB.
      upsertFailure = error
      return {}
    }
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: document['_id'] },
      value: args.flag('new') ? shown(document) : null,
      ok: 1,
    }
  }
  function* execution(): Steps<Document> {
    // A view is refused in advance.
    context.instance.catalogue.find(namespace)
    try {
      return yield* findAndChange()
    } catch (error) {
      throw fromExecution('findAndModify', error)
    }
  }
  const result = await context.inSteps(execution(), { freesSpace: isRemove })
  if (upsertFailure) throw fromExecution('findAndModify', upsertFailure)
  return result
}

function updatedOne(existing: boolean): Document {
  return { lastErrorObject: { n: existing ? 1 : 0, updatedExisting: existing } }
}

function assertFindAndModify(args: Arguments, isRemove: boolean): void {
  if (isRemove && args.has('update')) {
    throw fault('FailedToParse', 'Cannot specify both an update and remove=true')
  }
  if (isRemove && args.flag('upsert'))
    throw fault('FailedToParse', 'Cannot specify both upsert=true and remove=true')
  if (isRemove && args.flag('new')) {
    throw fault(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    )
  }
  if (!isRemove && !args.has('update'))
    throw fault('FailedToParse', 'Either an update or remove=true must be specified')
}

const FIND_AND_MODIFY: CommandDefinition = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
  ],
  run: findAndModify,
}

/** Commands that change documents. */
export const writeCommands: Readonly<Record<string, CommandDefinition>> = {
  insert: { fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'], run: update },
  delete: { fields: ['deletes', 'ordered', 'let'], run: remove },
  findAndModify: FIND_AND_MODIFY,
  findandmodify: FIND_AND_MODIFY,
}
