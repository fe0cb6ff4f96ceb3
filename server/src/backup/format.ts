import type { BSON } from 'mongodb'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupFault, createReader, seal, unsealed, type SealedFile } from './sealed.ts'

/** The files of a backup. */
export const parts = { manifest: 'manifest.sealed', store: 'store.sealed', files: 'files.sealed' } as const

const Count = z.int().min(0)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a backup says of itself; sealed as well, so that it is as true as the rest. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  version: z.string(),
  createdAt: z.iso.datetime(),
  collections: z.array(z.strictObject({ name: z.string(), documents: Count })),
  threads: z.array(
    z.strictObject({
      threadId: z.string(),
      count: Count,
      head: Count,
      gapless: z.boolean(),
      hash: Sha256,
    }),
  ),
  /** The newest entry of the audit log. */
  audit: z.strictObject({ n: z.int().positive(), hash: Sha256 }).nullable(),
  files: z.array(z.strictObject({ path: z.string(), bytes: Count, sha256: Sha256 })),
  parts: z.array(z.strictObject({ name: z.string(), bytes: Count, sha256: Sha256 })),
})
export type Manifest = z.infer<typeof Manifest>

export function writeManifest(folder: string, key: Buffer, manifest: Manifest): SealedFile {
  const file = seal(join(folder, parts.manifest), key)
  file.write(Buffer.from(JSON.stringify(manifest)))
  return file.end()
}

export function readManifest(folder: string, key: Buffer): Manifest {
  const text = Buffer.concat([...unsealed(join(folder, parts.manifest), key)]).toString()
  const parsed = Manifest.safeParse(JSON.parse(text))
  if (!parsed.success) throw new BackupFault('this backup has a form that this version does not know')
  return parsed.data
}

/** A collection as it begins in the stream; its documents follow, until the next. */
export interface CollectionHead {
  name: string
  options: BSON.Document
  indexes: BSON.Document[]
}

/** What stands before every piece of a stream: what it is, and how long. */
const kinds = { collection: 1, document: 2, file: 3 } as const
type Kind = keyof typeof kinds

export function frame(kind: Kind, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head[0] = kinds[kind]
  head.writeUInt32LE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** The frames of a file, in order. */
export function* framesIn(path: string, key: Buffer): Generator<{ kind: Kind; bytes: Buffer }, void, void> {
  const reader = createReader(unsealed(path, key))
  for (;;) {
    const head = reader.take(5)
    if (!head) return
    const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one] === head[0])
    const bytes = kind && (head.readUInt32LE(1) === 0 ? Buffer.alloc(0) : reader.take(head.readUInt32LE(1)))
    if (!kind || !bytes) throw new BackupFault('a file of the backup holds what nobody knows')
    yield { kind, bytes }
  }
}

/** Without turning anything into what JavaScript would rather have: what goes in comes out. */
export const lossless = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const
