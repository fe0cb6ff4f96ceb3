import {
  allOperations,
  type ClientToServer,
  type Operation,
  type OperationName,
  type Problem,
  type ServerToClient,
} from '@augenhoehe/contracts'
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Actor } from './actor.ts'
import { refuse, toProblem } from './errors.ts'
import { isOwnOrigin } from './http.ts'
import type { Log } from './log.ts'
import { metrics } from './metrics.ts'
import type { Listener, Perform } from './operations.ts'
import type { Pressure } from './pressure.ts'
import { networkOf, type RateLimits } from './rate-limits.ts'
import type { Bus, Packet } from './redis.ts'

interface SocketData {
  /** Who opened it; nobody for a visitor. What they may do is asked anew at every event. */
  userId: string | null
  sessionId: string | null
  address: string
}
export type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>
type Live = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>

/** Names of the sets of sockets that events are sent to. */
export const audience = {
  user: (id: string) => `user:${id}`,
  session: (id: string) => `session:${id}`,
  organisation: (id: string) => `organisation:${id}`,
} as const

interface Needs {
  http: HttpServer
  perform: Perform
  actorOf: (headers: Headers) => Promise<Actor>
  /** Audiences a person belongs to besides the own one. */
  audiencesOf: (userId: string) => Promise<string[]>
  limits: RateLimits
  /** While it is high nobody new comes in. */
  pressure: Pressure
  /** Carries what is sent to sockets to other processes. */
  bus: Bus | undefined
  /** Hears of everything that is sent to sockets, by this process and others. */
  onBroadcast: (packet: Packet) => void
  /** Which life of the store this is. */
  epoch: string
  publicUrl: string | undefined
  addressOf: (request: IncomingMessage) => string
  log: Log
}

const socketOperations = new Map(
  (Object.entries(allOperations) as [OperationName, Operation][]).flatMap(([name, { socket }]) =>
    socket ? [[socket, name] as const] : [],
  ),
)

/** What Engine.IO answers with before a socket is open; to a WebSocket it just closes. */
interface Door {
  req?: unknown
  setHeader(name: string, value: string): void
  writeHead(status: number): void
  end(): void
}

const comeBackAfterSeconds = 5

const sessionOf = (request: IncomingMessage) => request.headers.cookie ?? ''

/** What an operation of a socket is told of the request that opened it: the session, and nothing else is kept. */
const nobody = new Headers()
const headersOf = (session: string) => (session === '' ? nobody : new Headers({ cookie: session }))

