import { BSON, MongoClient, type Db } from 'mongodb'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
// All of it, because each model declares indexes that must be there.
import '../app.ts'
import { endAllSessions } from '../features/accounts/index.ts'
import { verifyAudit } from '../features/audit/index.ts'
import { endAllInvitations } from '../features/organisations/index.ts'
import { storedFingerprint, type ThreadPrint } from '../features/threads/index.ts'
import { connect } from '../platform/db.ts'
import { Recoveries } from '../platform/recovery.ts'
import { framesIn, parts, readManifest, type CollectionHead, type Manifest } from './format.ts'
import { BackupFault, sha256Of } from './sealed.ts'
import { documentOf } from './sources.ts'

/** Goes through all of a backup before anything is done with it. */
export function verifyBackup(folder: string, key: Buffer): Manifest {
  const manifest = readManifest(folder, key)
  for (const { name, bytes, sha256 } of manifest.parts) {
    const found = sha256Of(join(folder, name))
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw new BackupFault(`${name} is not the file that was written with this backup`)
  }
  const names = new Set(manifest.parts.map(({ name }) => name))
  for (const name of [parts.store, parts.files])
    if (!names.has(name)) throw new BackupFault(`${name} is not part of this backup`)
  let frames = 0
  for (const name of names) for (const _ of framesIn(join(folder, name), key)) frames++
  const documents = manifest.collections.reduce((sum, one) => sum + one.documents, 0)
  const expected = documents + manifest.collections.length + manifest.files.length * 2
  if (frames !== expected) throw new BackupFault(`it holds ${frames} pieces where ${expected} were written`)
  return manifest
}

/** Refuses a data folder with files in it; a new one is none. */
export function assertEmptyFolder(dataDir: string): void {
  const found = existsSync(dataDir) ? readdirSync(dataDir) : []
  if (found.length > 0)
    throw new BackupFault(
      `${dataDir} is not empty (${found[0]} is there): a backup is brought into an empty place only`,
    )
}

interface Needs {
  uri: string
  dataDir: string
  key: Buffer
  now: Date
  tell: (line: string) => void
  /** Takes out whoever was erased since the backup; says how many. */
  eraseAgain: () => Promise<number>
}

/** Brings a verified backup into an empty database and folder, and proves that it came as it went. */
export async function restoreBackup(
  folder: string,
  manifest: Manifest,
  { uri, dataDir, key, now, tell, eraseAgain }: Needs,
): Promise<void> {
  const recovery = { _id: randomUUID(), backup: manifest.id, at: now, done: false }
  const client = new MongoClient(uri, { writeConcern: { w: 'majority', journal: true } })
  await client.connect()
  try {
    const db = client.db()
    const found = await db.listCollections({}, { nameOnly: true }).toArray()
    if (found.length > 0)
      throw new BackupFault(`the database is not empty (${found[0]!.name} is there): nothing was restored`)
    // From here on nobody may start on it before it is whole.
    await db.collection<{ _id: string }>(Recoveries.collection.collectionName).insertOne({ ...recovery })
    await restoreStore(db, join(folder, parts.store), key, tell)
    await restoreFiles(dataDir, manifest, join(folder, parts.files), key)
    for (const { name, documents } of manifest.collections) {
      const more = name === Recoveries.collection.collectionName ? 1 : 0
      const count = await db.collection(name).countDocuments()
      if (count !== documents + more)
        throw new BackupFault(`${name} has ${count} documents where ${documents} were written`)
    }
  } finally {
    await client.close()
  }

  // With the declared indexes: without the unique ones a message that is sent twice would be stored twice.
  const mongoose = await connect(uri, { recovering: true })
  try {
    const faults = differences(manifest.threads, await storedFingerprint())
    if (faults.length > 0)
      throw new BackupFault(`${faults[0]}${faults.length > 1 ? `, and ${faults.length - 1} more` : ''}`)
    tell(`${manifest.threads.length} threads are as they were written, without a gap`)
    const { count } = await verifyAudit(manifest.audit ?? undefined)
    tell(`The audit log is whole: ${count} entries`)
    const ended = await endAllSessions()
    const invitations = await endAllInvitations(now)
    tell(
      `Ended: ${ended.sessions} sessions, ${ended.tokens} links that were mailed, ${invitations} invitations`,
    )
    // Before anybody may start on it: nobody who is gone is seen again, not for a moment.
    tell(`Erased again: ${await eraseAgain()} accounts`)
    await Recoveries.updateOne({ _id: recovery._id }, { $set: { done: true } })
  } finally {
    await mongoose.disconnect()
  }
}

/** What is not as the backup says, thread by thread. */
export function differences(written: readonly ThreadPrint[], stored: readonly ThreadPrint[]): string[] {
  const found = new Map(stored.map((print) => [print.threadId, print]))
  const faults = written.flatMap(({ threadId, hash, count }) => {
    const print = found.get(threadId)
    if (!print) return [`the thread ${threadId} is missing`]
    if (print.count !== count)
      return [`the thread ${threadId} holds ${print.count} contributions, not ${count}`]
    return print.hash === hash ? [] : [`the thread ${threadId} does not hold what was written`]
  })
  const known = new Set(written.map(({ threadId }) => threadId))
  for (const { threadId, gapless } of stored) {
    if (!known.has(threadId)) faults.push(`the thread ${threadId} was not in the backup`)
    if (!gapless) faults.push(`the thread ${threadId} has a gap`)
  }
  return faults
}

const mostTogether = 500
const mostBytes = 8 * 1024 * 1024

async function restoreStore(db: Db, path: string, key: Buffer, tell: (line: string) => void) {
  let head: CollectionHead | undefined
  let batch: BSON.Document[] = []
  let bytes = 0
  let count = 0
  const flush = async () => {
    if (head && batch.length > 0) await db.collection(head.name).insertMany(batch, { ordered: true })
    count += batch.length
    batch = []
    bytes = 0
  }
  const finish = async () => {
    await flush()
    if (!head) return
    const { name, indexes } = head
    const others = indexes.filter((index) => index['name'] !== '_id_')
    // After the documents: an index is built faster over what is there.
    if (others.length > 0) await db.command({ createIndexes: name, indexes: others })
    tell(`${name}: ${count} documents`)
    count = 0
  }
  for (const frame of framesIn(path, key)) {
    if (frame.kind === 'collection') {
      await finish()
      head = BSON.deserialize(frame.bytes) as CollectionHead
      if (head.name !== Recoveries.collection.collectionName)
        await db.createCollection(head.name, head.options)
      continue
    }
    batch.push(documentOf(frame.bytes))
    bytes += frame.bytes.length
    if (batch.length === mostTogether || bytes > mostBytes) await flush()
  }
  await finish()
}

async function restoreFiles(dataDir: string, manifest: Manifest, path: string, key: Buffer) {
  const wanted = new Map(manifest.files.map((file) => [file.path, file]))
  let name: string | undefined
  for (const { kind, bytes } of framesIn(path, key)) {
    if (kind === 'file') {
      name = bytes.toString()
      continue
    }
    const file = wanted.get(name ?? '')
    const target = resolve(dataDir, name ?? '')
    if (!file || !target.startsWith(resolve(dataDir) + sep))
      throw new BackupFault(`${name} is no file of this backup`)
    if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
      throw new BackupFault(`${name} is not as it was written`)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes, { mode: 0o600 })
    wanted.delete(file.path)
  }
  for (const missing of wanted.keys()) throw new BackupFault(`${missing} is missing`)
}
