import {
  allOperations,
  route,
  type AllOperations,
  type Contribution,
  type HttpOperation,
  type Input,
  type Operation,
  type OperationName,
  type Problem,
  type Reply,
  type SocketOperation,
} from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { io as connectSocket, type Socket } from 'socket.io-client'
import { inject } from 'vitest'
import { createApp, type App, type Deps } from '../app.ts'
import type { SendPush } from '../features/notifications/index.ts'
import { createClock, type Clock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { connect } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import type { Mail } from '../platform/mail.ts'
import type { Load } from '../platform/pressure.ts'
import { fillWithDemonstration, type Fixtures } from '../seed/demonstration.ts'
import { fillWithCopies, prepareWorld, preparedWorld } from './prepared.ts'

/** Everybody the demonstration has an account for, one for each role. */
export const everybody = [
  'member',
  'otherMember',
  'moderator',
  'orgAdmin',
  'newcomer',
  'municipalContact',
  'centreStaff',
  'platformAdmin',
] as const

/** What a raw call came back with, whatever it was. */
export interface Answer {
  status: number
  contentType: string
  body: unknown
  cookies: string[]
}

/** The platform as tests meet it: real HTTP, sockets and store; only mail and clock are doubles. */
export interface TestApp extends AsyncDisposable {
  app: App
  url: string
  /** Where files lie. */
  folder: string
  world: Fixtures
  clock: Clock
  mails: Mail[]
  /** The way of the mails; while it is down, none is handed over, and while it ends, the process dies over each. */
  post: { down: boolean; ends: boolean }
  /** Somebody from the demonstration world by role, or a visitor. */
  as: (role?: string) => Client
  /** One more process on the same store; nobody reaches it over the network. */
  beside: () => Promise<App>
  /** Ends the platform and starts it anew on the same store, at another address. */
  restart: () => Promise<void>
}

export async function startApp({
  demonstration = true,
  limits = false,
  site = '/nonexistent',
  /** Takes what is sent to browsers, which are told only then. */
  push = undefined as SendPush | undefined,
  /** Takes every line of the log, however unimportant. */
  lines = undefined as string[] | undefined,
  /** Whether staff and platform admins need a second factor. */
  staffSecondFactor = false,
  /** The share of the disk that is free. */
  freeShare = undefined as (() => Promise<number>) | undefined,
  /** How much the process has to do. */
  load = undefined as (() => Load) | undefined,
} = {}): Promise<TestApp> {
  const database = `test_${randomUUID().slice(0, 8)}`
  await connect(`${inject('mongoUri')}${database}?directConnection=true`)
  const clock = createClock()
  const mails: Mail[] = []
  const post = { down: false, ends: false }
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-'))
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    RATE_LIMITS: limits ? 'on' : 'off',
    STAFF_SECOND_FACTOR: staffSecondFactor ? 'on' : 'off',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal',
    ...(push && {
      VAPID_PUBLIC_KEY: 'A'.repeat(87),
      VAPID_PRIVATE_KEY: 'A'.repeat(43),
      VAPID_SUBJECT: 'mailto:push@augenhoehe.example',
    }),
  })
  const deps = {
    config,
    secret: 'a secret that only tests use, long enough',
    baseUrl: 'http://localhost',
    site,
    version: 'test',
    mail: async (mail) => {
      if (post.ends) throw new Error('ended')
      return !post.down && mails.push(mail) > 0
    },
    ...(push && { push }),
    ...(freeShare && { freeShare }),
    ...(load && { load }),
    now: clock.now,
    log: lines ? createLog('trace', { write: (line) => void lines.push(line) }) : createLog(config.LOG_LEVEL),
  } satisfies Deps
  const today = clock.now().getTime()
  const prepared = demonstration ? preparedWorld() : undefined
  if (prepared) await fillWithCopies(prepared)
  let app = await createApp(deps)
  const world = prepared
    ? structuredClone(prepared.world)
    : demonstration
      ? await fillWithDemonstration(app, clock)
      : undefined
  await app.matching.start()
  if (world && !prepared) await prepareWorld(world, today, folder)
  mails.length = 0
  const listen = async () => {
    await new Promise<void>((resolve) => app.http.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(app.http.address() as AddressInfo).port}`
  }
  let url = await listen()
  // What stands in the store already is read into the index beside everything else.
  if (prepared) await app.search.built()
  const clients: Client[] = []
  const others: App[] = []
  return {
    get app() {
      return app
    },
    get url() {
      return url
    },
    folder,
    clock,
    mails,
    post,
    world: world as Fixtures,
    as(role) {
      const client = new Client(url, role === undefined ? undefined : world?.roles[role])
      clients.push(client)
      return client
    },
    async beside() {
      const other = await createApp(deps)
      others.push(other)
      return other
    },
    async restart() {
      for (const client of clients) client.drop()
      await app.close()
      app = await createApp(deps)
      await app.matching.start()
      url = await listen()
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.drop()
      for (const one of [app, ...others]) await one.close()
      await mongoose.connection.dropDatabase()
      await mongoose.disconnect()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One person with one browser: a cookie, calls over HTTP, and a socket when something is followed. */
export class Client {
  #cookie = ''
  #signingIn: Promise<void> | undefined
  #socket: Socket | undefined
  #connecting: Promise<Socket> | undefined
  readonly url: string
  readonly login: { email: string; password: string } | undefined

  constructor(url: string, login?: { email: string; password: string }) {
    this.url = url
    this.login = login
  }

  get cookie() {
    return this.#cookie
  }

  /** Once, however many calls begin at the same time; every other call does it by itself. */
  signIn(): Promise<void> {
    this.#signingIn ??= (async () => {
      if (!this.login) return
      const { email, password } = this.login
      const { status, body } = await this.raw('POST', '/api/auth/sign-in/email', { email, password })
      if (status !== 200) throw new Error(`Signing in failed: ${JSON.stringify(body)}`)
    })()
    return this.#signingIn
  }

  /** Any request at all, as it comes. */
  async raw(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(this.#cookie && { Cookie: this.#cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    })
    const cookies = response.headers.getSetCookie()
    for (const cookie of cookies) {
      const [pair] = cookie.split(';')
      if (pair) this.#cookie = pair.endsWith('=') ? '' : pair
    }
    const text = await response.text()
    const contentType = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      contentType,
      cookies,
      body: contentType.includes('json') ? JSON.parse(text) : text,
    }
  }

  /** The HTTP request of an operation with any input. */
  async send(name: OperationName, input: Record<string, unknown>): Promise<Answer> {
    await this.signIn()
    const { method, path, params } = route(allOperations[name] as Operation)
    const rest = { ...input }
    let filled: string = path
    for (const param of params) {
      filled = filled.replace(`:${param}`, encodeURIComponent(String(rest[param])))
      delete rest[param]
    }
    if (method !== 'GET' && method !== 'DELETE') return this.raw(method, `/api${filled}`, rest)
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries(rest)) {
      // Objects in the way that query parsers are known to take them apart again.
      if (typeof value !== 'object' || value === null) query.append(key, String(value))
      else for (const [inner, deep] of Object.entries(value)) query.append(`${key}[${inner}]`, String(deep))
    }
    return this.raw(method, `/api${filled}${query.size > 0 ? `?${query.toString()}` : ''}`)
  }

  /** A form with files, to an address below the API. */
  async sendForm(path: string, form: FormData, headers: Record<string, string> = {}): Promise<Answer> {
    await this.signIn()
    const response = await fetch(`${this.url}/api${path}`, {
      method: 'POST',
      headers: { ...(this.#cookie && { Cookie: this.#cookie }), ...headers },
      body: form,
    })
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      cookies: [],
      body: await response.json(),
    }
  }

  async call<K extends HttpOperation>(
    name: K,
    input: Input<AllOperations[K]>,
  ): Promise<Reply<AllOperations[K]>> {
    const { status, body } = await this.send(name, { ...input })
    if (status >= 400) throw new Error(`${name} was refused: ${JSON.stringify(body)}`)
    return body as Reply<AllOperations[K]>
  }

  async refusal(name: HttpOperation, input: Record<string, unknown>): Promise<Problem> {
    const { status, body } = await this.send(name, input)
    if (status < 400) throw new Error(`${name} was not refused: ${JSON.stringify(body)}`)
    return body as Problem
  }

  /** The socket, connected; opened when first asked for, and again after it was dropped. */
  async socket(): Promise<Socket> {
    await this.signIn()
    if (this.#socket?.connected) return this.#socket
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined))
    return this.#connecting
  }

  async #connect(): Promise<Socket> {
    const socket = (this.#socket ??= connectSocket(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      ...(this.#cookie && { extraHeaders: { Cookie: this.#cookie } }),
    }))
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
      socket.connect()
    })
    return socket
  }

  /** Sends an event with any payload; the acknowledgement as it comes. */
  async emit(event: string, payload: unknown): Promise<{ ok: boolean; data?: unknown; problem?: Problem }> {
    return (await this.socket()).timeout(10_000).emitWithAck(event, payload) as never
  }

  async ask<K extends SocketOperation>(
    name: K,
    input: Input<AllOperations[K]>,
  ): Promise<Reply<AllOperations[K]>> {
    const { socket } = allOperations[name] as { socket: string }
    const answer = await this.emit(socket, input)
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.problem)}`)
    return answer.data as Reply<AllOperations[K]>
  }

  /** The next push of this name. */
  async next(event: string): Promise<unknown> {
    const socket = await this.socket()
    return new Promise((resolve) => socket.once(event, resolve))
  }

  drop() {
    this.#socket?.disconnect()
  }

  async follow(threadId: string): Promise<Follower> {
    const follower = new Follower(this, threadId)
    await follower.start()
    return follower
  }
}

