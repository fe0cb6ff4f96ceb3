import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { fault, MongoFault } from '../errors.ts'
import type { Outgoing } from '../bson/raw.ts'
import type { Document } from '../bson/values.ts'
import {
  encodeReply,
  MAX_MESSAGE_BYTES,
  MessageReader,
  parseMessage,
  ProtocolError,
  type Message,
} from './messages.ts'

export interface ClientConnection {
  readonly id: number
  readonly remote: string
  /** True once nobody waits for answers any more. */
  readonly isClosed: boolean
}

/** Answers one command. A thrown fault becomes an error reply; anything else becomes error 1. */
export type CommandRunner = (
  command: Document,
  connection: ClientConnection,
  legacy: boolean,
) => Document | Outgoing | Promise<Document | Outgoing>

/** Thrown by a runner that wants the connection closed without an answer. */
export class CloseConnection extends Error {}

export interface Listener {
  /** The TCP port, or undefined on a Unix socket. */
  readonly port: number | undefined
  /** Takes no new connections, lets running commands finish and closes every connection. */
  close(): Promise<void>
}

export type Address = { readonly host: string; readonly port: number } | { readonly socketPath: string }

/**
 * Accepts up to `maxConnections` connections, closing every further one at once; one command at a time on each, in the
 * order they came.
 */
export async function listen(
  address: Address,
  run: CommandRunner,
  maxConnections = Infinity,
): Promise<Listener> {
  const connections = new Set<Connection>()
  const unread: Unread = { bytes: 0 }
  let nextId = 0
  const server = createServer({ noDelay: true }, (socket) => {
    if (connections.size >= maxConnections) {
      socket.on('error', () => {}).destroy()
      return
    }
    nextId += 1
    const connection = new Connection(nextId, socket, run, unread)
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
  })
  await started(server, address)
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : undefined,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all([...connections].map((connection) => connection.end()))
      await closed
    },
  }
}

function started(server: Server, address: Address): Promise<void> {
  if ('socketPath' in address) rmSync(address.socketPath, { force: true })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const ready = () => {
      server.off('error', reject)
      // Accepting can fail for one client (no file descriptors left) without concerning the others.
      server.on('error', () => {})
      if ('socketPath' in address) chmodSync(address.socketPath, 0o700)
      resolve()
    }
    if ('socketPath' in address) server.listen(address.socketPath, ready)
    else server.listen(address.port, address.host, ready)
  })
}

// A client that keeps sending while its commands run is not read any further beyond this many, or this much.
const MAX_QUEUED = 16
const MAX_QUEUED_BYTES = MAX_MESSAGE_BYTES
/** What all clients together may have sent of messages that are not whole yet. */
const MAX_UNREAD_BYTES = 512 * 1024 * 1024
/** How long, when the server stops, a client may take to fetch its last answer. */
const LAST_ANSWER_MS = 1000

interface Unread {
  bytes: number
}

interface Waiting {
  readonly message: Message
  readonly size: number
}

class Connection implements ClientConnection {
  readonly id: number
  readonly remote: string
  readonly #socket: Socket
  readonly #run: CommandRunner
  readonly #unread: Unread
  readonly #reader = new MessageReader()
  readonly #queue: Waiting[] = []
  #queuedBytes = 0
  #busy: Promise<void> | undefined
  #ending = false

