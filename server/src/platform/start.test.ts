import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startApp } from '../testing/app.ts'
import { secretOf } from './secret.ts'

it('a secret is made once, and anew where a start was cut off while writing it', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'secret-'))
  const file = join(DATA_DIR, 'session-secret')
  await writeFile(file, '')
  const secret = await secretOf({ SESSION_SECRET: undefined, DATA_DIR })
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(await readFile(file, 'utf8')).toBe(secret)
  expect(await secretOf({ SESSION_SECRET: undefined, DATA_DIR })).toBe(secret)
  await rm(DATA_DIR, { recursive: true })
})

it('an end is not held up by somebody who never finishes a request', async () => {
  const app = await startApp({ demonstration: false })
  const socket = connect((app.app.http.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n')
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  await app[Symbol.asyncDispose]()
  await closed
})

it('nor by somebody whose socket never hangs up', async () => {
  const app = await startApp({ demonstration: false })
  const socket = connect((app.app.http.address() as AddressInfo).port, '127.0.0.1')
  const asked =
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n' +
    'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
  socket.on('error', () => {})
  socket.write(asked)
  await once(socket, 'data')
  const closed = once(socket, 'close')
  await app[Symbol.asyncDispose]()
  await closed
})
