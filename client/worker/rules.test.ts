import { describe, expect, it } from 'vitest'
import { read } from './push.ts'
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
