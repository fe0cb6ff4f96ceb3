import { setTimeout } from 'node:timers/promises'
import { io as connectSocket, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Organisations } from '../features/organisations/model.ts'
import { startApp, type TestApp } from '../testing/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp({ limits: true })
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => app[Symbol.asyncDispose]())

const ended = (socket: Socket) => new Promise((resolve) => socket.once('disconnect', resolve))

/** A socket of somebody, or why it was refused. */
async function knock(cookie: string): Promise<Socket | string> {
  const socket = connectSocket(app.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { Cookie: cookie },
  })
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', (error) => {
      socket.close()
      resolve((error as { data?: { code: string } }).data?.code ?? error.message)
    })
  })
}

/** The network connection below a client's socket. */
const networkOf = (socket: Socket) =>
  (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket

describe('sockets', () => {
  it('of one person are twenty at most, even when all come at once', async () => {
    const member = app.as('load0')
    await member.call('accounts.me', {})
    const find = Organisations.find.bind(Organisations)
    vi.spyOn(Organisations, 'find').mockImplementation(((...asked: Parameters<typeof find>) => {
      const query = find(...asked)
      const exec = query.exec.bind(query)
      query.exec = async () => {
        await setTimeout(100)
        return exec()
      }
      return query
    }) as never)
    const answers = await Promise.all(Array.from({ length: 40 }, () => knock(member.cookie)))
    const open = answers.filter((answer) => typeof answer !== 'string')
    expect(open).toHaveLength(20)
    expect(new Set(answers.filter((answer) => typeof answer === 'string'))).toEqual(new Set(['rate.limited']))
    for (const socket of open) socket.close()
    // A place that was given back is free again.
    for (;;) {
      const again = await knock(member.cookie)
      if (typeof again === 'string') continue
      again.close()
      break
    }
  })

  it('are closed when somebody floods them, with whatever', async () => {
    const socket = await app.as('load1').socket()
    const closed = ended(socket)
    for (let sent = 0; sent < 400; sent++) socket.emit('thread.nothing', {})
    await closed
  })

  it('are let go when nobody reads what is sent to them', async () => {
    const socket = await app.as('load2').socket()
    const { userId } = app.world.roles['load2']!
    const [held] = await app.app.io.in(`user:${userId}`).fetchSockets()
    networkOf(socket).pause()
    const closed = new Promise((resolve) =>
      app.app.io.sockets.sockets.get(held!.id)!.once('disconnect', resolve),
    )
    const organisationId = 'x'.repeat(50_000)
    for (let sent = 0; sent < 2000; sent++)
      app.app.io.to(held!.id).emit('matching.changed', { organisationId })
    await closed
    networkOf(socket).resume()
  })
})
