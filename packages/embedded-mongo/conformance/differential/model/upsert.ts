import { isArray, isDoc, type Doc, type Present } from './bson.ts'
import { hasOperators } from './filter.ts'
import { BSONRegExp } from 'bson'
import { NOT_SINGLE_VALUE, refuse } from './refusal.ts'

/** The document an upsert starts from: what the filter says its fields are equal to, sorted by path, `_id` first; a replacement takes only that. */
export function startOfUpsert(filter: Doc, idOnly: boolean): Doc {
  const found = new Map<string, Present>()
  collect(filter, found, idOnly)
  const paths = [...found.keys()].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  for (const path of paths) {
    if (paths.some((other) => other.startsWith(`${path}.`))) return refuse(NOT_SINGLE_VALUE)
  }
  const document: Doc = new Map()
  if (found.has('_id')) document.set('_id', found.get('_id') as Present)
  for (const path of paths) if (path !== '_id') place(document, path.split('.'), found.get(path) as Present)
  return document
}

function place(document: Doc, [first = '', ...rest]: readonly string[], value: Present): void {
  if (rest.length === 0) {
    document.set(first, value)
    return
  }
  const inner = document.get(first)
  const next: Doc = isDoc(inner) ? inner : new Map()
  document.set(first, next)
  place(next, rest, value)
}

function collect(filter: Doc, found: Map<string, Present>, idOnly: boolean): void {
  const add = (path: string, value: Present) => {
    if (found.has(path)) return refuse(NOT_SINGLE_VALUE)
    found.set(path, value)
  }
  for (const [name, condition] of filter) {
    const isJunction = name === '$and' || (name === '$or' && isArray(condition) && condition.length === 1)
    if (isJunction) for (const branch of condition as Doc[]) collect(branch, found, idOnly)
    if (name.startsWith('$') || (idOnly && name !== '_id') || condition instanceof BSONRegExp) continue
    if (!hasOperators(condition)) {
      add(name, condition)
      continue
    }
    for (const [operator, argument] of condition as Doc) {
      if (operator === '$eq') add(name, argument)
      const isSingle = isArray(argument) && argument.length === 1
      if (!isArray(argument) || (operator !== '$all' && !(operator === '$in' && isSingle))) continue
      for (const item of argument) {
        if (!(item instanceof BSONRegExp) && !hasOperators(item)) add(name, item)
      }
    }
  }
}
