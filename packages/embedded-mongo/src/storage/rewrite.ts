import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openSnapshot, openStore, type KeyValueStore, type Range } from './kv.ts'
import { lockFolder } from './lock.ts'

/** Where the new files grow; what a crash left of it is begun anew. */
const DRAFT = '.rewriting'
const BATCH = 2000

/** Every key begins with a letter. */
const EVERYTHING: Range = { start: Buffer.from([0]), end: Buffer.alloc(4, 0xff) }

/**
 * Writes the files of a data folder anew with what they hold and nothing else. LMDB leaves the bytes of what was
 * deleted on pages that are free, and in the gaps of those that are not; here every entry is put into a new file.
 * May be interrupted: the folder has either the old files or the new ones. Says how many entries there are.
 */
export async function rewriteFolder(folder: string, onFatal: (error: Error) => never): Promise<number> {
  const draft = join(folder, DRAFT)
  rmSync(draft, { recursive: true, force: true })
  const unlock = lockFolder(folder)
  let entries = 0
  try {
    const from = openSnapshot(folder)
    const to = openStore(draft, { onFatal })
    try {
      for (const table of ['meta', 'data', 'idx'] as const) entries += await copyTable(from, to, table)
    } finally {
      await to.close()
      await from.close()
    }
    putInPlace(folder, draft)
  } finally {
    unlock()
  }
  return entries
}

/** Durably, and in one moment. */
function putInPlace(folder: string, draft: string): void {
  const file = openSync(join(draft, 'data.mdb'), 'r')
  fsyncSync(file)
  closeSync(file)
  // Readers that come now find no lock of others; the old file is gone with its name.
  rmSync(join(folder, 'lock.mdb'), { force: true })
  renameSync(join(draft, 'data.mdb'), join(folder, 'data.mdb'))
  rmSync(draft, { recursive: true, force: true })
  const parent = openSync(folder, 'r')
  fsyncSync(parent)
  closeSync(parent)
}

async function copyTable(
  from: KeyValueStore,
  to: KeyValueStore,
  name: 'meta' | 'data' | 'idx',
): Promise<number> {
  let count = 0
  let batch: [Buffer, Buffer][] = []
  const flush = async () => {
    const some = batch
    batch = []
    await to.write(() => {
      for (const [key, value] of some) to[name].put(key, value)
    })
  }
  for (const { key, value } of from[name].scan(EVERYTHING)) {
    // What is scanned lies in a buffer that the next chunk takes.
    batch.push([Buffer.from(key), Buffer.from(value)])
    count++
    if (batch.length === BATCH) await flush()
  }
  await flush()
  return count
}
