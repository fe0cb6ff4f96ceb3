import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { fault, MongoFault } from '../errors.ts'
import type { Document } from '../bson/values.ts'
import { encodeReply, MessageReader, parseMessage, ProtocolError, type Message } from './messages.ts'

export interface ClientConnection {
  readonly id: number
  readonly remote: string
}

/** Answers one command. A thrown fault becomes an error reply; anything else becomes error 1. */
export type CommandRunner = (
  command: Document,
  connection: ClientConnection,
  legacy: boolean,
) => Document | Buffer | Promise<Document | Buffer>

/** Thrown by a runner that wants the connection closed without an answer. */
export class CloseConnection extends Error {}

export interface Listener {
  /** The TCP port, or undefined on a Unix socket. */
  readonly port: number | undefined
  /** Takes no new connections, lets running commands finish and closes every connection. */
  close(): Promise<void>
}

export type Address = { readonly host: string; readonly port: number } | { readonly socketPath: string }

/** Accepts connections; one command at a time on each, in the order they came. */
export async function listen(address: Address, run: CommandRunner): Promise<Listener> {
  const connections = new Set<Connection>()
  let nextId = 0
  const server = createServer({ noDelay: true }, (socket) => {
    nextId += 1
    const connection = new Connection(nextId, socket, run)
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

// A client that keeps sending while its commands run is not read any further beyond this many.
const MAX_QUEUED = 16

class Connection implements ClientConnection {
  readonly id: number
  readonly remote: string
  readonly #socket: Socket
  readonly #run: CommandRunner
  readonly #reader = new MessageReader()
  readonly #queue: Message[] = []
  #busy: Promise<void> | undefined
  #ending = false

  constructor(id: number, socket: Socket, run: CommandRunner) {
    this.id = id
    this.remote = socket.remoteAddress
      ? `${socket.remoteAddress}:${socket.remotePort}`
      : 'anonymous unix socket'
    this.#socket = socket
    this.#run = run
    socket.on('data', (chunk) => this.#received(chunk))
    socket.on('error', () => socket.destroy())
  }

  /** Lets the running command answer, then closes. */
  async end(): Promise<void> {
    this.#ending = true
    this.#queue.length = 0
    await this.#busy
    this.#socket.destroySoon()
  }

  #received(chunk: Buffer): void {
    this.#reader.push(chunk)
    try {
      for (let bytes = this.#reader.next(); bytes; bytes = this.#reader.next()) {
        this.#queue.push(parseMessage(bytes))
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#ending = true
      this.#socket.destroy()
      return
    }
    if (this.#queue.length > MAX_QUEUED) this.#socket.pause()
    if (!this.#busy && this.#queue.length > 0) {
      this.#busy = this.#work().finally(() => {
        this.#busy = undefined
      })
    }
  }

  async #work(): Promise<void> {
    for (let message = this.#queue.shift(); message && !this.#ending; message = this.#queue.shift()) {
      const reply = await this.#answer(message)
      if (this.#socket.destroyed) return
      if (message.wantsReply && !this.#socket.write(reply)) await this.#drained()
      if (this.#queue.length <= MAX_QUEUED && this.#socket.isPaused()) this.#socket.resume()
    }
  }

  async #answer(message: Message): Promise<Buffer> {
    try {
      return encodeReply(message, await this.#run(message.command(), this, message.legacy))
    } catch (error) {
      if (error instanceof CloseConnection) this.#socket.destroy()
      return encodeReply(message, errorReply(error))
    }
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
  if (error instanceof RangeError) return fault('Overflow', 'the command is too deeply nested')
  return fault('InternalError', error instanceof Error ? error.message : String(error))
}
