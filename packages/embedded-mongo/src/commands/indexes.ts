import { setTimeout } from 'node:timers/promises'
import type { Outgoing } from '../bson/raw.ts'
import {
  identical,
  isDocument,
  typeOf,
  fieldEntries,
  fieldNames,
  Int32,
  type Document,
} from '../bson/values.ts'
import { isNumber, toDouble } from '../bson/numbers.ts'
import { fault, MongoFault } from '../errors.ts'
import { sameKey } from '../planner.ts'
import { isOperatorDocument } from '../query/leaf-tests.ts'
import { compileFilter } from '../query/match.ts'
import { isRegex } from '../query/regex.ts'
import type { Collection } from '../storage/collection.ts'
import type { Index, IndexSpec } from '../storage/indexes.ts'
import type { Steps } from '../storage/steps.ts'
import { showDocument, showValue } from '../storage/show.ts'
import { cursorOver, existing } from './admin.ts'
import { assertSimpleCollation } from './arguments.ts'
import type { CommandContext, CommandDefinition } from './context.ts'

const MAX_INDEXES = 64
const MAX_FIELDS = 32

async function createIndexes(context: CommandContext): Promise<Document> {
  const { args, instance } = context
  const wanted = args.array('indexes')
  if (wanted.length === 0) throw fault('BadValue', 'Must specify at least one index to create')
  const specs = wanted.map((spec) => checkedSpec(spec))
  const namespace = context.namespace()
  function* create(): Steps<Document | MongoFault | undefined> {
    const created = instance.catalogue.find(namespace) === undefined
    const collection = instance.catalogue.findOrCreate(namespace)
    if (collection.isBuilding) return undefined
    const before = collection.indexes.length
    const missing: IndexSpec[] = []
    for (const spec of specs) {
      const others = [...collection.indexes.map((index) => index.spec), ...missing]
      if (isPresent(others, spec)) continue
      if (others.length >= MAX_INDEXES) {
        throw fault('CannotCreateIndex', `add index fails, too many indexes for ${namespace}`)
      }
      missing.push(spec)
    }
    const failure =
      missing.length > 0 ? yield* instance.catalogue.buildIndexes(collection, missing) : undefined
    return (
      failure ?? {
        numIndexesBefore: before,
        numIndexesAfter: before + missing.length,
        createdCollectionAutomatically: created,
        ...(missing.length === 0 ? { note: 'all indexes already exist' } : {}),
        ok: 1,
      }
    )
  }
  for (;;) {
    const outcome = await built(context, namespace, create())
    if (outcome instanceof MongoFault) throw outcome
    if (outcome) return outcome
    // One build after the other on each collection.
    while (instance.catalogue.find(namespace)?.isBuilding) await setTimeout(WAIT_MS)
  }
}

const WAIT_MS = 10

/** Runs a build; when the disk is full, nothing of it stays. */
async function built<T>(context: CommandContext, namespace: string, work: Steps<T>): Promise<T> {
  const { catalogue } = context.instance
  const collection = catalogue.find(namespace)
  const isMine = !collection?.isBuilding
  try {
    return await context.inSteps(work)
  } catch (error) {
    if (isMine && collection?.isBuilding) {
      collection.abandonBuild()
      await context.inSteps(catalogue.sweep(), { freesSpace: true })
    }
    throw error
  }
}

/** Whether the very index is there already; a fault when another stands in its way. */
function isPresent(others: readonly IndexSpec[], spec: IndexSpec): boolean {
  if (sameKey(spec.key, { _id: new Int32(1) })) return true
  const named = others.find(({ name }) => name === spec.name)
  if (named && !sameKey(named.key, spec.key)) {
    throw fault(
      'IndexKeySpecsConflict',
      'An existing index has the same name as the requested index. When index names are not specified, they are ' +
        'auto generated and can cause conflicts. Please refer to our documentation. ' +
        `Requested index: ${showDocument(spec)}, existing index: ${showDocument(named)}`,
    )
  }
  if (named) {
    if (identical(optionsOf(named), optionsOf(spec))) return true
    throw fault(
      'IndexOptionsConflict',
      `An equivalent index already exists with the same name but different options. ` +
        `Requested index: ${showDocument(spec)}, existing index: ${showDocument(named)}`,
    )
  }
  const twin = others.find(
    (other) =>
      sameKey(other.key, spec.key) &&
      Boolean(other.unique) === Boolean(spec.unique) &&
      Boolean(other.sparse) === Boolean(spec.sparse) &&
      identical(other['partialFilterExpression'] ?? null, spec['partialFilterExpression'] ?? null),
  )
  if (!twin) return false
  throw fault('IndexOptionsConflict', `Index already exists with a different name: ${twin.name}`)
}

