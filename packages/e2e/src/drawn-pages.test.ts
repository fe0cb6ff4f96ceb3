import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { visit } from './browser.ts'
import { pageParts } from '../../../client/src/page-parts.ts'
import { url } from './here.ts'
import { addressOf, screens } from './screens.ts'

/** Written by hand, so that they do without the program altogether. */
const byHand = /^\/(organisationen|glossar|impressum|datenschutz|barrierefreiheit|raeume\/:room\/:thread$)/
const drawn = Object.keys(pageParts).filter((route) => !byHand.test(route) && route !== '/meldung/:token')

const languages = [
  { language: 'de', locale: 'de-DE', direction: 'ltr' },
  { language: 'ar', locale: 'ar', direction: 'rtl' },
]

/** The heading of a page and the sentence below it: their words, and where each of their lines stands. */
const seen = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready
    return ['main h1', 'main h1 + p'].map((selector) => {
      const element = document.querySelector(selector)
      if (!element) return null
      const range = document.createRange()
      range.selectNodeContents(element)
      const lines = [...range.getClientRects()].map(({ left, top, right, bottom }) => ({
        left,
        top: top + window.scrollY,
        right,
        bottom: bottom + window.scrollY,
      }))
      return { text: element.textContent, lines }
    })
  })

type Seen = Awaited<ReturnType<typeof seen>>

function expectSamePlace(before: Seen, after: Seen, when: string) {
  expect(
    after.map((one) => one?.text),
    when,
  ).toEqual(before.map((one) => one?.text))
  for (const [index, one] of before.entries()) {
    const lines = after[index]?.lines ?? []
    expect(lines.length, `${when}: lines of ${one?.text}`).toBe(one?.lines.length ?? 0)
    for (const [number, line] of lines.entries())
      for (const [side, at] of Object.entries(line))
        expect(
          Math.abs(at - one!.lines[number]![side as keyof typeof line]),
          `${when}: ${side} of line ${number + 1} of ${one?.text}`,
        ).toBeLessThanOrEqual(2)
  }
}

/** Opens a page and keeps the program on its way until it is let go. */
async function openWithoutProgram(page: Page, path: string) {
  let letGo = () => {}
  const mayCome = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/assets/*.js', async (route) => {
    await mayCome
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator('#root[data-first] main').waitFor()
  // What has not come yet would move what is there.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet),
  )
  return letGo
}

// It begins beside the server, which does not wait for it.
beforeAll(() =>
  vi.waitFor(async () => expect(await (await fetch(url)).text()).toContain('data-first'), {
    timeout: 30_000,
    interval: 500,
  }),
)

describe.each(languages)('in $language', ({ language, locale, direction }) => {
  it.each(drawn)('%s is there before the program, which takes it over and moves nothing', async (route) => {
    await using visitor = await visit(url, { locale, width: 390, height: 844 })
    const { page, complaints } = visitor
    const path = await addressOf(
      screens.find((one) => one.route === route)!,
      visitor,
    )
    const answer = await fetch(url + path, {
      headers: { Accept: 'text/html', 'Accept-Language': locale, 'Sec-CH-UA-Mobile': '?1' },
    })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain(`<html lang="${language}" dir="${direction}">`)
    expect(text).toMatch(/<div id="root" data-first="">.*<main[^>]*>.*<h1[^>]*>[^<]+/s)
    expect(text).toMatch(/<title>[^<]+<\/title>\s*<meta name="description" content="[^"]+"/)
    // Who has no scripts is told so, and finds the pages that have to be found.
    expect(text).toMatch(/<noscript>.*href="\/impressum"/s)

    const letGo = await openWithoutProgram(page, path)
    const before = await seen(page)
    expect(before[0]?.lines.length, 'the heading').toBeGreaterThan(0)
    letGo()
    await page.locator('#root[data-first]').waitFor({ state: 'detached' })
    expectSamePlace(before, await seen(page), 'at once')
    await page.waitForLoadState('networkidle')
    expectSamePlace(before, await seen(page), 'in the end')
    expect(complaints).toEqual([])
  })
})

it('whoever is signed in finds their own page, and nobody keeps it on the way', async () => {
  await using member = await visit(url, { as: 'member', width: 390, height: 844 })
  const { page, complaints } = member
  const letGo = await openWithoutProgram(page, '/')
  const before = await seen(page)
  expect(before[0]?.text).toBe('Heute für Sie')
  letGo()
  await page.locator('#root[data-first]').waitFor({ state: 'detached' })
  expectSamePlace(before, await seen(page), 'at once')
  expect(complaints).toEqual([])

  const own = await member.context.request.get('/')
  expect(own.headers()['cache-control']).toBe('private, no-store')
  const others = await fetch(url, { headers: { Accept: 'text/html' } })
  expect(others.headers.get('cache-control')).toBe('no-cache')
  expect(await others.text()).not.toContain('Heute für Sie')
})

it('what is not there is said by the program, as ever', async () => {
  await using visitor = await visit(url)
  await visitor.page.goto('/ergebnisse/000000000000000000000000')
  await visitor.page.getByRole('heading', { level: 1, name: 'Diese Seite gibt es nicht' }).waitFor()
})

it('what somebody typed into an address stays text', async () => {
  const typed = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>'
  const answer = await fetch(`${url}/suche?q=${encodeURIComponent(typed)}`, {
    headers: { Accept: 'text/html' },
  })
  const text = await answer.text()
  expect(text).toContain('data-first')
  expect(text).not.toContain('<img src=x')
  expect(text).not.toContain('<script>alert')
})

it('what is not there is asked for once, and nobody else waits meanwhile', async () => {
  // A path in a variable: what is built is not part of the types.
  const built = '../../../client/dist-drawing/drawing.js'
  const { draw } = (await import(built)) as {
    draw: (asked: object) => Promise<unknown>
  }
  const asked: string[] = []
  const page = draw({
    address: `${url}/raeume/gibt-es-nicht`,
    locale: 'de',
    wide: false,
    remembered: {},
    ask: (name: string) => {
      asked.push(name)
      return Promise.reject(new Error('not there'))
    },
  })
  await expect(page).rejects.toThrow('not there')
  expect(asked).toContain('rooms.get')
  expect(asked).toEqual([...new Set(asked)])
})
