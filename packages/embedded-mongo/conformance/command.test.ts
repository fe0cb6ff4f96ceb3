import { spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../src/fixture.ts'
import { startEmbeddedMongo } from '../src/index.ts'
import { buildCommand } from './build.ts'

let command: string
let remove: () => void
beforeAll(async () => {
  ;({ command, remove } = await buildCommand())
})
afterAll(() => remove())

const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' })

describe('the command line (C6)', () => {
  it('looks like mongod to those who ask', () => {
    expect(run('--version').stdout).toMatch(/^db version v7\.0\.\d+\n/)
    expect(run('--help').stdout).toContain('usage: embedded-mongo')
  })

  it.each([
    [['--bind_ip', '0.0.0.0'], 'loopback addresses only'],
    [['--port', '70000'], 'whole number from 0 to 65535'],
    [['--auth'], '--auth is unknown or lacks its value'],
    [['--tlsMode', 'requireTLS'], '--tlsMode is not supported'],
    [['--setParameter', 'x=1'], 'the parameter x is not supported'],
    [['check', '/nowhere'], '/nowhere is not a data folder: it does not exist'],
    [['check'], 'check takes a folder'],
    [['check', '/nowhere', '--fast'], 'check takes a folder'],
    [['dump', '/nowhere', '--out', '/x'], '/nowhere is not a data folder: it does not exist'],
  ])('refuses %j', (args, message) => {
    const { status, stderr } = run(...args)
    expect(status).not.toBe(0)
    expect(stderr).toContain(message)
  })

  it('starts with what mongodb-memory-server passes, serves, stops on SIGTERM and keeps the data', async () => {
    const dbPath = temporaryFolder()
    const args = ['--storageEngine', 'wiredTiger', '--noauth', '--replSet', 'rs']
    for (const expected of [1, 2]) {
      const server = await startEmbeddedMongo({ dbPath, command, args })
      const client = new MongoClient(server.uri)
      const collection = client.db('d').collection('c')
      await collection.insertOne({})
      await client.db('d').createCollection('v', { viewOn: 'c' })
      expect(await client.db('d').collection('v').countDocuments()).toBe(expected)
      await client.close()
      await server.stop()
      expect(existsSync(join(dbPath, 'embedded-mongo.lock'))).toBe(false)
    }
    expect(run('check', dbPath).stdout).toBe('ok: 1 collections, 2 documents, 2 index entries\n')
  })

  it('refuses a folder that is in use and a port that is taken', async () => {
    const dbPath = temporaryFolder()
    const server = await startEmbeddedMongo({ dbPath, command })
    const second = run('--dbpath', dbPath, '--port', '0')
    expect(second.stderr).toContain(`is in use by process ${server.pid}`)
    expect(second.status).not.toBe(0)
    const check = run('check', dbPath)
    expect(check.stderr).toContain(`is in use by process ${server.pid}`)
    expect(check.status).toBe(100)
    await expect(startEmbeddedMongo({ dbPath, command })).rejects.toThrow('is in use by process')
    await server.stop()
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    expect(run('--dbpath', dbPath, '--port', String(port)).stdout).toContain('address already in use')
    other.close()
  })

  it('checks nothing where nothing is', () => {
    const folder = temporaryFolder()
    expect(run('check', folder).stderr).toContain('is not a data folder: it is empty')
    writeFileSync(join(folder, 'notes.txt'), '')
    expect(run('check', folder).stderr).toContain('is not a data folder: it has no data.mdb')
    writeFileSync(join(folder, 'data.mdb'), 'x'.repeat(5000))
    expect(run('check', folder)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('FAULT after 0'),
    })
  })

  it('tells its starter when it dies, and ends when a client asks it to', async () => {
    const reasons: string[] = []
    const server = await startEmbeddedMongo({
      dbPath: temporaryFolder(),
      command,
      onExit: (reason) => reasons.push(reason),
    })
    const client = new MongoClient(server.uri)
    await client.db('admin').command({ shutdown: 1 })
    await client.close()
    await server.stop()
    expect(reasons.concat('exit code 0')[0]).toBe('exit code 0')
  })

  it('ends when the process that started it is gone', async () => {
    const child = spawn(
      process.execPath,
      [command, '--endWithParent', '--dbpath', temporaryFolder(), '--port', '0'],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    )
    await new Promise((resolve) => child.stdout.on('data', resolve))
    child.stdin.destroy()
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
  })

  it('listens on a Unix socket', async () => {
    const folder = temporaryFolder()
    const socket = join(folder, 'mongo.sock')
    const child = spawn(process.execPath, [command, '--dbpath', folder, '--unixSocket', socket], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.on('data', resolve))
    const client = new MongoClient(`mongodb://${encodeURIComponent(socket)}/`)
    expect(await client.db('d').command({ ping: 1 })).toEqual({ ok: 1 })
    await client.close()
    child.kill('SIGTERM')
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
  })
})
