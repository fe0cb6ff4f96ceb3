import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { findings } from './axe.ts'
import { picture, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

interface Stop {
  name: string
  tag: string
  id: number
  fault: string | null
}

/** Where the keyboard is now, and whether one can see it there. */
const stopOf = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const known = ((globalThis as { known?: WeakMap<Element, number> }).known ??= new WeakMap<
      Element,
      number
    >())
    const counted = globalThis as { stops?: number }
    const element = document.activeElement ?? document.body
    if (!known.has(element)) known.set(element, (counted.stops = (counted.stops ?? 0) + 1))
    const said = (ids: string | null) =>
      (ids ?? '').split(' ').map((one) => document.getElementById(one)?.textContent ?? '')
    const name = [
      element.getAttribute('aria-label') ?? '',
      ...said(element.getAttribute('aria-labelledby')),
      ...('labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []).map(
        (label) => label.textContent,
      ),
      element.textContent,
    ].find((one) => one.trim() !== '')
    const faultOf = () => {
      if (element === document.body) return null
      const box = element.getBoundingClientRect()
      // What takes the focus for an element too small to be seen stands around it or after it.
      const shown: Element[] = []
      for (let one: Element | null = element, n = 0; one && n < 5; one = one.parentElement, n++)
        shown.push(one)
      for (let one = element.nextElementSibling; one; one = one.nextElementSibling) shown.push(one)
      const rings = shown.filter((one) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one)
        const isOutlined =
          outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(', 0)')
        // The card around a text shows it as a second line of its own.
        return isOutlined || (one !== element && one.matches('form') && /0px 0px 0px 1\.5px/.test(boxShadow))
      })
      const [ring] = rings
      if (!ring) return 'no outline'
      const at = ring.getBoundingClientRect()
      if (at.width < 8 || at.height < 8) return 'an outline around nothing'
      if (at.bottom < 1 || at.top > innerHeight - 1 || at.right < 1 || at.left > innerWidth - 1)
        return `outside of the screen (${[box.x, box.y].map(Math.round).join(', ')})`
      // WCAG 2.4.11: not entirely below what stays where it is.
      const inside = (share: number, from: number, size: number) => from + size * share
      const seen = [0.1, 0.5, 0.9].some((x) =>
        [0.1, 0.5, 0.9].some((y) => {
          const there = document.elementFromPoint(inside(x, at.left, at.width), inside(y, at.top, at.height))
          return there !== null && (ring.contains(there) || there.contains(ring))
        }),
      )
      return seen ? null : 'hidden below something'
    }
    return {
      name: (name ?? '').replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ').trim(),
      tag: element.tagName.toLowerCase(),
      id: known.get(element)!,
      fault: faultOf(),
    }
  })

const faults = new Set<string>()

