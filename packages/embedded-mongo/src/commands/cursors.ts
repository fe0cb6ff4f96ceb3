import { randomBytes } from 'node:crypto'
import { cursorReply, MAX_DOCUMENT_BYTES, type Outgoing } from '../bson/raw.ts'
import { fault, fromExecution, type ExecutedCommand } from '../errors.ts'
import { take, type Deadline, type Hit, type Hits } from '../executor.ts'

const IDLE_MS = 10 * 60_000
const SWEEP_MS = 60_000
/** How many documents the first batch has unless the client says. */
export const FIRST_BATCH = 101
/** A cursor may hold a sorted result; somebody who never comes back for them must not use up the memory. */
const MAX_OPEN = 10_000

export interface CursorOptions {
  readonly namespace: string
  readonly hits: Hits
  /** The command whose execution this is, where it can go wrong. */
  readonly command?: ExecutedCommand
  /** From a hit to what the client gets. */
  readonly output?: ((hit: Hit) => Uint8Array) | undefined
  /** How many documents there can be at most; 0 is no limit. */
  readonly limit?: number
  readonly singleBatch?: boolean
  readonly noTimeout?: boolean
  /** Throws when what the cursor walks over is gone. */
  readonly assertValid?: (() => void) | undefined
}

/** A result on its way to a client, batch by batch. */
export class Cursor {
  readonly namespace: string
  readonly noTimeout: boolean
  readonly #options: CursorOptions
  #left: number
  #held: Uint8Array | undefined
  #finished = false
  lastUsed = Date.now()
  isBusy = false

  constructor(options: CursorOptions) {
    this.#options = options
    this.namespace = options.namespace
    this.noTimeout = options.noTimeout ?? false
    this.#left = options.limit && options.limit > 0 ? options.limit : Infinity
  }

  get isFinished(): boolean {
    return this.#finished
  }

  /** The next documents: at most `size` (0: as many as fit) and 16 MB together. */
  async next(size: number, deadline: Deadline, command = this.#options.command): Promise<Uint8Array[]> {
    this.#options.assertValid?.()
    const most = Math.min(size > 0 ? size : Infinity, this.#left)
    const { output = (hit: Hit) => hit.bytes } = this.#options
    const batch: Uint8Array[] = []
    let bytes = 0
    const add = (document: Uint8Array): boolean => {
      if (batch.length > 0 && bytes + document.length > MAX_DOCUMENT_BYTES) {
        this.#held = document
        return true
      }
      batch.push(document)
      bytes += document.length
      return batch.length >= most
    }
    const held = this.#held
    this.#held = undefined
    const isFull = held !== undefined && add(held)
    const { hits, assertValid } = this.#options
    const taken = isFull || take(hits, deadline, (hit) => add(output(hit)), assertValid)
    const more = await Promise.resolve(taken).catch((error: unknown) => {
      throw command ? fromExecution(command, error) : error
    })
    this.#left -= batch.length
    this.#finished = !more || this.#left <= 0 || this.#options.singleBatch === true
    this.lastUsed = Date.now()
    return batch
  }

  close(): void {
    this.#finished = true
    this.#options.hits.return()
  }
}

/** The open cursors of all clients. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>()
  readonly #sweep = setInterval(() => this.#closeIdle(), SWEEP_MS).unref()

  /** Answers with the first batch, and keeps the cursor when there is more. */
  async begin(options: CursorOptions, batchSize: number | undefined, deadline: Deadline): Promise<Outgoing> {
    const cursor = new Cursor(options)
    // A batch size of 0 asks for the cursor alone.
    const documents = batchSize === 0 ? [] : await cursor.next(batchSize ?? FIRST_BATCH, deadline)
    let id = 0n
    if (cursor.isFinished) {
      cursor.close()
    } else if (this.#open.size >= MAX_OPEN) {
      cursor.close()
      throw fault('ExceededMemoryLimit', `there are ${MAX_OPEN} open cursors`)
    } else {
      id = this.#newId()
      this.#open.set(id, cursor)
    }
    return cursorReply('firstBatch', documents, id, cursor.namespace)
  }

  async more(id: bigint, namespace: string, batchSize: number, deadline: Deadline): Promise<Outgoing> {
    const cursor = this.#open.get(id)
    if (!cursor) throw fault('CursorNotFound', `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw fault(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    if (cursor.isBusy) throw fault('CursorInUse', `cursor id ${id} is already in use`)
    cursor.isBusy = true
    try {
      const documents = await cursor.next(batchSize, deadline, 'getMore')
      if (cursor.isFinished) this.kill(id)
      return cursorReply('nextBatch', documents, cursor.isFinished ? 0n : id, namespace)
    } catch (error) {
      this.kill(id)
      throw error
    } finally {
      cursor.isBusy = false
    }
  }

  /** Closes one cursor; false when there is none. */
  kill(id: bigint): boolean {
    const cursor = this.#open.get(id)
    this.#open.delete(id)
    if (cursor && !cursor.isBusy) cursor.close()
    return cursor !== undefined
  }

  get size(): number {
    return this.#open.size
  }

  stop(): void {
    clearInterval(this.#sweep)
    for (const id of this.#open.keys()) this.kill(id)
  }

  #closeIdle(): void {
    const oldest = Date.now() - IDLE_MS
    for (const [id, cursor] of this.#open) {
      if (!cursor.noTimeout && !cursor.isBusy && cursor.lastUsed < oldest) this.kill(id)
    }
  }

  #newId(): bigint {
    const id = randomBytes(8).readBigUInt64BE() >> 1n
    return id === 0n || this.#open.has(id) ? this.#newId() : id
  }
}
