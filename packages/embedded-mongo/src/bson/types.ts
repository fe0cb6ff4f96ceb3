import { Double, type ObjectId } from 'bson'
import { fault } from '../errors.ts'

/** BSON values for which neither JavaScript nor the `bson` package has one that keeps all there is to them. */

/** The deprecated type 6, a value a field can have. JavaScript's own undefined means that there is no field. */
export class BSONUndefined {
  static readonly value = new BSONUndefined()
  readonly name = 'undefined'

  toString(): string {
    return this.name
  }
}

/** The deprecated type 12. */
export class DBPointer {
  readonly namespace: string
  readonly id: ObjectId

  constructor(namespace: string, id: ObjectId) {
    this.namespace = namespace
    this.id = id
  }
}

const MAX_TIME = 8.64e15

/**
 * A date JavaScript cannot hold. It can be stored, compared and returned; whoever wants to calculate with it asks for
 * its time and is refused.
 */
export class DistantDate extends Date {
  readonly milliseconds: bigint

  constructor(milliseconds: bigint) {
    super(Number.NaN)
    this.milliseconds = milliseconds
  }

  override getTime(): number {
    throw fault('BadValue', `calculating with dates beyond ${MAX_TIME} ms is not supported by this server`)
  }

  override valueOf(): number {
    return this.getTime()
  }

  override toISOString(): string {
    return new Date(this.getTime()).toISOString()
  }
}

/** The date that many milliseconds after 1970. */
export function dateOf(milliseconds: bigint): Date {
  const time = Number(milliseconds)
  return time >= -MAX_TIME && time <= MAX_TIME ? new Date(time) : new DistantDate(milliseconds)
}

/** Milliseconds since 1970: for comparing, which JavaScript does exactly across both types. */
export function millisecondsOf(date: Date): number | bigint {
  return date instanceof DistantDate ? date.milliseconds : date.getTime()
}

/** A NaN with bits of its own, which JavaScript does not promise to keep. */
export class UnusualNaN extends Double {
  readonly bits: bigint

  constructor(bits: bigint) {
    super(Number.NaN)
    this.bits = bits
  }
}

const USUAL_NAN = 0x7ff8000000000000n

/** The bits of a double. */
export function bitsOfDouble(value: Double | number): bigint {
  if (value instanceof UnusualNaN) return value.bits
  const number = Number(value)
  if (Number.isNaN(number)) return USUAL_NAN
  view.setFloat64(0, number)
  return view.getBigUint64(0)
}

/** The NaN with the given bits. */
export function nanOf(bits: bigint): Double {
  return bits === USUAL_NAN ? new Double(Number.NaN) : new UnusualNaN(bits)
}

const view = new DataView(new ArrayBuffer(8))
