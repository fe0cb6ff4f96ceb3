import { Router, type Request, type RequestHandler } from 'express'
import { randomUUID, timingSafeEqual } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { Gauge, Registry } from 'prom-client'
import { refuse } from './errors.ts'
import { metrics, sayAll } from './metrics.ts'
import type { Readiness } from './readiness.ts'
import type { Io } from './realtime.ts'

/** Loopback and the ranges of private networks (RFC 1918, RFC 4193, RFC 4291). */
export function isInternal(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '')
  if (!isIPv4(plain)) return plain === '::1' || /^f[cd]/i.test(plain) || /^fe[89ab]/i.test(plain)
  const [a, b] = plain.split('.').map(Number) as [number, number]
  return a === 127 || a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)
}

const sameText = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** What waits for somebody or something, and since when the oldest of it does. */
export type Waiting = Record<string, () => Promise<{ count: number; since: Date | null }>>

interface Needs {
  version: string
  io: () => Io
  readiness: Readiness
  waiting: Waiting
  /** When the last backup was made. */
  backedUpAt: () => Promise<Date | null>
  token: string | undefined
  /** Whether there is a port of its own for those who watch. */
  elsewhere: boolean
  now: () => Date
}

/** What those who watch are told: beside everything else, and again on a port of their own. */
export interface Health {
  /** Liveness without dependencies, readiness, and figures for internal addresses or the token. */
  routes: Router
  /** The same for whoever reaches the internal port. */
  internalRoutes: Router
}

export function createHealth(needs: Needs): Health {
  const { version, readiness, token, elsewhere } = needs
  const bootId = randomUUID()
  const figures = figuresOf(needs)
  metrics.info.set({ version }, 1)

  const mayKnow = (request: Request) => {
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    // Behind a proxy every address looks internal, unless the proxy is trusted and says whose it is.
    const forwarded =
      request.headers['x-forwarded-for'] !== undefined && request.ip === request.socket.remoteAddress
    return token ? sameText(given, token) : !elsewhere && isInternal(request.ip ?? '') && !forwarded
  }
  const routesFor = (knows: (request: Request) => boolean) => {
    const router = Router()
    router.get('/healthz', (_request, response) => void response.json({ ok: true, bootId, version }))
    router.get('/readyz', async (request, response) => {
      const checks = await readiness.checks()
      const ok = readiness.isReady(checks)
      response.setHeader('Cache-Control', 'no-store')
      response.status(ok ? 200 : 503).json({ ok, ...(knows(request) && { checks }) })
    })
    router.get('/metrics', async (request, response) => {
      if (!knows(request)) throw refuse('not-found')
      await Promise.all([readiness.checks(), figures.ask()])
      const { type, text } = await sayAll(figures.registry)
      response.type(type).send(text)
    })
    return router
  }
  return { routes: routesFor(mayKnow), internalRoutes: routesFor(() => true) }
}

/** What is counted when somebody asks, of one platform; `ask` first, which takes its time. */
function figuresOf({ io, waiting, backedUpAt, now }: Needs) {
  const registry = new Registry()
  const registers = [registry]
  const unsent = (conn: unknown) => (conn as { writeBuffer: unknown[] }).writeBuffer.length
  new Gauge({
    name: 'augenhoehe_sockets',
    help: 'Open sockets',
    labelNames: ['transport'],
    registers,
    collect() {
      const counts = { websocket: 0, polling: 0 }
      for (const { conn } of io().sockets.sockets.values())
        counts[conn.transport.name === 'websocket' ? 'websocket' : 'polling']++
      for (const [transport, count] of Object.entries(counts)) this.set({ transport }, count)
    },
  })
  new Gauge({
    name: 'augenhoehe_socket_unsent_packets',
    help: 'Packets that wait for the slowest reader',
    registers,
    collect() {
      this.set([...io().sockets.sockets.values()].reduce((most, { conn }) => Math.max(most, unsent(conn)), 0))
    },
  })
  const counts = new Gauge({
    name: 'augenhoehe_waiting',
    help: 'What waits for somebody to decide, or to be sent',
    labelNames: ['queue'],
    registers,
  })
  const oldest = new Gauge({
    name: 'augenhoehe_waiting_oldest_seconds',
    help: 'How long the oldest of it has waited',
    labelNames: ['queue'],
    registers,
  })
  const backup = new Gauge({
    name: 'augenhoehe_backup_timestamp_seconds',
    help: 'When the last backup was made; 0 for none',
    registers,
  })
  async function ask() {
    backup.set(((await backedUpAt())?.getTime() ?? 0) / 1000)
    await Promise.all(
      Object.entries(waiting).map(async ([queue, look]) => {
        const found = await look().catch(() => undefined)
        if (found) {
          counts.set({ queue }, found.count)
          oldest.set({ queue }, found.since ? Math.max(0, now().getTime() - found.since.getTime()) / 1000 : 0)
        } else {
          // What cannot be asked is left out: an old figure would look like a good one.
          counts.remove({ queue })
          oldest.remove({ queue })
        }
      }),
    )
  }
  return { registry, ask }
}

/** Counts every answer by the pattern of its address. */
export const countResponses: RequestHandler = (request, response, next) => {
  response.once('finish', () => {
    const { path } = (request.route ?? {}) as { path?: unknown }
    const { method } = request
    const route = typeof path === 'string' ? path : 'none'
    metrics.responses.inc({ method, route, status: String(response.statusCode) })
  })
  next()
}