/** A reader of one thread who merges as the browser does: newer wins, the cursor moves only without gaps. */
export class Follower {
  readonly #client: Client
  readonly #threadId: string
  readonly #posts = new Map<string, Contribution>()
  #rev = 0
  #waiting: (() => void)[] = []

  constructor(client: Client, threadId: string) {
    this.#client = client
    this.#threadId = threadId
  }

  get rev() {
    return this.#rev
  }

  #take(contributions: readonly Contribution[], rev?: number) {
    for (const one of contributions) {
      const known = this.#posts.get(one.id)
      if (!known || known.rev < one.rev) this.#posts.set(one.id, one)
    }
    if (rev !== undefined) this.#rev = Math.max(this.#rev, rev)
    this.#waiting.splice(0).forEach((wake) => wake())
  }

  async start() {
    const page = await this.#client.call('threads.contributions', { threadId: this.#threadId, limit: 200 })
    this.#take(page.contributions, this.#rev === 0 ? page.rev : undefined)
    await this.#follow()
  }

  async #follow() {
    const socket = await this.#client.socket()
    socket.off('thread.changed')
    socket.on(
      'thread.changed',
      (changed: { threadId: string; afterRev: number; rev: number; contributions: Contribution[] }) => {
        if (changed.threadId !== this.#threadId) return
        const contiguous = changed.afterRev <= this.#rev
        this.#take(changed.contributions, contiguous ? changed.rev : undefined)
        if (!contiguous) void this.#follow()
      },
    )
    const { missed, rev } = await this.#client.ask('threads.follow', {
      threadId: this.#threadId,
      afterRev: this.#rev,
    })
    this.#take(missed, rev)
  }

  /** In the order a reader sees: by place, what has none at the end. */
  contributions(): Contribution[] {
    return [...this.#posts.values()].sort(
      (a, b) =>
        (a.seq ?? Infinity) - (b.seq ?? Infinity) ||
        a.createdAt.localeCompare(b.createdAt) ||
        a.id.localeCompare(b.id),
    )
  }

  /** Resolves once the condition holds; a test that never gets there runs into its time limit. */
  async until(holds: (contributions: Contribution[]) => boolean): Promise<Contribution[]> {
    while (!holds(this.contributions())) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return this.contributions()
  }

  drop() {
    this.#client.drop()
  }

  async reconnect() {
    await this.#follow()
  }

  /** What a fresh visit shows. */
  async reload(): Promise<Contribution[]> {
    const fresh = new Follower(this.#client, this.#threadId)
    const page = await this.#client.call('threads.contributions', { threadId: this.#threadId, limit: 200 })
    fresh.#take(page.contributions, page.rev)
    return fresh.contributions()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    mongoUri: string
  }
}
