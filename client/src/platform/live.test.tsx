import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'

type Listener = (...args: unknown[]) => void

const fake = vi.hoisted(() => {
  const listeners = new Map<string, Set<Listener>>()
  const socket = {
    connected: false,
    active: true,
    on: (name: string, listener: Listener) => {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
      return socket
    },
    off: (name: string, listener: Listener) => {
      listeners.get(name)?.delete(listener)
      return socket
    },
    connect: vi.fn(() => socket),
    disconnect: vi.fn(() => socket),
    answer: undefined as unknown,
    timeout: () => ({
      emitWithAck: async () => {
        if (socket.answer === undefined) throw new Error('operation has timed out')
        return socket.answer
      },
    }),
  }
  const happens = (name: string, ...args: unknown[]) => {
    if (name === 'connect') Object.assign(socket, { connected: true, active: true })
    if (name === 'disconnect') socket.connected = false
    for (const listener of listeners.get(name) ?? []) listener(...args)
  }
  const isHeard = () => listeners.has('connect')
  return { socket, happens, isHeard }
})

vi.mock('socket.io-client', () => ({ io: () => fake.socket }))

const { ask, onEvent, startLive, useConnection } = await import('./live.ts')

const Shown = () => <p>{useConnection()}</p>

let stop = () => {}
const refused = vi.fn()

beforeEach(async () => {
  // What carries the connection is fetched beside the page.
  await vi.waitFor(() => expect(fake.isHeard()).toBe(true))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  refused.mockClear()
  stop = startLive(refused)
  fake.socket.connect.mockClear()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('the connection', () => {
  it('says that it is lost only after a moment, and that it is back at once', async () => {
    fake.happens('connect')
    const screen = await render(<Shown />)
    await expect.element(screen.getByText('online')).toBeVisible()
    fake.happens('disconnect', 'transport close')
    await expect.element(screen.getByText('connecting')).toBeVisible()
    vi.advanceTimersByTime(4_000)
    await expect.element(screen.getByText('offline')).toBeVisible()
    fake.happens('connect_error', new Error('xhr poll error'))
    await expect.element(screen.getByText('offline')).toBeVisible()
    fake.happens('connect')
    await expect.element(screen.getByText('online')).toBeVisible()
  })

  it('comes back by itself where Socket.IO would not: after a refusal at the door', () => {
    fake.socket.active = false
    fake.happens('connect_error', new Error('rate.limited'))
    expect(refused).toHaveBeenCalledTimes(1)
    expect(fake.socket.connect).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2_500)
    expect(fake.socket.connect).toHaveBeenCalledTimes(1)
  })

  it('waits as long as the refusal asks it to', () => {
    fake.socket.active = false
    fake.happens(
      'connect_error',
      Object.assign(new Error('rate.limited'), { data: { retryAfterMs: 30_000 } }),
    )
    vi.advanceTimersByTime(29_000)
    expect(fake.socket.connect).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(fake.socket.connect).toHaveBeenCalledTimes(1)
  })

  it('comes back after the server hung up, as it does when a session ends', () => {
    fake.happens('connect')
    fake.socket.active = false
    fake.happens('disconnect', 'io server disconnect')
    expect(refused).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(2_500)
    expect(fake.socket.connect).toHaveBeenCalledTimes(1)
  })
})

describe('a server that goes', () => {
  it('is left alone until the moment it named, and nothing is said of it', async () => {
    fake.happens('connect')
    const screen = await render(<Shown />)
    fake.happens('server.moving', { afterMs: 4_800 })
    expect(fake.socket.disconnect).toHaveBeenCalled()
    fake.happens('disconnect', 'io client disconnect')
    vi.advanceTimersByTime(4_700)
    expect(fake.socket.connect).not.toHaveBeenCalled()
    vi.advanceTimersByTime(100)
    expect(fake.socket.connect).toHaveBeenCalledTimes(1)
    await expect.element(screen.getByText('connecting')).toBeVisible()
    expect(refused).not.toHaveBeenCalled()
    fake.happens('connect')
    await expect.element(screen.getByText('online')).toBeVisible()
  })

  it('is said to be gone when it does not come back', async () => {
    fake.happens('connect')
    const screen = await render(<Shown />)
    fake.happens('server.moving', { afterMs: 2_000 })
    vi.advanceTimersByTime(5_900)
    await expect.element(screen.getByText('connecting')).toBeVisible()
    vi.advanceTimersByTime(100)
    await expect.element(screen.getByText('offline')).toBeVisible()
  })
})

describe('asking', () => {
  const threadId = 'a'.repeat(24)

  it('answers with the data, or with the problem', async () => {
    fake.socket.answer = { ok: true, data: { done: true } }
    await expect(ask('threads.unfollow', { threadId })).resolves.toEqual({ done: true })
    fake.socket.answer = { ok: false, problem: { code: 'not-found', status: 404, title: '', type: '' } }
    await expect(ask('threads.unfollow', { threadId })).rejects.toMatchObject({
      code: 'not-found',
      offline: false,
    })
  })

  it('does not wait for ever', async () => {
    fake.socket.answer = undefined
    await expect(ask('threads.unfollow', { threadId })).rejects.toMatchObject({
      code: 'unavailable',
      offline: true,
    })
  })
})

it('stops hearing what it no longer listens to', () => {
  const listener = vi.fn()
  const stopListening = onEvent('matching.changed', listener)
  fake.happens('matching.changed', { organisationId: 'a' })
  stopListening()
  fake.happens('matching.changed', { organisationId: 'b' })
  expect(listener).toHaveBeenCalledTimes(1)
})
