import { assertFieldPath, compileExpression, type ExpressionContext } from '../aggregate/expression.ts'
import {
  fieldOf,
  isDocument,
  setField,
  fieldEntries,
  removeField,
  hasField,
  type Document,
} from '../bson/values.ts'
import { nameOfKey } from '../bson/fields.ts'
import { isNumber, isZero, toDouble } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { isOperatorDocument } from './leaf-tests.ts'
import { compileElementTest } from './match.ts'

/**
 * Projections of `find`, and the stages `$project`, `$addFields` and `$unset` that share their rules.
 * Sources: manual “Projection”, `src/mongo/db/query/projection_parser.cpp`,
 * `src/mongo/db/exec/projection_node.cpp` (7.0).
 */
export type Projection = (document: Document, arrayIndex?: number) => Document

/** Compiles the projection of a `find`; `filter` only says whether there is one for a positional `$` to refer to. */
export function compileProjection(
  projection: Document,
  filter?: Document,
  context: ExpressionContext = {},
): Projection {
  if (Object.keys(projection).length === 0) return (document) => document
  const parsed = parse(projection, { isFind: true, context })
  if (parsed.positional && (!filter || Object.keys(filter).length === 0)) {
    throw fault('Location51050', 'Projections with a positional operator require a matcher')
  }
  const shape = shapeOf(parsed)
  const { positional, slices } = parsed
  return (document, arrayIndex) => {
    let result = shape(document)
    if (positional) result = pickElement(result, positional, 0, arrayIndex) as Document
    for (const slice of slices) result = sliceAt(result, slice, 0) as Document
    return result
  }
}

/** Compiles a `$project` stage. */
export function compileProject(spec: Document, context: ExpressionContext): Projection {
  if (Object.keys(spec).length === 0) {
    throw fault(
      'Location51272',
      'Invalid $project :: caused by :: projection specification must have at least one field',
    )
  }
  return shapeOf(parse(spec, { isFind: false, context }))
}

/** Compiles `$addFields` / `$set`: computed fields over the whole document. */
export function compileAddFields(spec: Document, context: ExpressionContext): Projection {
  const tree: Tree = new Map()
  for (const [path, value] of fieldEntries(spec)) addComputed(tree, path, value, context)
  return (document) => applyComputed({ ...document }, tree, document)
}

/** Compiles `$unset` of the given paths. */
export function compileUnset(paths: readonly string[]): Projection {
  const tree: Tree = new Map()
  for (const path of paths) insert(tree, path, false)
  return (document) => applyExclusion(document, tree)
}

type Computed = (document: Document) => unknown
/** true includes, false excludes, a function computes. */
type Leaf = boolean | Computed
type Tree = Map<string, Leaf | Tree>

interface Slice {
  readonly parts: readonly string[]
  readonly skip: number | undefined
  readonly limit: number
}

interface Parsed {
  readonly tree: Tree
  readonly slices: Slice[]
  mode: 'include' | 'exclude' | undefined
  idLeaf: boolean | undefined
  positional: readonly string[] | undefined
  hasElemMatch: boolean
}

interface ParseOptions {
  readonly isFind: boolean
  readonly context: ExpressionContext
}

function parse(spec: Document, options: ParseOptions): Parsed {
  const parsed: Parsed = {
    tree: new Map(),
    slices: [],
    mode: undefined,
    idLeaf: undefined,
    positional: undefined,
    hasElemMatch: false,
  }
  for (const [path, value] of fieldEntries(spec)) parseEntry(parsed, path, value, options)
  if (parsed.positional && parsed.hasElemMatch) {
    throw fault('Location31256', 'Cannot specify positional operator and $elemMatch')
  }
  parsed.mode ??= parsed.hasElemMatch || parsed.idLeaf === true ? 'include' : 'exclude'
  // A slice on its own leaves the rest as it is; beside included fields it includes its own.
  if (parsed.mode === 'include')
    for (const slice of parsed.slices) insert(parsed.tree, slice.parts.join('.'), true)
  return parsed
}

