import { allOperations, problemCodes, type Operation } from '@augenhoehe/contracts'
import { io as connectSocket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/app.ts'
import { readConfig } from './config.ts'
import { isInternal } from './health.ts'
import { isOwnOrigin } from './http.ts'
import { createMemory } from './memory.ts'
import { inventedOperator } from './operator.ts'

describe('the environment', () => {
  it('needs nothing outside production', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      DEMO: true,
      production: false,
    })
  })

  it('starts without the demonstration in production, and demands a secret there', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/SESSION_SECRET/)
    const config = readConfig({ NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32) })
    expect(config).toMatchObject({ DEMO: false, production: true })
    expect(() =>
      readConfig({ NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32), RATE_LIMITS: 'off' }),
    ).toThrow(/RATE_LIMITS/)
  })

  it('names every fault at once', () => {
    expect(() =>
      readConfig({ PORT: 'many', MONGODB_URI: 'postgres://', DEMO: 'perhaps', REDIS_URL: 'x' }),
    ).toThrow(/PORT[\s\S]*MONGODB_URI[\s\S]*REDIS_URL[\s\S]*DEMO/)
  })

  it('takes Redis only with a database that several can share', () => {
    expect(() => readConfig({ REDIS_URL: 'redis://localhost' })).toThrow(/MONGODB_URI/)
    expect(
      readConfig({ REDIS_URL: 'redis://localhost', MONGODB_URI: 'mongodb://localhost/a' }),
    ).toMatchObject({
      REDIS_URL: 'redis://localhost',
    })
  })

  it('takes an empty value for none', () => {
    expect(readConfig({ PORT: '', DEMO: '0' })).toMatchObject({ PORT: 3000, DEMO: false })
  })
})

describe('where a request comes from', () => {
  it.each([
    [undefined, 'localhost:3000', undefined, true],
    ['http://localhost:3000', 'localhost:3000', undefined, true],
    ['http://elsewhere.example', 'localhost:3000', undefined, false],
    ['null', 'localhost:3000', undefined, false],
    ['https://augenhoehe.example', '127.0.0.1:3000', 'https://augenhoehe.example/', true],
    ['https://augenhoehe.example.evil.example', '127.0.0.1:3000', 'https://augenhoehe.example/', false],
  ])('origin %s at host %s, public %s: %s', (origin, host, publicUrl, own) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(own)
  })

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['8.8.8.8', false],
    ['2001:db8::1', false],
    ['fd00::1', true],
    ['', false],
  ])('%s is internal: %s', (address, internal) => {
    expect(isInternal(address)).toBe(internal)
  })
})

describe('a memory', () => {
  it('loads once, and anew after being told to forget, even what was under way', async () => {
    let stored = 'old'
    let loads = 0
    const memory = createMemory<string>({
      most: 10,
      forMs: 60_000,
      load: async () => {
        loads++
        const read = stored
        await new Promise((resolve) => setImmediate(resolve))
        return read
      },
    })
    const underWay = memory.get('key')
    stored = 'new'
    memory.forget('key')
    expect(await memory.get('key')).toBe('new')
    expect(await underWay).toBe('old')
    expect(await memory.get('key')).toBe('new')
    expect(loads).toBe(2)
  })

  it('keeps the newest only, and no failures', async () => {
    const loads: string[] = []
    const memory = createMemory<string>({
      most: 2,
      forMs: 60_000,
      load: async (key) => {
        loads.push(key)
        if (key === 'bad' && loads.filter((one) => one === 'bad').length === 1) throw new Error('once')
        return key
      },
    })
    for (const key of ['a', 'b', 'c', 'a']) await memory.get(key)
    expect(loads).toEqual(['a', 'b', 'c', 'a'])
    await expect(memory.get('bad')).rejects.toThrow('once')
    expect(await memory.get('bad')).toBe('bad')
  })
})

describe('the running server', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  it('says that it lives, that it is ready, and what it measures', async () => {
    const visitor = app.as()
    expect((await visitor.raw('GET', '/healthz')).body).toMatchObject({ ok: true, version: 'test' })
    const checks = { store: true, disk: true, migrations: true, staying: true }
    expect((await visitor.raw('GET', '/readyz')).body).toEqual({ ok: true, checks })
    expect((await visitor.raw('GET', '/metrics')).body).toMatch(
      /augenhoehe_sockets\{transport="websocket"\} \d/,
    )
    const proxied = (path: string) => visitor.raw('GET', path, undefined, { 'X-Forwarded-For': '8.8.8.8' })
    expect((await proxied('/metrics')).status).toBe(404)
    // Whoever comes from elsewhere learns that it is ready, and not why.
    expect((await proxied('/readyz')).body).toEqual({ ok: true })
  })

  it('documents every operation that HTTP carries, with its refusals', async () => {
    const { body } = await app.as().raw('GET', '/api/openapi.json')
    const { openapi, paths } = body as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string; responses: object }>>
    }
    expect(openapi).toMatch(/^3\.1/)
    const documented = Object.values(paths).flatMap((path) => Object.values(path))
    const carried = (Object.entries(allOperations) as [string, Operation][])
      .filter(([, { http }]) => http)
      .map(([name]) => name)
    expect(documented.map(({ operationId }) => operationId).sort()).toEqual(carried.sort())
    for (const { responses } of documented)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '429', '503']))
  })

  it('serves the documentation from itself alone', async () => {
    const page = await app.as().raw('GET', '/docs/')
    expect(page.body).toContain('/docs/swagger-ui-bundle.js')
    expect(page.body).not.toMatch(/https?:\/\//)
    expect((await app.as().raw('GET', '/docs/swagger-ui-bundle.js')).status).toBe(200)
  })

  it('sends the headers that keep a page to itself', async () => {
    const response = await fetch(`${app.url}/healthz`)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('x-powered-by')).toBeNull()
  })

  it('says where to tell of a weakness, as the operator wants it', async () => {
    const { status, contentType, body } = await app.as().raw('GET', '/.well-known/security.txt')
    expect([status, contentType]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(body).toContain(`Contact: mailto:${inventedOperator.email}\n`)
    expect(body).toContain('Canonical: http://localhost/.well-known/security.txt\n')
    const expires = new Date(/^Expires: (.+)$/m.exec(String(body))![1]!).getTime()
    expect(expires).toBeGreaterThan(Date.now())
    // RFC 9116 recommends less than a year.
    expect(expires).toBeLessThan(Date.now() + 365 * 24 * 60 * 60 * 1000)
  })

  it.each(['websocket', 'polling'] as const)('opens no socket for another site by %s', async (transport) => {
    const knock = async (origin: string) => {
      const socket = connectSocket(app.url, {
        transports: [transport],
        forceNew: true,
        reconnection: false,
        extraHeaders: { Origin: origin },
      })
      const came = await new Promise((resolve) => {
        socket.once('connect', () => resolve('in'))
        socket.once('connect_error', () => resolve('refused'))
      })
      socket.close()
      return came
    }
    expect(await knock(app.url)).toBe('in')
    for (const origin of ['https://elsewhere.example', 'null', `${app.url}.elsewhere.example`])
      expect(await knock(origin), origin).toBe('refused')
  })

  it('has a title and a status for every code', () => {
    expect(problemCodes.length).toBeGreaterThan(10)
    expect(new Set(problemCodes).size).toBe(problemCodes.length)
  })
})