/** Opens the realtime side on the same port; the socket carries the same operations as HTTP. */
export function openRealtime({
  http,
  perform,
  actorOf,
  audiencesOf,
  limits,
  pressure,
  bus,
  onBroadcast,
  epoch,
  publicUrl,
  addressOf,
  log,
}: Needs): Io {
  const io: Io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    perMessageDeflate: false,
    connectTimeout: 10_000,
    pingInterval: 15_000,
    pingTimeout: 10_000,
    ...(bus && { adapter: bus.adapter(onBroadcast) as never }),
    allowRequest: (request, decide) =>
      decide(null, isOwnOrigin(request.headers.origin, request.headers.host, publicUrl)),
  })

  io.engine.use((request: IncomingMessage, response: Door, next: () => void) => {
    const isOpen = new URL(request.url ?? '/', 'http://local').searchParams.has('sid')
    if (isOpen || !pressure.isHigh()) {
      next()
      return
    }
    metrics.socketsRefused.inc({ reason: 'pressure' })
    response.setHeader('Retry-After', String(comeBackAfterSeconds))
    response.writeHead(503)
    response.end()
  })

  /** What is kept of the request each connection was opened with; the whole of it would take a quarter as much again. */
  const opened = new WeakMap<object, { session: string; address: string }>()
  const doors = new WeakMap<object, Door>()
  io.engine.use((request: IncomingMessage, response: Door, next: () => void) => {
    doors.set(request, response)
    next()
  })
  io.engine.on('connection', (conn: { request: IncomingMessage | undefined }) => {
    const request = conn.request!
    opened.set(conn, { session: sessionOf(request), address: addressOf(request) })
    // Both would hold it for as long as the connection is open.
    conn.request = undefined
    doors.get(request)!.req = undefined
  })

  // Engine.IO authorises polling at the handshake only: a stolen `sid` must not work with another session.
  io.engine.use((request: IncomingMessage, response: Door, next: () => void) => {
    const sid = new URL(request.url ?? '/', 'http://local').searchParams.get('sid')
    const known = sid === null ? undefined : (io.engine as unknown as Clients).clients[sid]
    if (!known || opened.get(known)?.session === sessionOf(request)) {
      next()
      return
    }
    response.writeHead(403)
    response.end()
  })

  io.use(async (socket, next) => {
    const held: (() => void)[] = []
    const giveBack = () => held.splice(0).forEach((release) => release())
    // Told of every end; the socket itself hears of none before it has come through the door.
    socket.conn.once('close', giveBack)
    socket.once('disconnect', giveBack)
    try {
      const { session, address } = opened.get(socket.conn)!
      const actor = await actorOf(headersOf(session))
      socket.data = { userId: actor.id, sessionId: actor.id === null ? null : actor.sessionId, address }
      const take = async (of: 'user' | 'address', key: string) => {
        const { taken, release } = limits.takePlace(of, key)
        held.push(release)
        await taken
      }
      await take('address', networkOf(address))
      if (actor.id !== null) {
        await take('user', actor.id)
        await socket.join([
          audience.user(actor.id),
          audience.session(actor.sessionId),
          ...(await audiencesOf(actor.id)),
        ])
      }
      if (socket.conn.readyState === 'closed') giveBack()
      next()
    } catch (error) {
      giveBack()
      const problem = toProblem(error, log)
      metrics.socketsRefused.inc({ reason: problem.code })
      next(Object.assign(new Error(problem.code), { data: problem }))
    }
  })

  const stalls = createStallGuard()
  http.once('close', stalls.end)
  io.on('connection', (socket) => {
    socket.emit('server.epoch', { epoch })
    metrics.socketsOpened.inc()
    socket.once('disconnect', (reason) => metrics.socketsClosed.inc({ reason }))
    stalls.watch(socket.conn as unknown as Connection)
    const headers = headersOf(opened.get(socket.conn)!.session)
    answer(socket, { perform, actorOf, headers, most: limits.perSocket, log })
  })
  return io
}

/** What may wait for a reader at most; it fills our memory, and for each of them. */
const mostUnsent = { packets: 256, characters: 256 * 1024, ms: 5000 }
type Slow = 'packets' | 'size' | 'time'

/** Of the connection below a socket: what waits until the network takes what was handed over before. */
interface Connection {
  writeBuffer: unknown[]
  on(event: 'packetCreate', hear: (packet: { data?: string | Buffer }) => void): void
  on(event: 'flush', hear: () => void): void
  once(event: 'close', hear: () => void): void
  close(discard: boolean): void
}

/**
 * Whoever does not read is let go, before what is meant for them fills our memory; they come back and ask from where
 * they are. Once a second it is asked who has not taken anything for too long: at every packet that would cost more.
 */
function createStallGuard() {
  const waiting = new Map<Connection, number>()
  const drop = (conn: Connection, reason: Slow) => {
    waiting.delete(conn)
    metrics.slowReaders.inc({ reason })
    // Discarding, because closing in good order would wait for what is never read.
    conn.close(true)
  }
  const timer = setInterval(() => {
    const now = performance.now()
    for (const [conn, since] of waiting) if (now - since > mostUnsent.ms) drop(conn, 'time')
  }, 1000).unref()

  return {
    watch(conn: Connection) {
      let characters = 0
      conn.on('packetCreate', ({ data }) => {
        // For whoever reads, nothing waits here: each packet is handed over before the next is made.
        characters += data?.length ?? 0
        const { length } = conn.writeBuffer
        if (length === 0) return
        if (length >= mostUnsent.packets) drop(conn, 'packets')
        else if (characters > mostUnsent.characters) drop(conn, 'size')
        else if (!waiting.has(conn)) waiting.set(conn, performance.now())
      })
      const isEmpty = () => {
        characters = 0
        waiting.delete(conn)
      }
      conn.on('flush', isEmpty)
      conn.once('close', isEmpty)
    },
    end: () => clearInterval(timer),
  }
}

