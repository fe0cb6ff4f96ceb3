import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '../platform/db.ts'
import { epochOf, Recoveries } from '../platform/recovery.ts'
import { startApp } from '../testing/app.ts'
import { backedUpAt, noteBackup } from './last.ts'
import type { Manifest } from './format.ts'
import { assertEmptyFolder, differences, restoreBackup, verifyBackup } from './restore.ts'
import { serverSource } from './sources.ts'
import { writeBackup } from './write.ts'

const key = randomBytes(32)
const place = () => `${inject('mongoUri')}restored_${randomUUID().slice(0, 8)}?directConnection=true`
const silent = () => {}

let root: string
let folder: string
let manifest: Manifest
let threadId: string
let texts: string[]
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'backup-'))
  const app = await startApp()
  threadId = app.world.threads.open
  await app.as('orgAdmin').call('organisations.invite', {
    organisationId: app.world.organisations['brunnenstube']!,
    email: 'geladen@augenhoehe.example',
  })
  texts = (await app.as('member').call('threads.contributions', { threadId, limit: 100 })).contributions.map(
    ({ text }) => text ?? '',
  )
  await mkdir(join(app.folder, 'uploads', 'a'), { recursive: true })
  await writeFile(join(app.folder, 'uploads', 'a', '1.webp'), 'a picture')
  await mkdir(join(app.folder, 'outbox'), { recursive: true })
  await writeFile(join(app.folder, 'outbox', 'a.eml'), 'a link that signs in')
  const { name, client } = mongoose.connection as unknown as {
    name: string
    client: mongoose.mongo.MongoClient
  }
  const uri = `${inject('mongoUri')}${name}?directConnection=true`
  expect(client).toBeDefined()
  {
    await using source = await serverSource(uri, { stopped: true })
    const backup = { source, dataDir: app.folder, key, version: 'test', now: new Date() }
    ;({ folder, manifest } = await writeBackup(root, backup))
  }
  await app[Symbol.asyncDispose]()
}, 120_000)
afterAll(() => rm(root, { recursive: true, force: true }))

describe('a backup', () => {
  it('says what it holds, and shows nothing of it to whoever has no key', async () => {
    expect(verifyBackup(folder, key)).toEqual(manifest)
    expect(manifest.threads.length).toBeGreaterThan(5)
    expect(manifest.threads.every(({ gapless }) => gapless)).toBe(true)
    expect(manifest.audit).not.toBeNull()
    expect(manifest.files).toMatchObject([{ path: 'uploads/a/1.webp', bytes: 9 }])
    for (const name of await readdir(folder)) {
      const bytes = readFileSync(join(folder, name))
      for (const words of ['geladen@augenhoehe.example', 'contributions', texts[0]!.slice(0, 20)])
        expect(bytes.includes(words), `${name}: ${words}`).toBe(false)
    }
  })

  it('is refused with another key, one flipped bit, a file missing, or one of another backup', () => {
    expect(() => verifyBackup(folder, randomBytes(32))).toThrow(/key is another/)
    for (const name of ['manifest.sealed', 'store.sealed', 'files.sealed']) {
      const path = join(folder, name)
      const whole = readFileSync(path)
      const spoilt = Buffer.from(whole)
      spoilt[spoilt.length >> 1]! ^= 1
      writeFileSync(path, spoilt)
      expect(() => verifyBackup(folder, key), name).toThrow(/not the file|damaged/)
      rmSync(path)
      expect(() => verifyBackup(folder, key), name).toThrow(`${name} is missing`)
      writeFileSync(path, whole)
    }
    expect(verifyBackup(folder, key)).toEqual(manifest)
  })

  it('is brought into an empty place, and proves to be what it was', async () => {
    const uri = place()
    const dataDir = join(root, 'restored')
    const said: string[] = []
    const needs = {
      uri,
      dataDir,
      key,
      now: new Date(),
      tell: (line: string) => void said.push(line),
      eraseAgain: async () => 0,
    }
    await restoreBackup(folder, manifest, needs)
    expect(said.join('\n')).toMatch(
      /threads are as they were written[\s\S]*audit log is whole[\s\S]*Ended: [1-9]/,
    )
    expect(said.join('\n')).toMatch(/[1-9]\d* invitations/)
    expect(readFileSync(join(dataDir, 'uploads/a/1.webp'), 'utf8')).toBe('a picture')
    expect(existsSync(join(dataDir, 'outbox'))).toBe(false)

    await expect(restoreBackup(folder, manifest, needs)).rejects.toThrow(/database is not empty/)
    expect(() => assertEmptyFolder(dataDir)).toThrow(/uploads is there/)

    await connect(uri)
    const { db } = mongoose.connection
    expect(await db!.collection('session').countDocuments()).toBe(0)
    const found = await db!
      .collection('contributions')
      .find({ threadId: new mongoose.Types.ObjectId(threadId) })
      .sort({ seq: 1 })
      .toArray()
    expect(found.map(({ text }) => text as string)).toEqual(texts)
    const first = await epochOf()
    expect(first).not.toBe('first')
    await mongoose.connection.dropDatabase()
    await mongoose.disconnect()

    // The same backup once more is another life: who knows the first knows nothing of this one.
    const again = { ...needs, uri: place(), dataDir: join(root, 'again'), tell: silent }
    await restoreBackup(folder, manifest, again)
    await connect(again.uri)
    expect(await epochOf()).not.toBe(first)
    await mongoose.connection.dropDatabase()
    await mongoose.disconnect()
  }, 120_000)

  it('that was not brought in whole is no place to start on', async () => {
    const uri = place()
    const wrong = { ...manifest, threads: manifest.threads.map((one) => ({ ...one, hash: 'a'.repeat(64) })) }
    const needs = {
      uri,
      dataDir: join(root, 'wrong'),
      key,
      now: new Date(),
      tell: silent,
      eraseAgain: async () => 0,
    }
    await expect(restoreBackup(folder, wrong, needs)).rejects.toThrow(/does not hold what was written/)
    await expect(connect(uri)).rejects.toThrow(/did not run through/)
    expect(await Recoveries.countDocuments({ done: false })).toBe(1)
    await mongoose.connection.dropDatabase()
    await mongoose.disconnect()
  }, 60_000)
})

it('threads that differ are named, whatever is wrong with them', () => {
  const [one, ...others] = manifest.threads
  const id = one!.threadId
  expect(differences(manifest.threads, manifest.threads)).toEqual([])
  expect(differences(manifest.threads, others)).toEqual([`the thread ${id} is missing`])
  expect(differences(others, manifest.threads)).toEqual([`the thread ${id} was not in the backup`])
  const changed = (change: object) => differences(manifest.threads, [{ ...one!, ...change }, ...others])
  expect(changed({ count: 0 })[0]).toContain('holds 0 contributions')
  expect(changed({ hash: 'b'.repeat(64) })).toEqual([`the thread ${id} does not hold what was written`])
  expect(changed({ gapless: false })).toEqual([`the thread ${id} has a gap`])
})

it('when the last one was made is noted beside the data', async () => {
  const dataDir = join(root, 'noted')
  expect(await backedUpAt(dataDir)).toBeNull()
  const at = new Date('2026-11-23T12:00:00Z')
  await noteBackup(dataDir, at)
  expect(await backedUpAt(dataDir)).toEqual(at)
})
