import { Int32 } from 'bson'
import type { Doc, Present } from './bson.ts'
import { isArray } from './bson.ts'
import { compileFilter, type Filter } from './filter.ts'
import { compareKeys, keysOf, type Direction, type Key } from './index-keys.ts'
import { isTrue } from './expression.ts'
import { toDouble, isNumber } from './numbers.ts'
import { equalityKey } from './order.ts'
import { DUPLICATE_KEY, Refusal, refuse } from './refusal.ts'

export interface IndexSpec {
  readonly name: string
  readonly pattern: Doc
  readonly paths: readonly string[]
  readonly directions: readonly Direction[]
  readonly isUnique: boolean
  readonly isSparse: boolean
  readonly isHidden: boolean
  readonly condition: Doc | undefined
  readonly covers: Filter
}

export function parseIndex(source: Doc): IndexSpec {
  const pattern = source.get('key') as Doc
  const condition = source.get('partialFilterExpression') as Doc | undefined
  return {
    name: source.get('name') as string,
    pattern,
    paths: [...pattern.keys()],
    directions: [...pattern.values()].map((value) => (isNumber(value) && toDouble(value) < 0 ? -1 : 1)),
    isUnique: isTrue(source.get('unique')),
    isSparse: isTrue(source.get('sparse')),
    isHidden: isTrue(source.get('hidden')),
    condition,
    covers: condition ? compileFilter(condition) : () => ({ index: undefined }),
  }
}

const ID_INDEX: IndexSpec = {
  ...parseIndex(
    new Map<string, Present>([
      ['name', '_id_'],
      ['key', new Map([['_id', new Int32(1)]])],
    ]),
  ),
  isUnique: true,
}

/** Documents in the order they came, and what their indexes demand of them. */
export class Collection {
  docs: Doc[] = []
  indexes: IndexSpec[] = [ID_INDEX]

  /** Refuses a document that the indexes do not allow beside the others. */
  admit(document: Doc, instead?: Doc): void {
    const keys = this.indexes.map((index) => this.keys(document, index))
    for (const [at, index] of this.indexes.entries()) {
      if (index.isUnique) this.assertUnique(keys[at] as Key[], index, instead)
    }
  }

  private assertUnique(keys: readonly Key[], index: IndexSpec, instead: Doc | undefined): void {
    const taken = new Set<string>()
    for (const other of this.docs) {
      if (other !== instead) for (const key of this.keys(other, index)) taken.add(equalityKey(key))
    }
    const double = keys
      .toSorted((a, b) => compareKeys(a, b, index.directions))
      .find((key) => taken.has(equalityKey(key)))
    if (double) throw duplicate(index, double)
  }

  private keys(document: Doc, index: IndexSpec): Key[] {
    return index.covers(document) ? keysOf(document, index.paths, index.isSparse) : []
  }

  insert(document: Doc): void {
    const id = document.get('_id')
    if (isArray(id) || id === undefined) refuse(53)
    this.admit(document)
    this.docs.push(document)
  }

  replace(before: Doc, after: Doc): void {
    this.admit(after, before)
    this.docs[this.docs.indexOf(before)] = after
  }

  remove(document: Doc): void {
    this.docs = this.docs.filter((other) => other !== document)
  }

  /** All or none; whether names and forms agree is asked of all before the first is built. */
  createIndexes(specs: readonly IndexSpec[]): void {
    const indexes = [...this.indexes]
    const added = specs.filter((spec) => {
      const isNew = !isThere(spec, indexes)
      if (isNew) indexes.push(spec)
      return isNew
    })
    for (const spec of added) this.build(spec)
    this.indexes = indexes
  }

  private build(spec: IndexSpec): void {
    const taken = new Map<string, Key>()
    for (const document of this.docs) {
      for (const key of this.keys(document, spec)) {
        const text = equalityKey(key)
        if (spec.isUnique && taken.has(text)) throw duplicate(spec, key)
        taken.set(text, key)
      }
    }
  }
}

function isThere(spec: IndexSpec, indexes: readonly IndexSpec[]): boolean {
  for (const index of indexes) {
    const isSame = signature(index) === signature(spec)
    if (index.name === spec.name && !isSame) return refuse(86)
    if (isSame && (index.name !== spec.name || index.isHidden !== spec.isHidden)) return refuse(85)
    if (isSame) return true
  }
  return false
}

/** What makes two indexes the same one under different names. */
function signature({ pattern, isUnique, isSparse, condition }: IndexSpec): string {
  return equalityKey([pattern, isUnique, isSparse, condition ?? null])
}

function duplicate(index: IndexSpec, key: Key): Refusal {
  const value: Doc = new Map(index.paths.map((path, at) => [path, key[at] as Present]))
  return new Refusal(DUPLICATE_KEY, { pattern: index.pattern, value })
}
