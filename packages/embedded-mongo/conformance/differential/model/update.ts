import { isArray, isDoc, type Doc, type Present, type Value } from './bson.ts'
import { compileFilter } from './filter.ts'
import { isEqual, isIdentical } from './order.ts'
import { parseUpdateStages } from './pipeline.ts'
import {
  BAD_VALUE,
  CONFLICTING_UPDATES,
  FAILED_TO_PARSE,
  IMMUTABLE_FIELD,
  PATH_NOT_VIABLE,
  refuse,
} from './refusal.ts'
import { OPERATORS, type Change } from './update-operators.ts'

/** The document after an update, and whether that counts as a modification. */
export interface Updated {
  readonly document: Doc
  readonly isModified: boolean
}

export interface UpdateContext {
  readonly matchedIndex: number | undefined
  readonly isInsert: boolean
}

export type Update = (document: Doc, context: UpdateContext) => Updated

export function compileUpdate(source: Present, arrayFilters: readonly Present[]): Update {
  if (isArray(source)) return byPipeline(source)
  if (!isDoc(source)) return refuse(FAILED_TO_PARSE)
  const [first] = [...source.keys()]
  return first?.startsWith('$') ? byOperators(source, arrayFilters) : byReplacement(source)
}

function keepingId(before: Doc, after: Doc): Doc {
  const [old, next] = [before.get('_id'), after.get('_id')]
  if (old === undefined) return after
  if (next !== undefined && !isEqual(old, next)) return refuse(IMMUTABLE_FIELD)
  const rest = [...after].filter(([name]) => name !== '_id')
  return new Map([['_id', next ?? old], ...rest])
}

function byReplacement(replacement: Doc): Update {
  return (document) => {
    const result = keepingId(document, replacement)
    return { document: result, isModified: !isIdentical(document, result) }
  }
}

function byPipeline(stages: readonly Present[]): Update {
  const run = parseUpdateStages(stages)
  return (document) => {
    const result = run(document)
    const after = result.has('_id') ? checkedId(document, result) : keepingId(document, result)
    return { document: after, isModified: !isIdentical(document, after) }
  }
}

function checkedId(before: Doc, after: Doc): Doc {
  const old = before.get('_id')
  if (old !== undefined && !isEqual(old, after.get('_id'))) return refuse(IMMUTABLE_FIELD)
  return after
}

interface Modification {
  readonly path: readonly string[]
  readonly change: Change
  readonly operator: string
}

type ElementTest = (element: Present) => boolean

function byOperators(source: Doc, arrayFilters: readonly Present[]): Update {
  const modifications = [...source].flatMap(([operator, fields]) => {
    const make = OPERATORS[operator]
    if (!make || !isDoc(fields)) return refuse(FAILED_TO_PARSE)
    return [...fields].flatMap(([path, argument]): Modification[] => {
      const change = make(argument)
      const own = { path: path.split('.'), change, operator }
      if (operator !== '$rename') return [own]
      // A renamed field takes part twice: where it was, and where it goes to.
      const target = argument as string
      if (`${target}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${target}.`)) return refuse(BAD_VALUE)
      return [
        { ...own, operator: '$rename from' },
        { path: target.split('.'), change, operator: `$rename ${path}` },
      ]
    })
  })
  const filters = parseArrayFilters(arrayFilters)
  assertNoConflict(
    modifications.map(({ path }) => path),
    true,
  )
  const used = new Set(modifications.flatMap(({ path }) => path.flatMap((part) => identifierOf(part) ?? [])))
  for (const name of used) if (!filters.has(name)) refuse(BAD_VALUE)
  for (const name of filters.keys()) if (!used.has(name)) refuse(FAILED_TO_PARSE)
  return (before, context) => {
    const placed = modifications.flatMap((modification) =>
      places(before, modification.path, filters, context.matchedIndex).map((path) => ({
        ...modification,
        path,
      })),
    )
    assertNoConflict(
      placed.map(({ path }) => path),
      false,
    )
    const document = copy(before) as Doc
    let isTouched = false
    for (const modification of placed.toSorted((a, b) => comparePaths(a.path, b.path))) {
      isTouched = apply(document, before, modification, context) || isTouched
    }
    const result =
      before.has('_id') && !document.has('_id') ? refuse(IMMUTABLE_FIELD) : checkedId(before, document)
    return { document: result, isModified: isTouched }
  }
}

const copy = (value: Present): Present =>
  isDoc(value)
    ? new Map([...value].map(([name, item]) => [name, copy(item)]))
    : isArray(value)
      ? value.map(copy)
      : value

/** `i` of `$[i]`; nothing for `$[]`. */
function identifierOf(part: string): string | undefined {
  const name = /^\$\[(.+)\]$/.exec(part)?.[1]
  return name
}

function parseArrayFilters(sources: readonly Present[]): Map<string, ElementTest> {
  const filters = new Map<string, ElementTest>()
  for (const source of sources) {
    const [path, condition] = (isDoc(source) && [...source][0]) || refuse(FAILED_TO_PARSE)
    const [name = '', ...rest] = path.split('.')
    if (filters.has(name)) return refuse(FAILED_TO_PARSE)
    const wrapped = compileFilter(new Map([[['element', ...rest].join('.'), condition]]))
    filters.set(name, (element) => wrapped(new Map([['element', element]])) !== undefined)
  }
  return filters
}

