import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { visit } from './browser.ts'
import { url } from './here.ts'

/** Pages of which the server writes what they are called and what they are for, and the program the rest. */
const paths = [
  '/',
  '/raeume',
  '/termine',
  '/mitmachen',
  '/ergebnisse',
  '/presse',
  '/suche',
  '/suchen-und-bieten',
  '/moderation/zahlen',
  '/rueckmeldung',
  '/anmelden',
  '/registrieren',
  '/passwort-vergessen',
]
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
  await page.locator('.first main').waitFor()
  // What has not come yet would move what is there.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet),
  )
  return letGo
}

describe.each(languages)('in $language', ({ language, locale, direction }) => {
  it.each(paths)(
    '%s says by itself what it is, and moves nothing when the program is there',
    async (path) => {
      const answer = await fetch(url + path, { headers: { Accept: 'text/html', 'Accept-Language': locale } })
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(text).toContain(`<html lang="${language}" dir="${direction}">`)
      expect(text).toMatch(/<main[^>]*>.*<h1>[^<]+<\/h1>/s)
      // Who has no scripts is told so, and finds the pages that have to be found.
      expect(text).toMatch(/<noscript>.*href="\/impressum"/s)

      await using visitor = await visit(url, { locale, width: 390, height: 844 })
      const { page, complaints } = visitor
      const letGo = await openWithoutProgram(page, path)
      const before = await seen(page)
      expect(before[0]?.lines.length, 'the heading').toBeGreaterThan(0)
      letGo()
      await page.locator('#root > .first').waitFor({ state: 'detached' })
      expectSamePlace(before, await seen(page), 'at once')
      await page.waitForLoadState('networkidle')
      expectSamePlace(before, await seen(page), 'in the end')
      expect(complaints).toEqual([])
    },
  )
})
