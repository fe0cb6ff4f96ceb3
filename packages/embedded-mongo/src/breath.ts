/**
 * How long work lets others run in between: a generator that does much yields `null` now and then, a breath, and
 * whoever drives it decides whether to go on at once. Nothing is held open across a breath.
 */

const DOCUMENTS = 64
const BYTES = 256 * 1024
/** Whoever takes the documents may take long over each. */
const MS = 5

/** Tells when enough has been done for a breath. */
export class Pace {
  #left = DOCUMENTS
  #bytes = BYTES
  #since = performance.now()

  /** Counts one document of so many bytes; true when a breath is due. */
  isDue(bytes = 0): boolean {
    this.#left -= 1
    this.#bytes -= bytes
    const now = performance.now()
    if (this.#left > 0 && this.#bytes > 0 && now - this.#since < MS) return false
    this.#left = DOCUMENTS
    this.#bytes = BYTES
    this.#since = now
    return true
  }
}

/** So much is sorted or merged between two breaths. */
const RUN = 512

type Order<T> = (a: T, b: T) => number

/** Sorts as `Array.sort` does, keeping the order of what ties, in short pieces. May reuse the array it is given. */
export function* sortInPieces<T>(items: T[], order: Order<T>): Generator<null, T[], void> {
  if (items.length <= RUN) return items.sort(order)
  let runs: T[][] = []
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(order))
    yield null
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let i = 0; i < runs.length; i += 2) {
      const [left, right] = [runs[i] as T[], runs[i + 1]]
      merged.push(right ? yield* merge(left, right, order) : left)
    }
    runs = merged
  }
  return runs[0] as T[]
}

function* merge<T>(left: readonly T[], right: readonly T[], order: Order<T>): Generator<null, T[], void> {
  const result: T[] = []
  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    const takesLeft = r === right.length || (l < left.length && order(left[l] as T, right[r] as T) <= 0)
    result.push((takesLeft ? left[l] : right[r]) as T)
    if (takesLeft) l += 1
    else r += 1
    if (result.length % RUN === 0) yield null
  }
  return result
}

/** Of what need not be kept, so much is held before it is sorted out. */
const SURPLUS_BYTES = 4 * 1024 * 1024

/** What a sort needs to know about the things it orders. */
export interface Sorting<T, K> {
  readonly keyOf: (item: T) => K
  readonly order: Order<K>
  readonly bytesOf: (item: T) => number
  /** Only so many from the front are wanted; 0 is all. */
  readonly keep: number
  /** Told how many bytes are held; throws when that is too much. */
  readonly assertFits: (bytes: number) => void
}

/** All items in order, the breaths of the input passed on. With `keep` little more than that many are ever held. */
export function* sorted<T, K>(
  input: Iterable<T | null>,
  { keyOf, order, bytesOf, keep, assertFits }: Sorting<T, K>,
): Generator<T | null, void, void> {
  interface Entry {
    readonly key: K
    readonly item: T
    readonly bytes: number
  }
  const byKey = (a: Entry, b: Entry) => order(a.key, b.key)
  let held: Entry[] = []
  let bytes = 0
  let kept = 0
  for (const item of input) {
    if (item === null) {
      yield null
      continue
    }
    const entry = { key: keyOf(item), item, bytes: bytesOf(item) }
    held.push(entry)
    bytes += entry.bytes
    const isMuch = held.length >= keep * 2 + RUN || bytes > kept * 2 + SURPLUS_BYTES
    if (keep > 0 && held.length > keep && isMuch) {
      held = (yield* sortInPieces(held, byKey)).slice(0, keep)
      kept = held.reduce((sum, one) => sum + one.bytes, 0)
      bytes = kept
    }
    assertFits(bytes)
  }
  held = yield* sortInPieces(held, byKey)
  const most = keep > 0 ? Math.min(keep, held.length) : held.length
  const pace = new Pace()
  for (let i = 0; i < most; i += 1) {
    yield (held[i] as Entry).item
    if (pace.isDue()) yield null
  }
}
