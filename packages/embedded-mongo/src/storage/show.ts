import {
  typeOf,
  fieldEntries,
  millisecondsOf,
  Binary,
  BSONRegExp,
  type Decimal128,
  type Document,
  type ObjectId,
  type Timestamp,
} from '../bson/values.ts'

/** A value as MongoDB writes it into messages: `{ name: "u1", at: new Date(0) }`. */
export function showValue(value: unknown): string {
  switch (typeOf(value)) {
    case 'string':
      return JSON.stringify(value)
    case 'object':
      return showDocument(value as Document)
    case 'array':
      return (value as unknown[]).length === 0
        ? '[]'
        : `[ ${(value as unknown[]).map(showValue).join(', ')} ]`
    case 'date':
      return `new Date(${millisecondsOf(value as Date)})`
    case 'objectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`
    case 'double':
      return showDouble(Number(value))
    case 'decimal':
      return `Decimal128('${(value as Decimal128).toString()}')`
    case 'binData':
      return showBinary(value)
    case 'timestamp':
      return `Timestamp(${(value as Timestamp).t}, ${(value as Timestamp).i})`
    case 'regex':
      return value instanceof BSONRegExp ? `/${value.pattern}/${value.options}` : String(value)
    case 'missing':
      return 'MISSING'
    case 'undefined':
      return 'undefined'
    case 'minKey':
      return 'MinKey'
    case 'maxKey':
      return 'MaxKey'
    case 'symbol':
    case 'dbPointer':
    case 'javascript':
    case 'javascriptWithScope':
    case 'null':
    case 'bool':
    case 'int':
    case 'long':
  }
  return String(value)
}

export function showDocument(document: Document): string {
  const fields = fieldEntries(document).map(([name, value]) => `${name}: ${showValue(value)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function showDouble(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value)
}

function showBinary(value: unknown): string {
  const binary = value instanceof Binary ? value : new Binary(value as Uint8Array)
  if (binary.sub_type === Binary.SUBTYPE_UUID && binary.position === 16)
    return `UUID("${binary.toUUID().toString()}")`
  return `BinData(${binary.sub_type}, ${binary.toString('hex').toUpperCase()})`
}
