import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'

export interface Crowd {
  url: string
  threadId: string
  listeners: number
  /** One sender per cookie; an empty one stands for no session. */
  cookies: string[]
  text: string
}

export interface Load {
  /** Messages per second over all senders; 0 = as many as the acknowledgements allow. */
  rate: number
  /** With rate 0: messages of one sender under way at the same time. */
  inFlight: number
  seconds: number
}

export interface Outcome {
  sent: number
  acknowledged: number
  /** Contributions received, over all listeners. */
  deliveries: number
  /** Contributions that a listener should have received and did not. */
  missing: number
  /** Received more than once by a listener. */
  repeated: number
  /** Received after something that stands behind it. */
  disordered: number
  seconds: number
  /** From sending to receiving, sorted, in milliseconds. */
  latenciesMs: number[]
}

interface Listener {
  socket: Socket
  received: Set<string>
  repeated: number
  disordered: number
  /** The place that came last. */
  seq: number
}

const openAtOnce = 50
const settleMs = 10_000

/** A connection of somebody; nobody in particular without a cookie. */
export const open = (url: string, cookie: string) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...(cookie && { extraHeaders: { Cookie: cookie } }),
    })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })

/** Connected clients that follow one thread, and the senders that write in it. */
export class Swarm {
  readonly #crowd: Crowd
  #listeners: Listener[] = []
  #senders: Socket[] = []
  readonly #sentAt = new Map<string, number>()
  #deliveries = 0
  #latencies: number[] = []

  constructor(crowd: Crowd) {
    this.#crowd = crowd
  }

  async connect() {
    const { url, listeners, threadId, cookies } = this.#crowd
    for (let count = 0; count < listeners; count += openAtOnce) {
      const some = Array.from({ length: Math.min(openAtOnce, listeners - count) }, () => open(url, ''))
      for (const socket of await Promise.all(some)) await this.#listen(socket, threadId)
    }
    this.#senders = await Promise.all(cookies.map((cookie) => open(url, cookie)))
  }

  async #listen(socket: Socket, threadId: string) {
    const listener: Listener = { socket, received: new Set(), repeated: 0, disordered: 0, seq: 0 }
    this.#listeners.push(listener)
    socket.on(
      'thread.changed',
      ({ contributions }: { contributions: { clientId: string; seq: number }[] }) => {
        const now = performance.now()
        for (const { clientId, seq } of contributions) {
          if (seq <= listener.seq) listener.disordered++
          listener.seq = seq
          if (listener.received.has(clientId)) listener.repeated++
          listener.received.add(clientId)
          this.#deliveries++
          const sentAt = this.#sentAt.get(clientId)
          // One in twenty is enough for the distribution, and keeps the generator small.
          if (sentAt !== undefined && this.#deliveries % 20 === 0) this.#latencies.push(now - sentAt)
        }
      },
    )
    await socket.emitWithAck('thread.follow', { threadId, afterRev: 0 })
  }

  async run(load: Load): Promise<Outcome> {
    const { rate, seconds } = load
    this.#sentAt.clear()
    this.#deliveries = 0
    this.#latencies = []
    for (const listener of this.#listeners)
      Object.assign(listener, { received: new Set(), repeated: 0, disordered: 0 })
    const began = performance.now()
    const acknowledged = new Set<string>()
    await (rate > 0
      ? this.#paced(load, began, acknowledged)
      : this.#asFastAsPossible(load, began, acknowledged))
    const spent = (performance.now() - began) / 1000
    const giveUp = performance.now() + settleMs
    const missing = () =>
      this.#listeners.reduce((sum, { received }) => sum + this.#sentAt.size - received.size, 0)
    while (missing() > 0 && performance.now() < giveUp) await setTimeout(20)
    return {
      sent: this.#sentAt.size,
      acknowledged: acknowledged.size,
      deliveries: this.#deliveries,
      missing: missing(),
      repeated: this.#listeners.reduce((sum, { repeated }) => sum + repeated, 0),
      disordered: this.#listeners.reduce((sum, { disordered }) => sum + disordered, 0),
      seconds: rate > 0 ? seconds : spent,
      latenciesMs: this.#latencies.sort((a, b) => a - b),
    }
  }

  async #send(sender: Socket, acknowledged: Set<string>) {
    const { threadId, text } = this.#crowd
    const clientId = randomUUID()
    this.#sentAt.set(clientId, performance.now())
    const answer = (await sender
      .timeout(settleMs)
      .emitWithAck('thread.contribute', { threadId, clientId, text })) as { ok: boolean }
    if (answer.ok) acknowledged.add(clientId)
  }

  /** Evenly spaced in time, whatever the answers do: a slow server gets no rest. */
  async #paced({ rate, seconds }: Load, began: number, acknowledged: Set<string>) {
    const total = rate * seconds
    const open: Promise<void>[] = []
    for (let index = 0; index < total; index++) {
      const wait = began + (index / rate) * 1000 - performance.now()
      if (wait > 1) await setTimeout(wait)
      open.push(this.#send(this.#senders[index % this.#senders.length]!, acknowledged))
    }
    await Promise.all(open)
  }

  async #asFastAsPossible({ seconds, inFlight }: Load, began: number, acknowledged: Set<string>) {
    const until = began + seconds * 1000
    const keepSending = async (sender: Socket) => {
      while (performance.now() < until) await this.#send(sender, acknowledged)
    }
    await Promise.all(
      this.#senders.flatMap((sender) => Array.from({ length: inFlight }, () => keepSending(sender))),
    )
  }

  close() {
    for (const { socket } of this.#listeners) socket.disconnect()
    for (const socket of this.#senders) socket.disconnect()
  }
}
