import type { Doc } from './bson.ts'

/** MongoDB says no, with this code. */
export class Refusal extends Error {
  readonly code: number
  readonly key: { readonly pattern: Doc; readonly value: Doc } | undefined

  constructor(code: number, key?: { readonly pattern: Doc; readonly value: Doc }) {
    super(`code ${code}`)
    this.code = code
    this.key = key
  }
}

export const refuse = (code: number): never => {
  throw new Refusal(code)
}

export const BAD_VALUE = 2
export const FAILED_TO_PARSE = 9
export const TYPE_MISMATCH = 14
export const PATH_NOT_VIABLE = 28
export const CONFLICTING_UPDATES = 40
export const NOT_SINGLE_VALUE = 54
export const IMMUTABLE_FIELD = 66
export const PARALLEL_ARRAYS = 171
export const DUPLICATE_KEY = 11000
