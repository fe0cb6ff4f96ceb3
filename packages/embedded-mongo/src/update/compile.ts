import { ObjectId, Timestamp } from 'bson'
import type { ExpressionContext } from '../aggregate/expression.ts'
import { compileUpdatePipeline } from '../aggregate/stages.ts'
import {
  assertDepth,
  cloneValue,
  equal,
  fieldOf,
  identical,
  isDocument,
  typeOf,
  fieldEntries,
  fieldNames,
  type Document,
} from '../bson/values.ts'
import { fault } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import { showValue } from '../storage/show.ts'
import { compileOperation, compileRename, isUpdateOperator, nextTimestamp } from './operators.ts'
import { addOperation, applyTree, emptyTree } from './tree.ts'
import { documentFromFilter } from './upsert.ts'

/**
 * Updates of all three kinds: operators, a whole replacement, an aggregation pipeline.
 * Sources: manual “Updates”, `src/mongo/db/update/update_driver.cpp` (7.0).
 */
export interface UpdateOptions extends ExpressionContext {
  readonly arrayFilters?: readonly Document[]
  readonly now: Date
  /** The query the documents were found with; the positional `$` and an upsert refer to it. */
  readonly filter?: Document
  readonly upsert?: boolean
}

export interface CompiledUpdate {
  readonly kind: 'operators' | 'replacement' | 'pipeline'
  /** A changed copy; the document given is left as it is. */
  apply(document: Document, found?: Found): Updated
}

export interface Found {
  readonly arrayIndex?: number
  readonly isInsert?: boolean
}

export interface Updated {
  readonly document: Document
  /** False exactly when value and type of every field stayed what they were. */
  readonly modified: boolean
}

/** Compiles an update once for all documents it is applied to. */
export function compileUpdate(update: Document | readonly unknown[], options: UpdateOptions): CompiledUpdate {
  if (Array.isArray(update)) {
    if (options.arrayFilters?.length) {
      throw fault('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates')
    }
    return pipelineUpdate(update, options)
  }
  if (!isDocument(update))
    throw fault('FailedToParse', 'Update argument must be either an object or an array')
  if (Object.keys(update)[0]?.startsWith('$')) return operatorUpdate(update, options)
  if (options.arrayFilters?.length) {
    throw fault('FailedToParse', 'arrayFilters may not be specified for replacement-style updates')
  }
  return replacementUpdate(update, options)
}

/** The document an upsert inserts: the filter's equalities, then the update, `_id` first and made when missing. */
export function documentForUpsert(filter: Document, update: CompiledUpdate): Document {
  const base = documentFromFilter(filter, update.kind === 'replacement')
  const { document } = update.apply(base, { isInsert: true })
  return withIdFirst(document, fieldOf(document, '_id') ?? new ObjectId())
}

function withIdFirst(document: Document, id: unknown): Document {
  const result: Document = { _id: id }
  for (const key of Object.keys(document)) if (key !== '_id') result[key] = document[key]
  return result
}

function operatorUpdate(update: Document, options: UpdateOptions): CompiledUpdate {
  const filters = parseArrayFilters(options)
  const identifiers = new Set(filters.keys())
  const root = emptyTree()
  for (const [operator, argument] of fieldEntries(update)) {
    for (const [path, value] of operatorEntries(operator, argument)) {
      if (operator === '$rename') {
        const rename = compileRename(path, value)
        addOperation(root, path, rename.from, identifiers)
        addOperation(root, rename.path, rename.to, identifiers)
      } else {
        const operation = compileOperation(operator, path, value)
        if (operation) addOperation(root, path, operation, identifiers)
      }
    }
  }
  assertFiltersUsed(filters, update)
  return {
    kind: 'operators',
    apply(document, { arrayIndex, isInsert = false } = {}) {
      const copy = cloneValue(document)
      const situation = { document, isInsert, now: options.now }
      const modified = applyTree(root, copy, { situation, arrayIndex, arrayFilters: filters })
      if (modified) {
        assertDepth(copy)
        assertSameId(
          document,
          copy,
          () => "Performing an update on the path '_id' would modify the immutable field '_id'",
        )
      }
      return { document: copy, modified }
    },
  }
}

