import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakePush } from '../../testing/fake-push.ts'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { beTold, beToldNoMore, isToldHere, nameOfThis, renew } from './push.ts'

const user = 'a'.repeat(24)
const key = 'BA'.padEnd(87, 'A')

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const server = (ended = false) =>
  fakeServer({
    'notifications.addDevice': ({ replaces }) =>
      ended && replaces !== undefined ? refusal('not-found', 404) : { devices: [] },
  })
const told = (asked: ReturnType<typeof server>) =>
  asked.filter(({ name }) => name === 'notifications.addDevice').map(({ input }) => input)

describe('a browser that is told', () => {
  it('tells the server once when its service has given it another address', async () => {
    const { moveTo } = fakePush('granted')
    const asked = server()
    await beTold(user, key)
    expect(await isToldHere(user)).toBe(true)
    await renew(user)
    expect(told(asked)).toHaveLength(1)

    moveTo('https://push.example/moved')
    expect(await isToldHere(user)).toBe(false)
    await renew(user)
    await renew(user)
    expect(told(asked).slice(1)).toMatchObject([
      { endpoint: 'https://push.example/moved', replaces: 'https://push.example/1' },
    ])
    expect(await isToldHere(user)).toBe(true)
  })

  it('takes a new address where the old one is gone, and stays silent where its person has ended it', async () => {
    const { state } = fakePush('granted')
    let asked = server()
    await beTold(user, key)
    state.current = null
    await renew(user)
    expect(told(asked).at(-1)).toMatchObject({ replaces: 'https://push.example/1' })

    asked = server(true)
    state.current = null
    await renew(user)
    expect(state.current).toBeNull()
    await renew(user)
    expect(told(asked)).toHaveLength(1)
  })

  it('is nobody else’s, and nobody’s once somebody signs out', async () => {
    const { state } = fakePush('granted')
    const asked = server()
    await beTold(user, key)
    state.current = null
    await renew('b'.repeat(24))
    expect(told(asked)).toHaveLength(1)
    await beTold(user, key)
    await beToldNoMore(user)
    expect(state.current).toBeNull()
    expect(await isToldHere(user)).toBe(false)
  })

  it('keeps no address the server does not know of', async () => {
    const { state } = fakePush('granted')
    fakeServer({ 'notifications.addDevice': () => refusal('conflict', 409) })
    await expect(beTold(user, key)).rejects.toThrow('conflict')
    expect(state.current).toBeNull()
  })
})

it.each([
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36',
    'Chrome Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1',
    'Safari iOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0',
    'Edge Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox Linux'],
  ['something else', 'null null'],
])('%s is named', (agent, name) => {
  const { browser, system } = nameOfThis(agent)
  expect(`${browser} ${system}`).toBe(name)
})
