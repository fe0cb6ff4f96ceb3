import { closeSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { endianness } from 'node:os'
import { join } from 'node:path'
import { open, type Database, type RootDatabase } from 'lmdb'
import { DISK_RESERVE_BYTES, freeBytes, isOutOfSpace, outOfDiskSpace } from './disk-space.ts'
import { lockFolder } from './lock.ts'
import { WriteQueue, type WriteOptions } from './write-queue.ts'

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
   * result would survive the loss of power, and rejects with OutOfDiskSpace, nothing kept, when the disk is full.
   */
  write<T>(work: () => T, options?: WriteOptions): Promise<T>
  /** Inside `write`: what to take back in memory should this work be undone. */
  onUndo(undo: () => void): void
  /** Whether nothing is being written: what is read now stays true until the next write. */
  isIdle(): boolean
  sizeOnDisk(): number
  close(): Promise<void>
}

export interface Range {
  readonly start: Buffer
  /** Exclusive. */
  readonly end: Buffer
  readonly reverse?: boolean
  /** How many entries will probably be wanted; read at one go they cost a tenth less. */
  readonly expected?: number | undefined
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
  /** The same without a copy of its own: the bytes are good until the next read. */
  peek(key: Buffer): Buffer | undefined
  has(key: Buffer): boolean
  put(key: Buffer, value: Buffer): void
  remove(key: Buffer): void
  count(range: Range): number
  /** Entries in order. Holds nothing open between chunks, so it may be left and taken up again at any time. */
  scan(range: Range): Generator<Entry, void, void>
  /** The first entries, at most so many, and as they are at this moment. */
  first(range: Range, most: number): Entry[]
}

export interface StoreOptions {
  /** Told when a commit fails in such a way that nothing more can be promised. */
  readonly onFatal: (error: Error) => void
  /** Ordinary writes are refused when less than this could be written. */
  readonly diskReserveBytes?: number
}

/** Opens the folder for this process alone. */
export function openStore(folder: string, options: StoreOptions): KeyValueStore {
  const unlock = lockFolder(folder)
  try {
    assertIsLmdb(folder)
    return opened(folder, unlock, options)
  } catch (error) {
    unlock()
    throw error
  }
}

const BINARY = { encoding: 'binary', keyEncoding: 'binary', cache: false } as const

type LmdbRoot = RootDatabase<Buffer, Buffer>
type LmdbTable = Database<Buffer, Buffer>

function opened(folder: string, unlock: () => void, options: StoreOptions): KeyValueStore {
  // With overlappingSync LMDB's promises would resolve before the flush; with eventTurnBatching one of them would
  // be rejected where nobody can hear it.
  const root: LmdbRoot = open({
    path: folder,
    noSubdir: false,
    maxDbs: 4,
    overlappingSync: false,
    eventTurnBatching: false,
    ...BINARY,
  })
  assertWhole(folder, root)
  fillUp(folder, root)
  const meta: LmdbTable = root.openDB({ name: 'meta', ...BINARY })
  const data: LmdbTable = root.openDB({ name: 'data', ...BINARY })
  const idx: LmdbTable = root.openDB({ name: 'idx', ...BINARY })
  const reserve = options.diskReserveBytes ?? DISK_RESERVE_BYTES
  const queue = new WriteQueue(
    {
      commit: async (work) => {
        await root.transaction(work)
        // LMDB goes on reading one state for a while; whoever is told of the commit must find what it brought.
        data.resetReadTxn()
      },
      nested: (work) => {
        try {
          // Inside a transaction this is done when it returns.
          void data.childTransaction(work)
        } catch (error) {
          // A large transaction is written in part before its end.
          throw isOutOfSpace(error, folder) ? outOfDiskSpace(DISK_IS_FULL) : error
        }
      },
      refusal: () => {
        const free = freeBytes(folder)
        if (free >= reserve) return undefined
        const available = free + unusedBytes(folder, root, [meta, data, idx])
        if (available >= reserve) return undefined
        return outOfDiskSpace(
          `available disk space of ${available} bytes is less than required minimum of ${reserve}`,
        )
      },
      explain: async (error) => {
        const cause = await causeOf(error)
        return isOutOfSpace(cause, folder) && isUsable(root) ? outOfDiskSpace(DISK_IS_FULL) : undefined
      },
    },
    options.onFatal,
  )
  return {
    meta: tableOf(meta),
    data: tableOf(data),
    idx: tableOf(idx),
    write: (work, writeOptions) => queue.add(work, writeOptions),
    onUndo: (undo) => queue.onUndo(undo),
    isIdle: () => queue.isIdle,
    sizeOnDisk: () => sizeInUse(root),
    close: async () => {
      await queue.drained()
      await root.close()
      unlock()
    },
  }
}

/**
 * What a data folder holds at this moment, for reading within one turn; a server may go on writing to it. Nothing of
 * it is seen, and no reader is left behind, once it is closed.
 */