/** Whether there is another event to answer within these ten seconds. */
function createBudget(most: number) {
  let since = 0
  let seen = 0
  return () => {
    if (performance.now() - since > 10_000) {
      since = performance.now()
      seen = 0
    }
    return ++seen <= most
  }
}

interface Clients {
  clients: Record<string, object | undefined>
}

const isWrite = (name: OperationName) => {
  const { http }: Operation = allOperations[name]
  return http !== undefined && !http.startsWith('GET ')
}

/** Answers every event of one socket; an event that is no operation is refused like any other bad input. */
function answer(
  socket: Live,
  {
    perform,
    actorOf,
    headers,
    most,
    log,
  }: Pick<Needs, 'perform' | 'actorOf' | 'log'> & { headers: Headers; most: RateLimits['perSocket'] },
) {
  const mayAsk = createBudget(most.events)
  let writing = 0
  const ends = new Map<string, () => void>()
  socket.once('disconnect', () => ends.forEach((tell) => tell()))
  const listener: Listener = {
    actor: () => actorOf(headers),
    onEnd: (name, tell) => {
      if (socket.disconnected) tell()
      else if (!ends.has(name)) ends.set(name, tell)
    },
    join: (rooms: string[]) => {
      if (socket.rooms.size >= most.joined) throw refuse('rate.limited', { retryAfterMs: 1000 })
      return socket.join(rooms)
    },
    leave: async (rooms: string[]) => {
      for (const room of rooms) await socket.leave(room)
    },
  }
  socket.onAny((event: unknown, ...args: unknown[]) => {
    // Socket.IO lets an event without a name pass; it is as malformed as what its parser closes for.
    // And even a refusal costs: far more events than anybody may have answered are answered no more.
    if (typeof event !== 'string' || !mayAsk()) {
      socket.disconnect(true)
      return
    }
    const last = args.at(-1)
    const ack = typeof last === 'function' ? (args.pop(), last as (answer: unknown) => void) : () => {}
    const run = async () => {
      const name = socketOperations.get(event)
      if (!name || args.length !== 1)
        throw refuse('request.invalid', { fields: { event: ['unknown event or form'] } })
      // Rights are those of now, not of the moment the connection was opened.
      const actor = await actorOf(headers)
      if (actor.id !== socket.data.userId) {
        socket.disconnect(true)
        throw refuse('session.required')
      }
      const call = { actor, address: socket.data.address, headers, setCookies: () => {}, listener }
      if (!isWrite(name)) return perform(name, args[0], call)
      if (writing >= most.writing) throw refuse('rate.limited', { retryAfterMs: 1000 })
      writing++
      return perform(name, args[0], call).finally(() => writing--)
    }
    run().then(
      (data) => ack({ ok: true, data }),
      (error: unknown) => ack({ ok: false, problem: toProblem(error, log) satisfies Problem }),
    )
  })
}

/** Within this time everybody comes back, each at a moment of their own, so that not all knock at once. */
const backWithinMs = 5000
const flushWithinMs = 1000

/** Tells everybody that the server goes and when to come back; resolves when that, and every answer, is on its way. */
export async function sayGoodbye(io: Io): Promise<void> {
  for (const socket of io.sockets.sockets.values())
    socket.emit('server.moving', { afterMs: Math.floor(Math.random() * backWithinMs) })
  const until = performance.now() + flushWithinMs
  const isUnsent = ({ conn }: { conn: unknown }) => {
    const { writeBuffer, transport } = conn as { writeBuffer: unknown[]; transport: { writable: boolean } }
    return writeBuffer.length > 0 || !transport.writable
  }
  while (performance.now() < until && [...io.sockets.sockets.values()].some(isUnsent))
    await new Promise((done) => setTimeout(done, 10))
}
