import express from 'express'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/app.ts'
import { readConfig } from './config.ts'
import { createHealth } from './health.ts'
import { labels } from './metrics.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const said = async () => (await app.as().raw('GET', '/metrics')).body as string

interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}
const samplesIn = (text: string): Sample[] =>
  text.split('\n').flatMap((line) => {
    const [, name, inside = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (!name) return []
    const pairs = [...inside.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2]])
    return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }]
  })

const figure = async (name: string, wanted: Record<string, string> = {}) =>
  samplesIn(await said())
    .filter((one) => one.name === name)
    .filter((one) => Object.entries(wanted).every(([label, value]) => one.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0)

describe('figures', () => {
  it('count what is done, by what came of it', async () => {
    const threadId = app.world.threads.open
    const wanted = { operation: 'threads.contribute', carrier: 'socket' }
    const before = await figure('augenhoehe_operations_total', { ...wanted, result: 'ok' })
    const repeatedBefore = await figure('augenhoehe_append_repeats_total')
    const clientId = randomUUID()
    const again = { threadId, clientId, text: 'Zweimal gesendet.' }
    await app.as('member').ask('threads.contribute', again)
    await app.as('member').ask('threads.contribute', again)
    await app.as('member').emit('thread.contribute', { threadId, clientId: randomUUID(), text: '' })
    expect(await figure('augenhoehe_operations_total', { ...wanted, result: 'ok' })).toBe(before + 2)
    expect(
      await figure('augenhoehe_operations_total', { ...wanted, result: 'request.invalid' }),
    ).toBeGreaterThan(0)
    expect(await figure('augenhoehe_append_repeats_total')).toBe(repeatedBefore + 1)
    expect(await figure('augenhoehe_sockets', { transport: 'websocket' })).toBeGreaterThan(0)
    for (const name of ['append_seconds', 'tell_seconds', 'operation_seconds', 'store_pool_wait_seconds'])
      expect(await figure(`augenhoehe_${name}_count`), name).toBeGreaterThan(0)
  })

  it('count what a reader had missed, and what waits for somebody to decide', async () => {
    const threadId = app.world.threads.open
    const ahead = { reason: 'ahead' }
    const before = await figure('augenhoehe_resyncs_total', ahead)
    await app.as('member').ask('threads.follow', { threadId, afterRev: 1_000_000 })
    expect(await figure('augenhoehe_resyncs_total', ahead)).toBe(before + 1)
    const open = await figure('augenhoehe_waiting', { queue: 'cases' })
    const { id: contributionId } = await app
      .as('otherMember')
      .call('threads.contribute', { threadId, clientId: randomUUID(), text: 'Wird gemeldet.' })
    await app.as('member').call('moderation.report', {
      threadId,
      contributionId,
      clientId: randomUUID(),
      rule: 'insult',
      sentence: 'Das gehört nicht hierher.',
    })
    expect(await figure('augenhoehe_waiting', { queue: 'cases' })).toBe(open + 1)
    app.clock.setTo(new Date(Date.now() + 3_600_000))
    expect(await figure('augenhoehe_waiting_oldest_seconds', { queue: 'cases' })).toBeGreaterThan(3500)
    app.clock.setTo(null)
  })

  it('are told apart by names from closed lists alone, and name nobody', async () => {
    await app.as().raw('GET', `/organisationen/${randomUUID()}?name=Marker`)
    await app.as().raw('GET', '/nirgends/Marker')
    await app.as('member').call('rooms.list', {})
    const text = await said()
    const samples = samplesIn(text)
    expect(samples.length).toBeGreaterThan(100)
    // Of Node.js itself, and of what histograms and summaries are made.
    const others = ['le', 'quantile', 'kind', 'space', 'type', 'version', 'major', 'minor', 'patch']
    for (const sample of samples) {
      const allowed = sample.name.startsWith('augenhoehe_') ? [...Object.keys(labels), 'le'] : others
      expect(allowed, sample.name).toEqual(expect.arrayContaining(Object.keys(sample.labels)))
    }
    expect(text).not.toMatch(/Marker|[0-9a-f]{24}|[0-9a-f]{8}-[0-9a-f]{4}-|@|127\.0\.0\.1/)
    for (const { email } of Object.values(app.world.roles)) expect(text).not.toContain(email)
  })
})

describe('a port of its own for those who watch', () => {
  it('tells everything there, and nothing more on the port for everybody', async () => {
    const router = createHealth({
      version: 'test',
      io: () => app.app.io,
      readiness: app.app.readiness,
      waiting: {},
      backedUpAt: async () => null,
      token: undefined,
      elsewhere: true,
      now: app.clock.now,
    })
    const open = express().use(router.routes).listen(0, '127.0.0.1')
    const watched = app.app.internal.listen(0, '127.0.0.1')
    await Promise.all([once(open, 'listening'), once(watched, 'listening')])
    const at = async (server: typeof open, path: string) =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
    expect((await at(open, '/metrics')).status).toBeGreaterThanOrEqual(400)
    expect(await (await at(open, '/readyz')).json()).toEqual({ ok: true })
    expect(await (await at(watched, '/metrics')).text()).toContain('augenhoehe_ready_check{check="store"} 1')
    expect(await (await at(watched, '/readyz')).json()).toMatchObject({ ok: true, checks: { store: true } })
    expect((await at(watched, '/api/rooms')).status).toBe(404)
    open.close()
    watched.close()
  })

  it('is one of the settings, and loopback unless said otherwise', () => {
    expect(readConfig({})).toMatchObject({ INTERNAL_HOST: '127.0.0.1', SHUTDOWN_PAUSE: 0 })
    expect(readConfig({ INTERNAL_PORT: '9464' })).toMatchObject({ INTERNAL_PORT: 9464 })
    expect(readConfig({ NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32) }).SHUTDOWN_PAUSE).toBe(5)
    expect(() => readConfig({ SHUTDOWN_PAUSE: '60' })).toThrow(/SHUTDOWN_PAUSE/)
  })
})
