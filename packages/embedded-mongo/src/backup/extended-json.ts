import { EJSON, Double, Int32, Long, type ObjectId } from 'bson'
import {
  BSONUndefined,
  DBPointer,
  documentOf,
  fieldEntries,
  isDocument,
  millisecondsOf,
  type Document,
} from '../bson/values.ts'
import { keyOfName } from '../bson/fields.ts'

/** MongoDB's Extended JSON: written in its canonical form, read in any; fields keep their order. */

/** One document in canonical form. */
export function toExtendedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toExtendedJson).join(',')}]`
  if (isDocument(value)) {
    const fields = fieldEntries(value).filter(([, field]) => field !== undefined)
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${toExtendedJson(field)}`).join(',')}}`
  }
  if (value instanceof Date) return `{"$date":{"$numberLong":"${millisecondsOf(value)}"}}`
  if (value instanceof BSONUndefined) return '{"$undefined":true}'
  if (value instanceof DBPointer) {
    return `{"$dbPointer":{"$ref":${JSON.stringify(value.namespace)},"$id":{"$oid":"${value.id.toHexString()}"}}}`
  }
  return EJSON.stringify(value, { relaxed: false })
}

/** Objects that stand for a value of another type. */
const WRAPPERS = new Set([
  '$oid',
  '$numberInt',
  '$numberLong',
  '$numberDouble',
  '$numberDecimal',
  '$binary',
  '$uuid',
  '$date',
  '$timestamp',
  '$regularExpression',
  '$symbol',
  '$code',
  '$minKey',
  '$maxKey',
])

/** One document; throws on anything else. */
export function fromExtendedJson(text: string): Document {
  const value = read(JSON.parse(withOrderedKeys(text)))
  if (!isDocument(value)) throw new Error('not a document')
  return value
}

/** Gives names their form in documents before JavaScript can put them into another order. */
function withOrderedKeys(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"(\s*:)?/g, (all, body: string, colon: string | undefined) => {
    if (colon === undefined) return all
    const name = JSON.parse(`"${body}"`) as string
    return JSON.stringify(keyOfName(name)) + colon
  })
}

function read(value: unknown): unknown {
  if (typeof value === 'number') return readNumber(value)
  if (Array.isArray(value)) return value.map(read)
  if (!isDocument(value)) return value
  const [name] = Object.keys(value)
  if (name === '$undefined') return BSONUndefined.value
  if (name === '$dbPointer') return readPointer(value['$dbPointer'] as Document)
  if (name !== undefined && WRAPPERS.has(name)) return EJSON.deserialize(value, { relaxed: false })
  return documentOf(fieldEntries(value).map(([field, held]) => [field, read(held)]))
}

function readNumber(value: number): unknown {
  if (!Number.isInteger(value) || Object.is(value, -0)) return new Double(value)
  if (value === Math.trunc(value) && Math.abs(value) < 2 ** 31) return new Int32(value)
  return Number.isSafeInteger(value) ? Long.fromNumber(value) : new Double(value)
}

function readPointer({ $ref, $id }: Document): DBPointer {
  return new DBPointer(String($ref), EJSON.deserialize($id as Document, { relaxed: false }) as ObjectId)
}
