import { Binary, isDocument, ObjectId, type Document } from '../bson/values.ts'
import { fault, type CodeName } from '../errors.ts'

/**
 * Documents on their way through a pipeline. In between come breaths (`null`), at which other clients' commands may
 * run: every stage passes them on, and a stage that makes many documents out of one adds its own.
 */
export type Flow = Iterable<Document | null>

/** All documents of a flow, which are counted against a budget; the breaths are passed on. */
export function* gathered(flow: Flow, budget: Budget): Generator<null, Document[], void> {
  const documents: Document[] = []
  for (const document of flow) {
    if (document === null) {
      yield null
      continue
    }
    budget.add(sizeOf(document))
    documents.push(document)
  }
  return documents
}

/** What a stage may hold in memory at a time; nothing is ever put on disk instead. */
export const MAX_HELD_BYTES = 100 * 1024 * 1024

/** Counts what is held, and refuses when it becomes too much. */
export class Budget {
  readonly #codeName: CodeName
  readonly #message: string
  #held = 0

  constructor(codeName: CodeName, message: string) {
    this.#codeName = codeName
    this.#message = message
  }

  add(bytes: number): void {
    this.#held += bytes
    this.assertFits(this.#held)
  }

  assertFits(bytes: number): void {
    if (bytes > MAX_HELD_BYTES) {
      throw fault(this.#codeName, this.#message)
    }
  }
}

/** About how much memory a value takes. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length
  if (typeof value !== 'object' || value === null) return 8
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + sizeOf(item), 32)
  }
  if (value instanceof Binary) return 96 + value.position
  if (value instanceof ObjectId) return 96
  if (!isDocument(value)) return 40
  let sum = 56
  for (const name of Object.keys(value)) sum += 16 + sizeOf(value[name])
  return sum
}
