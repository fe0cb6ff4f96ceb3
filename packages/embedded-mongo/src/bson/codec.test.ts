import { serialize } from 'bson'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileStages } from '../aggregate/stages.ts'
import { compileProjection } from '../query/projection.ts'
import { compileUpdate } from '../update/compile.ts'
import { anyElements, anyValue, documentBytes, elementBytes, stringBytes } from './bytes-fixture.ts'
import { outcome } from './fixture.ts'
import { encodeKey } from './keys.ts'
import { elementsOf } from './raw.ts'
import {
  compare,
  decode,
  encode,
  equal,
  fieldEntries,
  fieldNames,
  fieldOf,
  identical,
  Int32,
  keyOf,
  type Document,
} from './values.ts'

const hex = (bytes: Buffer) => bytes.toString('hex')
const nameIn = (element: Buffer) => element.toString('utf8', 1, element.indexOf(0, 1))
const valueOf = ([type, bytes]: readonly [number, Buffer]) =>
  fieldOf(decode(documentBytes([elementBytes('v', [type, bytes])])), 'v')
const updated = (update: Document, bytes: Buffer) =>
  encode(compileUpdate(update, { now: new Date(0) }).apply(decode(bytes)).document)
const one = elementBytes('z', [0x10, Buffer.from([1, 0, 0, 0])])
// What an update or projection can name on its own.
const canBeNamed = (element: Buffer) => nameIn(element) !== ''

describe('L4 the codec', () => {
  it.each([70_000, 200_000, 1_500_000])(
    'gives values of %i bytes their type, wherever they stand',
    (size) => {
      for (let before = 0; before < 20; before += 1) {
        // Leaves other types in the memory that is used again.
        encode({ ['n'.repeat(before + 1)]: [true, null, { a: 1 }] })
        for (const large of ['x'.repeat(size), [{ text: 'x'.repeat(size) }]]) {
          const document = { ['n'.repeat(before)]: 1, large, after: true }
          const bytes = encode(document)
          expect(bytes.equals(Buffer.from(serialize(document)))).toBe(true)
        }
      }
    },
  )

  it('gives back the bytes it was given', () => {
    fc.assert(
      fc.property(anyElements, (elements) => {
        const bytes = documentBytes(elements)
        const document = decode(bytes)
        expect(hex(encode(document))).toBe(hex(bytes))
        expect(fieldNames(document)).toEqual(elements.map(nameIn))
      }),
      { numRuns: 1500 },
    )
  })

  it('leaves every other field as it was when one is set, removed, left out or picked', () => {
    fc.assert(
      fc.property(anyElements, fc.nat(), (elements, at) => {
        const bytes = documentBytes(elements)
        expect(hex(updated({ $set: { z: new Int32(1) } }, bytes))).toBe(
          hex(documentBytes([...elements, one])),
        )
        const nameable = elements.filter(canBeNamed)
        const chosen = nameable[at % Math.max(1, nameable.length)]
        if (!chosen) return
        const others = elements.filter((element) => element !== chosen)
        const spec = (flag: number) => decode(documentBytes([intElement(nameIn(chosen), flag)]))
        expect(hex(updated({ $unset: spec(1) }, bytes))).toBe(hex(documentBytes(others)))
        // Setting a value that is there already is no change; another one takes the same place.
        const replaced = documentBytes(
          elements.map((element) => (element === chosen ? intElement(nameIn(chosen), 7) : element)),
        )
        expect(hex(updated({ $set: spec(7) }, bytes))).toBe(hex(replaced))
        expect(hex(encode(compileProjection(spec(0))(decode(bytes))))).toBe(hex(documentBytes(others)))
        expect(hex(encode(compileProjection(spec(1))(decode(bytes))))).toBe(hex(documentBytes([chosen])))
      }),
      { numRuns: 700 },
    )
  })

  it('keeps every field through aggregation', () => {
    const through = (...pipeline: Document[]) => {
      const stage = compileStages(pipeline, { collection: () => [] })
      return (document: Document) => [...stage([document])].filter((item) => item !== null)
    }
    const arrays = through(
      { $project: { _id: 0, pairs: { $objectToArray: '$$ROOT' } } },
      { $replaceRoot: { newRoot: { $arrayToObject: '$pairs' } } },
    )
    const merged = through({ $replaceRoot: { newRoot: { $mergeObjects: ['$$ROOT', {}] } } })
    const grouped = through({ $group: { _id: '$$ROOT' } }, { $replaceRoot: { newRoot: '$_id' } })
    fc.assert(
      fc.property(anyElements, (elements) => {
        const bytes = documentBytes(elements)
        for (const run of [arrays, merged, grouped]) {
          const [result] = run(decode(bytes))
          expect(hex(encode(result as Document))).toBe(hex(bytes))
        }
      }),
      { numRuns: 400 },
    )
  })

  it.each<[string, Buffer]>([
    ['two fields of one name', documentBytes([intElement('a', 1), intElement('a', 2)])],
    ['two fields called 0', documentBytes([intElement('0', 1), intElement('0', 2)])],
    ['two fields called __proto__', documentBytes([intElement('__proto__', 1), intElement('__proto__', 2)])],
    ['a string that is not UTF-8', documentBytes([elementBytes('a', [0x02, invalidText()])])],
    ['half a surrogate pair', documentBytes([elementBytes('a', [0x02, loneSurrogate()])])],
    ['a name that is not UTF-8', documentBytes([Buffer.from([0x0a, 0xff, 0])])],
    ['an unknown type', documentBytes([Buffer.from([0x20, 0x61, 0])])],
    ['a length beyond the end', Buffer.from([9, 0, 0, 0, 0])],
  ])('refuses %s', (_, bytes) => {
    expect(outcome(() => decode(bytes))).toContain('InvalidBSON')
  })

  it('takes the replacement character for what it is', () => {
    const bytes = documentBytes([elementBytes('\ufffd', [0x02, stringBytes('\ufffd')])])
    expect(hex(encode(decode(bytes)))).toBe(hex(bytes))
  })

  it('refuses to write a name with a NUL in it', () => {
    expect(outcome(() => encode({ 'a\0b': 1 }))).toContain('BadValue')
  })

  it('tells fields apart that JavaScript would not', () => {
    const document = decode(
      documentBytes(['b', '0', '10', '01', '__proto__'].map((name) => intElement(name, 1))),
    )
    expect(fieldEntries(document).map(([name]) => name)).toEqual(['b', '0', '10', '01', '__proto__'])
    expect(fieldOf(document, '\x000')).toBeUndefined()
    expect(fieldOf(document, 'constructor')).toBeUndefined()
    expect(elementsOf(encode({ ...document })).map(({ name }) => name)).toEqual(fieldNames(document))
  })
})

