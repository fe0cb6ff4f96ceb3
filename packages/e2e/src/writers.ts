import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'

/** What a writer was told, in their own words. */
export interface Told {
  clientId: string
  text: string
  seq: number
}

type Answer = { ok: true; data: { seq: number } } | { ok: false; problem: { code: string } }

/**
 * Somebody who writes one contribution after the other and sends each again, under the same id, until it is
 * acknowledged: what a browser does, without one.
 */
export class Writer {
  readonly told: Told[] = []
  /** Refusals that sending again does not mend: there must be none. */
  readonly failed: string[] = []
  /** What the server said when it went. */
  readonly moving: number[] = []
  readonly #socket: Socket
  readonly #threadId: string
  readonly #name: string
  readonly #ending = new AbortController()
  #done: Promise<void> = Promise.resolve()

  constructor(url: string, cookie: string, threadId: string, name: string) {
    this.#threadId = threadId
    this.#name = name
    this.#socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      extraHeaders: { Cookie: cookie },
    })
    this.#socket.on('server.moving', ({ afterMs }: { afterMs: number }) => this.moving.push(afterMs))
    // At the door nobody has come in: Socket.IO does not knock again by itself.
    this.#socket.on('connect_error', () => {
      if (!this.#socket.active) setTimeout(() => this.#socket.connect(), 100)
    })
  }

  start() {
    this.#done = this.#write()
  }

  async #write() {
    for (let index = 1; !this.#ending.signal.aborted; index++) {
      const draft = { threadId: this.#threadId, clientId: randomUUID(), text: `${this.#name} ${index}` }
      for (;;) {
        const answer = await this.#send(draft)
        if (answer?.ok) {
          this.told.push({ clientId: draft.clientId, text: draft.text, seq: answer.data.seq })
          break
        }
        if (answer && answer.problem.code !== 'unavailable') {
          this.failed.push(answer.problem.code)
          break
        }
        await new Promise((done) => setTimeout(done, 20))
      }
    }
  }

  /** The answer; nothing where nobody knows what became of it. */
  async #send(draft: object): Promise<Answer | undefined> {
    try {
      return (await this.#socket.timeout(5000).emitWithAck('thread.contribute', draft)) as Answer
    } catch {
      return undefined
    }
  }

  /** Ends after what is under way was acknowledged. */
  async stop() {
    this.#ending.abort()
    await this.#done
    this.#socket.disconnect()
  }
}

export async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`Signing in failed: ${await response.text()}`)
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

export interface Stored {
  clientId: string
  text: string
  seq: number
}

/** Everything a thread shows, in order. */
export async function readThread(url: string, threadId: string, cookie: string): Promise<Stored[]> {
  const all: Stored[] = []
  for (let beforeSeq: number | undefined; ;) {
    const query = new URLSearchParams({ limit: '100', ...(beforeSeq && { beforeSeq: String(beforeSeq) }) })
    const response = await fetch(`${url}/api/threads/${threadId}/contributions?${query.toString()}`, {
      headers: { Cookie: cookie },
    })
    const { contributions } = (await response.json()) as { contributions: Stored[] }
    const placed = contributions.filter(({ seq }) => typeof seq === 'number')
    all.unshift(...placed)
    if (placed.length === 0 || placed[0]!.seq <= 1) return all
    beforeSeq = placed[0]!.seq
  }
}

/** What was acknowledged stands there once, in its place, and no place is left out. */
export function faultsOf(stored: readonly Stored[], told: readonly Told[]): string[] {
  const faults: string[] = []
  for (const [index, { seq }] of stored.entries())
    if (seq !== index + 1) faults.push(`place ${index + 1} holds ${seq}`)
  const byId = new Map<string, Stored[]>()
  for (const one of stored) byId.set(one.clientId, [...(byId.get(one.clientId) ?? []), one])
  for (const [clientId, some] of byId)
    if (some.length > 1) faults.push(`${clientId} is stored ${some.length} times`)
  for (const { clientId, text, seq } of told) {
    const one = byId.get(clientId)?.[0]
    if (!one) faults.push(`${text} was acknowledged and is lost`)
    else if (one.text !== text || one.seq !== seq)
      faults.push(`${text} was acknowledged at ${seq}, is ${one.seq}`)
  }
  return faults
}
