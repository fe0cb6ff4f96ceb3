import { isDocument } from '../bson/values.ts'
import { fault } from '../errors.ts'

/**
 * What an expression makes is bounded before anything has to walk it: a value that holds another one twice, and that
 * again, is small in memory and endless for whoever compares or writes it.
 */
const MAX_WEIGHT = 100 * 1024 * 1024
const MAX_DEPTH = 200
const MAX_STRING = 64 * 1024 * 1024
const LEAF = 16
/** For one expression and one document: nobody else is served meanwhile. */
const MAX_EVALUATION_MS = 2000

let begun = 0
let steps = 0

/** Called when the evaluation of an expression begins. */
export function beginEvaluation(): void {
  begun = 0
  steps = 0
}

function assertQuick(isLarge: boolean, name: string): void {
  steps += 1
  if (isLarge || steps % 64 === 0) assertInTime(name)
}

function assertInTime(name: string): void {
  const now = performance.now()
  if (begun === 0) begun = now
  else if (now - begun > MAX_EVALUATION_MS) {
    throw fault(
      'ExceededTimeLimit',
      `${name}: one expression took more than ${MAX_EVALUATION_MS} ms for one document`,
    )
  }
}

interface Weight {
  /** About what the value takes, everything counted as often as it is met. */
  readonly bytes: number
  readonly depth: number
}

const known = new WeakMap<object, Weight>()
const leaf: Weight = { bytes: LEAF, depth: 0 }

function weigh(value: unknown): Weight {
  if (typeof value === 'string') return value.length < 64 ? leaf : { bytes: LEAF + value.length, depth: 0 }
  if (typeof value !== 'object' || value === null) return leaf
  const isArray = Array.isArray(value)
  if (!isArray && !isDocument(value)) return leaf
  const found = known.get(value)
  if (found) return found
  let bytes = LEAF
  let depth = 0
  for (const item of isArray ? (value as unknown[]) : Object.values(value)) {
    const inner = weigh(item)
    bytes += inner.bytes
    if (inner.depth > depth) depth = inner.depth
  }
  const weight = { bytes, depth: depth + 1 }
  known.set(value, weight)
  return weight
}

/** Several lists as one, whose weight need not be found out entry by entry. */
export function joined(lists: readonly (readonly unknown[])[], name: string): unknown[] {
  const weights = lists.map(weigh)
  const bytes = weights.reduce((sum, weight) => sum + weight.bytes, LEAF)
  assertBearable(bytes, name)
  const result = lists.flat()
  known.set(result, { bytes, depth: weights.reduce((most, { depth }) => Math.max(most, depth), 1) })
  return result
}

/** The results of many expressions, counted one after the other: no more is made than can be borne. */
export function all<T, R>(items: readonly T[], name: string, make: (item: T) => R): R[] {
  const results: R[] = []
  let bytes = LEAF
  for (const item of items) {
    const result = make(item)
    bytes += weigh(result).bytes
    assertBearable(bytes, name)
    results.push(result)
  }
  return results
}

/** So many entries of a list are looked at between two looks at the clock. */
const STRETCH = 2048

/** Visits the entries of a list that one operator has to go through, however many they are. */
export function visitInTime<T>(items: readonly T[], name: string, visit: (item: T) => void): void {
  for (let i = 0; i < items.length; i += 1) {
    if (i % STRETCH === 0) assertInTime(name)
    visit(items[i] as T)
  }
}

/** Sorts in place; stops when it takes too long. */
export function sortInTime<T>(items: T[], name: string, order: (a: T, b: T) => number): T[] {
  let compared = 0
  return items.sort((a, b) => {
    compared += 1
    if (compared % STRETCH === 0) assertInTime(name)
    return order(a, b)
  })
}

/** What a value takes, for those who add up several. */
export function weightOf(value: unknown): number {
  return weigh(value).bytes
}

/** Refuses what is more than an expression may make; `name` says who made it. */
export function assertBearable(bytes: number, name: string): void {
  if (bytes <= MAX_WEIGHT) return
  throw fault(
    'ExceededMemoryLimit',
    `${name} would use too much memory (${bytes} bytes) and cannot spill to disk. Memory limit: ${MAX_WEIGHT} bytes`,
  )
}

/** The value, unless it is too large or too deep, or has taken too long. */
export function bearable<T>(value: T, name: string): T {
  assertQuick(typeof value === 'object' || (typeof value === 'string' && value.length > 1000), name)
  if (typeof value === 'string') {
    if (value.length > MAX_STRING) {
      throw fault(
        'Location13548',
        `BufBuilder attempted to grow() to ${value.length} bytes, past the 64MB limit.`,
      )
    }
  } else if (typeof value === 'object' && value !== null) {
    const { bytes, depth } = weigh(value)
    assertBearable(bytes, name)
    if (depth > MAX_DEPTH)
      throw fault('Overflow', `${name} exceeded maximum nested object depth: ${MAX_DEPTH}`)
  }
  return value
}
