import { Double, Int32, Long } from 'bson'
import {
  add,
  divideDecimal,
  fitsInt64,
  intOrLong,
  isNumber,
  numberKind,
  toDouble,
  toExactInt,
  wholeDecimal,
  type NumberValue,
} from '../bson/numbers.ts'
import {
  compare,
  fieldOf,
  isDocument,
  keyOf,
  setField,
  typeOf,
  isNullish,
  fieldEntries,
  type Document,
} from '../bson/values.ts'
import { fault } from '../errors.ts'
import { showValue } from '../storage/show.ts'
import { Budget, sizeOf } from './flow.ts'

/** What accumulates values one by one. */
export interface Tally {
  /** Takes a value in; tells by how many bytes what is held has grown. */
  add(value: unknown): number
  result(): unknown
}

/** The sum of the numbers among the values, in the widest type met; other values are passed over. */
export class Sum implements Tally {
  /** Whole numbers, exactly: those that fit in `#small`, the others in `#large`. */
  #small = 0
  #large = 0n
  #hasLong = false
  // Neumaier's compensated sum: as MongoDB's, it does not depend on small terms getting lost in large ones.
  #double: { sum: number; lost: number } | undefined
  #decimal: NumberValue | undefined

  add(value: unknown): number {
    if (!isNumber(value)) return 0
    const kind = numberKind(value)
    if (kind === 'decimal') this.#decimal = add(this.#decimal ?? new Int32(0), value) ?? value
    else if (kind === 'double') this.#addDouble(toDouble(value))
    else if (this.#double) this.#addInParts(value)
    else this.#addWhole(value)
    if (kind === 'long') this.#hasLong = true
    return 0
  }

  result(): NumberValue {
    if (this.#decimal === undefined) return this.#plain()
    const [near, rest] = this.#nearest()
    // As MongoDB's, without first rounding to the 15 digits a double has on its own.
    const plain = add(wholeDecimal(near), wholeDecimal(rest)) ?? wholeDecimal(near)
    return add(this.#decimal, plain) ?? this.#decimal
  }

  /** The same, divided by how many there were. */
  mean(count: number): NumberValue {
    if (this.#decimal !== undefined) return divideDecimal(this.result(), Long.fromNumber(count))
    return new Double(this.#nearest()[0] / count)
  }

  #plain(): NumberValue {
    if (this.#double) return new Double(this.#nearest()[0])
    const total = this.#whole()
    if (!fitsInt64(total)) return new Double(Number(total))
    return this.#hasLong ? Long.fromBigInt(total) : intOrLong(total)
  }

  #whole(): bigint {
    return this.#large + BigInt(this.#small)
  }

  /** The double nearest to the sum without decimals, and what is left beside it. */
  #nearest(): [near: number, rest: number] {
    const { sum, lost } = this.#double ?? this.#wholeAsDouble()
    if (!Number.isFinite(sum)) return [sum, 0]
    const near = sum + lost
    return [near, lost - (near - sum)]
  }

  #addWhole(value: NumberValue): void {
    if (value instanceof Int32) {
      this.#small += value.value
      if (Number.isSafeInteger(this.#small)) return
      this.#small -= value.value
    }
    this.#large += toExactInt(value) ?? 0n
  }

  /** A long may need two doubles. */
  #addInParts(value: NumberValue): void {
    const near = toDouble(value)
    this.#addDouble(near)
    if (!Number.isSafeInteger(near)) this.#addDouble(Number((toExactInt(value) ?? 0n) - BigInt(near)))
  }

  #addDouble(value: number): void {
    this.#double ??= this.#wholeAsDouble()
    const { sum, lost } = this.#double
    const next = sum + value
    this.#double.lost = lost + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum)
    this.#double.sum = next
  }

  #wholeAsDouble(): { sum: number; lost: number } {
    const whole = this.#whole()
    const sum = Number(whole)
    return { sum, lost: Number(whole - BigInt(sum)) }
  }
}

/** The mean of the numbers among the values; null when there are none. */
export class Average implements Tally {
  readonly #sum = new Sum()
  #count = 0

  add(value: unknown): number {
    if (isNumber(value)) this.#count += 1
    return this.#sum.add(value)
  }

  result(): NumberValue | null {
    return this.#count === 0 ? null : this.#sum.mean(this.#count)
  }
}

/** How many there were. */
export class Count implements Tally {
  #count = 0n

  add(): number {
    this.#count += 1n
    return 0
  }

  result(): NumberValue {
    return intOrLong(this.#count)
  }
}

/** The standard deviation of the numbers among the values, of a population or of a sample. */
export class Deviation implements Tally {
  readonly #isSample: boolean
  #count = 0
  #mean = 0
  #squares = 0

  constructor(isSample: boolean) {
    this.#isSample = isSample
  }

  add(value: unknown): number {
    if (!isNumber(value)) return 0
    this.#count += 1
    const delta = toDouble(value) - this.#mean
    this.#mean += delta / this.#count
    this.#squares += delta * (toDouble(value) - this.#mean)
    return 0
  }

