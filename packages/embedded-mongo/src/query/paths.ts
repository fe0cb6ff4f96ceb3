import { fieldOf, isDocument, type Document } from '../bson/values.ts'

/**
 * Walking dotted paths as queries do: through documents by name, through arrays both by index and into every
 * document they hold. Source: `src/mongo/db/matcher/path.cpp` (BSONElementIterator).
 */

/** Called with each value a path leads to and the index in the outermost array crossed; true ends the walk. */
export type Visitor = (value: unknown, arrayIndex: number | undefined) => boolean

export function splitPath(path: string): string[] {
  return path.split('.')
}

/** True for names that are array indexes: `0`, `7`, not `07`. */
export function isArrayIndex(name: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(name)
}

/**
 * Visits what `parts` leads to. A missing field is visited as undefined, an array at the end is visited element by
 * element and then whole (`traverseLeaf`), or only whole.
 */
export function visitPath(
  document: Document,
  parts: readonly string[],
  traverseLeaf: boolean,
  visit: Visitor,
): boolean {
  return visitDocument(document, parts, 0, traverseLeaf, undefined, visit)
}

function visitDocument(
  document: Document,
  parts: readonly string[],
  from: number,
  traverseLeaf: boolean,
  outer: number | undefined,
  visit: Visitor,
): boolean {
  let value: unknown = document
  for (let i = from; i < parts.length; i += 1) {
    if (!isDocument(value)) return visit(undefined, outer)
    value = fieldOf(value, parts[i] as string)
    if (Array.isArray(value)) return visitArray(value, parts, i + 1, traverseLeaf, outer, visit)
  }
  return visit(value, outer)
}

function visitArray(
  array: readonly unknown[],
  parts: readonly string[],
  from: number,
  traverseLeaf: boolean,
  outer: number | undefined,
  visit: Visitor,
): boolean {
  const name = parts[from]
  if (name === undefined) {
    return (traverseLeaf && array.some((item, index) => visit(item, outer ?? index))) || visit(array, outer)
  }
  const offset = isArrayIndex(name) ? Number(name) : -1
  return array.some((item, index) => {
    const place = outer ?? index
    if (isDocument(item) && visitDocument(item, parts, from, traverseLeaf, place, visit)) return true
    if (index !== offset) return false
    // An index that is written out does not count as one that was found.
    if (from === parts.length - 1) return visit(item, outer)
    if (isDocument(item)) return visitDocument(item, parts, from + 1, traverseLeaf, outer, visit)
    return Array.isArray(item) && visitArray(item, parts, from + 1, traverseLeaf, outer, visit)
  })
}
