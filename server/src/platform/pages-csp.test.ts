import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/app.ts'

let app: TestApp
beforeAll(async () => {
  // The page as it is written, before it is built: what the build adds has addresses of its own.
  app = await startApp({ site: new URL('../../../client', import.meta.url).pathname })
})
afterAll(() => app[Symbol.asyncDispose]())

/** One of each kind of page that the server writes. */
const pages = [
  '/',
  '/organisationen',
  '/organisationen/brunnenstube-giessen',
  '/raeume',
  '/raeume/dialog',
  '/glossar',
  '/glossar/satzung',
  '/ergebnisse',
  '/presse',
  '/impressum',
  '/datenschutz',
  '/anmelden',
  '/ich/loeschen',
  '/ich/sicherheit',
  '/gibt-es-nicht',
  '/docs/',
]

it.each(pages)('%s runs no script but those of this server, each from a file of its own', async (path) => {
  const response = await fetch(app.url + path, { headers: { Accept: 'text/html' } })
  const policy = new Map(
    response.headers
      .get('content-security-policy')!
      .split(';')
      .map((part) => part.trim().split(' '))
      .map(([name, ...values]) => [name!, values]),
  )
  expect(policy.get('default-src')).toEqual(["'self'"])
  expect(policy.get('script-src') ?? ["'self'"]).toEqual(["'self'"])
  expect(policy.get('object-src')).toEqual(["'none'"])
  expect(policy.get('base-uri')).toEqual(["'none'"])
  expect(policy.get('frame-ancestors')).toEqual(["'none'"])
  expect(policy.get('form-action')).toEqual(["'self'"])
  const html = await response.text()
  expect(html).toMatch(/<html/)
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(
    ([, attributes]) => !/type="application\/(ld\+)?json"/.test(attributes!),
  )
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes, inline] of scripts) {
    expect(attributes).toMatch(/\ssrc="\/[^/]/)
    expect(inline!.trim()).toBe('')
  }
  expect(html).not.toMatch(/<[^>]+\son\w+\s*=/i)
  expect(html).not.toMatch(/(href|src|action)\s*=\s*["']?\s*javascript:/i)
})
