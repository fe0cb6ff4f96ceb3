import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { compileIn, isTrue, type Evaluate } from './expression.ts'
import { compileFilter, compileValueTest, hasOperators, type Filter } from './filter.ts'
import { isNumber, toDouble } from './numbers.ts'
import { BAD_VALUE, refuse } from './refusal.ts'

export type Projection = (document: Doc, matchedIndex: number | undefined) => Doc

/** A tree of names: what is kept, dropped or computed at its ends. */
interface Tree {
  readonly children: Map<string, Tree>
  readonly leaf?: 'keep' | 'drop' | Evaluate
}

const tree = (leaf?: Tree['leaf']): Tree => (leaf ? { children: new Map(), leaf } : { children: new Map() })

function plant(root: Tree, path: string, leaf: Tree['leaf']): void {
  const parts = path.split('.')
  let node = root
  for (const [depth, part] of parts.entries()) {
    const isLast = depth === parts.length - 1
    const child = node.children.get(part)
    if (child?.leaf) return refuse(isLast ? 31_250 : 31_249)
    if (isLast) {
      if (child) return refuse(31_250)
      node.children.set(part, tree(leaf))
      return
    }
    const next = child ?? tree()
    node.children.set(part, next)
    node = next
  }
}

interface Slice {
  readonly path: string
  readonly skip?: number
  readonly limit: number
}

/** `find` and `findAndModify` know `$slice`, `$elemMatch` and the positional `$`; `$project` does not. */
export function compileProjection(source: Doc, isFind: boolean): Projection {
  const root = tree()
  const slices: Slice[] = []
  let mode: 'keep' | 'drop' | undefined
  let idLeaf: 'keep' | 'drop' | undefined
  let positional: string | undefined
  let hasElemMatch = false
  const setMode = (wanted: 'keep' | 'drop') => {
    if (mode !== undefined && mode !== wanted) refuse(wanted === 'keep' ? 31_253 : 31_254)
    mode = wanted
  }
  const add = (path: string, value: Present): void => {
    if (isNumber(value) || typeof value === 'boolean') {
      const leaf = isTrue(value) ? 'keep' : 'drop'
      if (path === '_id') {
        idLeaf = leaf
        return
      }
      setMode(leaf)
      if (path.endsWith('.$')) {
        positional = path.slice(0, -2)
        plant(root, positional, 'keep')
      } else plant(root, path, leaf)
      return
    }
    const [operator, argument] = isDoc(value) ? ([...value][0] ?? []) : []
    // With anything but numbers it is the expression.
    if (isFind && operator === '$slice' && (isArray(argument) ? argument.every(isNumber) : true)) {
      slices.push(parseSlice(path, argument as Present))
      return
    }
    if (isFind && operator === '$elemMatch') {
      plant(root, path, firstMatching(path, argument as Present))
      hasElemMatch = true
      return
    }
    if (isDoc(value) && !hasOperators(value)) {
      if (value.size === 0) refuse(51_270)
      for (const [name, inner] of value) add(`${path}.${name}`, inner)
      return
    }
    setMode('keep')
    plant(root, path, compileIn(value))
  }
  for (const [path, value] of source) add(path, value)
  mode ??= hasElemMatch || idLeaf === 'keep' ? 'keep' : 'drop'
  if (mode === 'keep') for (const { path } of slices) plant(root, path, 'keep')
  if (mode === 'keep' ? idLeaf !== 'drop' && !root.children.has('_id') : idLeaf === 'drop') {
    root.children.set('_id', tree(mode === 'keep' ? 'keep' : 'drop'))
  }
  const shape = mode === 'keep' ? keepIn : dropIn
  return (document, matchedIndex) => {
    let result = shape(document, root)
    if (positional !== undefined) result = pick(result, positional.split('.'), matchedIndex) as Doc
    for (const slice of slices) result = sliceAt(result, slice.path.split('.'), slice) as Doc
    return computeIn(
      result,
      root,
      new Map([
        ['ROOT', document],
        ['CURRENT', document],
      ]),
    )
  }
}

function keepIn(document: Doc, { children }: Tree): Doc {
  const result: Doc = new Map()
  for (const [name, value] of document) {
    const child = children.get(name)
    const kept = child?.leaf === 'keep' ? value : child && !child.leaf ? keepInValue(value, child) : undefined
    if (kept !== undefined) result.set(name, kept)
  }
  return result
}

function keepInValue(value: Present, node: Tree): Value {
  if (isDoc(value)) return keepIn(value, node)
  if (!isArray(value)) return undefined
  const kept = value.map((item) => keepInValue(item, node))
  // Where something is to be computed, an element that is left out makes room for it.
  return hasComputed(node) ? (kept as Present[]) : kept.filter((item) => item !== undefined)
}

