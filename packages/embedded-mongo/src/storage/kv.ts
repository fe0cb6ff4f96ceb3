import { open, type Database, type RootDatabase } from 'lmdb'
import { lockFolder } from './lock.ts'

/**
 * LMDB as this server uses it: three ordered tables of bytes, reads on the newest committed state, and writes in
 * one queue of synchronous steps that are committed together and acknowledged after the flush.
 */
export interface KeyValueStore {
  readonly meta: Table
  readonly data: Table
  readonly idx: Table
  /**
   * Runs `work` alone among writers. All of it happens or, when it throws, nothing. The promise resolves once the
   * result would survive the loss of power.
   */
  write<T>(work: () => T): Promise<T>
  /** Inside `write`: what to take back in memory should this work be undone. */
  onUndo(undo: () => void): void
  /** Later reads of this turn see everything that has been acknowledged. */
  refresh(): void
  sizeOnDisk(): number
  close(): Promise<void>
}

export interface Range {
  readonly start: Buffer
  /** Exclusive. */
  readonly end: Buffer
  readonly reverse?: boolean
}

/** Everything whose key begins like this. */
export function prefixRange(prefix: string): Range {
  const end = Buffer.from(prefix)
  end[end.length - 1] = (end[end.length - 1] as number) + 1
  return { start: Buffer.from(prefix), end }
}

export interface Entry {
  readonly key: Buffer
  readonly value: Buffer
}

export interface Table {
  get(key: Buffer): Buffer | undefined
  has(key: Buffer): boolean
  put(key: Buffer, value: Buffer): void
  remove(key: Buffer): void
  count(range: Range): number
  /** Entries in order. Holds nothing open between chunks, so it may be left and taken up again at any time. */
  scan(range: Range): Generator<Entry, void, void>
}

/** Opens the folder for this process alone; `onFatal` is told when a commit fails and nothing more can be promised. */
export function openStore(folder: string, onFatal: (error: Error) => void): KeyValueStore {
  const unlock = lockFolder(folder)
  try {
    return opened(folder, unlock, onFatal)
  } catch (error) {
    unlock()
    throw error
  }
}

const BINARY = { encoding: 'binary', keyEncoding: 'binary', cache: false } as const

function opened(folder: string, unlock: () => void, onFatal: (error: Error) => void): KeyValueStore {
  // With overlappingSync LMDB's promises would resolve before the flush.
  const root: RootDatabase<Buffer, Buffer> = open({
    path: folder,
    noSubdir: false,
    maxDbs: 4,
    overlappingSync: false,
    ...BINARY,
  })
  const data = root.openDB<Buffer, Buffer>({ name: 'data', ...BINARY })
  let undo: (() => void)[] | undefined
  const run = <T>(work: () => T): T => {
    undo = []
    try {
      return work()
    } catch (error) {
      for (const step of undo.reverse()) step()
      throw error
    } finally {
      undo = undefined
    }
  }
  return {
    meta: tableOf(root.openDB({ name: 'meta', ...BINARY })),
    data: tableOf(data),
    idx: tableOf(root.openDB({ name: 'idx', ...BINARY })),
    write: async (work) => {
      let refused = false
      try {
        return await data.childTransaction(() => {
          try {
            return run(work)
          } catch (error) {
            refused = true
            throw error
          }
        })
      } catch (error) {
        if (!refused) onFatal(error as Error)
        throw error
      }
    },
    onUndo: (step) => {
      if (!undo) throw new Error('not inside a write')
      undo.push(step)
    },
    refresh: () => data.resetReadTxn(),
    sizeOnDisk: () => {
      const { lastPageNumber, pageSize } = root.getStats() as { lastPageNumber: number; pageSize: number }
      return (lastPageNumber + 1) * pageSize
    },
    close: async () => {
      await root.close()
      unlock()
    },
  }
}

function tableOf(database: Database<Buffer, Buffer>): Table {
  return {
    get: (key) => database.get(key),
    has: (key) => database.doesExist(key),
    put: (key, value) => database.putSync(key, value),
    remove: (key) => {
      database.removeSync(key)
    },
    count: ({ start, end }) => database.getKeysCount({ start, end }),
    scan: (range) => scan(database, range),
  }
}

const CHUNK_BYTES = 1024 * 1024
const FIRST_CHUNK = 16
const LAST_CHUNK = 512

function* scan(database: Database<Buffer, Buffer>, range: Range): Generator<Entry, void, void> {
  const reverse = range.reverse ?? false
  let after: Buffer | undefined
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 2, LAST_CHUNK)) {
    const chunk = readChunk(database, range, reverse, after, size)
    yield* chunk.entries
    if (chunk.complete) return
    after = chunk.entries.at(-1)?.key
  }
}

function readChunk(
  database: Database<Buffer, Buffer>,
  { start, end }: Range,
  reverse: boolean,
  after: Buffer | undefined,
  size: number,
): { entries: Entry[]; complete: boolean } {
  const bounds = reverse
    ? { start: after ?? end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true }
    : { start: after ?? start, end, exclusiveStart: after !== undefined }
  const entries: Entry[] = []
  let bytes = 0
  for (const { key, value } of database.getRange({ ...bounds, limit: size })) {
    entries.push({ key, value })
    bytes += value.length
    if (bytes > CHUNK_BYTES) return { entries, complete: false }
  }
  return { entries, complete: entries.length < size }
}
