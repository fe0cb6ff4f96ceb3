import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { picture, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'
import { faultsOf } from './readable.ts'
import { addressOf, screens } from './screens.ts'

/** The smallest phones (WCAG 1.4.10), and a small laptop at 200 % (1.4.4): a window of half its width and height. */
const windows = [
  { width: 320, height: 568 },
  { width: 640, height: 360 },
]

/** What people come for, by the route, and for whom. */
const wanted: readonly [route: string, as: string | undefined, action: RegExp][] = [
  ['/', undefined, /^Suchen$/],
  ['/anmelden', undefined, /^Anmelden$/],
  ['/registrieren', undefined, /^Konto anlegen$/],
  ['/raeume', undefined, /^Professio/],
  ['/raeume/:room/:thread', undefined, /Anmelden/],
  ['/organisationen', undefined, /Brunnenstube/],
  ['/organisationen/:slug', undefined, /Aushang|Melden|Website|Teilen|Link/],
  ['/rueckmeldung', undefined, /senden/i],
  ['/', 'org-admin', /^Alle Themenräume$/],
  ['/raeume/:room', 'org-admin', /Gespräch beginnen|Neues Gespräch/],
  ['/raeume/:room/neu', 'org-admin', /beginnen|veröffentlichen|Senden/i],
  ['/raeume/:room/:thread', 'org-admin', /^Ihr Beitrag$/],
  ['/suchen-und-bieten', 'org-admin', / anfragen$/],
  ['/suche', 'org-admin', /Suche|Wonach/],
  ['/termine', 'org-admin', /Kalender|Live-Abend/],
  ['/ergebnisse/:recordId', 'org-admin', /PDF|Word|Herunterladen|Als /],
  ['/mein-verein', 'org-admin', /bearbeiten|ändern/i],
  ['/benachrichtigungen', 'org-admin', /gelesen|Was Sie bekommen|Einstellungen/i],
  ['/ich', 'org-admin', /^Hier abmelden$/],
]

/** Whether a finger or a pointer meets it, once the page has brought it into view. */
const isReachable = async (page: Page, action: RegExp) => {
  const all = page.locator('button, a, textarea, input').filter({ visible: true })
  const names = await all.evaluateAll((elements) =>
    elements.map((one) =>
      (
        one.getAttribute('aria-label') ||
        [...((one as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' ') ||
        one.textContent
      )
        .replaceAll('\u00ad', '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  )
  const at = names.findIndex((name) => action.test(name))
  if (at === -1) return `there is no ${String(action)}: ${names.join(' | ')}`
  return all.nth(at).evaluate((element) => {
    element.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = element.getBoundingClientRect()
    const met = document.elementFromPoint(left + width / 2, top + height / 2)
    return met !== null && (element.contains(met) || met.closest('label') !== null)
      ? 'reachable'
      : `below ${met?.tagName} ${met?.className}`
  })
}

/** What moves although somebody asked for stillness. */
const movements = (page: Page) =>
  page.evaluate(() => {
    const long = (times: string) =>
      times.split(',').some((time) => parseFloat(time) * (time.includes('ms') ? 1 : 1000) > 10)
    const found = new Set<string>()
    for (const element of document.querySelectorAll('*'))
      for (const part of [undefined, '::before', '::after']) {
        const { transitionDuration, transitionProperty, animationDuration, animationName, scrollBehavior } =
          getComputedStyle(element, part)
        const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}${part ?? ''}`
        if (long(transitionDuration) && transitionProperty !== 'none')
          found.add(`${name} transition ${transitionDuration}`)
        if (long(animationDuration) && animationName !== 'none')
          found.add(`${name} animation ${animationDuration}`)
        if (scrollBehavior === 'smooth') found.add(`${name} scrolls smoothly`)
      }
    for (const animation of document.getAnimations()) {
      const { duration } = animation.effect?.getComputedTiming() ?? {}
      if (Number(duration) > 10) found.add(`an animation of ${String(duration)} ms`)
    }
    return [...found]
  })

const visitors = new Map<string, Visitor>()
async function visitorFor(as = '') {
  const known = visitors.get(as)
  if (known) return known
  const visitor = await visit(url, as ? { as } : {})
  visitors.set(as, visitor)
  return visitor
}
afterAll(async () => {
  for (const visitor of visitors.values()) await visitor[Symbol.asyncDispose]()
})

describe('at 320 px, at 200 %, and without movement', () => {
  it.each(
    wanted.map(([route, as, action]) => [`${route} ${as ?? 'for visitors'}`, route, as, action] as const),
  )('everything can be read and reached: %s', async (_, route, as, action) => {
    const visitor = await visitorFor(as)
    const { page } = visitor
    const known = screens.find((one) => one.route === route)!
    const { address: __, ...screen } = known
    await page.setViewportSize(windows[0]!)
    await page.goto(await addressOf(screen, visitor))
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await movements(page)).toEqual([])
    for (const window of windows) {
      await page.setViewportSize(window)
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      )
      expect(await faultsOf(page), `at ${window.width} px`).toEqual([])
      expect(await isReachable(page, action), `at ${window.width} px`).toBe('reachable')
      await picture(visitor, `zoom${route.replaceAll(/[^a-z]+/g, '-')}${as ?? ''}`)
    }
    expect(visitor.complaints).toEqual([])
  })

  it('movement is noticed', async () => {
    const { page } = await visitorFor()
    await page.goto('/anmelden')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(() => {
      const box = document.createElement('div')
      box.style.cssText = 'transition: opacity 200ms !important'
      box.style.setProperty('transition', 'opacity 0.2s', 'important')
      box.animate([{ opacity: 0 }, { opacity: 1 }], 400)
      document.body.append(box)
    })
    expect((await movements(page)).join('\n')).toMatch(/transition 0\.2s[\S\s]*400 ms/)
  })
})
