import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { MongoMemoryReplSet, MongoMemoryServer } from 'mongodb-memory-server'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../src/fixture.ts'
import { buildCommand } from './build.ts'

/** The embedded server under the hands of mongodb-memory-server, whose system binary it is in tests. */

let binary: { systemBinary: string; version: string }
let remove: () => void
beforeAll(async () => {
  const built = await buildCommand()
  binary = { systemBinary: built.binary, version: '7.0.14' }
  remove = built.remove
})
afterAll(() => remove())

async function connected(uri: string): Promise<MongoClient> {
  const client = new MongoClient(uri)
  onTestFinished(() => client.close())
  return client.connect()
}

describe('mongodb-memory-server (C6)', () => {
  it('starts it, hands out its address and takes its folder away at the end', async () => {
    const server = await MongoMemoryServer.create({ binary, instance: { dbName: 'named' } })
    const { dbPath } = server.instanceInfo ?? {}
    const uri = server.getUri('named')
    expect(uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/named$/)
    const client = new MongoClient(uri)
    await client.db().collection('c').insertOne({})
    expect(await client.db('named').collection('c').countDocuments()).toBe(1)
    await client.close()
    expect(await server.stop({ doCleanup: true })).toBe(true)
    expect(server.state).toBe('new')
    expect(existsSync(dbPath as string)).toBe(false)
  })

  it('uses the port and the folder it is told to, again and again', async () => {
    const dbPath = temporaryFolder()
    const first = await MongoMemoryServer.create({ binary, instance: { dbPath } })
    const port = Number(new URL(first.getUri()).port)
    const client = await connected(first.getUri())
    await client.db('d').collection('c').insertOne({ kept: true })
    await client.close()
    await first.stop({ doCleanup: false })
    const second = await MongoMemoryServer.create({ binary, instance: { dbPath, port } })
    onTestFinished(async () => void (await second.stop()))
    const again = await connected(`mongodb://127.0.0.1:${port}/`)
    expect(await again.db('d').collection('c').countDocuments({ kept: true })).toBe(1)
  })

  it('is told when a port is taken, and takes another one', async () => {
    const first = await MongoMemoryServer.create({ binary })
    onTestFinished(async () => void (await first.stop()))
    const port = Number(new URL(first.getUri()).port)
    const taken = spawnSync(binary.systemBinary, ['--port', String(port), '--dbpath', temporaryFolder()], {
      encoding: 'utf8',
    })
    expect(taken.stdout).toContain('address already in use')
    expect(taken.status).toBe(48)
    const other = await MongoMemoryServer.create({ binary, instance: { port } })
    onTestFinished(async () => void (await other.stop()))
    expect(Number(new URL(other.getUri()).port)).not.toBe(port)
  })

  it('reads the version from the first line', () => {
    const { stdout } = spawnSync(binary.systemBinary, ['--version'], { encoding: 'utf8' })
    expect(stdout.split('\n')[0]).toBe('db version v7.0.14')
  })

  it('fails at a replica set at once and says why', async () => {
    // The library tells the console what it is about to throw.
    const told = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => told.mockRestore())
    const started = MongoMemoryReplSet.create({ binary, replSet: { count: 1 } })
    await expect(started).rejects.toThrow("no such command: 'replSetInitiate'")
  })
})