  constructor(id: number, socket: Socket, run: CommandRunner, unread: Unread) {
    this.id = id
    this.remote = socket.remoteAddress
      ? `${socket.remoteAddress}:${socket.remotePort}`
      : 'anonymous unix socket'
    this.#socket = socket
    this.#run = run
    this.#unread = unread
    socket.on('data', (chunk) => this.#received(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#forget())
  }

  get isClosed(): boolean {
    return this.#socket.destroyed
  }

  /** Lets the running command answer, then closes. */
  async end(): Promise<void> {
    this.#ending = true
    this.#queue.length = 0
    // A client that does not fetch its answers must not keep the server from stopping.
    const impatience = setInterval(() => {
      if (this.#socket.writableNeedDrain || this.#socket.writableEnded) this.#socket.destroy()
    }, LAST_ANSWER_MS)
    this.#socket.once('close', () => clearInterval(impatience))
    await this.#busy
    this.#socket.destroySoon()
  }

  #received(chunk: Buffer): void {
    // One that is being closed may still have sent something.
    if (this.#socket.destroyed) return
    const before = this.#reader.size
    this.#reader.push(chunk)
    try {
      for (let bytes = this.#reader.next(); bytes; bytes = this.#reader.next()) {
        this.#queue.push({ message: parseMessage(bytes), size: bytes.length })
        this.#queuedBytes += bytes.length
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#unread.bytes -= before
      this.#reader.clear()
      this.#ending = true
      this.#socket.destroy()
      return
    }
    this.#unread.bytes += this.#reader.size - before
    if (this.#unread.bytes > MAX_UNREAD_BYTES && this.#reader.size > 0) {
      this.#socket.destroy()
      return
    }
    if (this.#isFull) this.#socket.pause()
    if (!this.#busy && this.#queue.length > 0) {
      this.#busy = this.#work().finally(() => {
        this.#busy = undefined
      })
    }
  }

  get #isFull(): boolean {
    return this.#queue.length > MAX_QUEUED || this.#queuedBytes > MAX_QUEUED_BYTES
  }

  #forget(): void {
    this.#unread.bytes -= this.#reader.size
    this.#reader.clear()
  }

  async #work(): Promise<void> {
    for (let next = this.#queue.shift(); next && !this.#ending; next = this.#queue.shift()) {
      const { message, size } = next
      const answer = this.#answer(message)
      const reply = answer instanceof Promise ? await answer : answer
      this.#queuedBytes -= size
      // Of one who has gone, writes that asked for no reply are still done.
      if (this.#socket.destroyed) continue
      if (message.wantsReply && !this.#socket.write(reply)) await this.#drained()
      if (!this.#isFull && this.#socket.isPaused()) this.#socket.resume()
    }
  }

  /** At once when the command has been: waiting for nothing costs as much as some commands do. */
  #answer(message: Message): Buffer | Promise<Buffer> {
    try {
      const reply = this.#run(message.command(), this, message.legacy)
      return reply instanceof Promise ? this.#later(message, reply) : encodeReply(message, reply)
    } catch (error) {
      return this.#failed(message, error)
    }
  }

  async #later(message: Message, reply: Promise<Document | Outgoing>): Promise<Buffer> {
    try {
      return encodeReply(message, await reply)
    } catch (error) {
      return this.#failed(message, error)
    }
  }

  #failed(message: Message, error: unknown): Buffer {
    if (error instanceof CloseConnection) {
      this.#ending = true
      this.#socket.destroy()
    }
    return encodeReply(message, errorReply(error))
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#socket.off('drain', done)
        this.#socket.off('close', done)
        resolve()
      }
      this.#socket.on('drain', done)
      this.#socket.on('close', done)
    })
  }
}

/** The reply that says no; faults of our own making are reported as MongoDB reports its own. */
export function errorReply(error: unknown): Document {
  const known = error instanceof MongoFault ? error : internal(error)
  const reply: Document = { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName }
  if (known.keyPattern) reply['keyPattern'] = known.keyPattern
  if (known.keyValue) reply['keyValue'] = known.keyValue
  if (known.details) reply['errInfo'] = known.details
  return reply
}

function internal(error: unknown): MongoFault {
  if (error instanceof RangeError && STACK_OVERFLOW.test(error.message))
    return fault('Overflow', 'the command is too deeply nested')
  if (error instanceof RangeError && TOO_MUCH.test(error.message))
    return fault('ExceededMemoryLimit', 'the command needs more memory than there is for it')
  return fault('InternalError', error instanceof Error ? error.message : String(error))
}

const STACK_OVERFLOW = /call stack/
const TOO_MUCH = /Invalid (?:string|array) length|Array buffer allocation failed|buffer is too large/i
