import {
  allOperations,
  problemCodes,
  Problem,
  route,
  type Operation,
  type OperationName,
} from '@augenhoehe/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { startApp, type Client, type TestApp } from '../testing/app.ts'
import { sample } from '../testing/samples.ts'

/**
 * Bad input to every operation, made from the contracts: a new operation is covered the moment it is declared.
 * Over HTTP and over the socket alike the answer is a problem with a code, never a fault of ours.
 */

type Json = Record<string, unknown>
const operations = Object.entries(allOperations) as [OperationName, Operation][]

const fieldsOf = (operation: Operation) => Object.keys((operation.input as z.ZodObject).shape)
const inPath = (operation: Operation) => (operation.http ? route(operation).params : [])

/** Every way of sending something that no operation takes. */
function badInputs(operation: Operation): [string, Json | unknown[] | string][] {
  const good = sample(operation.input) as Json
  const free = fieldsOf(operation).filter((name) => !inPath(operation).includes(name))
  const cases: [string, Json | unknown[] | string][] = [
    ['an unknown key', { ...good, surplus: 1 }],
    ['an operator as key', { ...good, $where: 'true' }],
    ['__proto__', withOwn(good, '__proto__', { admin: true })],
    ['constructor', withOwn(good, 'constructor', { prototype: { admin: true } })],
  ]
  for (const name of free) {
    cases.push(
      [`an operator object in ${name}`, { ...good, [name]: { $gt: '' } }],
      [`a wrong type in ${name}`, { ...good, [name]: [[{ deep: true }]] }],
      [`null bytes in ${name}`, { ...good, [name]: 'a\u0000b' }],
      [`malformed Unicode in ${name}`, { ...good, [name]: 'lone \ud800 surrogate' }],
      [`an oversize ${name}`, { ...good, [name]: 'x'.repeat(30_000) }],
    )
  }
  return cases
}

function withOwn(object: Json, key: string, value: unknown): Json {
  const copy = { ...object }
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true })
  return copy
}

/** What may come back: a known code and nothing that a fault of ours would cause. */
function expectRefused(problem: unknown, codes: readonly string[]) {
  const parsed = Problem.parse(problem)
  expect(problemCodes).toContain(parsed.code)
  expect(codes).toContain(parsed.code)
}

let app: TestApp
let member: Client
let visitor: Client
beforeAll(async () => {
  app = await startApp()
  member = app.as('member')
  visitor = app.as()
})
afterAll(() => app[Symbol.asyncDispose]())

describe.each(operations)('%s', (name, operation) => {
  const bad = badInputs(operation)

  if (operation.http) {
    it('refuses bad input over HTTP', async () => {
      const { method } = route(operation)
      const person = operation.who === 'anyone' ? visitor : member
      for (const [what, input] of bad) {
        // The encoding of a query cannot carry a lone surrogate.
        if ((method === 'GET' || method === 'DELETE') && what.startsWith('malformed Unicode')) continue
        const answer = await person.send(name, input as Json)
        expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).toBeGreaterThanOrEqual(400)
        expect(answer.status, what).toBeLessThan(500)
        expect(answer.contentType, what).toContain('application/problem+json')
        expectRefused(answer.body, ['request.invalid', 'request.too-large', 'not-found'])
      }
    })

    if (route(operation).method !== 'GET') {
      it('refuses what another site sends', async () => {
        const path = route(operation).path.replaceAll(/:\w+/g, 'ffffffffffffffffffffffff')
        const answer = await visitor.raw(
          route(operation).method,
          `/api${path}`,
          {},
          { Origin: 'https://elsewhere.example' },
        )
        expectRefused(answer.body, ['origin.foreign'])
      })

      it('refuses a body that is no JSON object', async () => {
        const path = route(operation).path.replaceAll(/:\w+/g, 'ffffffffffffffffffffffff')
        for (const body of ['{', '[]', '"text"', 'null', '1', `{"a":"${'x'.repeat(70_000)}"}`]) {
          const answer = await member.raw(route(operation).method, `/api${path}`, body)
          if (route(operation).method === 'DELETE') continue // a body means nothing there
          expectRefused(answer.body, [
            'request.invalid',
            'request.too-large',
            'session.required',
            'not-found',
          ])
        }
      })
    }

    if (operation.who !== 'anyone') {
      it('asks a visitor to sign in', async () => {
        const answer = await visitor.send(name, sample(operation.input) as Json)
        expectRefused(answer.body, ['session.required'])
        expect(answer.status).toBe(401)
      })
    }

    // An id that may be left out narrows a list; one that is needed says what it is about.
    const needed = Object.keys(sample(operation.input) as Json)
    const ids = needed.filter((field) => /^id$|Id$/.test(field) && field !== 'clientId')
    if (ids.length > 0) {
      it('does not know an id from elsewhere', async () => {
        await app.as('member').call('accounts.me', {})
        const answer = await member.send(name, sample(operation.input) as Json)
        expectRefused(answer.body, ['not-found', 'action.forbidden', 'conflict', 'token.invalid'])
      })
    }
  }

  const event = operation.socket
  if (event) {
    it('refuses bad input over the socket', async () => {
      for (const [what, input] of [
        ...bad,
        ['no object', 'text'],
        ['nothing', null],
        ['a list', []],
      ] as const) {
        const answer = await member.emit(event, input)
        expect(answer.ok, what).toBe(false)
        expectRefused(answer.problem, ['request.invalid', 'request.too-large'])
      }
    })

    if (operation.who !== 'anyone') {
      it('asks a visitor to sign in over the socket', async () => {
        const answer = await visitor.emit(event, sample(operation.input))
        expectRefused(answer.problem, ['session.required'])
      })
    }
  }
})

describe('what no operation declares', () => {
  it('is not there over HTTP', async () => {
    const answer = await visitor.raw('POST', '/api/auth/admin/set-role', { role: 'admin' })
    expect(answer.status).toBe(404)
    expectRefused(answer.body, ['not-found'])
  })

  it('is refused over the socket', async () => {
    const answer = await member.emit('thread.everything', {})
    expectRefused(answer.problem, ['request.invalid'])
  })

  it('is refused when the address cannot be read', async () => {
    const answer = await visitor.raw('GET', '/api/rooms/%E0%A4%A')
    expectRefused(answer.body, ['request.invalid', 'not-found'])
  })
})

describe('a malformed packet', () => {
  it.each([
    ['an event without payload', ['42']],
    ['broken JSON', ['42{']],
    ['cut off', ['42["thread.follow"']],
    ['an unknown type', ['49999999[]']],
    ['a control character', ['4\u0000']],
    [
      'an attachment that never comes',
      ['451-["thread.follow",{"_placeholder":true,"num":0}]', '42["thread.follow",{}]'],
    ],
    ['a foreign namespace', ['40/admin,', '42/admin,["x"]']],
    ['no packet of the transport', ['zzz']],
  ])('%s closes its connection and harms nobody else', async (_, packets) => {
    const reader = await app.as('otherMember').follow(app.world.threads.open)
    const socket = await app.as().socket()
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    const { engine } = socket.io as unknown as { engine: { transport: { ws: { send(text: string): void } } } }
    for (const packet of packets) engine.transport.ws.send(packet)
    await closed
    const clientId = crypto.randomUUID()
    await app
      .as('member')
      .ask('threads.contribute', { threadId: app.world.threads.open, clientId, text: 'Noch da?' })
    await reader.until((shown) => shown.some((one) => one.clientId === clientId))
    reader.drop()
  })
})
