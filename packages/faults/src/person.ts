import type { Contribution, Problem, ThreadChanged } from '@augenhoehe/contracts'
import { io, type Socket } from 'socket.io-client'
import { advance, unlinked, type LinkEvent } from '../../../client/src/features/threads/link.ts'
import {
  inOrder,
  nothing,
  takeOlder,
  takeOwn,
  takePage,
  trim,
  type FollowReply,
  type Page,
  type ThreadState,
} from '../../../client/src/features/threads/state.ts'
import type { Login } from './prepared.ts'

export type Answer<T = unknown> = { ok: true; data: T } | { ok: false; problem: Problem }

const retryMs = 500
const mostShown = 100

/** Signs in over HTTP; the cookie that stands for the session. */
export async function signIn(url: string, { email, password }: Login): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`Signing in failed: ${await response.text()}`)
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

/** One page of one person: a socket to one of several servers, which comes back by itself, to any of them. */
export class Visit {
  readonly cookie: string
  readonly socket: Socket
  readonly #urls: () => string[]
  #at = 0
  #closed = false
  /** How often it lost its connection. */
  losses = 0
  readonly #threads = new Map<string, Thread>()

  /** `urls` says where servers may be; the first one first, the next one where that does not answer. */
  constructor(cookie: string, urls: () => string[]) {
    this.cookie = cookie
    this.#urls = urls
    this.socket = io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      timeout: 3000,
      extraHeaders: { Cookie: cookie },
    })
    const again = () => {
      if (this.#closed) return
      this.#at++
      // The proxy in front would send it to whoever answers.
      ;(this.socket.io as unknown as { uri: string }).uri = this.url
      setTimeout(() => !this.#closed && this.socket.connect(), 100)
    }
    this.socket.on('disconnect', (reason) => {
      if (!this.#closed) this.losses++
      if (reason !== 'io client disconnect') again()
    })
    this.socket.on('connect_error', again)
    this.socket.on('server.moving', () => {
      this.socket.disconnect()
      again()
    })
  }

  get url(): string {
    const urls = this.#urls()
    return urls[this.#at % urls.length]!
  }

  async open(): Promise<this> {
    this.socket.connect()
    if (!this.socket.connected) await new Promise<void>((done) => this.socket.once('connect', done))
    return this
  }

  close() {
    this.#closed = true
    for (const thread of this.#threads.values()) thread.end()
    this.socket.disconnect()
  }

  /** The answer; undefined where nobody knows what became of it. */
  // eslint-disable-next-line typescript/no-unnecessary-type-parameters -- said by whoever asks
  async emit<T = unknown>(
    event: string,
    payload: unknown,
    withinMs = 10_000,
  ): Promise<Answer<T> | undefined> {
    if (!this.socket.connected) return undefined
    try {
      return (await this.socket.timeout(withinMs).emitWithAck(event, payload)) as Answer<T>
    } catch {
      return undefined
    }
  }

  /** A call over HTTP to the server this page is at. */
  // eslint-disable-next-line typescript/no-unnecessary-type-parameters -- said by whoever asks
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(this.url + path, {
      method,
      headers: { Cookie: this.cookie, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    })
    return { status: response.status, body: (await response.json()) as T }
  }

  /** Another visit to the thread begins anew. */
  forget(id: string) {
    this.#threads.delete(id)
  }

  /** A thread on this page, followed as the browser follows it. */
  thread(id: string, onShown?: (contributions: readonly Contribution[]) => void): Thread {
    const known = this.#threads.get(id)
    if (known) return known
    const thread = new Thread(this, id, onShown)
    this.#threads.set(id, thread)
    return thread
  }
}

/** What one page knows of a thread: the client's own rules for what is merged, asked for and shown. */
export class Thread {
  readonly #visit: Visit
  readonly #id: string
  readonly #onShown: ((contributions: readonly Contribution[]) => void) | undefined
  #state: ThreadState = nothing
  #link = unlinked
  #ended = false
  #refused = false
  #looksBack = false
  #waiting: (() => void)[] = []

  constructor(visit: Visit, id: string, onShown?: (contributions: readonly Contribution[]) => void) {
    this.#visit = visit
    this.#id = id
    this.#onShown = onShown
    visit.socket.on('thread.changed', this.#pushed)
    visit.socket.on('connect', this.#connected)
    visit.socket.on('disconnect', this.#disconnected)
  }

  get state() {
    return this.#state
  }
  /** Whether the server says that there is nothing to read for this reader. */
  get isRefused() {
    return this.#refused
  }
  shown(): Contribution[] {
    return inOrder(this.#state)
  }

  readonly #pushed = (changed: ThreadChanged) => {
    if (changed.threadId === this.#id) this.#dispatch({ type: 'pushed', push: changed })
  }
  readonly #connected = () => this.#dispatch({ type: 'connected' })
  readonly #disconnected = () => this.#dispatch({ type: 'disconnected' })

  /** Reads the end of the thread and follows from there. */
  async start(): Promise<this> {
    await this.#page()
    if (this.#visit.socket.connected) this.#connected()
    return this
  }

  end() {
    this.#ended = true
    this.#visit.socket.off('thread.changed', this.#pushed)
    this.#visit.socket.off('connect', this.#connected)
    this.#visit.socket.off('disconnect', this.#disconnected)
  }

  takeOwn(contribution: Contribution) {
    this.#set(takeOwn(this.#state, contribution))
  }

  /** Reads what came before what is shown, as one scrolls, until it is enough; gives up after so long. */
  async lookBack(isEnough: () => boolean, withinMs: number) {
    this.#looksBack = true
    const until = performance.now() + withinMs
    while (!this.#ended && this.#state.from > 1 && !isEnough() && performance.now() < until) {
      const { from, ticket } = this.#state
      try {
        const { status, body } = await this.#visit.call<Page>(
          'GET',
          `/api/threads/${this.#id}/contributions?limit=100&beforeSeq=${from}`,
        )
        if (status !== 200) throw new Error(`a page was answered with ${status}`)
        this.#set(takeOlder(this.#state, body, ticket))
      } catch {
        await new Promise((done) => setTimeout(done, retryMs))
      }
    }
  }

  /** Resolves once it holds; a test that never gets there runs into its time limit. */
  async until(holds: (shown: Contribution[]) => boolean): Promise<void> {
    while (!holds(this.shown())) await new Promise<void>((done) => this.#waiting.push(done))
  }

  async #page() {
    while (!this.#ended) {
      try {
        const { status, body } = await this.#visit.call<Page>(
          'GET',
          `/api/threads/${this.#id}/contributions?limit=50`,
        )
        if (status === 404) {
          this.#refused = true
          return
        }
        if (status !== 200) throw new Error(`a page was answered with ${status}`)
        const next = takePage(this.#state, body)
        if (next === this.#state) continue
        this.#refused = false
        this.#set(next)
        this.#dispatch({ type: 'page' })
        return
      } catch {
        await new Promise((done) => setTimeout(done, retryMs))
      }
    }
  }

  #set(next: ThreadState) {
    if (next === this.#state) return
    // As much as a page keeps at its end.
    this.#state = this.#looksBack ? next : trim(next, 'beginning', mostShown)
    this.#onShown?.(this.shown())
    this.#waiting.splice(0).forEach((wake) => wake())
  }

  #dispatch(event: LinkEvent) {
    if (this.#ended) return
    const step = advance(this.#state, this.#link, event)
    this.#link = step.link
    this.#set(step.state)
    if (step.effect?.do === 'follow') void this.#follow(step.effect.ask, step.effect.afterRev)
    if (step.effect?.do === 'reload') void this.#page()
    if (step.effect?.do === 'wait') setTimeout(() => this.#dispatch({ type: 'retry' }), retryMs)
  }

  async #follow(ask: number, afterRev: number) {
    const answer = await this.#visit.emit<FollowReply>('thread.follow', { threadId: this.#id, afterRev })
    if (answer?.ok) {
      this.#refused = false
      this.#dispatch({ type: 'followed', ask, reply: answer.data })
      return
    }
    if (answer?.problem.code === 'not-found') this.#refused = true
    this.#dispatch({ type: 'failed', ask })
  }
}
