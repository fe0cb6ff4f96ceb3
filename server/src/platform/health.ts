import { Router } from 'express'
import mongoose from 'mongoose'
import { randomUUID, timingSafeEqual } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { refuse } from './errors.ts'
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

interface Needs {
  version: string
  io: () => Io
  token: string | undefined
}

/** Liveness without dependencies, readiness with the store, figures for internal addresses or the token. */
export function healthRoutes({ version, io, token }: Needs): Router {
  const bootId = randomUUID()
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'augenhoehe_sockets',
    help: 'Open sockets',
    registers: [registry],
    collect() {
      this.set(io().engine.clientsCount)
    },
  })
  const router = Router()
  router.get('/healthz', (_request, response) => void response.json({ ok: true, bootId, version }))
  router.get('/readyz', async (_request, response) => {
    const store = await mongoose.connection
      .asPromise()
      .then((connection) => connection.db!.command({ ping: 1 }, { timeoutMS: 1000 }))
      .then(
        () => true,
        () => false,
      )
    response.status(store ? 200 : 503).json({ ok: store, store })
  })
  router.get('/metrics', async (request, response) => {
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    // Behind a proxy every address looks internal, unless the proxy is trusted and says whose it is.
    const forwarded =
      request.headers['x-forwarded-for'] !== undefined && request.ip === request.socket.remoteAddress
    const allowed = token ? sameText(given, token) : isInternal(request.ip ?? '') && !forwarded
    if (!allowed) throw refuse('not-found')
    response.type(registry.contentType).send(await registry.metrics())
  })
  return router
}
