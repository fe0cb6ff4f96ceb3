import { erasureWaitDays } from '@augenhoehe/contracts'
import { randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { erasedListIn, openErasedList, uniteErasedLists } from '../features/privacy/index.ts'
import { readConfig } from '../platform/config.ts'
import { connect } from '../platform/db.ts'
import { startApp } from '../testing/app.ts'
import { createNewcomers } from '../testing/newcomers.ts'
import { eraseAgain, erasedListsFor } from './erase-again.ts'
import type { Manifest } from './format.ts'
import { restoreBackup } from './restore.ts'
import { serverSource } from './sources.ts'
import { writeBackup } from './write.ts'

const secret = 'a secret that only tests use, long enough'
const key = randomBytes(32)
const name = 'Quittengard Gehtfort'
let root: string
let folder: string
let manifest: Manifest
let list: string
let who: { id: string; email: string }
let stays: { id: string; email: string }

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'erased-'))
  const app = await startApp()
  const newcomers = createNewcomers(() => app)
  const leaving = await newcomers.person(name)
  stays = await newcomers.person('Bleibt Da')
  who = leaving
  const text = 'Das Wort der Quitte.'
  await leaving.client.call('threads.contribute', {
    threadId: app.world.threads.open,
    clientId: randomUUID(),
    text,
  })
  const uri = `${inject('mongoUri')}${mongoose.connection.name}?directConnection=true`
  {
    await using source = await serverSource(uri, { stopped: true })
    const backup = { source, dataDir: app.folder, key, version: 'test', now: new Date() }
    ;({ folder, manifest } = await writeBackup(root, backup))
  }
  await leaving.client.call('privacy.requestErasure', { texts: 'remove', locale: 'de' })
  app.clock.setTo(new Date(Date.now() + erasureWaitDays * 86_400_000 + 60_000))
  await app.app.privacy.tidy()
  list = join(root, 'newest')
  await cp(erasedListIn(app.folder), list)
  newcomers.drop()
  await app[Symbol.asyncDispose]()
}, 120_000)
afterAll(() => rm(root, { recursive: true, force: true }))

const bytesOf = async () => {
  const all: Buffer[] = []
  for (const { name: collection } of await mongoose.connection.db!.listCollections().toArray())
    for (const bytes of await mongoose.connection
      .db!.collection(collection)
      .find({}, { raw: true })
      .toArray())
      all.push(bytes as unknown as Buffer)
  return Buffer.concat(all)
}

async function restored(erase: (config: ReturnType<typeof readConfig>) => Promise<number>) {
  const uri = `${inject('mongoUri')}restored_${randomUUID().slice(0, 8)}?directConnection=true`
  const dataDir = join(root, randomUUID())
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, SESSION_SECRET: secret })
  const needs = { uri, dataDir, key, now: new Date(), tell: () => undefined, eraseAgain: () => erase(config) }
  await restoreBackup(folder, manifest, needs)
  await connect(uri)
  const bytes = await bytesOf()
  await mongoose.connection.dropDatabase()
  await mongoose.disconnect()
  return { bytes, dataDir }
}

it('a backup that is older than an erasure brings nobody back', async () => {
  const without = await restored(async () => 0)
  // It does hold them: otherwise the next would prove nothing.
  for (const word of [name, who.email, who.id, 'Wort der Quitte', stays.email])
    expect(without.bytes.includes(word)).toBe(true)

  let count = -1
  const { bytes, dataDir } = await restored(
    async (config) => (count = await eraseAgain(config, [list], () => new Date())),
  )
  expect(count).toBe(1)
  for (const word of [name, who.email, who.id, 'Wort der Quitte'])
    expect(bytes.includes(word), word).toBe(false)
  expect(bytes.includes(Buffer.from(who.id, 'hex'))).toBe(false)
  expect(bytes.includes(stays.email)).toBe(true)
  // The list goes on in the new place, for the next restore.
  expect((await openErasedList(erasedListIn(dataDir), secret)).wishOf(who.id)).toBe('remove')
}, 120_000)

it('the list says nothing of anybody without the secret, and is refused where it is not ours or was changed', async () => {
  const text = await readFile(list, 'utf8')
  for (const word of [name, who.email, who.id]) expect(text.includes(word)).toBe(false)
  await expect(openErasedList(list, 'another secret of the same length, or so')).rejects.toThrow(
    /another SESSION_SECRET/,
  )
  const spoilt = join(root, 'spoilt')
  await writeFile(spoilt, text.replace(' remove ', ' keep '))
  await expect(openErasedList(spoilt, secret)).rejects.toThrow(/line 2 .* not as it was written/)
  // A line that a crash cut off was not promised yet, and the next one is whole.
  await writeFile(spoilt, text + 'abcdef')
  const cut = await openErasedList(spoilt, secret)
  expect(cut.size).toBe(1)
  await cut.add(stays.id, 'keep', new Date())
  expect((await openErasedList(spoilt, secret)).size).toBe(2)
  await uniteErasedLists([spoilt], list, secret)
  const united = await openErasedList(list, secret)
  expect([who.id, stays.id].map((id) => united.wishOf(id))).toEqual(['remove', 'keep'])
})

it('a restore does not begin where nobody says who was erased since', async () => {
  const config = { DATA_DIR: join(root, 'nothing'), ERASURES_DIR: undefined }
  expect(() => erasedListsFor(folder, config, [])).toThrow(/--nobody-erased/)
  expect(() => erasedListsFor(folder, config, [join(root, 'missing')])).toThrow(/missing is not there/)
  await mkdir(config.DATA_DIR, { recursive: true })
  await cp(list, erasedListIn(root))
  expect(erasedListsFor(folder, config, [list])).toEqual([list, erasedListIn(root)])
})