function optionsOf(spec: IndexSpec): Document {
  const { unique, sparse, partialFilterExpression, expireAfterSeconds } = spec
  return {
    unique: unique === true,
    sparse: sparse === true,
    partial: partialFilterExpression ?? null,
    expires: expireAfterSeconds === undefined ? null : Number(expireAfterSeconds),
  }
}

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'hidden',
  'expireAfterSeconds',
  'partialFilterExpression',
  'collation',
])
const OTHER_KINDS = new Set([
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'storageEngine',
  'clustered',
  'prepareUnique',
])

/** An index specification in the form it is kept in, or a fault that says what is wrong with it. */
function checkedSpec(value: unknown): IndexSpec {
  if (!isDocument(value))
    throw fault(
      'TypeMismatch',
      `BSON field 'createIndexes.indexes' is the wrong type '${typeOf(value)}', expected type 'object'`,
    )
  for (const name of fieldNames(value)) {
    if (OPTIONS.has(name)) continue
    if (OTHER_KINDS.has(name))
      throw fault('NotImplemented', `The index option '${name}' is not supported by this server`)
    throw fault(
      'InvalidIndexSpecificationOption',
      `Error in specification ${showDocument(value)} :: caused by :: The field '${name}' is not valid for an index specification. Specification: ${showDocument(value)}`,
    )
  }
  const { key, name } = value
  if (!isDocument(key))
    throw fault(
      'FailedToParse',
      "Error in specification: The 'key' field is a required property of an index specification",
    )
  assertKey(key)
  if (typeof name !== 'string')
    throw fault(
      'FailedToParse',
      "Error in specification: The 'name' field is a required property of an index specification",
    )
  if (name === '' || name === '*') throw fault('CannotCreateIndex', `The index name '${name}' is not valid`)
  assertSimpleCollation(value['collation'])
  return { v: 2, key, name, ...flags(value), ...partialOf(value), ...expiryOf(value, key) }
}

function assertKey(key: Document): void {
  const fields = fieldEntries(key)
  if (fields.length === 0) throw fault('CannotCreateIndex', 'Index keys cannot be an empty object')
  if (fields.length > MAX_FIELDS) throw fault('Location13103', 'too many compound keys')
  for (const [path, direction] of fields) {
    if (typeof direction === 'string') {
      throw fault(
        'CannotCreateIndex',
        direction === ''
          ? 'Values in the index key pattern cannot be empty strings'
          : `Index type '${direction}' is not supported by this server`,
      )
    }
    if (!isNumber(direction) || !(Math.abs(toDouble(direction)) > 0)) {
      throw fault(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of type ${typeOf(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      )
    }
    const parts = path.split('.')
    if (path === '' || parts.includes(''))
      throw fault('CannotCreateIndex', 'Index keys cannot contain an empty field.')
    if (path.includes('$**'))
      throw fault('CannotCreateIndex', 'Wildcard indexes are not supported by this server')
    if (parts.some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part))) {
      throw fault(
        'CannotCreateIndex',
        `Index key contains an illegal field name: field name starts with '$'.`,
      )
    }
  }
}

function flags(value: Document): Document {
  const kept: Document = {}
  for (const name of ['unique', 'sparse', 'hidden', 'background']) {
    const flag = value[name]
    if (flag === undefined) continue
    if (typeof flag !== 'boolean' && !isNumber(flag)) {
      throw fault(
        'TypeMismatch',
        `Error in specification: The field '${name}' has value ${name}: ${showValue(flag)}, which is not convertible to bool`,
      )
    }
    const isSet = typeof flag === 'boolean' ? flag : toDouble(flag) !== 0
    if (isSet || name === 'background') kept[name] = isSet
  }
  return kept
}

const PARTIAL_OPERATORS = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte', '$exists', '$type'])

