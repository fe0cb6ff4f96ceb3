import { afterEach, describe, expect, it, vi } from 'vitest'
import { lead, read, renew } from './push.ts'
import { isPage, isPiece, nameOf, surplusOf } from './rules.ts'

describe('what the worker answers itself', () => {
  it.each(['/', '/raeume/professionalisierung/64f0', '/ungesendet', '/wochenbrief/abc', '/einladung/x-y'])(
    'is the page at %s',
    (path) => expect(isPage(path)).toBe(true),
  )
  it.each([
    '/api/me',
    '/api',
    '/docs/',
    '/socket.io/',
    '/termine.ics',
    '/sitemap.xml',
    '/health',
    '/share.png',
  ])('is nothing at %s', (path) => expect(isPage(path) || isPiece(path)).toBe(false))
})

it('keeps what a page of the version before may still ask for, and nothing older, and nobody else’s', () => {
  const caches = ['augenhoehe-settings', nameOf('a'), nameOf('b'), nameOf('c'), 'other']
  expect(surplusOf(caches, nameOf('c'))).toEqual([nameOf('a')])
  expect(surplusOf(caches.slice(0, 2), nameOf('a'))).toEqual([])
})

describe('what is pushed', () => {
  const pushed = (value: unknown) => read({ json: () => value })

  it('leads to a page of this platform and nowhere else', () => {
    expect(pushed({ title: 'Neu', body: 'Da', url: '/raeume/a/b' }).url).toBe('/raeume/a/b')
    for (const url of ['https://elsewhere.example/', '//elsewhere.example', 'javascript:0', 7])
      expect(pushed({ url }).url).toBe('/')
  })

  it('is shown whatever came', () => {
    expect(read(null)).toEqual({ title: 'Augenhöhe', body: '', url: '/' })
    const broken = {
      json() {
        throw new SyntaxError('not JSON')
      },
    }
    expect(read(broken).title).toBe('Augenhöhe')
  })
})

describe('a notice somebody taps', () => {
  const origin = 'https://augenhoehe.example'
  function open(...urls: string[]) {
    const done: string[] = []
    const pages = urls.map((url) => ({
      url: origin + url,
      focus: async () => void done.push(`focus ${url}`),
      postMessage: (said: unknown) => void done.push(`${url} is told ${JSON.stringify(said)}`),
    }))
    const clients = {
      matchAll: async () => pages,
      openWindow: async (url: string) => void done.push(`open ${url.replace(origin, '')}`),
    }
    return { done, worker: { clients, location: { origin } } as never }
  }
  const thread = '/raeume/a/b?beitrag=c'

  it.each([
    ['opens a page', ['/termine'], [`open ${thread}`]],
    ['comes to the front where it is shown already', ['/termine', thread], [`focus ${thread}`]],
    [
      'leads on within the talk that is open',
      ['/raeume/a/b'],
      ['focus /raeume/a/b', `/raeume/a/b is told {"go":"${thread}"}`],
    ],
  ])('%s', async (_, urls, expected) => {
    const { done, worker } = open(...urls)
    await lead(worker, thread)
    expect(done).toEqual(expected)
  })
})

describe('an address the service has changed', () => {
  afterEach(() => vi.restoreAllMocks())
  const subscription = (endpoint: string) => ({
    endpoint,
    options: { userVisibleOnly: true },
    toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: 'k', auth: 'a' } }),
  })

  it('is told to the server, which knows whose the one before was', async () => {
    const sent = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
    const subscribe = vi.fn(async () => subscription('https://push.example/own'))
    const worker = { registration: { pushManager: { subscribe } } } as never
    const bodies = () => sent.mock.calls.map(([, init]) => JSON.parse(init?.body as string) as object)
    await renew(worker, {
      oldSubscription: subscription('https://push.example/old'),
      newSubscription: subscription('https://push.example/new'),
    } as never)
    await renew(worker, { oldSubscription: subscription('https://push.example/old') } as never)
    await renew(worker, {} as never)
    expect(bodies()).toMatchObject([
      { endpoint: 'https://push.example/new', replaces: 'https://push.example/old' },
      { endpoint: 'https://push.example/own', replaces: 'https://push.example/old' },
    ])
    expect(subscribe).toHaveBeenCalledExactlyOnceWith({ userVisibleOnly: true })
  })
})