export function openSnapshot(folder: string): KeyValueStore {
  assertIsLmdb(folder)
  const root: LmdbRoot = open({ path: folder, noSubdir: false, maxDbs: 4, readOnly: true, ...BINARY })
  assertWhole(folder, root)
  const table = (name: string): Table => {
    const found = root.openDB({ name, ...BINARY }) as LmdbTable | undefined
    if (!found) throw new Error(`${folder} is not a data folder: it has no table ${name}`)
    return tableOf(found)
  }
  const readOnly = () => {
    throw new Error('a snapshot cannot be changed')
  }
  return {
    meta: table('meta'),
    data: table('data'),
    idx: table('idx'),
    write: readOnly,
    onUndo: readOnly,
    isIdle: () => true,
    sizeOnDisk: () => sizeInUse(root),
    close: () => root.close(),
  }
}

const MAGIC = 0xbeefc0de
const MAGIC_POSITION = 24
const SMALLEST_FILE = 8192

/** Opening a file that is something else would end the process. A new one is empty for a moment. */
function assertIsLmdb(folder: string): void {
  const path = join(folder, 'data.mdb')
  if (!existsSync(path) || statSync(path).size === 0) return
  const head = Buffer.alloc(MAGIC_POSITION + 4)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  const magic = endianness() === 'LE' ? head.readUInt32LE(MAGIC_POSITION) : head.readUInt32BE(MAGIC_POSITION)
  if (magic !== MAGIC) throw new Error('data.mdb is not an LMDB file')
  if (statSync(path).size < SMALLEST_FILE) throw new Error('data.mdb is cut short')
}

/**
 * LMDB does not write the last pages of a file when the very transaction that took them gave them back. There are
 * few of them, and nobody reads them.
 */
const MOST_UNWRITTEN_PAGES = 16

/** Reading what has been cut off would end the process. */
function assertWhole(folder: string, root: LmdbRoot): void {
  const { pageSize } = statsOf(root)
  const missing = sizeInUse(root) - statSync(join(folder, 'data.mdb')).size
  if (missing <= 0 || (missing % pageSize === 0 && missing <= MOST_UNWRITTEN_PAGES * pageSize)) return
  throw new Error(`data.mdb is cut short: its last ${missing} bytes are missing`)
}

/** Should any of the last pages be one that counts, it is found to be damaged when it is read. */
function fillUp(folder: string, root: LmdbRoot): void {
  const path = join(folder, 'data.mdb')
  if (statSync(path).size < sizeInUse(root)) truncateSync(path, sizeInUse(root))
}

function sizeInUse(root: LmdbRoot): number {
  const { lastPageNumber, pageSize } = statsOf(root)
  return (lastPageNumber + 1) * pageSize
}

const DISK_IS_FULL = 'No space left on device'

/** What LMDB says of a commit that failed comes later than the failure itself. */
async function causeOf(error: unknown): Promise<unknown> {
  const { commitError } = error as { commitError?: Promise<never> }
  try {
    await commitError
  } catch (cause) {
    return cause
  }
  return error
}

/** Whether transactions can begin: LMDB refuses them once its first page may be half written. */
function isUsable(root: LmdbRoot): boolean {
  try {
    root.transactionSync(() => {})
    return true
  } catch {
    return false
  }
}

interface Stats {
  readonly pageSize: number
  readonly lastPageNumber: number
  readonly treeBranchPageCount: number
  readonly treeLeafPageCount: number
  readonly overflowPages: number
  readonly free: Omit<Stats, 'free'>
  readonly root: Omit<Stats, 'root'>
}

function statsOf(table: LmdbTable): Stats {
  return table.getStats() as unknown as Stats
}

const META_PAGES = 2

/** What the data file has room for without growing: pages that are free, and its end where nothing is. */
function unusedBytes(folder: string, root: LmdbRoot, tables: readonly LmdbTable[]): number {
  const stats = statsOf(root)
  const trees = [stats.root, stats.free, ...tables.map(statsOf)]
  const used = trees.reduce(
    (sum, tree) => sum + tree.treeBranchPageCount + tree.treeLeafPageCount + tree.overflowPages,
    META_PAGES,
  )
  return Math.max(0, statSync(join(folder, 'data.mdb')).size - used * stats.pageSize)
}

function tableOf(database: Database<Buffer, Buffer>): Table {
  return {
    get: (key) => database.get(key),
    peek: (key) => peek(database, key),
    has: (key) => database.doesExist(key),
    put: (key, value) => database.putSync(key, value),
    remove: (key) => {
      database.removeSync(key)
    },
    count: ({ start, end }) => database.getKeysCount({ start, end }),
    scan: (range) => scan(database, range),
    first: (range, most) => readChunk(database, range, undefined, most).entries,
  }
}

/** LMDB reads into a buffer of its own, and only the `length` of that says how much of it is the value. */
function peek(database: Database<Buffer, Buffer>, key: Buffer): Buffer | undefined {
  const bytes = database.getBinaryFast(key)
  return bytes && Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length)
}

const CHUNK_BYTES = 1024 * 1024
const FIRST_CHUNK = 16
const LAST_CHUNK = 512

function* scan(database: Database<Buffer, Buffer>, range: Range): Generator<Entry, void, void> {
  let after: Buffer | undefined
  const first = Math.min(range.expected ?? FIRST_CHUNK, LAST_CHUNK)
  for (let size = first; ; size = Math.min(size * 2, LAST_CHUNK)) {
    const chunk = readChunk(database, range, after, size)
    yield* chunk.entries
    if (chunk.complete) return
    after = chunk.entries.at(-1)?.key
  }
}

function readChunk(
  database: Database<Buffer, Buffer>,
  { start, end, reverse = false }: Range,
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