function dropIn(document: Doc, { children }: Tree): Doc {
  const result: Doc = new Map()
  for (const [name, value] of document) {
    const child = children.get(name)
    if (child?.leaf === 'drop') continue
    result.set(name, child && !child.leaf ? dropInValue(value, child) : value)
  }
  return result
}

function dropInValue(value: Present, node: Tree): Present {
  if (isDoc(value)) return dropIn(value, node)
  return isArray(value) ? value.map((item) => dropInValue(item, node)) : value
}

function computeIn(document: Doc, { children }: Tree, variables: ReadonlyMap<string, Value>): Doc {
  for (const [name, child] of children) {
    const value =
      typeof child.leaf === 'function'
        ? child.leaf(variables)
        : hasComputed(child)
          ? computeInValue(document.get(name), child, variables)
          : document.get(name)
    if (value === undefined) document.delete(name)
    else document.set(name, value)
  }
  return document
}

function computeInValue(value: Value, node: Tree, variables: ReadonlyMap<string, Value>): Present {
  if (isArray(value)) return value.map((item) => computeInValue(item, node, variables))
  return computeIn(isDoc(value) ? new Map(value) : new Map(), node, variables)
}

function hasComputed({ children, leaf }: Tree): boolean {
  return typeof leaf === 'function' || [...children.values()].some(hasComputed)
}

/** `$addFields` and `$set`: computes into the document as it is. */
export function compileAddFields(source: Doc): (document: Doc) => Doc {
  const root = tree()
  const add = (path: string, value: Present): void => {
    if (isDoc(value) && !hasOperators(value) && value.size > 0) {
      for (const [name, inner] of value) add(`${path}.${name}`, inner)
    } else plant(root, path, compileIn(value))
  }
  for (const [path, value] of source) add(path, value)
  return (document) =>
    computeIn(
      new Map(document),
      root,
      new Map([
        ['ROOT', document],
        ['CURRENT', document],
      ]),
    )
}

export function compileUnset(paths: readonly string[]): (document: Doc) => Doc {
  const root = tree()
  for (const path of paths) plant(root, path, 'drop')
  return (document) => dropIn(document, root)
}

function parseSlice(path: string, argument: Present): Slice {
  if (isNumber(argument)) return { path, limit: toDouble(argument) }
  const [skip, limit] = (isArray(argument) ? argument : refuse(28_667)).map((item) =>
    isNumber(item) ? toDouble(item) : refuse(BAD_VALUE),
  )
  if (skip === undefined || limit === undefined) return refuse(28_667)
  return limit > 0 ? { path, skip, limit } : refuse(28_724)
}

function sliceAt(value: Present, parts: readonly string[], slice: Slice): Present {
  const [first, ...rest] = parts
  if (first === undefined) return isArray(value) ? sliced(value, slice) : value
  if (isArray(value)) return value.map((item) => (isDoc(item) ? sliceAt(item, parts, slice) : item))
  const inner = isDoc(value) ? value.get(first) : undefined
  return inner === undefined ? value : new Map(value as Doc).set(first, sliceAt(inner, rest, slice))
}

function sliced(array: readonly Present[], { skip, limit }: Slice): Present[] {
  if (skip === undefined) return limit < 0 ? array.slice(limit) : array.slice(0, limit)
  const start = skip < 0 ? Math.max(0, array.length + skip) : skip
  return array.slice(start, start + limit)
}

function firstMatching(path: string, condition: Present): Evaluate {
  if (!isDoc(condition)) return refuse(31_274)
  if (path.includes('.')) return refuse(31_275)
  const test = hasOperators(condition)
    ? compileValueTest(condition, false)
    : onDocuments(compileFilter(condition))
  return (variables) => {
    const array = (variables.get('ROOT') as Doc).get(path)
    const found = isArray(array) ? array.find(test) : undefined
    return found === undefined ? undefined : [found]
  }
}

const onDocuments = (filter: Filter) => (value: Present) => isDoc(value) && filter(value) !== undefined

/** The first array on the way, cut down to the element the filter found. */
function pick(value: Present, parts: readonly string[], index: number | undefined): Present {
  if (isArray(value)) {
    const element = index === undefined ? undefined : value[index]
    return element === undefined ? refuse(51_246) : [element]
  }
  const [first, ...rest] = parts
  const inner = isDoc(value) && first !== undefined ? value.get(first) : undefined
  return inner === undefined ? value : new Map(value as Doc).set(first as string, pick(inner, rest, index))
}