describe('Q1 the order of all values', () => {
  it('is total, agrees with equality, with grouping and with the bytes of index keys', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (...bytes) => {
        const [a, b, c] = bytes.map(valueOf).sort(compare) as [unknown, unknown, unknown]
        expect(compare(a, c)).toBeLessThanOrEqual(0)
        for (const [x, y] of [
          [a, b],
          [b, c],
          [a, c],
          [a, a],
        ]) {
          const sign = Math.sign(compare(x, y))
          expect(Math.sign(compare(y, x)) + sign).toBe(0)
          expect(equal(x, y)).toBe(sign === 0)
          expect(keyOf(x) === keyOf(y)).toBe(sign === 0)
          expect(Math.sign(Buffer.compare(encodeKey([x]).bytes, encodeKey([y]).bytes))).toBe(sign)
          if (identical(x, y)) expect(sign).toBe(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('calls identical exactly what has the same bytes', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (x, y) => {
        const same = x[0] === y[0] && x[1].equals(y[1])
        expect(identical(valueOf(x), valueOf(y))).toBe(same)
        expect(identical(valueOf(x), valueOf([x[0], Buffer.from(x[1])]))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

function intElement(name: string, value: number): Buffer {
  return elementBytes(name, [0x10, Buffer.from([value, 0, 0, 0])])
}

function invalidText(): Buffer {
  return Buffer.from([3, 0, 0, 0, 0x61, 0xff, 0])
}

function loneSurrogate(): Buffer {
  return Buffer.from([4, 0, 0, 0, 0xed, 0xa0, 0x80, 0])
}
