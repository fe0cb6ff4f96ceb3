import type { ExpressionContext } from './aggregate/expression.ts'
import { Pace, sorted } from './breath.ts'
import { selectFields } from './bson/raw.ts'
import {
  decode,
  isDocument,
  withStringOrder,
  typeOf,
  type Document,
  type StringOrder,
} from './bson/values.ts'
import { fault } from './errors.ts'
import { isCovered, keysIn } from './covered.ts'
import { planQuery, type IndexPlan, type Plan, type PlanRequest } from './planner.ts'
import { fieldsOf } from './query/analyse.ts'
import { isOperatorDocument } from './query/leaf-tests.ts'
import { compileFilter, type Matcher } from './query/match.ts'
import { isRegex } from './query/regex.ts'
import { compileSortOrder, type SortOrder, type SortValues } from './query/sort.ts'
import type { Collection } from './storage/collection.ts'

/** A document that was found: its stored bytes, and its values for whoever needs them. */
export class Hit {
  readonly record: number
  readonly bytes: Buffer
  arrayIndex: number | undefined
  #document: Document | undefined

  constructor(record: number, bytes: Buffer) {
    this.record = record
    this.bytes = bytes
  }

  get document(): Document {
    return (this.#document ??= decode(this.bytes))
  }

  /** Keeps the bytes alone, which take a fraction of the memory. */
  forget(): void {
    this.#document = undefined
  }
}

export interface Query {
  readonly filter: Document
  readonly sort?: Document | undefined
  readonly skip?: number
  /** 0 is no limit. */
  readonly limit?: number
  readonly hint?: unknown
  readonly collation?: StringOrder | undefined
  readonly context?: ExpressionContext
}

export interface Statistics {
  keysExamined: number
  docsExamined: number
}

/**
 * Hits one by one, and now and then `null`, where a patient caller may let others run. Nothing is held open in
 * between: a generator may rest for minutes.
 */
export type Hits = Generator<Hit | null, void, void>

const MAX_SORT_BYTES = 100 * 1024 * 1024

/** A query made ready: every mistake in it is reported here, before there is a collection to ask. */
export class PreparedQuery {
  readonly query: Query
  readonly #matcher: Matcher
  /** The only fields the matcher looks at, where that is known. */
  readonly #fields: readonly Buffer[] | undefined
  readonly #order: SortOrder | undefined

  constructor(query: Query) {
    this.query = query
    this.#matcher = withStringOrder(query.collation, () => compileFilter(query.filter, query.context))
    const fields = fieldsOf(query.filter)
    this.#fields = fields && [...fields].map((name) => Buffer.from(name))
    const { sort } = query
    const isSorted = sort && Object.keys(sort).length > 0 && !('$natural' in sort)
    this.#order = isSorted ? compileSortOrder(sort) : undefined
  }

  plan(collection: Collection): Plan {
    return planQuery(collection, this.query)
  }

  /** Runs against a collection; `statistics` counts along. */
  run(collection: Collection, statistics?: Statistics): Hits {
    const { collation } = this.query
    const hits = this.#run(collection, statistics)
    return collation ? inOrder(collation, hits) : hits
  }

  /** The value of a query that asks for nothing but one `_id`. */
  get #id(): unknown {
    const { filter, hint, skip = 0, collation } = this.query
    return hint === undefined && !collation && skip === 0 ? idOf(filter) : undefined
  }

  /**
   * Everything the most frequent queries find: a document by its `_id`, or what the first keys of an index stand for
   * where they tell all, `most` at most. Undefined for any other query, and where a batch would not have room for it.
   * The bytes are good until the next read.
   */
  atOnce(collection: Collection, batch: number, most: number): readonly Hit[] | undefined {
    const { filter, skip = 0, limit = 0 } = this.query
    const id = this.#id
    if (id !== undefined)
      return batch > 1 || (limit === 1 && batch === 1) ? withId(collection, id) : undefined
    if (limit === 0 || limit > batch || skip + limit > most) return undefined
    const plan = this.plan(collection)
    if (!plan.sorted || !isCovered(plan, filter)) return undefined
    return firstHits(collection, plan, skip, skip + limit)
  }

  /** Counts what matches by the keys of an index alone, if they tell; the breaths come from the generator. */
  keysOnly(collection: Collection, statistics: Statistics): Generator<null, void, void> | undefined {
    const plan = this.plan(collection)
    return isCovered(plan, this.query.filter) ? keysIn(plan, statistics) : undefined
  }

