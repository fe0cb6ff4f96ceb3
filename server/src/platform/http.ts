import { allOperations, route, type Operation, type OperationName } from '@augenhoehe/contracts'
import type { NextFunction, Request, Response } from 'express'
import { Router } from 'express'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { randomUUID } from 'node:crypto'
import type { Actor } from './actor.ts'
import { refuse, toProblem } from './errors.ts'
import type { Log } from './log.ts'
import type { Perform } from './operations.ts'

/** Node's headers as the web's, for libraries that expect those. */
export function webHeaders(raw: Request['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  return headers
}

/** Whether a request that changes something may come from this page. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
) {
  if (origin === undefined) return true // not a browser, or a plain navigation
  if (publicUrl && origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

function rawInput(operation: Operation, params: string[], request: Request): unknown {
  const fromQuery = request.method === 'GET' || request.method === 'DELETE'
  const rest: unknown = fromQuery ? request.query : (request.body ?? {})
  if (rest === null || typeof rest !== 'object' || Array.isArray(rest)) return rest
  const repeated = params.find((name) => Object.hasOwn(rest, name))
  if (repeated) throw refuse('request.invalid', { fields: { [repeated]: ['belongs into the path'] } })
  return { ...rest, ...request.params }
}

interface Needs {
  perform: Perform
  actorOf: (headers: Headers) => Promise<Actor>
  publicUrl: string | undefined
}

/** Mounts every operation that HTTP carries: put the input together, perform, reply. */
export function operationRoutes({ perform, actorOf, publicUrl }: Needs): Router {
  const router = Router()
  for (const [name, operation] of Object.entries(allOperations) as [OperationName, Operation][]) {
    if (!operation.http) continue
    const { method, path, params } = route(operation)
    router[method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete'](path, async (request, response) => {
      if (method !== 'GET' && !isOwnOrigin(request.headers.origin, request.headers.host, publicUrl)) {
        throw refuse('origin.foreign')
      }
      const headers = webHeaders(request.headers)
      const actor = await actorOf(headers)
      const reply = await perform(name, rawInput(operation, params, request), {
        actor,
        address: request.ip ?? '',
        headers,
        setCookies: (cookies) => cookies.forEach((cookie) => response.append('Set-Cookie', cookie)),
      })
      response.setHeader('Cache-Control', 'no-store')
      response.status(operation.status ?? (method === 'POST' ? 201 : 200)).json(reply)
    })
  }
  return router
}

/** Gives every request an id that its log lines and its problem carry. */
export function requestIds(_request: Request, response: Response, next: NextFunction) {
  response.locals['requestId'] = randomUUID()
  next()
}

/** The last middleware: every error leaves as `application/problem+json`. */
export const problemReplies =
  (log: Log) => (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const problem = toProblem(error, log, response.locals['requestId'] as string | undefined)
    if (problem.retryAfterMs)
      response.setHeader('Retry-After', String(Math.ceil(problem.retryAfterMs / 1000)))
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }

/** What Node refuses before there is a request at all gets the same kind of answer. */
export function refuseMalformedRequests(http: Server, log: Log) {
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
    const problem = toProblem(refuse(tooLarge ? 'request.too-large' : 'request.invalid'), log)
    const body = JSON.stringify(problem)
    socket.end(
      `HTTP/1.1 ${problem.status} Refused\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
}