function parseEntry(parsed: Parsed, path: string, value: unknown, options: ParseOptions): void {
  if (isNumber(value) || typeof value === 'boolean') {
    const isIncluded = value === true || (isNumber(value) && !isZero(value))
    return parseFlag(parsed, path, isIncluded, options)
  }
  if (isDocument(value) && !isOperatorDocument(value)) {
    if (Object.keys(value).length === 0) {
      throw fault(
        'Location51270',
        `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
      )
    }
    for (const [name, inner] of fieldEntries(value)) parseEntry(parsed, `${path}.${name}`, inner, options)
    return
  }
  if (options.isFind && isDocument(value) && parseFindOperator(parsed, path, value, options)) return
  if (parsed.mode === 'exclude') {
    throw fault('Location31252', `Cannot use an expression for ${path} in an exclusion projection`)
  }
  setMode(parsed, 'include', path)
  addComputed(parsed.tree, path, value, options.context)
}

function parseFlag(parsed: Parsed, path: string, isIncluded: boolean, options: ParseOptions): void {
  if (path === '_id') {
    parsed.idLeaf = isIncluded
    return
  }
  if (options.isFind && path.endsWith('.$')) return parsePositional(parsed, path.slice(0, -2), isIncluded)
  setMode(parsed, isIncluded ? 'include' : 'exclude', path)
  insert(parsed.tree, path, isIncluded)
}

function parsePositional(parsed: Parsed, path: string, isIncluded: boolean): void {
  if (!isIncluded) {
    throw fault('Location31395', 'positional projection cannot be used with exclusion')
  }
  if (parsed.positional) {
    throw fault('Location31276', 'Cannot specify more than one positional projection per query.')
  }
  setMode(parsed, 'include', path)
  insert(parsed.tree, path, true)
  parsed.positional = path.split('.')
}

function parseFindOperator(parsed: Parsed, path: string, value: Document, options: ParseOptions): boolean {
  const [operator] = Object.keys(value)
  if (operator === '$meta') {
    throw fault('QueryFeatureNotAllowed', '$meta projections are not supported by this server')
  }
  if (operator === '$elemMatch') {
    addElemMatch(parsed, path, value['$elemMatch'], options)
    return true
  }
  if (operator !== '$slice') return false
  const slice = parseSlice(path, value['$slice'])
  if (!slice) return false
  assertFieldPath(path)
  parsed.slices.push(slice)
  return true
}

function addElemMatch(parsed: Parsed, path: string, condition: unknown, options: ParseOptions): void {
  if (!isDocument(condition)) {
    throw fault('Location31274', 'elemMatch: Invalid argument, object required')
  }
  if (path.includes('.')) throw fault('Location31275', 'Cannot use $elemMatch projection on a nested field.')
  const matches = compileElementTest(condition, options.context)
  insert(parsed.tree, path, (document) => {
    const array = fieldOf(document, path)
    if (!Array.isArray(array)) return undefined
    const found: unknown = array.find(matches)
    return found === undefined ? undefined : [found]
  })
  parsed.hasElemMatch = true
}

function parseSlice(path: string, argument: unknown): Slice | undefined {
  const parts = path.split('.')
  if (isNumber(argument)) return { parts, skip: undefined, limit: clampInt(argument) }
  if (!Array.isArray(argument)) {
    throw fault('Location28667', 'Invalid $slice syntax. The given syntax did not match the find() syntax')
  }
  const [skip, limit] = argument as unknown[]
  // `{ $slice: ['$array', 2] }` is the expression.
  if (argument.length !== 2 || !isNumber(skip)) return undefined
  if (!isNumber(limit) || clampInt(limit) <= 0) {
    throw fault('Location28724', '$slice limit must be positive')
  }
  return { parts, skip: clampInt(skip), limit: clampInt(limit) }
}

function clampInt(value: Parameters<typeof toDouble>[0]): number {
  return Math.max(-0x80000000, Math.min(0x7fffffff, Math.trunc(toDouble(value))))
}

function setMode(parsed: Parsed, mode: 'include' | 'exclude', path: string): void {
  parsed.mode ??= mode
  if (parsed.mode === mode) return
  throw mode === 'include'
    ? fault('Location31253', `Cannot do inclusion on field ${path} in exclusion projection`)
    : fault('Location31254', `Cannot do exclusion on field ${path} in inclusion projection`)
}

function addComputed(tree: Tree, path: string, value: unknown, context: ExpressionContext): void {
  if (isDocument(value) && !isOperatorDocument(value)) {
    const entries = fieldEntries(value)
    if (entries.length === 0) return insert(tree, path, () => ({}))
    for (const [name, inner] of entries) addComputed(tree, `${path}.${name}`, inner, context)
    return
  }
  insert(tree, path, compileExpression(value, context))
}

function insert(tree: Tree, path: string, leaf: Leaf): void {
  const parts = assertFieldPath(path)
  let node = tree
  for (const [index, part] of parts.entries()) {
    const child = node.get(part)
    if (index === parts.length - 1) {
      if (child !== undefined) throw fault('Location31250', `Path collision at ${path}`)
      node.set(part, leaf)
    } else if (child === undefined) {
      const next: Tree = new Map()
      node.set(part, next)
      node = next
    } else if (child instanceof Map) {
      node = child
    } else {
      const rest = parts.slice(index + 1).join('.')
      throw fault('Location31249', `Path collision at ${path} remaining portion ${rest}`)
    }
  }
}

function shapeOf({ tree, mode, idLeaf }: Parsed): (document: Document) => Document {
  if (mode === 'exclude') {
    if (idLeaf === false) tree.set('_id', false)
    // With `$elemMatch` an exclusion may compute as well.
    return (document) => applyComputed(applyExclusion(document, tree), tree, document)
  }
  if (idLeaf !== false && !tree.has('_id')) tree.set('_id', true)
  return (document) => applyComputed(applyInclusion(document, tree), tree, document)
}

function applyInclusion(document: Document, tree: Tree): Document {
  const result: Document = {}
  for (const key of Object.keys(document)) {
    const node = tree.get(nameOfKey(key))
    if (node === true) result[key] = document[key]
    if (!(node instanceof Map)) continue
    const value = includeIn(document[key], node)
    // Where something is computed inside, the place is kept for it.
    if (value !== undefined || hasComputed(node)) result[key] = value
  }
  return result
}

// What is no document has no fields to include and is left out, inside arrays too.
function includeIn(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return applyInclusion(value, tree)
  if (!Array.isArray(value)) return undefined
  const items = value.map((item) => includeIn(item, tree))
  return hasComputed(tree) ? items : items.filter((item) => item !== undefined)
}

function applyExclusion(document: Document, tree: Tree): Document {
  const result: Document = {}
  for (const key of Object.keys(document)) {
    const node = tree.get(nameOfKey(key))
    if (node === false) continue
    result[key] = node instanceof Map ? excludeIn(document[key], node) : document[key]
  }
  return result
}

function excludeIn(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return applyExclusion(value, tree)
  return Array.isArray(value) ? value.map((item) => excludeIn(item, tree)) : value
}

/** Sets the computed fields of a document that may be changed, in the order of the specification. */
function applyComputed(target: Document, tree: Tree, root: Document): Document {
  for (const [name, node] of tree) {
    if (typeof node === 'boolean') continue
    if (node instanceof Map && !hasComputed(node)) continue
    const value = node instanceof Map ? computeIn(fieldOf(target, name), node, root) : node(root)
    if (value === undefined) removeField(target, name)
    else setField(target, name, value)
  }
  return target
}

function computeIn(value: unknown, tree: Tree, root: Document): unknown {
  if (Array.isArray(value)) return value.map((item) => computeIn(item, tree, root))
  return applyComputed(isDocument(value) ? { ...value } : {}, tree, root)
}

function hasComputed(tree: Tree): boolean {
  for (const node of tree.values()) {
    if (typeof node === 'function' || (node instanceof Map && hasComputed(node))) return true
  }
  return false
}

/** The first array on the path, cut down to the element the query matched. */
function pickElement(
  value: unknown,
  parts: readonly string[],
  from: number,
  arrayIndex: number | undefined,
): unknown {
  if (Array.isArray(value)) {
    const element: unknown = arrayIndex === undefined ? undefined : value[arrayIndex]
    if (element === undefined) {
      throw fault('Location51246', "positional operator '.$' couldn't find a matching element in the array")
    }
    return [element]
  }
  const part = parts[from]
  if (part === undefined || !isDocument(value) || !hasField(value, part)) return value
  const copy = { ...value }
  setField(copy, part, pickElement(fieldOf(value, part), parts, from + 1, arrayIndex))
  return copy
}

function sliceAt(value: unknown, slice: Slice, from: number): unknown {
  const part = slice.parts[from]
  if (part === undefined) return Array.isArray(value) ? sliceArray(value, slice) : value
  if (Array.isArray(value)) return value.map((item) => (isDocument(item) ? sliceAt(item, slice, from) : item))
  if (!isDocument(value) || !hasField(value, part)) return value
  const copy = { ...value }
  setField(copy, part, sliceAt(fieldOf(value, part), slice, from + 1))
  return copy
}

function sliceArray(array: readonly unknown[], { skip, limit }: Slice): unknown[] {
  if (skip === undefined) return limit < 0 ? array.slice(limit) : array.slice(0, limit)
  const start = skip < 0 ? Math.max(0, array.length + skip) : skip
  return array.slice(start, start + limit)
}