  /** A document as it is now, if it still matches; `before` is what it was when it did. */
  current(collection: Collection, record: number, before?: Hit): Hit | undefined {
    const bytes = collection.read(record)
    if (!bytes || (before && bytes.equals(before.bytes))) return bytes && before
    const hit = new Hit(record, bytes)
    const match = withStringOrder(this.query.collation, () => this.#matcher.matches(hit.document))
    hit.arrayIndex = match.arrayIndex
    return match.matched ? hit : undefined
  }

  #run(collection: Collection, statistics?: Statistics): Hits {
    const { limit = 0, skip = 0 } = this.query
    const id = this.#id
    if (id !== undefined) return byId(collection, id, statistics)
    const plan = this.plan(collection)
    const expected = plan.sorted && limit > 0 ? skip + limit : undefined
    const offered =
      plan.kind === 'index' && plan.merged && this.#order
        ? merged(collection, plan, this.#order, statistics)
        : candidates(collection, plan, statistics, expected)
    const found = this.#matching(offered)
    if (plan.sorted || !this.#order) return window(found, skip, limit)
    return window(inSortOrder(found, this.#order, limit > 0 ? skip + limit : 0), skip, limit)
  }

  *#matching(hits: Hits): Hits {
    const all = Object.keys(this.query.filter).length === 0
    for (const hit of hits) {
      if (hit === null || all) {
        yield hit
        continue
      }
      const match = this.#matcher.matches(this.#seen(hit))
      if (!match.matched) continue
      hit.arrayIndex = match.arrayIndex
      yield hit
    }
  }

  /** What the matcher has to see of a document. To decode no more halves the time of a walk over a collection. */
  #seen(hit: Hit): Document {
    return this.#fields ? decode(selectFields(hit.bytes, this.#fields)) : hit.document
  }
}

/** Lets every step of a generator compare strings by a collation. */
export function* inOrder<T>(
  order: StringOrder | undefined,
  hits: Generator<T, void, void>,
): Generator<T, void, void> {
  const step = () => hits.next()
  try {
    for (let next = withStringOrder(order, step); !next.done; next = withStringOrder(order, step))
      yield next.value
  } finally {
    hits.return()
  }
}

/** The value of a filter that asks for nothing but one `_id`. */
function idOf(filter: Document): unknown {
  const names = Object.keys(filter)
  if (names.length !== 1 || names[0] !== '_id') return undefined
  const value = filter['_id']
  const plain = !isRegex(value) && !Array.isArray(value) && !(isDocument(value) && isOperatorDocument(value))
  return plain && typeOf(value) !== 'undefined' ? (value ?? undefined) : undefined
}

function withId(collection: Collection, id: unknown): readonly Hit[] {
  const record = collection.findId(id)
  const bytes = record === undefined ? undefined : collection.peek(record)
  return record === undefined || !bytes ? [] : [new Hit(record, bytes)]
}

/** Where the documents of one answer stand side by side: a buffer for each would cost more than reading it. */
const room = Buffer.allocUnsafeSlow(256 * 1024)

/**
 * What the first keys of a plan stand for, read together with them and so without a second look at the filter.
 * Undefined when that is much, or lies in several places.
 */
function firstHits(
  collection: Collection,
  { index, intervals, reverse }: IndexPlan,
  skip: number,
  most: number,
): readonly Hit[] | undefined {
  const [interval] = intervals
  if (!interval || intervals.length > 1) return undefined
  const hits: Hit[] = []
  let at = 0
  for (const record of index.first(interval.start, interval.end, reverse, most).slice(skip)) {
    const bytes = collection.peek(record)
    if (!bytes) continue
    const end = at + bytes.length
    if (end > room.length) return undefined
    room.set(bytes, at)
    hits.push(new Hit(record, room.subarray(at, end)))
    at = end
  }
  return hits
}

function* byId(collection: Collection, id: unknown, statistics?: Statistics): Hits {
  const record = collection.findId(id)
  const bytes = record === undefined ? undefined : collection.read(record)
  if (record === undefined || !bytes) return
  if (statistics) {
    statistics.keysExamined += 1
    statistics.docsExamined += 1
  }
  yield new Hit(record, bytes)
}

/** Every document the filter can match, and perhaps more. */
export function candidatesFor(collection: Collection, request: PlanRequest): Hits {
  return candidates(collection, planQuery(collection, request))
}

function* candidates(collection: Collection, plan: Plan, statistics?: Statistics, expected?: number): Hits {
  const pace = new Pace()
  if (plan.kind === 'collection') {
    for (const { record, bytes } of collection.records(plan.reverse)) {
      if (statistics) statistics.docsExamined += 1
      yield new Hit(record, bytes)
      if (pace.isDue(bytes.length)) yield null
    }
    return
  }
  if (plan.kind === 'union') {
    const known = new Set<number>()
    for (const branch of plan.branches) yield* unseen(candidates(collection, branch, statistics), known)
    return
  }
  const { index } = plan
  // One document has several keys here, or several intervals touch in cut keys.
  const seen = index.facts.truncated || index.facts.multikey.includes(true) ? new Set<number>() : undefined
  for (const { start, end } of plan.intervals) {
    for (const record of index.scan(start, end, plan.reverse, expected)) {
      if (statistics) statistics.keysExamined += 1
      const bytes = seen?.has(record) ? undefined : collection.read(record)
      if (bytes) {
        seen?.add(record)
        if (statistics) statistics.docsExamined += 1
        yield new Hit(record, bytes)
      }
      if (pace.isDue(bytes?.length)) yield null
    }
  }
}

function* unseen(hits: Hits, known: Set<number>): Hits {
  for (const hit of hits) {
    if (hit && known.has(hit.record)) continue
    if (hit) known.add(hit.record)
    yield hit
  }
}

/** The intervals of an index side by side, whichever has the next document in order. */
function* merged(collection: Collection, plan: IndexPlan, order: SortOrder, statistics?: Statistics): Hits {
  const walks: { readonly hits: Hits; hit: Hit; values: SortValues }[] = []
  const known = new Set<number>()
  for (const interval of plan.intervals) {
    const walk = unseen(candidates(collection, { ...plan, intervals: [interval] }, statistics), known)
    const hit = yield* nextOf(walk)
    if (hit) walks.push({ hits: walk, hit, values: order.valuesOf(hit.document) })
  }
  while (walks.length > 0) {
    let first = 0
    for (let i = 1; i < walks.length; i += 1) {
      const [a, b] = [walks[i], walks[first]]
      if (a && b && order.compare(a.values, b.values) < 0) first = i
    }
    const walk = walks[first] as (typeof walks)[number]
    yield walk.hit
    const next = yield* nextOf(walk.hits)
    if (next) Object.assign(walk, { hit: next, values: order.valuesOf(next.document) })
    else walks.splice(first, 1)
  }
}

/** The next hit of a walk, its breaths passed on. */
function* nextOf(hits: Hits): Generator<null, Hit | undefined, void> {
  for (let next = hits.next(); !next.done; next = hits.next()) {
    if (next.value) return next.value
    yield null
  }
  return undefined
}

function* window(hits: Hits, skip: number, limit: number): Hits {
  let position = 0
  for (const hit of hits) {
    if (hit === null) {
      yield null
      continue
    }
    position += 1
    if (position > skip) yield hit
    if (limit > 0 && position >= skip + limit) return
  }
}

/** Everything in order; with `keep` only that many are wanted. */
function inSortOrder(hits: Hits, order: SortOrder, keep: number): Hits {
  return sorted(hits, {
    keyOf: (hit: Hit) => {
      const values = order.valuesOf(hit.document)
      hit.forget()
      return values
    },
    order: (a, b) => order.compare(a, b),
    bytesOf: ({ bytes }) => bytes.length,
    keep,
    assertFits: (bytes) => {
      if (bytes > MAX_SORT_BYTES) throw sortTooLarge()
    },
  })
}

function sortTooLarge(): Error {
  return fault(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes, but did not opt in to external sorting.`,
  )
}

/** All hits at once. */
export function collect(hits: Hits): Hit[] {
  return [...hits].filter((hit) => hit !== null)
}

/** Throws when the time a client allows for its command is over. */
export function assertInTime(deadline: number): void {
  if (performance.now() > deadline) throw fault('MaxTimeMSExpired', 'operation exceeded time limit')
}

const SLICE_MS = 10

/** When to give up, on the clock of `performance.now()`; asked again and again where that may change. */
export type Deadline = number | (() => number)

/**
 * Takes hits until `full` says so, letting other clients' commands run in between; `resumed` may object to what they
 * have done. True when there may be more.
 */
export async function take<T>(
  hits: Generator<T | null, void, void>,
  deadline: Deadline,
  full: (hit: T) => boolean,
  resumed?: () => void,
): Promise<boolean> {
  let sliceEnd = performance.now() + SLICE_MS
  for (let next = hits.next(); !next.done; next = hits.next()) {
    if (next.value !== null) {
      if (full(next.value)) return true
      continue
    }
    assertInTime(typeof deadline === 'number' ? deadline : deadline())
    if (performance.now() < sliceEnd) continue
    await new Promise((resolve) => setImmediate(resolve))
    resumed?.()
    sliceEnd = performance.now() + SLICE_MS
  }
  return false
}
