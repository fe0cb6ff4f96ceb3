import * as fc from 'fast-check'

/** Documents as bytes, put together without the codec: every BSON type, and the names JavaScript has trouble with. */

const NAMES = [
  '0',
  '1',
  '10',
  '01',
  '-1',
  'a',
  'b',
  '',
  '__proto__',
  'constructor',
  'toString',
  '4294967295',
  'ü',
]

type Value = readonly [type: number, bytes: Buffer]

/** The bytes of one element. */
export function elementBytes(name: string, [type, bytes]: Value): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), bytes])
}

/** The bytes of a document with the given elements. */
export function documentBytes(elements: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), ...elements, Buffer.alloc(1)])
  bytes.writeInt32LE(bytes.length, 0)
  return bytes
}

/** A string with its length in front and a NUL behind. */
export function stringBytes(text: string): Buffer {
  return sized(Buffer.from(`${text}\0`), Buffer.byteLength(text) + 1)
}

function sized(bytes: Buffer, size: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32LE(size)
  return Buffer.concat([length, bytes])
}

const bytesOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes))

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' })).filter((value) => value.isWellFormed())
const terminated = text.map((value) => Buffer.from(`${value.replaceAll('\0', '')}\0`))
const string = text.map(stringBytes)

const long = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: 8_640_000_000_000_000n - 2n, max: 8_640_000_000_000_000n + 2n }),
    fc.bigInt({ min: -8_640_000_000_000_000n - 2n, max: -8_640_000_000_000_000n + 2n }),
    fc.bigInt({ min: -3n, max: 3n }),
  )
  .map((value) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(value)
    return bytes
  })

const double = fc.oneof(
  bytesOf(8),
  fc.double().map((value) => {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleLE(value)
    return bytes
  }),
  // NaNs with bits of their own.
  bytesOf(6).map((rest) => Buffer.concat([rest, Buffer.from([0xf4, 0xff])])),
)

const empty = fc.constant(Buffer.alloc(0))

const leaf: fc.Arbitrary<Value> = fc.oneof(
  typed(0x01, double),
  typed(0x02, string),
  typed(0x05, binary()),
  typed(0x06, empty),
  typed(0x07, bytesOf(12)),
  typed(
    0x08,
    fc.constantFrom(0, 1).map((bit) => Buffer.from([bit])),
  ),
  typed(0x09, long),
  typed(0x0a, empty),
  typed(0x0b, joined(terminated, terminated)),
  typed(0x0c, joined(string, bytesOf(12))),
  typed(0x0d, string),
  typed(0x0e, string),
  typed(0x10, bytesOf(4)),
  typed(0x11, bytesOf(8)),
  typed(0x12, long),
  typed(0x13, bytesOf(16)),
  typed(0x7f, empty),
  typed(0xff, empty),
)

function typed(type: number, bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Value> {
  return bytes.map((value) => [type, value] as const)
}

function joined(...parts: fc.Arbitrary<Buffer>[]): fc.Arbitrary<Buffer> {
  return fc.tuple(...parts).map((buffers) => Buffer.concat(buffers))
}

function binary(): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(0, 2, 3, 4, 6, 9, 128), fc.uint8Array({ maxLength: 20 }))
    .map(([subtype, bytes]) => sized(Buffer.from([subtype, ...bytes]), bytes.length))
}

const { value, elements } = fc.letrec<{ value: Value; elements: Buffer[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true, depthSize: 'small' },
    leaf,
    typed(0x03, tie('elements').map(documentBytes)),
    typed(
      0x04,
      fc
        .array(tie('value'), { maxLength: 4 })
        .map((items) => documentBytes(items.map((item, index) => elementBytes(String(index), item)))),
    ),
    typed(
      0x0f,
      fc.tuple(string, tie('elements').map(documentBytes)).map(([code, scope]) => {
        const bytes = Buffer.concat([code, scope])
        return sized(bytes, bytes.length + 4)
      }),
    ),
  ),
  elements: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('value')), {
      maxLength: 6,
      selector: ([name]) => name,
    })
    .map((fields) => fields.map(([name, item]) => elementBytes(name, item))),
}))

/** Any value, as the type and bytes of an element. */
export const anyValue: fc.Arbitrary<Value> = value

/** The elements of any document. */
export const anyElements: fc.Arbitrary<Buffer[]> = elements
