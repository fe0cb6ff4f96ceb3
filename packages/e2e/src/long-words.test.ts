import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { visit, type Visitor } from './browser.ts'
import { url } from './here.ts'
import { addressOf, mode, screens } from './screens.ts'

const manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../client/dist/.vite/manifest.json'), 'utf8'),
) as Record<string, { file: string }>
const german = ['index', 'later'].map((part) => manifest[`src/locales/de/${part}.ts`]!.file)

/** Words nobody speaks: German ones with accents, in brackets, longer by two fifths. What is filled in stays. */
const lengthen = `
const accents = { a: 'à', e: 'ë', i: 'î', o: 'ø', u: 'ù', A: 'Å', E: 'É', I: 'Ï', O: 'Ø', U: 'Û', n: 'ñ', s: 'š' }
const longer = (text) => {
  const plain = text.split(/(\\{\\{.*?\\}\\}|<.*?>|\\$t\\(.*?\\))/)
  const said = plain.map((part, at) => (at % 2 ? part : part.replaceAll(/[aeiouAEIOUns]/g, (sign) => accents[sign])))
  const missing = Math.ceil(0.4 * plain.filter((_, at) => at % 2 === 0).join('').length)
  // Words as long as German ones, so that they may break where German ones do.
  const more = 'ëîñš zwø drëî vîër fûñf šëchš šîëbën '.repeat(20).slice(0, missing).trim()
  return '[' + said.join('') + (more && ' ' + more) + ']'
}
const inAll = (words) => Object.fromEntries(Object.entries(words).map(([key, word]) =>
  [key, typeof word === 'string' ? longer(word) : inAll(word)]))
`

/** The German words are exchanged on their way to the browser: nothing is built for it, and nobody is offered it. */
async function speakLonger({ context }: Visitor) {
  for (const file of german)
    await context.route(`**/${file}`, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `import { messages as words } from '/${file}?spoken'\n${lengthen}\nexport const messages = inAll(words)`,
      }),
    )
}

/** What of the page's words cannot be read: cut off, outside of the screen, or under other words. */
const faultsOf = (page: Page) =>
  page.evaluate(() => {
    const faults = new Set<string>()
    const boxes: { element: Element; rect: DOMRect; text: string }[] = []
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
    const cuts = (style: CSSStyleDeclaration, axis: 'overflowX' | 'overflowY') =>
      style[axis] === 'hidden' || style[axis] === 'clip'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (!element || text === '' || !/\p{L}/u.test(text)) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
      if (lines.length === 0) continue
      let readable = true
      let scrolls = false
      for (let around: Element | null = element; around; around = around.parentElement) {
        const style = getComputedStyle(around)
        const box = around.getBoundingClientRect()
        // For screen readers alone.
        if (box.width <= 1 || box.height <= 1 || style.clipPath === 'inset(50%)') readable = false
        if (['select', 'option', 'textarea', 'input'].includes(around.tagName.toLowerCase())) readable = false
        if (!readable) break
        // What people wrote may end in "…" on purpose: all of it is on the page it leads to. Our own words may not.
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') {
          const isShortened =
            around.scrollWidth > around.clientWidth + 1 || around.scrollHeight > around.clientHeight + 1
          if (isShortened && text.startsWith('['))
            faults.add(`shortened by ${name(around)}: ${text.slice(0, 40)}`)
          readable = false
          break
        }
        scrolls ||= /auto|scroll/.test(style.overflowX)
        for (const line of lines) {
          if (cuts(style, 'overflowX') && (line.right > box.right + 2 || line.left < box.left - 2))
            faults.add(`cut at the side by ${name(around)}: ${text.slice(0, 40)}`)
          if (cuts(style, 'overflowY') && (line.bottom > box.bottom + 3 || line.top < box.top - 3))
            faults.add(`cut above or below by ${name(around)}: ${text.slice(0, 40)}`)
        }
        if (style.position === 'fixed') break
      }
      if (!readable) continue
      for (const line of lines)
        if (!scrolls && (line.right > innerWidth + 1 || line.left < -1))
          faults.add(`outside of the screen in ${name(element)}: ${text.slice(0, 40)}`)
      if (!scrolls) for (const rect of lines) boxes.push({ element, rect, text })
    }
    // What stays where it is while the page scrolls lies over other words by its nature.
    const floats = (element: Element) => {
      for (let around: Element | null = element; around; around = around.parentElement)
        if (['fixed', 'sticky'].includes(getComputedStyle(around).position)) return true
      return false
    }
    const still = boxes.filter(({ element }) => !floats(element)).sort((a, b) => a.rect.top - b.rect.top)
    still.forEach((one, at) => {
      for (const other of still.slice(at + 1)) {
        if (other.rect.top >= one.rect.bottom) break
        if (one.element === other.element) continue
        const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
        const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
        // Lines of letters touch where they stand close; a third of a line over another cannot be read.
        if (across > 3 && down > Math.min(one.rect.height, other.rect.height) / 3)
          faults.add(`on each other: ${one.text.slice(0, 30)} / ${other.text.slice(0, 30)}`)
      }
    })
    const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (sideways > 0) faults.add(`the page scrolls sideways by ${sideways}`)
    return [...faults]
  })

const visitors = new Map<string, Visitor>()
async function visitorFor(as = '') {
  const known = visitors.get(as)
  if (known) return known
  const visitor = await visit(url, { locale: 'de', ...(as && { as }) })
  await speakLonger(visitor)
  visitors.set(as, visitor)
  return visitor
}
afterAll(async () => {
  for (const visitor of visitors.values()) await visitor[Symbol.asyncDispose]()
})

describe('longer words', () => {
  it('are seen where they are cut, outside, or on each other', async () => {
    const { page } = await visitorFor()
    await page.goto('/anmelden')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\[Åñ/)
    await page.evaluate(() => {
      const add = (style: string, words: string) => {
        const box = document.createElement('div')
        box.style.cssText = style
        box.textContent = words
        document.querySelector('main')!.append(box)
      }
      add('width: 4rem; overflow: hidden; white-space: nowrap', 'seitlich abgeschnitten')
      add('width: 4rem; height: 1rem; overflow: hidden', 'unten abgeschnitten, ganz bestimmt')
      add('position: relative; left: 20rem; width: 10rem', 'weit draußen')
      add('', 'untere Worte')
      add('margin-top: -1.2em', 'obere Worte')
    })
    const faults = (await faultsOf(page)).join('\n')
    for (const words of ['seitlich', 'unten', 'weit draußen', 'untere Worte / obere Worte'])
      expect(faults).toContain(words)
  })

  // Everyday tests see every second screen; `npm run a11y` sees them all.
  const read = screens.filter((_, number) => mode !== 'test' || number % 2 === 0)
  it.each(read.map((screen) => [screen.name, screen] as const))(
    'can be read on a narrow screen: %s',
    async (_, screen) => {
      const visitor = await visitorFor(screen.as)
      const { page } = visitor
      await page.goto(await addressOf(screen, visitor))
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await faultsOf(page)).toEqual([])
    },
  )
})