  result(): Double | null {
    const divisor = this.#isSample ? this.#count - 1 : this.#count
    return divisor > 0 ? new Double(Math.sqrt(this.#squares / divisor)) : null
  }
}

/** Holds one value. */
abstract class One implements Tally {
  #value: unknown = null

  abstract add(value: unknown): number

  result(): unknown {
    return this.#value
  }

  protected hold(value: unknown): number {
    const growth = sizeOf(value) - sizeOf(this.#value)
    this.#value = value
    return growth
  }
}

/** The largest (1) or smallest (-1) value that is neither null nor missing; null when there is none. */
export class Extremum extends One {
  readonly #direction: 1 | -1

  constructor(direction: 1 | -1) {
    super()
    this.#direction = direction
  }

  add(value: unknown): number {
    if (isNullish(value)) return 0
    const best = this.result()
    return best === null || compare(value, best) * this.#direction > 0 ? this.hold(value) : 0
  }
}

/** The value of the first document, null where it is missing. */
export class First extends One {
  #isSet = false

  add(value: unknown): number {
    if (this.#isSet) return 0
    this.#isSet = true
    return this.hold(value ?? null)
  }
}

/** The value of the last document, null where it is missing. */
export class Last extends One {
  add(value: unknown): number {
    return this.hold(value ?? null)
  }
}

function listBudget(name: string): Budget {
  return new Budget(
    'ExceededMemoryLimit',
    `${name} used too much memory and cannot spill to disk. Memory limit: 104857600 bytes`,
  )
}

/** All values but the missing ones, in the order they came. */
export class Pushed implements Tally {
  readonly #values: unknown[] = []
  readonly #budget = listBudget('$push')

  add(value: unknown): number {
    if (value === undefined) return 0
    const bytes = 8 + sizeOf(value)
    this.#budget.add(bytes)
    this.#values.push(value)
    return bytes
  }

  result(): unknown[] {
    return this.#values
  }
}

/** All values but the missing ones and those equal to an earlier one. */
export class Distinct implements Tally {
  readonly #values = new Map<string, unknown>()
  readonly #budget = listBudget('$addToSet')

  add(value: unknown): number {
    const key = value === undefined ? undefined : keyOf(value)
    if (key === undefined || this.#values.has(key)) return 0
    const bytes = 64 + key.length + sizeOf(value)
    this.#budget.add(bytes)
    this.#values.set(key, value)
    return bytes
  }

  result(): unknown[] {
    return [...this.#values.values()]
  }
}

/** Documents laid over each other, later fields winning; null and missing ones are passed over. */
export class Merge implements Tally {
  readonly #merged: Document = {}

  add(value: unknown): number {
    if (isNullish(value)) return 0
    if (!isDocument(value)) {
      throw fault(
        'Location40400',
        `$mergeObjects requires object inputs, but input ${showValue(value)} is of type ${typeOf(value)}`,
      )
    }
    let growth = 0
    for (const [name, item] of fieldEntries(value)) {
      const before = fieldOf(this.#merged, name)
      growth += sizeOf(item) - (before === undefined ? -16 - name.length : sizeOf(before))
      setField(this.#merged, name, item)
    }
    return growth
  }

  result(): Document {
    return this.#merged
  }
}

/** Of what need not be kept, so much is held before it is sorted out. */
const SURPLUS_BYTES = 256 * 1024

/** The `n` items at one end of an order; without an order, of the sequence they come in. Little more is ever held. */
export class Several<K, V> {
  readonly #n: number
  readonly #fromEnd: boolean
  readonly #order: ((a: K, b: K) => number) | undefined
  #held: { readonly key: K; readonly value: V; readonly bytes: number }[] = []
  #bytes = 0
  /** How many of them there were when last all but `n` were let go. */
  #kept = 0

  constructor(n: number, fromEnd: boolean, order?: (a: K, b: K) => number) {
    this.#n = n
    this.#fromEnd = fromEnd
    this.#order = order
  }

  add(key: K, value: V): number {
    // Those that came first are known, the last ones and those of an order only at the end.
    if (!this.#order && !this.#fromEnd && this.#held.length >= this.#n) return 0
    const bytes = 32 + sizeOf(key) + sizeOf(value)
    this.#held.push({ key, value, bytes })
    this.#bytes += bytes
    const isMuch = this.#held.length >= this.#n * 2 + 64 || this.#bytes > this.#kept * 2 + SURPLUS_BYTES
    return this.#held.length > this.#n && isMuch ? bytes - this.#prune() : bytes
  }

  result(): V[] {
    this.#prune()
    return this.#held.map(({ value }) => value)
  }

  /** Tells how many bytes that frees. */
  #prune(): number {
    const order = this.#order
    const all = this.#held
    if (order) all.sort((a, b) => order(a.key, b.key))
    if (all.length <= this.#n) return 0
    const cut = this.#fromEnd ? all.length - this.#n : this.#n
    this.#held = this.#fromEnd ? all.slice(cut) : all.slice(0, cut)
    const before = this.#bytes
    this.#kept = this.#held.reduce((sum, { bytes }) => sum + bytes, 0)
    this.#bytes = this.#kept
    return before - this.#kept
  }
}
