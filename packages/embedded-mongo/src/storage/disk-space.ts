import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fault, MongoFault } from '../errors.ts'

/** So much is kept free, so that a full disk can still be emptied: deleting needs pages of its own for a while. */
export const DISK_RESERVE_BYTES = 16 * 1024 * 1024

const OUT_OF_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
/** The same as numbers, as LMDB reports them: Linux, and EDQUOT and EFBIG elsewhere. */
const OUT_OF_SPACE_NUMBERS = new Set([27, 28, 69, 122])

/** What can still be written to the file system of a folder, in bytes. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** The refusal of a write for want of space. */
export function outOfDiskSpace(message: string): MongoFault {
  return fault('OutOfDiskSpace', message)
}

export function isOutOfDiskSpace(error: unknown): boolean {
  return error instanceof MongoFault && error.codeName === 'OutOfDiskSpace'
}

/**
 * Whether a write to the data file failed for want of space. Near the end of a disk LMDB sees a write cut short and
 * calls it an input/output error; then a probe tells, since a disk that is broken must not be taken for a full one.
 */
export function isOutOfSpace(error: unknown, folder: string): boolean {
  // A refusal is one already, and its code is of another kind.
  if (error instanceof MongoFault) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'number' && OUT_OF_SPACE_NUMBERS.has(code)) return true
  try {
    return code === EIO && failsForSpace(() => probe(folder))
  } catch {
    // Broken, then.
    return false
  }
}

const EIO = 5
const PROBE_BYTES = 256 * 1024

/** Writes where the data file ends, into a file of its own, so that limits on the size of files show too. */
function probe(folder: string): void {
  const path = join(folder, 'embedded-mongo.probe')
  try {
    const file = openSync(path, 'w')
    try {
      const end = statSync(join(folder, 'data.mdb')).size
      for (let written = 0; written < PROBE_BYTES;) {
        written += writeSync(file, Buffer.alloc(PROBE_BYTES - written), 0, undefined, end + written)
      }
      fdatasyncSync(file)
    } finally {
      closeSync(file)
    }
  } finally {
    rmSync(path, { force: true })
  }
}

/** Whether this fails for want of space; any other failure is thrown. */
export function failsForSpace(work: () => void): boolean {
  try {
    work()
    return false
  } catch (error) {
    if (OUT_OF_SPACE.has((error as NodeJS.ErrnoException).code ?? '')) return true
    throw error
  }
}
