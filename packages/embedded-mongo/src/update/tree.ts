import { fieldOf, identical, isDocument, setField, removeField, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { isArrayIndex } from '../query/paths.ts'
import { showValue } from '../storage/show.ts'
import { REMOVED, type Operation, type Situation } from './operators.ts'

/**
 * All operators of one update as a tree over field paths. Conflicts show while it is built; it is applied in one
 * walk, in the order of field names. Source: `src/mongo/db/update/update_object_node.cpp`,
 * `update_array_node.cpp`, `path_support.cpp` (7.0).
 */
export type UpdateNode = LeafNode | ObjectNode | ArrayNode

interface LeafNode {
  readonly kind: 'leaf'
  readonly path: string
  readonly operation: Operation
}
interface ObjectNode {
  readonly kind: 'object'
  /** By field name or array index; `$` stands for the index the query found. */
  readonly children: Map<string, UpdateNode>
}
interface ArrayNode {
  readonly kind: 'array'
  /** By identifier of an array filter; the empty one is `$[]`. */
  readonly children: Map<string, UpdateNode>
}

/** What is fixed for one application of a tree to one document. */
export interface Application {
  readonly situation: Omit<Situation, 'name'>
  readonly arrayIndex: number | undefined
  readonly arrayFilters: ReadonlyMap<string, (element: unknown) => boolean>
}

export function emptyTree(): ObjectNode {
  return { kind: 'object', children: new Map() }
}

/** Adds an operator at a path; faults when it conflicts with one already there. */
export function addOperation(
  root: ObjectNode,
  path: string,
  operation: Operation,
  identifiers: ReadonlySet<string>,
): void {
  const parts = checkedParts(path, identifiers)
  let node = root as UpdateNode
  for (const [index, part] of parts.entries()) {
    const name = identifierOf(part) ?? part
    const before = parts.slice(0, index + 1).join('.')
    if (node.kind === 'leaf') throw conflict(path, parts.slice(0, index).join('.'))
    const child: UpdateNode | undefined = node.children.get(name)
    if (index === parts.length - 1) {
      if (child) throw conflict(path, before)
      node.children.set(name, { kind: 'leaf', path, operation })
      return
    }
    const wanted = identifierOf(parts[index + 1] as string) === undefined ? 'object' : 'array'
    const next: UpdateNode = child ?? { kind: wanted, children: new Map() }
    if (next.kind !== wanted) throw conflict(path, before)
    node.children.set(name, next)
    node = next
  }
}

/** Applies a tree to a document that may be changed; true when anything changed. */
export function applyTree(root: ObjectNode, document: Document, application: Application): boolean {
  return applyToChildren(root, document, [], application)
}

function conflict(path: string, at: string): Error {
  return fault('ConflictingUpdateOperators', `Updating the path '${path}' would create a conflict at '${at}'`)
}

function identifierOf(part: string): string | undefined {
  return part.startsWith('$[') && part.endsWith(']') ? part.slice(2, -1) : undefined
}

function checkedParts(path: string, identifiers: ReadonlySet<string>): string[] {
  if (path === '') throw fault('EmptyFieldName', 'An empty update path is not valid.')
  const parts = path.split('.')
  for (const [index, part] of parts.entries()) {
    if (part === '') {
      throw fault(
        'EmptyFieldName',
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      )
    }
    if (part.startsWith('$')) checkDollarPart(path, parts, index, identifiers)
  }
  if (parts.filter((part) => part === '$').length > 1) {
    throw fault('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`)
  }
  return parts
}

function checkDollarPart(
  path: string,
  parts: readonly string[],
  index: number,
  identifiers: ReadonlySet<string>,
): void {
  const part = parts[index] as string
  const identifier = identifierOf(part)
  if (part !== '$' && identifier === undefined) {
    if (['$id', '$ref', '$db'].includes(part) && index > 0) return
    throw fault(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's replacement ` +
        'document. Consider using an aggregation pipeline with $replaceWith.',
    )
  }
  if (index === 0) {
    const kind = part === '$' ? "positional (i.e. '$') element" : 'array filter identifier'
    throw fault('BadValue', `Cannot have ${kind} in the first position in path '${path}'`)
  }
  if (identifier && !identifiers.has(identifier)) {
    throw fault('BadValue', `No array filter found for identifier '${identifier}' in path '${path}'`)
  }
}

function applyToChildren(
  node: ObjectNode,
  container: Document | unknown[],
  taken: readonly string[],
  application: Application,
): boolean {
  let modified = false
  for (const [name, child] of orderedChildren(node, application)) {
    if (applyChild(name, child, container, taken, application)) modified = true
  }
  return modified
}

/** The children in the order MongoDB visits them, with the positional one merged in at its index. */
function orderedChildren(node: ObjectNode, application: Application): [name: string, child: UpdateNode][] {
  let { children } = node
  const positional = children.get('$')
  if (positional) {
    if (application.arrayIndex === undefined) {
      throw fault('BadValue', 'The positional operator did not find the match needed from the query.')
    }
    const name = String(application.arrayIndex)
    children = new Map(children)
    children.delete('$')
    const there = children.get(name)
    children.set(name, there ? merged(there, positional, name) : positional)
  }
  return [...children].sort(([a], [b]) => compareNames(a, b))
}

function compareNames(a: string, b: string): number {
  if (isArrayIndex(a) && isArrayIndex(b)) return Number(a) - Number(b)
  return a < b ? -1 : a > b ? 1 : 0
}

/** Two subtrees that turned out to mean the same place. */
function merged(a: UpdateNode, b: UpdateNode, at: string): UpdateNode {
  if (a.kind === 'leaf' || b.kind === 'leaf' || a.kind !== b.kind) throw conflict(somePath(b), somePath(a))
  const children = new Map(a.children)
  for (const [name, child] of b.children) {
    const there = children.get(name)
    children.set(name, there ? merged(there, child, `${at}.${name}`) : child)
  }
  return { kind: a.kind, children }
}

function somePath(node: UpdateNode): string {
  for (const leaf of leavesOf(node)) return leaf.path
  return ''
}

function* leavesOf(node: UpdateNode): Generator<LeafNode> {
  if (node.kind === 'leaf') yield node
  else for (const child of node.children.values()) yield* leavesOf(child)
}

function applyChild(
  name: string,
  child: UpdateNode,
  container: Document | unknown[],
  taken: readonly string[],
  application: Application,
): boolean {
  if (Array.isArray(container) && !isArrayIndex(name)) {
    refuseUnviable(child, name, container, taken, application)
    return false
  }
  const existing = Array.isArray(container) ? container[Number(name)] : fieldOf(container, name)
  const path = [...taken, name]
  if (child.kind === 'leaf') return applyLeaf(child, name, existing, container, application)
  if (child.kind === 'array') return applyToElements(child, existing, path, application)
  if (isDocument(existing) || Array.isArray(existing)) {
    return applyToChildren(child, existing as Document | unknown[], path, application)
  }
  if (existing !== undefined) {
    for (const [inner, grandchild] of orderedChildren(child, application)) {
      refuseUnviable(grandchild, inner, existing, path, application)
    }
    return false
  }
  const created: Document = {}
  if (!applyToChildren(child, created, path, application)) return false
  place(container, name, created)
  return true
}

function applyLeaf(
  leaf: LeafNode,
  name: string,
  existing: unknown,
  container: Document | unknown[],
  { situation }: Application,
): boolean {
  const { operation } = leaf
  if (operation.skips(situation)) return false
  if (existing === undefined && !operation.creates) return false
  const result = operation.apply(existing, { ...situation, name })
  if (result === REMOVED) return remove(container, name)
  if (!operation.alwaysModifies && existing !== undefined && identical(existing, result)) return false
  place(container, name, result)
  return true
}

// A hole in an array is null, and making one counts as a modification even where null was.
function remove(container: Document | unknown[], name: string): boolean {
  if (Array.isArray(container)) container[Number(name)] = null
  else removeField(container, name)
  return true
}

function place(container: Document | unknown[], name: string, value: unknown): void {
  if (!Array.isArray(container)) return setField(container, name, value)
  const index = Number(name)
  if (index > container.length + 1_500_000) {
    throw fault('Location15891', "can't backfill more than 1500000 elements")
  }
  while (container.length < index) container.push(null)
  container[index] = value
}

// Where nothing is to be done, nothing can fail.
function refuseUnviable(
  node: UpdateNode,
  name: string,
  element: unknown,
  taken: readonly string[],
  { situation }: Application,
): void {
  const last = taken.at(-1) ?? ''
  for (const { path, operation } of leavesOf(node)) {
    if (operation.toleratesUnviablePaths || operation.skips(situation)) continue
    const shown = `{${last}: ${showValue(element)}}`
    throw operation.creates
      ? fault('PathNotViable', `Cannot create field '${name}' in element ${shown}`)
      : fault(
          'PathNotViable',
          `Cannot use the part (${name}) of (${path}) to traverse the element (${shown})`,
        )
  }
}

function applyToElements(
  node: ArrayNode,
  existing: unknown,
  path: readonly string[],
  application: Application,
): boolean {
  if (existing === undefined) {
    throw fault(
      'BadValue',
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    )
  }
  if (!Array.isArray(existing)) {
    throw fault(
      'BadValue',
      `Cannot apply array updates to non-array element ${path.at(-1)}: ${showValue(existing)}`,
    )
  }
  let modified = false
  for (const [index, element] of existing.entries()) {
    const child = matchingChild(node, element, String(index), application)
    if (child && applyChild(String(index), child, existing, path, application)) modified = true
  }
  return modified
}

function matchingChild(
  node: ArrayNode,
  element: unknown,
  name: string,
  { arrayFilters }: Application,
): UpdateNode | undefined {
  let found: UpdateNode | undefined
  for (const [identifier, child] of node.children) {
    if (identifier !== '' && !arrayFilters.get(identifier)?.(element)) continue
    found = found ? merged(found, child, name) : child
  }
  return found
}
