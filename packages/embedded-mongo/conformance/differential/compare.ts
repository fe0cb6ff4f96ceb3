import { Int32 } from 'bson'
import type { Document } from 'mongodb'
import { documentOf, isArray, isDoc, show, type Doc, type Present } from './model/bson.ts'
import { equalityKey } from './model/order.ts'
import { DUPLICATE_KEY, PARALLEL_ARRAYS } from './model/refusal.ts'
import { keyFor, parseSort } from './model/sort.ts'

/** An answer as a text that is the same wherever MongoDB lays down what it is. */
export function normalise(command: Document, answer: Doc): string {
  const result = new Map(answer)
  const docs = result.get('docs')
  if (isArray(docs)) result.set('docs', orderedDocs(command, docs as Doc[]))
  const values = result.get('values')
  // Which of several equal values is shown, and in which order, is left to the plan.
  if (isArray(values)) result.set('values', [...new Set(values.map(equalityKey))].toSorted())
  const errors = result.get('writeErrors')
  if (isArray(errors)) result.set('writeErrors', errors.map(withoutMessage))
  // Building an index meets equal keys and parallel arrays in an order of its own.
  if ('createIndexes' in command && BUILD_FAULTS.has(codeOf(result))) return 'cannot be built'
  // The key of an empty array is of a deprecated type, which drivers show as null.
  return show(result).replaceAll('{"$undefined":true}', 'null')
}

const BUILD_FAULTS = new Set([PARALLEL_ARRAYS, DUPLICATE_KEY])

function codeOf(answer: Doc): number {
  const code = answer.get('code')
  return code instanceof Int32 ? code.value : 0
}

/** How an error is worded is not compared here. */
function withoutMessage(error: Present): Present {
  return isDoc(error) ? new Map([...error].filter(([name]) => name !== 'errmsg')) : error
}

function orderedDocs(command: Document, docs: Doc[]): Present[] {
  if ('aggregate' in command) return isGroupedLast(command) ? byText(docs.map(withSortedSets)) : docs
  if (!('sort' in command)) return byText(docs)
  return 'projection' in command ? docs : withoutTies(docs, command['sort'] as Document)
}

const byText = (docs: readonly Doc[]): Doc[] => docs.toSorted((a, b) => (show(a) < show(b) ? -1 : 1))

function isGroupedLast(command: Document): boolean {
  const last = (command['pipeline'] as Document[]).at(-1)
  return last !== undefined && ('$group' in last || '$sortByCount' in last)
}

/** The elements of `$addToSet` come in any order; the other arrays here are compared as they are elsewhere. */
function withSortedSets(doc: Doc): Doc {
  const set = doc.get('g')
  return isArray(set) ? new Map(doc).set('g', set.map(show).toSorted()) : doc
}

/** Documents that tie may come in any order among themselves. */
function withoutTies(docs: readonly Doc[], sort: Document): Doc[] {
  const sorting = parseSort(documentOf(sort))
  const runs: { key: string; docs: Doc[] }[] = []
  for (const doc of docs) {
    const key = equalityKey(keyFor(doc, sorting))
    const last = runs.at(-1)
    if (last?.key === key) last.docs.push(doc)
    else runs.push({ key, docs: [doc] })
  }
  return runs.flatMap((run) => byText(run.docs))
}

/**
 * True where a command failed half way through documents whose order is left to the plan: what it had changed by
 * then is nobody's promise, so the collection is begun anew.
 */
export function leavesOpen(command: Document, answer: Doc): boolean {
  const errors = answer.get('writeErrors')
  if (!('update' in command) || !isArray(errors)) return false
  return errors.some((error) => {
    const index = isDoc(error) ? (error.get('index') as Int32).value : 0
    const statement = (command['updates'] as Document[])[index]
    return statement?.['multi'] === true && !('hint' in statement)
  })
}
