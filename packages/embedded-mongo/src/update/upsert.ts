import { fieldOf, isDocument, setField, fieldEntries, type Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { isOperatorDocument } from '../query/leaf-tests.ts'
import { isRegex } from '../query/regex.ts'

/**
 * What a filter says about a document that does not exist yet: its equalities, sorted by path; only the `_id` when a
 * replacement follows. Source:
 * `pathsupport::extractEqualityMatches` (7.0).
 */
export function documentFromFilter(filter: Document, idOnly: boolean): Document {
  const equalities = new Map<string, unknown>()
  collect(filter, equalities, idOnly)
  const document: Document = {}
  if (idOnly) {
    if (equalities.has('_id')) document['_id'] = equalities.get('_id')
    return document
  }
  const paths = [...equalities.keys()].sort()
  for (const path of paths) {
    const parent = paths.find((other) => path.startsWith(`${other}.`))
    if (parent !== undefined) {
      throw fault(
        'NotSingleValueField',
        `cannot infer query fields to set, both paths '${path}' and '${parent}' are matched`,
      )
    }
    setPath(document, path.split('.'), equalities.get(path))
  }
  return document
}

function collect(filter: Document, equalities: Map<string, unknown>, idOnly: boolean): void {
  for (const [name, condition] of fieldEntries(filter)) {
    if (name === '$and' || (name === '$or' && Array.isArray(condition) && condition.length === 1)) {
      for (const branch of condition as unknown[]) if (isDocument(branch)) collect(branch, equalities, idOnly)
    } else if (idOnly ? name === '_id' || name.startsWith('_id.') : !name.startsWith('$')) {
      for (const value of equalValues(condition)) {
        if (idOnly && name !== '_id') {
          throw fault(
            'NotExactValueField',
            `field at '_id' must be exactly specified, field at sub-path '${name}'found`,
          )
        }
        if (equalities.has(name)) {
          throw fault(
            'NotSingleValueField',
            `cannot infer query fields to set, path '${name}' is matched twice`,
          )
        }
        equalities.set(name, value)
      }
    }
  }
}

/** The values a condition says a field is equal to: `$eq`, and `$in` or `$all` with just one. */
function equalValues(condition: unknown): unknown[] {
  if (isRegex(condition)) return []
  if (!isOperatorDocument(condition)) return [condition]
  const values: unknown[] = []
  if (Object.hasOwn(condition, '$eq')) values.push(condition['$eq'])
  const list = fieldOf(condition, '$in')
  if (Array.isArray(list) && list.length === 1 && !isRegex(list[0])) values.push(list[0])
  const all = fieldOf(condition, '$all')
  if (Array.isArray(all)) values.push(...all.filter((item) => !isRegex(item) && !isOperatorDocument(item)))
  return values
}

function setPath(document: Document, parts: readonly string[], value: unknown): void {
  const [name = '', ...rest] = parts
  if (rest.length === 0) return setField(document, name, value)
  const inner = fieldOf(document, name)
  const next: Document = isDocument(inner) ? inner : {}
  setField(document, name, next)
  setPath(next, rest, value)
}