function partialOf(value: Document): Document {
  const partial = value['partialFilterExpression']
  if (partial === undefined) return {}
  if (!isDocument(partial)) {
    throw fault(
      'TypeMismatch',
      `Error in specification: The field 'partialFilterExpression' must be an object, but got ${typeOf(partial)}`,
    )
  }
  if (value['sparse'] === true) {
    throw fault('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options')
  }
  compileFilter(partial)
  assertPartial(partial)
  return { partialFilterExpression: partial }
}

/** Only conditions of which one can tell whether a query implies them. */
function assertPartial(filter: Document): void {
  for (const [name, condition] of fieldEntries(filter)) {
    if ((name === '$and' || name === '$or') && Array.isArray(condition)) {
      condition.filter(isDocument).forEach(assertPartial)
    } else if (name.startsWith('$')) {
      throw unsupportedPartial(name)
    } else if (isOperatorDocument(condition)) {
      for (const [operator, operand] of fieldEntries(condition)) {
        if (!PARTIAL_OPERATORS.has(operator)) throw unsupportedPartial(operator)
        if (operator === '$exists' && operand !== true && Number(operand) !== 1)
          throw unsupportedPartial('$exists: false')
      }
    } else if (isRegex(condition)) throw unsupportedPartial('$regex')
  }
}

function unsupportedPartial(what: string): Error {
  return fault(
    'CannotCreateIndex',
    `Error in specification :: caused by :: Expression not supported in partial index: ${what}`,
  )
}

const MAX_EXPIRY = 0x7fffffff

function expiryOf(value: Document, key: Document): Document {
  const seconds = value['expireAfterSeconds']
  if (seconds === undefined) return {}
  if (!isNumber(seconds) || !(toDouble(seconds) >= 0) || toDouble(seconds) > MAX_EXPIRY) {
    throw fault(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, must be between 0 and ${MAX_EXPIRY}`,
    )
  }
  if (Object.keys(key).length !== 1 || '_id' in key) {
    throw fault(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    )
  }
  return { expireAfterSeconds: seconds }
}

function listIndexes(context: CommandContext): Promise<Outgoing> {
  const collection = existing(context)
  return cursorOver(
    context,
    collection.namespace,
    collection.indexes.map(({ spec }) => spec),
  )
}

async function dropIndexes(context: CommandContext): Promise<Document> {
  const wanted = context.args.get('index')
  function* dropThem(): Steps<Document> {
    const collection = existing(context)
    const nIndexesWas = collection.indexes.length
    for (const index of indexesToDrop(collection, wanted))
      context.instance.catalogue.removeIndex(collection, index)
    yield* context.instance.catalogue.sweep()
    const all = wanted === '*' ? { msg: 'non-_id indexes dropped for collection' } : {}
    return { nIndexesWas, ...all, ok: 1 }
  }
  return context.inSteps(dropThem(), { freesSpace: true })
}

function notAnIndex(wanted: unknown): Error {
  if (wanted === undefined)
    return fault('Location40414', "BSON field 'dropIndexes.index' is missing but a required field")
  return fault(
    'TypeMismatch',
    `BSON field 'dropIndexes.index' is the wrong type '${typeOf(wanted)}', expected types '[string, object]'`,
  )
}

function indexesToDrop(collection: Collection, wanted: unknown): Index[] {
  if (typeof wanted !== 'string' && !Array.isArray(wanted) && !isDocument(wanted)) throw notAnIndex(wanted)
  if (wanted === '*') return collection.indexes.slice(1)
  if (Array.isArray(wanted)) return wanted.flatMap((name) => indexesToDrop(collection, String(name)))
  const found = collection.indexes.filter((index) =>
    isDocument(wanted) ? sameKey(index.spec.key, wanted) : index.name === wanted,
  )
  if (found.length === 0) {
    throw isDocument(wanted)
      ? fault('IndexNotFound', `can't find index with key: ${showDocument(wanted)}`)
      : fault('IndexNotFound', `index not found with name [${wanted}]`)
  }
  if (isDocument(wanted) && found.length > 1) {
    throw fault(
      'AmbiguousIndexKeyPattern',
      `${found.length} indexes found for key: ${showDocument(wanted)}, identify by name instead. ` +
        `Conflicting indexes: ${found.map((index) => showDocument(index.spec)).join(', ')}`,
    )
  }
  if (found.includes(collection.idIndex)) throw fault('InvalidOptions', 'cannot drop _id index')
  return found
}

/** Commands about indexes. */
export const indexCommands: Readonly<Record<string, CommandDefinition>> = {
  createIndexes: { fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'], run: createIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
}
