import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { decode, encode, type Document } from '../bson/values.ts'
import { assertKnownFormat, Catalogue } from '../storage/catalogue.ts'
import type { Collection } from '../storage/collection.ts'
import { openSnapshot } from '../storage/kv.ts'
import type { View } from '../storage/views.ts'
import { toExtendedJson } from './extended-json.ts'
import { BackupError, DOCUMENTS, fileNameOf, METADATA } from './folder.ts'

export interface DumpCounts {
  collections: number
  views: number
  documents: number
}

/**
 * Writes everything a data folder holds at this moment as mongodump would. The folder may be in use by a server. All
 * of it happens in one turn, on one snapshot; the result appears under its name only when it is whole.
 */
export async function dump(
  dataFolder: string,
  out: string,
  tell: (line: string) => void,
): Promise<DumpCounts> {
  const target = resolve(out)
  if (existsSync(target) && readdirSync(target).length > 0) throw new BackupError(`${out} is not empty`)
  const store = openSnapshot(dataFolder)
  const draft = `${target}.partial-${process.pid}`
  try {
    assertKnownFormat(store)
    mkdirSync(dirname(target), { recursive: true })
    mkdirSync(draft)
    const counts = writeAll(new Catalogue(store), draft, tell)
    syncFolder(draft)
    // Only an empty folder gives way.
    renameSync(draft, target)
    syncFolder(dirname(target))
    return counts
  } finally {
    rmSync(draft, { recursive: true, force: true })
    await store.close()
  }
}

function writeAll(catalogue: Catalogue, folder: string, tell: (line: string) => void): DumpCounts {
  const counts = { collections: 0, views: 0, documents: 0 }
  for (const collection of catalogue.list()) {
    const base = baseOf(folder, collection.database, collection.name)
    const documents = writeDocuments(base + DOCUMENTS, collection)
    writeFile(base + METADATA, [Buffer.from(metadataOf(collection))])
    tell(`${collection.namespace}: ${documents} documents`)
    counts.collections += 1
    counts.documents += documents
  }
  for (const view of catalogue.views.list()) {
    const base = baseOf(folder, view.database, view.name)
    writeFile(base + METADATA, [Buffer.from(viewMetadataOf(view))])
    tell(`${view.database}.${view.name}: a view`)
    counts.views += 1
  }
  for (const database of readdirSync(folder)) syncFolder(join(folder, database))
  return counts
}

function baseOf(folder: string, database: string, name: string): string {
  mkdirSync(join(folder, database), { recursive: true })
  return join(folder, database, fileNameOf(name))
}

function writeDocuments(path: string, collection: Collection): number {
  let documents = 0
  function* bytes(): Generator<Buffer, void, void> {
    for (const { bytes: document } of collection.records()) {
      documents += 1
      yield document
    }
  }
  writeFile(path, bytes())
  return documents
}

/** Values as they are stored: a plain number in a description is an int there. */
function stored(document: Document): Document {
  return decode(encode(document))
}

function metadataOf(collection: Collection): string {
  return toExtendedJson({
    options: stored(collection.options),
    indexes: collection.indexes.map(({ spec }) => stored(spec)),
    uuid: collection.uuid.toString('hex'),
    collectionName: collection.name,
    type: 'collection',
  })
}

function viewMetadataOf({ name, viewOn, pipeline }: View): string {
  const options = stored({ viewOn, pipeline })
  return toExtendedJson({ options, indexes: [], uuid: '', collectionName: name, type: 'view' })
}

const CHUNK_BYTES = 1024 * 1024

function writeFile(path: string, pieces: Iterable<Buffer>): void {
  const file = openSync(path, 'wx')
  try {
    let waiting: Buffer[] = []
    let bytes = 0
    for (const piece of pieces) {
      waiting.push(piece)
      bytes += piece.length
      if (bytes < CHUNK_BYTES) continue
      writeWhole(file, Buffer.concat(waiting))
      waiting = []
      bytes = 0
    }
    writeWhole(file, Buffer.concat(waiting))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
}

function syncFolder(folder: string): void {
  // Windows has no such thing.
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
