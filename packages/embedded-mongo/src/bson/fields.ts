/**
 * A document is a JavaScript object with its fields in order. JavaScript moves properties that look like array
 * indexes to the front and gives `__proto__` a meaning of its own, so a field whose name begins with a digit, and
 * `__proto__`, is held under its name with a NUL in front, which no BSON name can contain. Only this module and the
 * codec know of it: whatever looks up, adds or lists fields with names that are not the server's own goes through
 * the functions below. A key already taken from a document (`Object.keys`) addresses the same field in a copy.
 */
export type Document = Record<string, unknown>

const ESCAPE = '\0'

/** The property that holds the field called `name`. */
export function keyOfName(name: string): string {
  const first = name.charCodeAt(0)
  // Nearly every name begins with a letter above these.
  if (first > 0x39 && first !== 0x5f) return name
  return (first >= 0x30 && first <= 0x39) || first === 0 || name === '__proto__' ? ESCAPE + name : name
}

/** The name of the field a property holds. */
export function nameOfKey(key: string): string {
  return key.charCodeAt(0) === 0 ? key.slice(1) : key
}

export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** An own field; never anything inherited, so that a field called `constructor` is just a name. */
export function fieldOf(document: Document, name: string): unknown {
  const key = keyOfName(name)
  return Object.hasOwn(document, key) ? document[key] : undefined
}

export function hasField(document: Document, name: string): boolean {
  return Object.hasOwn(document, keyOfName(name))
}

/** Sets a field: in its place when there is one of the name, at the end otherwise. */
export function setField(document: Document, name: string, value: unknown): void {
  document[keyOfName(name)] = value
}

export function removeField(document: Document, name: string): void {
  delete document[keyOfName(name)]
}

/** The names of all fields, in order. */
export function fieldNames(document: Document): string[] {
  const names = Object.keys(document)
  for (let i = 0; i < names.length; i += 1) {
    const key = names[i] as string
    if (key.charCodeAt(0) === 0) names[i] = key.slice(1)
  }
  return names
}

/** Names and values of all fields, in order. */
export function fieldEntries(document: Document): [name: string, value: unknown][] {
  return Object.keys(document).map((key) => [nameOfKey(key), document[key]])
}

/** A document of the given fields, in their order. */
export function documentOf(entries: Iterable<readonly [name: string, value: unknown]>): Document {
  const document: Document = {}
  for (const [name, value] of entries) setField(document, name, value)
  return document
}
