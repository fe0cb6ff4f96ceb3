import { BSON } from 'mongodb'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { auditCollection } from '../features/audit/index.ts'
import { erasedListName } from '../features/privacy/index.ts'
import { createFingerprint, fingerprinted } from '../features/threads/index.ts'
import { documentOf, type Source } from './sources.ts'
import { frame, parts, writeManifest, type Manifest } from './format.ts'
import { seal } from './sealed.ts'

interface Needs {
  source: Source
  /** Where files lie beside the store. */
  dataDir: string
  key: Buffer
  version: string
  now: Date
}

/** Into a new folder below `to`, which appears under its name when it is whole. */
export async function writeBackup(
  to: string,
  { source, dataDir, key, version, now }: Needs,
): Promise<{ folder: string; manifest: Manifest }> {
  const folder = join(to, `augenhoehe-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`)
  const draft = `${folder}.partial`
  if (existsSync(folder)) throw new Error(`${folder} exists already`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const store = await writeStore(draft, source, key)
  const files = writeFiles(draft, dataDir, key)
  const manifest: Manifest = {
    format: 1,
    id: randomUUID(),
    version,
    createdAt: now.toISOString(),
    collections: store.collections,
    threads: store.threads,
    audit: store.audit,
    files: files.files,
    parts: [store.sealed, files.sealed],
  }
  writeManifest(draft, key, manifest)
  await rename(draft, folder)
  return { folder, manifest }
}

async function writeStore(folder: string, source: Source, key: Buffer) {
  const file = seal(join(folder, parts.store), key)
  const fingerprint = createFingerprint()
  const collections: Manifest['collections'] = []
  let audit: Manifest['audit'] = null
  for await (const { documents, ...head } of source.collections()) {
    file.write(frame('collection', BSON.serialize(head)))
    let count = 0
    for await (const bytes of documents) {
      count++
      file.write(frame('document', bytes))
      if (head.name === fingerprinted) fingerprint.add(BSON.deserialize(bytes) as never)
      if (head.name === auditCollection) {
        const { _id: n, hash } = BSON.deserialize(bytes) as { _id: number; hash: string }
        if (n > (audit?.n ?? 0)) audit = { n, hash }
      }
      // What cannot be read again must not be noticed only when it is needed.
      documentOf(bytes)
    }
    collections.push({ name: head.name, documents: count })
  }
  return { sealed: file.end(), collections, threads: fingerprint.prints(), audit }
}

/** Beside the store: pictures of evidence and the session secret. Mails of the outbox were sent, and what people take along is made anew in a moment. */
function writeFiles(folder: string, dataDir: string, key: Buffer) {
  const file = seal(join(folder, parts.files), key)
  const files: Manifest['files'] = []
  for (const path of pathsIn(dataDir, dataDir)) {
    const bytes = readFileSync(join(dataDir, path))
    file.write(frame('file', Buffer.from(path)))
    file.write(frame('document', bytes))
    files.push({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  return { sealed: file.end(), files }
}

/** The list of who was erased lies beside every backup: in one it would be as old as that. */
const leftOut = new Set(['store', 'outbox', 'exports', 'last-backup', erasedListName])

function pathsIn(root: string, folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(folder, entry.name))
    if (leftOut.has(path) || entry.name.startsWith('.') || entry.name.endsWith('.part')) return []
    if (entry.isDirectory()) return pathsIn(root, join(folder, entry.name))
    return entry.isFile() ? [path.split(sep).join('/')] : []
  })
}
