import { collationOf } from '../bson/collation.ts'
import { isDocument, typeOf, fieldNames, type Document } from '../bson/values.ts'
import { isNumber, toDouble } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { isTruthy } from '../query/match.ts'

/** The fields of a command, or of a statement in it, read with MongoDB's complaints about them. */
export class Arguments {
  readonly document: Document
  readonly #name: string

  constructor(name: string, document: Document) {
    this.#name = name
    this.document = document
  }

  /** Refuses fields that are neither listed nor allowed everywhere. */
  assertKnown(known: ReadonlySet<string>, generic?: ReadonlySet<string>): void {
    for (const field of fieldNames(this.document)) {
      if (known.has(field) || generic?.has(field)) continue
      throw fault('Location40415', `BSON field '${this.#name}.${field}' is an unknown field.`)
    }
  }

  has(field: string): boolean {
    return this.document[field] !== undefined
  }

  get(field: string): unknown {
    return this.document[field]
  }

  optionalDocument(field: string): Document | undefined {
    const value = this.document[field]
    if (value === undefined || value === null) return undefined
    if (!isDocument(value)) throw this.#wrongType(field, value, "'object'")
    return value
  }

  requiredDocument(field: string): Document {
    return this.optionalDocument(field) ?? this.#missing(field)
  }

  array(field: string): readonly unknown[] {
    return this.optionalArray(field) ?? this.#missing(field)
  }

  optionalArray(field: string): readonly unknown[] | undefined {
    const value = this.document[field]
    if (value === undefined) return undefined
    if (!Array.isArray(value)) throw this.#wrongType(field, value, "'array'")
    return value as unknown[]
  }

  string(field: string): string {
    const value = this.document[field]
    if (value === undefined) return this.#missing(field)
    if (typeof value !== 'string') throw this.#wrongType(field, value, "'string'")
    return value
  }

  /** Numbers and booleans count as flags, as in MongoDB. */
  flag(field: string, otherwise = false): boolean {
    const value = this.document[field]
    if (value === undefined || value === null) return otherwise
    if (typeof value === 'boolean' || isNumber(value)) return isTruthy(value)
    throw this.#wrongType(field, value, "types '[bool, long, int, decimal, double]'")
  }

  /** A whole number. */
  integer(field: string, otherwise = 0): number {
    const value = this.document[field]
    if (value === undefined || value === null) return otherwise
    if (!isNumber(value)) throw this.#wrongType(field, value, "types '[long, int, decimal, double]'")
    return Math.trunc(toDouble(value))
  }

  /** A whole number that is not negative. */
  count(field: string, otherwise = 0): number {
    const number = this.integer(field, otherwise)
    if (!(number >= 0)) {
      throw fault('Location51024', `BSON field '${field}' value must be >= 0, actual value '${number}'`)
    }
    return number
  }

  /** The batch size in the `cursor` of a command; undefined leaves it to the server. */
  batchSize(): number | undefined {
    const cursor = new Arguments(`${this.#name}.cursor`, this.optionalDocument('cursor') ?? {})
    return cursor.has('batchSize') ? cursor.count('batchSize') : undefined
  }

  refuse(fields: readonly string[]): void {
    for (const field of fields) {
      const value = this.document[field]
      if (value === undefined || value === false || value === null) continue
      throw fault('NotImplemented', `The field '${this.#name}.${field}' is not supported by this server`)
    }
  }

  #missing(field: string): never {
    throw fault('Location40414', `BSON field '${this.#name}.${field}' is missing but a required field`)
  }

  #wrongType(field: string, value: unknown, expected: string): Error {
    const wanted = expected.startsWith('types') ? `expected ${expected}` : `expected type ${expected}`
    return fault(
      'TypeMismatch',
      `BSON field '${this.#name}.${field}' is the wrong type '${typeOf(value)}', ${wanted}`,
    )
  }
}

/** Where only binary comparison is there, a collation must be absent, empty or "simple". */
export function assertSimpleCollation(collation: unknown): void {
  if (collationOf(collation) === undefined) return
  throw fault('NotImplemented', 'Collections and indexes with a collation are not supported by this server')
}
