import { createHash } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { checkStructure, MAX_DOCUMENT_BYTES } from '../bson/raw.ts'
import { isDocument, type Document } from '../bson/values.ts'
import { fromExtendedJson } from './extended-json.ts'

/** The folder mongodump writes and mongorestore reads: `<database>/<collection>.bson` and `.metadata.json`. */

export const DOCUMENTS = '.bson'
export const METADATA = '.metadata.json'

/** Something wrong with a folder, to be told to whoever gave it. */
export class BackupError extends Error {}

const LONGEST_NAME = 238
const KEPT_OF_A_LONG_NAME = 208

/** The name of a collection's files; a very long one is cut and told apart by a digest. */
export function fileNameOf(collection: string): string {
  const escaped = encodeURIComponent(collection)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%(?:24|26|2B|3D|3A|40)/g, decodeURIComponent)
  if (escaped.length <= LONGEST_NAME) return escaped
  const digest = createHash('sha1').update(collection).digest('base64url')
  return `${escaped.slice(0, KEPT_OF_A_LONG_NAME)}%24${digest}`
}

/** What a folder says of one collection or view. */
export interface DumpedCollection {
  readonly database: string
  readonly name: string
  readonly isView: boolean
  readonly options: Document
  readonly indexes: readonly Document[]
  /** Where its documents are; a view has none. */
  readonly documents: string | undefined
}

/** Everything in a folder; collections before views. */
export function readDump(folder: string): DumpedCollection[] {
  if (!existsSync(folder)) throw new BackupError(`${folder} does not exist`)
  const found: DumpedCollection[] = []
  for (const database of readdirSync(folder, { withFileTypes: true })) {
    if (!database.isDirectory()) {
      // What newer versions of mongodump note about themselves.
      if (database.name === 'prelude.json') continue
      throw new BackupError(`${join(folder, database.name)} is no folder of a database`)
    }
    found.push(...readDatabase(join(folder, database.name), database.name))
  }
  if (found.length === 0) throw new BackupError(`${folder} holds no collections`)
  return [...found.filter(({ isView }) => !isView), ...found.filter(({ isView }) => isView)]
}

function readDatabase(folder: string, database: string): DumpedCollection[] {
  const files = readdirSync(folder).filter((file) => file !== 'prelude.json')
  const bases = files.filter((file) => file.endsWith(METADATA)).map((file) => file.slice(0, -METADATA.length))
  for (const file of files) {
    if (file.endsWith(METADATA)) continue
    const base = file.endsWith(DOCUMENTS) ? file.slice(0, -DOCUMENTS.length) : undefined
    if (base === undefined) throw new BackupError(`${join(folder, file)} is no file of a dump`)
    if (!bases.includes(base)) throw new BackupError(`${join(folder, file)} has no ${base}${METADATA}`)
  }
  return bases.map((base) => readCollection(folder, database, base, files))
}

function readCollection(
  folder: string,
  database: string,
  base: string,
  files: readonly string[],
): DumpedCollection {
  const path = join(folder, base + METADATA)
  const metadata = parsed(path)
  const { options = {}, indexes = [], collectionName } = metadata
  const name = collectionName ?? unescaped(base, path)
  if (
    typeof name !== 'string' ||
    !isDocument(options) ||
    !Array.isArray(indexes) ||
    !indexes.every(isDocument)
  ) {
    throw new BackupError(`${path} is no metadata of a collection`)
  }
  const isView = options['viewOn'] !== undefined
  const documents = files.includes(base + DOCUMENTS) ? join(folder, base + DOCUMENTS) : undefined
  if (!isView && !documents) throw new BackupError(`${join(folder, base + DOCUMENTS)} is missing`)
  return { database, name, isView, options, indexes, documents: isView ? undefined : documents }
}

function parsed(path: string): Document {
  try {
    return fromExtendedJson(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new BackupError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

function unescaped(base: string, path: string): string {
  try {
    return decodeURIComponent(base)
  } catch {
    throw new BackupError(`${path} has a name that stands for no collection`)
  }
}

/** The documents of a file one after the other, each verified. */
export function* documentsIn(path: string): Generator<Buffer, void, void> {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    for (let at = 0; at < size;) {
      const head = readAt(file, at, 4)
      const length = head.length === 4 ? head.readInt32LE() : 0
      if (length < 5 || length > MAX_DOCUMENT_BYTES || at + length > size) {
        throw new BackupError(`${path}: no whole document at byte ${at}`)
      }
      const bytes = readAt(file, at, length)
      assertDocument(bytes, path, at)
      yield bytes
      at += length
    }
  } finally {
    closeSync(file)
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let read = 0
  while (read < length) {
    const got = readSync(file, bytes, read, length - read, position + read)
    if (got === 0) return bytes.subarray(0, read)
    read += got
  }
  return bytes
}

function assertDocument(bytes: Buffer, path: string, at: number): void {
  try {
    checkStructure(bytes)
  } catch (error) {
    throw new BackupError(`${path}: the document at byte ${at} is damaged: ${(error as Error).message}`)
  }
}
