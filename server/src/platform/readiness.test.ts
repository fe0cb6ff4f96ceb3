import { randomUUID } from 'node:crypto'
import { startEmbeddedMongo } from '@augenhoehe/embedded-mongo'
import { mkdtemp, rm } from 'node:fs/promises'
import mongoose from 'mongoose'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startApp } from '../testing/app.ts'
import { createReadiness } from './readiness.ts'

it('readiness hangs on a store that stores, and says so within little more than a second when it hangs', async () => {
  const dbPath = await mkdtemp(join(tmpdir(), 'readiness-'))
  const store = await startEmbeddedMongo({ dbPath })
  try {
    await mongoose.connect(`${store.uri}readiness_${randomUUID().slice(0, 8)}?directConnection=true`)
    const fresh = () => createReadiness({ folder: dbPath, migrated: () => true }).checks()
    expect(await fresh()).toEqual({ store: true, disk: true, migrations: true, staying: true })
    process.kill(store.pid, 'SIGSTOP')
    const from = performance.now()
    expect(await fresh()).toMatchObject({ store: false, disk: true })
    // Far below what anybody waits who asks every few seconds.
    expect(performance.now() - from).toBeLessThan(5000)
    process.kill(store.pid, 'SIGCONT')
    await expect.poll(fresh, { timeout: 20_000 }).toMatchObject({ store: true })
  } finally {
    process.kill(store.pid, 'SIGCONT')
    await mongoose.disconnect()
    await store.stop()
    await rm(dbPath, { recursive: true, force: true })
  }
})

it('is red while the disk is nearly full, while data has an old form, and from the first step of an end', async () => {
  let free = 0.06
  await using app = await startApp({ demonstration: false, freeShare: async () => free })
  const asked = async () => {
    const { status, body } = await app.as().raw('GET', '/readyz')
    return { status, checks: (body as { checks: object }).checks }
  }
  const well = { store: true, disk: true, migrations: true, staying: true }
  expect(await asked()).toEqual({ status: 200, checks: well })
  free = 0.05
  expect(await asked()).toEqual({ status: 503, checks: { ...well, disk: false } })
  free = 0.06
  const waiting = createReadiness({ folder: app.folder, migrated: () => false })
  expect(await waiting.checks()).toEqual({ ...well, migrations: false })
  app.app.readiness.leave()
  expect(await asked()).toEqual({ status: 503, checks: { ...well, staying: false } })
  expect((await app.as().raw('GET', '/healthz')).status).toBe(200)
})

it('asks the store once for many who ask', async () => {
  await using app = await startApp({ demonstration: false })
  const writes: unknown[] = []
  const client = mongoose.connection.getClient()
  client.on('connectionCheckedOut', (event) => writes.push(event))
  await Promise.all(Array.from({ length: 50 }, () => app.as().raw('GET', '/readyz')))
  expect(writes.length).toBeLessThan(5)
})
