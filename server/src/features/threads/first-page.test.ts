import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'

let app: TestApp
let site: string
const template = `<!doctype html><html lang="de"><head><!--head--><title>Augenhöhe</title><!--/head--></head>
<body><div id="root"><!--body--><p>Das dauert</p><!--/body--></div></body></html>`

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'augenhoehe-site-'))
  await mkdir(join(site, 'assets'))
  await Promise.all(
    [
      ['index.html', template],
      ['sw.js', '//'],
      ['de.webmanifest', '{}'],
      ['icon-192.png', ''],
      ['assets/piece-abc.js', '// whole'],
      ['assets/piece-abc.js.br', brotliCompressSync('// packed')],
      ['assets/piece-abc.js.gz', gzipSync('// packed too')],
      ['assets/letters.woff2', 'letters'],
    ].map(([name, text]) => writeFile(join(site, name as string), text!)),
  )
  app = await startApp({ site })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await rm(site, { recursive: true })
})

async function newThread(text: string, slug = 'professionalisierung', by = app.as('member')) {
  const { thread } = await by.call('threads.start', {
    roomId: app.world.rooms[slug]!,
    clientId: randomUUID(),
    title: 'Kasse <b>führen</b>',
    text,
  })
  return { threadId: thread.id, path: `/raeume/${slug}/${thread.id}` }
}

async function page(path: string, role?: string) {
  const client = app.as(role)
  // Signed in by the first call.
  await client.call('accounts.me', {})
  const response = await fetch(app.url + path, {
    headers: { Accept: 'text/html', 'Accept-Language': 'de', Cookie: client.cookie },
  })
  const text = await response.text()
  const data = /id="first-answer">(.*?)<\/script>/s.exec(text)?.[1]
  return {
    status: response.status,
    text,
    keeping: response.headers.get('cache-control'),
    first: (data ? JSON.parse(data) : []) as {
      name: string
      input: object
      reply: Record<string, unknown>
    }[],
  }
}

describe('a thread before the program runs', () => {
  it('can be read, as text and nothing else, with the answers the program will ask for', async () => {
    const { path, threadId } = await newThread('Womit <script>alert(1)</script> fangen wir an?')
    const { text, first, keeping } = await page(path)
    expect(text).toContain('Womit &lt;script&gt;alert(1)&lt;/script&gt; fangen wir an?')
    expect(text).toContain('<h1 dir="auto">Kasse &lt;b&gt;führen&lt;/b&gt;</h1>')
    expect(text).toContain('noindex')
    expect(text).not.toContain('Das dauert')
    expect(first.map(({ name, input }) => [name, input])).toEqual([
      ['rooms.get', { slug: 'professionalisierung' }],
      ['threads.get', { threadId }],
      ['threads.contributions', { threadId, limit: 50, aroundSeq: 1 }],
    ])
    expect(keeping).toBe('no-cache')
  })

  it('is of whoever opens it, and is kept nowhere then', async () => {
    const { path } = await newThread('Erstens.')
    const { first, keeping } = await page(path, 'otherMember')
    expect(first[1]?.reply).toMatchObject({ mayContribute: true })
    expect(keeping).toBe('private, no-store')
    expect((await page(path)).first[1]?.reply).toMatchObject({ mayContribute: false })
  })

  it('goes on where its reader left off', async () => {
    const { path, threadId } = await newThread('Erstens.')
    const reader = app.as('otherMember')
    for (const text of ['Zweitens.', 'Drittens.'])
      await app.as('member').call('threads.contribute', { threadId, clientId: randomUUID(), text })
    await reader.call('threads.markRead', { threadId, seq: 1 })
    const { text, first } = await page(path, 'otherMember')
    expect(first[2]?.input).toMatchObject({ aroundSeq: 2 })
    const words = text.slice(text.indexOf('<main'))
    expect(words).not.toContain('>Erstens.<')
    expect(words).toContain('>Drittens.<')
  })

  it('says nothing of a thread that is not there for this reader', async () => {
    const { status, text, first } = await page(`/raeume/professionalisierung/${'0'.repeat(24)}`)
    expect([status, first]).toEqual([200, []])
    expect(text).toContain('Das dauert')
  })
})

describe('what the browser keeps of the client', () => {
  it.each([
    ['/sw.js', 'no-cache'],
    ['/de.webmanifest', 'no-cache'],
    ['/index.html', 'no-cache'],
    ['/icon-192.png', 'public, max-age=3600'],
    ['/assets/piece-abc.js', 'public, max-age=31536000, immutable'],
  ])('%s', async (path, keeping) => {
    expect((await fetch(app.url + path)).headers.get('cache-control')).toBe(keeping)
  })
})

describe('a piece of the client', () => {
  it.each([
    ['gzip, deflate, br', 'br', '// packed'],
    ['gzip', 'gzip', '// packed too'],
    ['br;q=0, gzip;q=0', null, '// whole'],
  ])('comes packed as it was built, to who takes %s', async (accepted, encoding, text) => {
    const response = await fetch(`${app.url}/assets/piece-abc.js`, {
      headers: { 'Accept-Encoding': accepted },
    })
    const { headers } = response
    expect([response.status, headers.get('content-encoding'), headers.get('vary')]).toEqual([
      200,
      encoding,
      'Accept-Encoding',
    ])
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toBe(text)
  })

  it('comes whole where there is nothing packed, and is missing where there is none', async () => {
    const letters = await fetch(`${app.url}/assets/letters.woff2`)
    expect([letters.headers.get('content-type'), await letters.text()]).toEqual(['font/woff2', 'letters'])
    for (const missing of ['old-abc.js', '', '..%2fsw.js', 'piece-abc'])
      expect((await fetch(`${app.url}/assets/${missing}`)).status, missing).toBe(404)
  })
})

it('lets a page ask nobody else', async () => {
  const policy = (await fetch(`${app.url}/raeume`, { headers: { Accept: 'text/html' } })).headers.get(
    'content-security-policy',
  )
  const sources = policy!.split(';').flatMap((directive) => directive.split(' ').slice(1))
  expect(policy).toContain("default-src 'self'")
  expect(new Set(sources)).toEqual(new Set(["'self'", "'unsafe-inline'", "'none'", 'data:']))
})
