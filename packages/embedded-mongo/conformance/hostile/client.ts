import { connect, type Socket } from 'node:net'
import { deserialize } from 'bson'
import { MessageReader } from '../../src/wire/messages.ts'

/** A client that may send anything, and looks closely at what comes back. */

type Fields = Record<string, unknown>

export type Answer = 'closed' | 'silence' | Fields

const SILENCE_MS = 20_000

/** One raw connection. */
export class HostileClient {
  readonly socket: Socket
  readonly #reader = new MessageReader()
  readonly #messages: Buffer[] = []
  #waiting: (() => void) | undefined
  isClosed = false

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('data', (chunk) => {
      this.#reader.push(chunk)
      for (let next = this.#reader.next(); next; next = this.#reader.next()) this.#messages.push(next)
      this.#waiting?.()
    })
    const closed = () => {
      this.isClosed = true
      this.#waiting?.()
    }
    this.socket.on('error', closed)
    this.socket.on('end', closed)
    this.socket.on('close', closed)
  }

  async connected(): Promise<this> {
    if (this.socket.connecting)
      await new Promise((resolve) => this.socket.once('connect', resolve).once('close', resolve))
    return this
  }

  /** Sends bytes that ask for one answer, and waits for it. */
  async ask(bytes: Uint8Array): Promise<Answer> {
    this.socket.write(bytes)
    return this.next()
  }

  /** The next answer. */
  async next(): Promise<Answer> {
    const giveUp = Date.now() + SILENCE_MS
    while (this.#messages.length === 0 && !this.isClosed && Date.now() < giveUp) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SILENCE_MS)
        this.#waiting = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const bytes = this.#messages.shift()
    if (bytes) return replyOf(bytes)
    return this.isClosed ? 'closed' : 'silence'
  }

  close(): void {
    this.socket.destroy()
  }
}

function replyOf(bytes: Buffer): Fields {
  const prefix = bytes.readInt32LE(12) === 1 ? 20 : 5
  return deserialize(bytes.subarray(16 + prefix), {
    promoteValues: true,
    bsonRegExp: true,
    useBigInt64: false,
  })
}

/** What JavaScript says when nobody thought of a case. */
const UNFORESEEN =
  /Cannot (?:read|set|convert|mix|destructure)|is not (?:a function|iterable|a constructor|an Object)|call stack|Invalid (?:array length|string length$|typed|time|count|date)|out of range|undefined|NaN cannot|BSONError|must be of type/i

/** What is wrong with an answer; undefined when it is one a client can work with. */
export function complaintAbout(answer: Answer): string | undefined {
  if (answer === 'closed') return undefined
  if (answer === 'silence') return 'no answer'
  if (answer['ok'] === 1) {
    const errors = (answer['writeErrors'] ?? []) as readonly Fields[]
    return errors.map((error) => complaintAboutError(error)).find((complaint) => complaint !== undefined)
  }
  if (answer['ok'] !== 0) return `ok is ${String(answer['ok'])}`
  if (typeof answer['codeName'] !== 'string') return 'no codeName'
  return complaintAboutError(answer)
}

function complaintAboutError({ code, errmsg }: Fields): string | undefined {
  if (typeof code !== 'number' || !(code > 0)) return `code is ${String(code)}`
  if (code === 1 || code === 8) return `code ${code}: ${String(errmsg)}`
  if (typeof errmsg !== 'string') return 'no errmsg'
  return UNFORESEEN.test(errmsg) &&
    !errmsg.includes('undefined variable') &&
    !/type:? '?undefined/.test(errmsg)
    ? `code ${code}: ${errmsg}`
    : undefined
}
