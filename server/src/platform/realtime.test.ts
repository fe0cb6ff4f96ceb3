import { randomUUID } from 'node:crypto'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { io as connectSocket, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Organisations } from '../features/organisations/model.ts'
import type { Load } from './pressure.ts'
import { startApp, type TestApp } from '../testing/app.ts'

let app: TestApp
let load: Load = { delayMs: 0, heap: 0 }
beforeAll(async () => {
  app = await startApp({ limits: true, load: () => load })
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

  it('keep of the request they came with who it was, also for whoever comes in again by the same connection', async () => {
    const member = app.as('load1')
    await member.call('accounts.me', {})
    const socket = (await knock(member.cookie)) as Socket
    const held = () => app.app.io.sockets.sockets.get(socket.id!)
    const { userId } = held()!.data
    expect(userId).not.toBeNull()
    // The whole request would take as much room as a fifth of the connection.
    expect(held()!.request).toBeUndefined()
    const again = new Promise((resolve) => socket.once('connect', () => resolve(undefined)))
    const first = socket.id
    // Out of the namespace and in again, as the protocol says it.
    socket.io.engine.write('1')
    await vi.waitFor(() => expect(held()).toBeUndefined(), 20_000)
    socket.io.engine.write('0')
    await again
    expect(socket.id).not.toBe(first)
    expect(held()!.data.userId).toBe(userId)
    socket.close()
  })

  it('are closed when somebody floods them, with whatever', async () => {
    const socket = await app.as('load1').socket()
    const closed = ended(socket)
    for (let sent = 0; sent < 400; sent++) socket.emit('thread.nothing', {})
    await closed
  })

  const stalled = async (name: string) => {
    const socket = await app.as(name).socket()
    const { userId } = app.world.roles[name]!
    const [found] = await app.app.io.in(`user:${userId}`).fetchSockets()
    const held = app.app.io.sockets.sockets.get(found!.id)!
    const closed = new Promise((resolve) => held.once('disconnect', resolve))
    networkOf(socket).pause()
    return { socket, held, closed, unsent: held.conn as unknown as { writeBuffer: unknown[] } }
  }

  it('are let go when nobody reads what is sent to them, and come back', async () => {
    const { socket, held, closed, unsent } = await stalled('load2')
    const others = await app.as('load3').socket()
    const { userId } = app.world.roles['load3']!
    const organisationId = 'x'.repeat(50_000)
    const heard: string[] = []
    others.on('matching.changed', (told) => {
      // Suggestions are made meanwhile, too.
      if (told.organisationId === organisationId) heard.push(organisationId)
    })
    let most = 0
    for (let sent = 0; sent < 2000; sent++) {
      app.app.io.to([held.id, `user:${userId}`]).emit('matching.changed', { organisationId })
      most = Math.max(most, unsent.writeBuffer.length)
      // Whoever reads keeps up, however busy the machine is.
      do await setImmediate()
      while (heard.length < sent)
    }
    await closed
    // 256 KiB of 50,000 characters each, and what was on its way; nothing is left of them.
    expect(most).toBeLessThanOrEqual(8)
    expect(unsent.writeBuffer).toHaveLength(0)
    await vi.waitFor(() => expect(heard).toHaveLength(2000), 20_000)
    networkOf(socket).resume()
    const again = await knock(app.as('load2').cookie)
    expect(again).not.toBeTypeOf('string')
    ;(again as Socket).close()
  })

  it('are let go when many small things wait for them', async () => {
    const { socket, held, closed, unsent } = await stalled('load4')
    const filling = 'x'.repeat(50_000)
    while (unsent.writeBuffer.length === 0 && held.connected) {
      app.app.io.to(held.id).emit('matching.changed', { organisationId: filling })
      await setImmediate()
    }
    for (let sent = 0; sent < 300 && held.connected; sent++)
      app.app.io.to(held.id).emit('matching.changed', { organisationId: 'x' })
    await closed
    networkOf(socket).resume()
  })

  it('are let go when they take nothing for five seconds, however little it is', async () => {
    const { socket, held, closed, unsent } = await stalled('load5')
    while (unsent.writeBuffer.length < 2) {
      app.app.io.to(held.id).emit('matching.changed', { organisationId: 'x'.repeat(50_000) })
      await setImmediate()
    }
    await closed
    networkOf(socket).resume()
  })

  it(
    'stay open under pressure, while nobody new comes in until it is over',
    { timeout: 60_000 },
    async () => {
      const inside = await app.as('load6').socket()
      const knocks = async (wanted: boolean) => {
        for (;;) {
          const answer = await knock('')
          if (typeof answer !== 'string') answer.close()
          if ((typeof answer !== 'string') === wanted) return
          await setTimeout(200)
        }
      }
      load = { delayMs: 900, heap: 0.2 }
      await knocks(false)
      const refused = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`)
      expect(refused.status).toBe(503)
      expect(refused.headers.get('retry-after')).toBe('5')
      const threadId = app.world.threads.open
      const answers = await Promise.all(
        Array.from({ length: 3 }, () => inside.emitWithAck('thread.follow', { threadId, afterRev: 0 })),
      )
      expect(answers.every(({ ok }) => ok)).toBe(true)
      load = { delayMs: 0, heap: 0.2 }
      await knocks(true)
    },
  )

  it('have eight writes under way at most, and lose nothing by more', async () => {
    const socket = await app.as('load7').socket()
    const threadId = app.world.threads.open
    const drafts = Array.from({ length: 20 }, (_, index) => ({
      threadId,
      clientId: randomUUID(),
      text: `Satz ${index}`,
    }))
    const send = (draft: (typeof drafts)[number]) => socket.emitWithAck('thread.contribute', draft)
    const answers = await Promise.all(drafts.map(send))
    const refused = answers.filter((answer) => !answer.ok)
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(8)
    expect(new Set(refused.map(({ problem }) => problem.code))).toEqual(new Set(['rate.limited']))
    for (const [index, { ok }] of answers.entries())
      if (!ok) expect((await send(drafts[index]!)).ok).toBe(true)
  })
})
