import {
  BSON,
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'

/**
 * Values as the model sees them: every number keeps its type, every document the order of its fields, whatever
 * their names. A missing field is `undefined`.
 */
export type Value = Present | undefined
export type Present =
  | null
  | boolean
  | string
  | Date
  | Undefined
  | Number
  | Timestamp
  | ObjectId
  | Binary
  | BSONRegExp
  | MinKey
  | MaxKey
  | Present[]
  | Doc
export type Number = Int32 | Long | Double | Decimal128
export type Doc = Map<string, Present>

/** BSON's deprecated type undefined: the key of an empty array in an index, for one. */
export class Undefined {
  readonly isUndefined = true
}
export const UNDEFINED = new Undefined()

/** A document from a literal of the source, its numbers as the driver would send them. */
export function documentOf(source: object): Doc {
  return decode(BSON.serialize(source, { ignoreUndefined: true }))
}

/** Reads the bytes of a document. Written here, because the package's own reading reorders whole-number names. */
export function decode(bytes: Uint8Array): Doc {
  return new Reader(bytes).document()
}

class Reader {
  private at = 0
  private readonly bytes: Buffer

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  document(): Doc {
    const result: Doc = new Map()
    this.at += 4
    for (;;) {
      const type = this.bytes[this.at++]
      if (type === 0) return result
      const name = this.cstring()
      result.set(name, this.value(type as number))
    }
  }

  private cstring(): string {
    const end = this.bytes.indexOf(0, this.at)
    const text = this.bytes.toString('utf8', this.at, end)
    this.at = end + 1
    return text
  }

  private take(length: number): Buffer {
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  private long(): Long {
    const [low, high] = [this.bytes.readInt32LE(this.at), this.bytes.readInt32LE(this.at + 4)]
    this.at += 8
    return new Long(low, high)
  }

  private value(type: number): Present {
    switch (type) {
      case 0x01:
        return new Double(this.take(8).readDoubleLE())
      case 0x02: {
        const length = this.take(4).readInt32LE()
        return this.take(length).toString('utf8', 0, length - 1)
      }
      case 0x03:
        return this.document()
      case 0x04:
        return [...this.document().values()]
      case 0x05: {
        const length = this.take(4).readInt32LE()
        const subtype = this.take(1)[0] as number
        return new Binary(Buffer.from(this.take(length)), subtype)
      }
      case 0x06:
        return UNDEFINED
      case 0x07:
        return new ObjectId(Buffer.from(this.take(12)))
      case 0x08:
        return this.take(1)[0] === 1
      case 0x09:
        return new Date(this.long().toNumber())
      case 0x0a:
        return null
      case 0x0b:
        return new BSONRegExp(this.cstring(), this.cstring())
      case 0x10:
        return new Int32(this.take(4).readInt32LE())
      case 0x11: {
        const parts = this.long()
        return new Timestamp({ t: parts.getHighBitsUnsigned(), i: parts.getLowBitsUnsigned() })
      }
      case 0x12:
        return this.long()
      case 0x13:
        return new Decimal128(Buffer.from(this.take(16)))
      case 0x7f:
        return new MaxKey()
      case 0xff:
        return new MinKey()
      default:
        throw new Error(`BSON type ${type} is outside what is compared`)
    }
  }
}

export const isDoc = (value: Value): value is Doc => value instanceof Map
export const isArray = (value: Value): value is Present[] => Array.isArray(value)

/** Turns what a `raw` reply of the driver holds into the model's values: documents arrive there as their bytes. */
export function fromRaw(value: unknown): Present {
  if (value instanceof Uint8Array) return decode(value)
  if (Array.isArray(value)) return value.map(fromRaw)
  return documentOf({ value }).get('value') ?? null
}

/** Extended JSON, canonical, in the order of the fields: equal texts are equal values with equal types. */
export function show(value: Value): string {
  if (value === undefined) return 'missing'
  if (value instanceof Undefined) return '{"$undefined":true}'
  if (isDoc(value))
    return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}:${show(item)}`).join(',')}}`
  if (isArray(value)) return `[${value.map(show).join(',')}]`
  if (value instanceof Double && Object.is(value.value, -0)) return '{"$numberDouble":"-0.0"}'
  return BSON.EJSON.stringify({ value }, { relaxed: false }).slice('{"value":'.length, -1)
}