/** One stop further; what is wrong with it is told at the end. */
async function step(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<Stop> {
  await page.keyboard.press(key)
  const stop = await stopOf(page)
  if (stop.fault === null) return stop
  // What has come in the meantime moves what the keyboard is on; whoever comes there again sees it.
  await page.waitForLoadState('networkidle')
  await page.keyboard.press(key === 'Tab' ? 'Shift+Tab' : 'Tab')
  await page.keyboard.press(key)
  const again = await stopOf(page)
  if (again.fault)
    faults.add(`${new URL(page.url()).pathname}: ${again.tag} “${again.name.slice(0, 60)}”: ${again.fault}`)
  return again
}

/** From stop to stop until one has the name; a stop that does not let go would be met again and again. */
async function go(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  const met = new Map<number, number>()
  const names: string[] = []
  for (let n = 0; n < 250; n++) {
    const stop = await step(page, key)
    names.push(stop.name.slice(0, 40))
    if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return stop
    const times = (met.get(stop.id) ?? 0) + 1
    met.set(stop.id, times)
    if (times > 2) break
  }
  throw new Error(`The keyboard does not come to ${String(name)}: ${names.join(' | ')}`)
}

/** After what was done, the keyboard is somewhere, not at the beginning of everything. */
async function keepsPlace(page: Page) {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY')).not.toBe('BODY')
}

async function press(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await go(page, name, key)
  await page.keyboard.press('Enter')
}

const heading = async (page: Page, name: string | RegExp) => {
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await keepsPlace(page)
}

afterAll(async () => {
  await using visitor = await visit(url, { as: 'org-admin' })
  await visitor.context.request.patch('/api/me', { data: { locale: 'de' } })
})

it('a member does everything with the keyboard, and always sees where it is', async () => {
  await using visitor: Visitor = await visit(url, { width: 1280, height: 800 })
  const { page } = visitor

  // Signing in: the first stop leads past what is the same everywhere.
  await page.goto('/anmelden')
  await heading(page, /Anmelden/).catch(() => undefined)
  expect((await step(page, 'Tab')).name).toBe('Zum Inhalt')
  await page.keyboard.press('Enter')
  expect((await stopOf(page)).tag).toBe('main')
  await go(page, 'E-Mail-Adresse')
  await page.keyboard.type('org-admin@augenhoehe.example')
  await go(page, 'Passwort')
  await page.keyboard.type('augenhoehe-demo')
  await page.keyboard.press('Enter')
  await heading(page, /Heute für Sie/)

  // Through the menu to a room, and from there to a thread.
  await press(page, 'Zum Inhalt')
  await press(page, /^Austauschen/, 'Shift+Tab')
  await heading(page, /Austauschen|Räume/)
  await page.locator('main a[href="/raeume/professionalisierung"]').first().waitFor()
  await press(page, /^Professionalisierung der Vereinsarbeit/)
  await heading(page, /^Professio.?nalisierung/)
  // What comes later moves what the keyboard is on.
  await page
    .locator('main')
    .getByRole('link', { name: 'Günstige Software für die Buchhaltung' })
    .first()
    .waitFor()
  await press(page, /^Günstige Software für die Buchhaltung/)
  await heading(page, 'Günstige Software für die Buchhaltung')
  await page.getByRole('log').waitFor()

  // Writing.
  const text = `Mit Tasten geschrieben ${randomUUID().slice(0, 4)}: Wir teilen uns die Software.`
  await go(page, 'Ihr Beitrag')
  await page.keyboard.type(text)
  await press(page, 'Senden')
  const own = page.getByRole('article').filter({ hasText: text })
  await own.getByRole('button', { name: 'Mehr' }).waitFor()
  await keepsPlace(page)
  await picture(visitor, 'keyboard-written')

  // Answering: to the words of others, with the text where one writes, and back.
  await press(page, 'Antworten', 'Shift+Tab')
  await expect.poll(async () => (await stopOf(page)).tag).toBe('textarea')
  const reply = `Und eine Antwort ${randomUUID().slice(0, 4)}, auch mit Tasten.`
  await page.keyboard.type(reply)
  await page.keyboard.press('Control+Enter')
  const answer = page.getByRole('article').filter({ hasText: reply })
  await answer.getByRole('button', { name: 'Mehr' }).waitFor()
  await keepsPlace(page)

  // A menu opens, closes and gives the keyboard back; so does a dialog.
  const trigger = await go(page, 'Mehr', 'Shift+Tab')
  const menu = page.getByRole('menu')
  for (const [opening, closing] of [
    ['Enter', 'Escape'],
    ['Space', 'Escape'],
    ['ArrowDown', 'Tab'],
  ] as const) {
    await page.keyboard.press(opening)
    await menu.waitFor()
    expect((await stopOf(page)).fault).toBe(null)
    await page.keyboard.press(closing)
    await menu.waitFor({ state: 'detached' })
    if (closing === 'Tab') await go(page, 'Mehr', 'Shift+Tab')
    expect(await stopOf(page), `after ${opening} and ${closing}`).toEqual(trigger)
  }
  const edit = async () => {
    await page.keyboard.press('Enter')
    await menu.waitFor()
    for (let n = 0; n < 10 && (await stopOf(page)).name !== 'Bearbeiten'; n++)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
  }
  await edit()
  for (let n = 0; n < 12; n++) {
    await step(page, 'Tab')
    const isInside = await page.evaluate(
      () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
    )
    expect(isInside, 'the rest of the page is out of reach while a dialog is open').toBe(true)
  }
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await stopOf(page)).id).toBe(trigger.id)
  await edit()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Und geändert.')
  await press(page, 'Speichern')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page
    .getByRole('article')
    .filter({ hasText: `${reply} Und geändert.` })
    .waitFor()
  await keepsPlace(page)

  // Searching, from wherever one is.
  await page.keyboard.press('Control+k')
  await heading(page, /Suche/)
  await expect.poll(async () => (await stopOf(page)).tag).toBe('input')
  await page.keyboard.type('Nachbarschaft')
  await page.keyboard.press('Enter')
  await page.locator('main').getByRole('listitem').first().waitFor()
  await keepsPlace(page)
  await picture(visitor, 'keyboard-search')
  expect(await findings(page)).toEqual([])

  // Who fits: why, not now, and back again.
  await page.keyboard.press('Home')
  await press(page, /^Suchen & Bieten/, 'Shift+Tab')
  await heading(page, /Suchen & Bieten/)
  await page.getByRole('article').first().waitFor()
  await press(page, /^Warum sehe ich das/)
  await keepsPlace(page)
  await picture(visitor, 'keyboard-why')
  await page.keyboard.press('Escape')
  await page.goBack()
  await page.getByRole('article').first().waitFor()
  await press(page, /^Passt nicht/)
  await menu.waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await stopOf(page)).name).toMatch(/Rückgängig|wichtig|etwas mehr/)
  expect((await stopOf(page)).fault).toBe(null)
  if ((await stopOf(page)).name !== 'Rückgängig') await go(page, 'Rückgängig')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Rückgängig' }).waitFor({ state: 'detached' })
  await keepsPlace(page)

  // What is new.
  await press(page, /^\d*Benachrichtigungen/)
  await heading(page, /Benachrichtigungen/)

  // Another language, and back; the switch keeps the keyboard.
  const language = () => page.locator('html').getAttribute('lang')
  await go(page, 'Sprache', 'Shift+Tab')
  await page.keyboard.type('Eng')
  await expect.poll(language).toBe('en')
  await keepsPlace(page)
  expect((await stopOf(page)).tag).toBe('select')
  await page.keyboard.press('Home')
  await expect.poll(language).toBe('de')
  expect((await stopOf(page)).tag).toBe('select')

  // And out.
  await press(page, /Brunnenstube Gießen.*Daniel Osei/)
  await heading(page, 'Ihr Konto')
  await press(page, 'Hier abmelden')
  await page.getByRole('link', { name: 'Anmelden' }).first().waitFor()
  await keepsPlace(page)

  expect([...faults]).toEqual([])
  expect(visitor.complaints).toEqual([])
})

it('notices where the keyboard would be out of sight', async () => {
  await using visitor = await visit(url, { width: 1280, height: 800 })
  const { page } = visitor
  await page.goto('/anmelden')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => {
    const add = (name: string, style: string) => {
      const button = document.createElement('button')
      button.textContent = name
      button.style.cssText = style
      document.querySelector('main')!.append(button)
    }
    add('ohne Rahmen', 'outline: 0')
    add('draußen', 'position: fixed; left: -500px')
    add('darunter', 'position: fixed; bottom: 0; left: 0')
    add('darüber', 'position: fixed; bottom: 0; left: 0; width: 60vw; height: 30vh')
  })
  const found = []
  for (const name of ['ohne Rahmen', 'draußen', 'darunter', 'darüber']) {
    await page.getByRole('button', { name }).focus()
    found.push((await stopOf(page)).fault?.replace(/ \(.*/, '') ?? null)
  }
  expect(found).toEqual(['no outline', 'outside of the screen', 'hidden below something', null])
})