/** The paths that a path with `$`, `$[]` and `$[i]` stands for in this document. */
function places(
  document: Doc,
  path: readonly string[],
  filters: ReadonlyMap<string, ElementTest>,
  matchedIndex: number | undefined,
): string[][] {
  let found: { path: string[]; value: Value }[] = [{ path: [], value: document }]
  for (const part of path) {
    found = found.flatMap((at) => {
      const step = (name: string) => ({ path: [...at.path, name], value: child(at.value, name) })
      if (part === '$') return [step(String(matchedIndex ?? refuse(BAD_VALUE)))]
      if (!part.startsWith('$[')) return [step(part)]
      if (!isArray(at.value)) return refuse(BAD_VALUE)
      const test = part === '$[]' ? undefined : filters.get(identifierOf(part) as string)
      return at.value.flatMap((element, index) => (!test || test(element) ? [step(String(index))] : []))
    })
  }
  return found.map((at) => at.path)
}

const isIndex = (name: string) => /^(0|[1-9]\d*)$/.test(name)

function child(value: Value, name: string): Value {
  if (isDoc(value)) return value.get(name)
  return isArray(value) && isIndex(name) ? value[Number(name)] : undefined
}

/** Two changes on one place, or on a place and what is inside it, contradict each other. */
function assertNoConflict(paths: readonly (readonly string[])[], isParsing: boolean): void {
  for (const [index, path] of paths.entries()) {
    for (const other of paths.slice(index + 1)) {
      const differs = path.findIndex((part, depth) => part !== other[depth])
      if (differs === -1 || differs >= other.length) return refuse(CONFLICTING_UPDATES)
      // All elements and one of them by name cannot be told apart beforehand.
      const [one, two] = [path[differs] as string, other[differs] as string]
      if (isParsing && one.startsWith('$[') !== two.startsWith('$[')) return refuse(CONFLICTING_UPDATES)
    }
  }
}

function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (const [depth, part] of left.entries()) {
    const other = right[depth]
    if (other === undefined) return 1
    if (part === other) continue
    return isIndex(part) && isIndex(other)
      ? Number(part) - Number(other)
      : Buffer.compare(Buffer.from(part), Buffer.from(other))
  }
  return -1
}

/** Changes the document in place; true when it counts as modified. */
function apply(
  document: Doc,
  before: Doc,
  { path, change, operator }: Modification,
  context: UpdateContext,
): boolean {
  if (operator === '$rename from') return false
  if (operator.startsWith('$rename '))
    return rename(document, before, operator.slice('$rename '.length).split('.'), path)
  if (operator === '$setOnInsert' && !context.isInsert) return false
  const { holder, value, viable } = find(document, path)
  const isMissing = value === undefined
  if (isMissing && change.ifMissing === 'skip')
    return viable || operator === '$unset' ? false : refuse(PATH_NOT_VIABLE)
  const next = change.run(value)
  if (operator === '$unset') {
    remove(holder as Doc | Present[], path.at(-1) as string)
    return true
  }
  if (!change.always && next !== undefined && !isMissing && isIdentical(value, next)) return false
  set(document, path, next as Present)
  return true
}

interface Place {
  readonly holder: Value
  readonly value: Value
  /** False where the path goes through what can hold no fields. */
  readonly viable: boolean
}

function find(document: Doc, path: readonly string[]): Place {
  let holder: Value = document
  for (const [depth, part] of path.entries()) {
    if (!isDoc(holder) && !(isArray(holder) && isIndex(part)))
      return { holder, value: undefined, viable: false }
    const value = child(holder, part)
    if (value === undefined || depth === path.length - 1) return { holder, value, viable: true }
    holder = value
  }
  return { holder, value: undefined, viable: false }
}

function remove(holder: Doc | Present[], name: string): void {
  // A hole in an array is null.
  if (isArray(holder)) holder[Number(name)] = null
  else holder.delete(name)
}

function set(document: Doc, path: readonly string[], value: Present): void {
  let holder: Present = document
  for (const [depth, part] of path.entries()) {
    const isLast = depth === path.length - 1
    if (!isDoc(holder) && !(isArray(holder) && isIndex(part))) return refuse(PATH_NOT_VIABLE)
    const next: Present = isLast ? value : inside(child(holder, part))
    if (isDoc(holder)) holder.set(part, next)
    else {
      while (holder.length < Number(part)) holder.push(null)
      holder[Number(part)] = next
    }
    holder = next
  }
}

const inside = (value: Value): Present => (value === undefined ? new Map() : value)

function rename(document: Doc, before: Doc, from: readonly string[], to: readonly string[]): boolean {
  const source = find(before, from)
  if (!source.viable) return refuse(PATH_NOT_VIABLE)
  if (source.value === undefined) return false
  if (goesThroughArray(before, from) || goesThroughArray(before, to)) return refuse(BAD_VALUE)
  set(document, to, copy(source.value))
  remove(find(document, from).holder as Doc, from.at(-1) as string)
  return true
}

function goesThroughArray(document: Doc, path: readonly string[]): boolean {
  let value: Value = document
  for (const part of path) {
    if (isArray(value)) return true
    value = child(value, part)
  }
  return false
}