function operatorEntries(operator: string, argument: unknown): [path: string, value: unknown][] {
  if (operator !== '$rename' && !isUpdateOperator(operator)) {
    throw fault(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  }
  if (!isDocument(argument)) {
    throw fault(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeOf(argument)} instead. ` +
        `For example: {$mod: {<field>: ...}} not {${operator}: ${showValue(argument)}}`,
    )
  }
  return fieldEntries(argument)
}

function replacementUpdate(replacement: Document, options: UpdateOptions): CompiledUpdate {
  for (const name of Object.keys(replacement)) {
    if (name.startsWith('$') && !['$id', '$ref', '$db'].includes(name)) {
      throw fault(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's ` +
          'replacement document. Consider using an aggregation pipeline with $replaceWith.',
      )
    }
  }
  return {
    kind: 'replacement',
    apply(document) {
      const copy = stamped(replacement, options.now)
      assertSameId(
        document,
        { ...document, ...copy },
        (shown) =>
          `After applying the update, the (immutable) field '_id' was found to have been altered to ${shown}`,
      )
      const id = fieldOf(copy, '_id') ?? fieldOf(document, '_id')
      const result = id === undefined ? copy : withIdFirst(copy, id)
      return { document: result, modified: !identical(document, result) }
    },
  }
}

/** A copy in which empty timestamps at the top are the present one, as MongoDB stores them. */
function stamped(replacement: Document, now: Date): Document {
  const copy = cloneValue(replacement)
  for (const [key, value] of Object.entries(copy)) {
    if (key !== '_id' && value instanceof Timestamp && value.t === 0 && value.i === 0) {
      copy[key] = nextTimestamp(now)
    }
  }
  return copy
}

function pipelineUpdate(pipeline: readonly unknown[], options: UpdateOptions): CompiledUpdate {
  const run = compileUpdatePipeline(pipeline, options)
  return {
    kind: 'pipeline',
    apply(document) {
      let result = run(document)
      const id = fieldOf(document, '_id')
      if (!Object.hasOwn(result, '_id') && id !== undefined) result = withIdFirst(result, id)
      assertDepth(result)
      assertSameId(
        document,
        result,
        (shown) =>
          `After applying the update, the (immutable) field '_id' was found to have been altered to ${shown}`,
      )
      return { document: result, modified: !identical(document, result) }
    },
  }
}

function assertSameId(before: Document, after: Document, message: (shown: string) => string): void {
  const id = fieldOf(before, '_id')
  if (id === undefined || equal(id, fieldOf(after, '_id'))) return
  throw fault('ImmutableField', message(`_id: ${showValue(fieldOf(after, '_id'))}`))
}

type ArrayFilters = Map<string, (element: unknown) => boolean>

function parseArrayFilters(options: UpdateOptions): ArrayFilters {
  const filters: ArrayFilters = new Map()
  for (const filter of options.arrayFilters ?? []) {
    const identifier = identifierIn(filter)
    if (filters.has(identifier)) {
      throw fault(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      )
    }
    const matcher = compileFilter(filter, options)
    filters.set(identifier, (element) => matcher.matches({ [identifier]: element }).matched)
  }
  return filters
}

function identifierIn(filter: unknown): string {
  if (!isDocument(filter)) throw fault('TypeMismatch', 'arrayFilters must be an array of objects')
  const names = [...new Set(topLevelNames(filter))]
  const [name, other] = names
  if (name === undefined) {
    throw fault('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters')
  }
  if (other !== undefined) {
    throw fault(
      'FailedToParse',
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${other}'`,
    )
  }
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
    throw fault(
      'BadValue',
      'Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning ' +
        `with a lowercase letter, found '${name}'`,
    )
  }
  return name
}

function* topLevelNames(filter: Document): Generator<string> {
  for (const [name, value] of fieldEntries(filter)) {
    if (!name.startsWith('$')) yield name.split('.')[0] as string
    else if (Array.isArray(value))
      for (const branch of value) if (isDocument(branch)) yield* topLevelNames(branch)
  }
}

function assertFiltersUsed(filters: ArrayFilters, update: Document): void {
  const paths = Object.values(update).flatMap((argument) =>
    isDocument(argument) ? fieldNames(argument) : [],
  )
  for (const identifier of filters.keys()) {
    if (!paths.some((path) => path.split('.').includes(`$[${identifier}]`))) {
      throw fault(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update ${showValue(update)}`,
      )
    }
  }
}
