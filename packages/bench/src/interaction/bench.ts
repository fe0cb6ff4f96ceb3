import { spawnSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../../../../chromium.ts'
import { pagesOf } from '../pages/addresses.ts'
import { cookiesOf, startPlatform } from '../platform.ts'
import type { Figure } from '../report.ts'
import { longestThread } from '../rooms/opening.ts'
import { seenOn, watch } from './seen.ts'

const seed = resolve(import.meta.dirname, '../../../../server/dist/seed.js')
const contributions = 10_000
/** A telephone a quarter as fast as this machine. */
const slowdown = 4
const aims = { inp: 200, shift: 0.05 }

interface Hands {
  page: Page
  devtools: CDPSession
}

/** How long a telephone takes to answer a finger: in a long thread, in a live session, in the feed. */
export async function benchInteraction({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'augenhoehe-interaction-'))
  const seeded = spawnSync(process.execPath, [seed, '--contributions', String(contributions)], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, LOG_LEVEL: 'error' },
  })
  if (seeded.status !== 0) throw new Error(`Seeding failed: ${seeded.stderr.toString()}`)
  await using platform = await startPlatform(folder)
  const { url } = platform
  const { room, thread } = await longestThread(url)
  const pages = await pagesOf(url)
  const pathOf = (name: string) => pages.find((one) => one.name === name)!.path
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  try {
    const typed = quick ? 40 : 200
    return [
      ...(await measured(
        browser,
        url,
        `a thread of ${contributions}`,
        'other-member',
        `/raeume/${room}/${thread.id}`,
        async (hands) => {
          await hands.page.locator('[id^="c-"]').first().waitFor()
          await scroll(hands, quick ? 4 : 16)
          await openMenus(hands.page, 3)
          await write(hands.page, typed)
        },
      )),
      ...(await measured(browser, url, 'a live session', 'member', pathOf('live session'), async (hands) => {
        await scroll(hands, 4)
        await takePart(hands.page, typed)
      })),
      ...(await measured(browser, url, 'the feed', 'org-admin', pathOf('feed'), async (hands) => {
        await scroll(hands, quick ? 4 : 8)
        await openMenus(hands.page, 4)
      })),
    ]
  } finally {
    await browser.close()
  }
}

async function measured(
  browser: Browser,
  url: string,
  name: string,
  as: string,
  path: string,
  act: (hands: Hands) => Promise<void>,
): Promise<Figure[]> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'de-DE',
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })
  try {
    await context.addCookies((await cookiesOf(url, as)).map((one) => ({ ...one, url })))
    const page = await context.newPage()
    await watch(page)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    // Nobody types before there is anything to read.
    await page.waitForTimeout(3_000)
    await act({ page, devtools })
    await page.waitForTimeout(1_000)
    const seen = await seenOn(page)
    console.error(`${name}: the slowest was ${seen.culprit}; what moved was ${seen.moved || 'nothing'}`)
    return [
      { name, metric: 'INP', value: seen.inp, unit: 'ms', target: aims.inp, ok: seen.inp <= aims.inp },
      { name, metric: 'slowest interaction', value: seen.slowest, unit: 'ms' },
      { name, metric: 'half of them below', value: seen.middle, unit: 'ms' },
      { name, metric: 'interactions', value: seen.interactions, unit: '' },
      { name, metric: 'CLS', value: seen.shift, unit: '', target: aims.shift, ok: seen.shift <= aims.shift },
      { name, metric: 'longest task', value: seen.longest, unit: 'ms' },
    ]
  } finally {
    await context.close()
  }
}

/** Flings up, more of them than down: what is older has to be fetched. */
async function scroll({ devtools, page }: Hands, flings: number) {
  for (let n = 0; n < flings; n++) {
    await devtools.send('Input.synthesizeScrollGesture', {
      x: 180,
      y: 400,
      yDistance: n % 4 === 3 ? -900 : 1_200,
      speed: 2_400,
      gestureSourceType: 'touch',
    })
    await page.waitForTimeout(150)
  }
}

async function openMenus(page: Page, most: number) {
  const menus = page.locator('[aria-haspopup]:visible')
  for (let n = 0; n < Math.min(most, await menus.count()); n++) {
    await menus.nth(n).tap({ force: true })
    await page.waitForTimeout(600)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
  }
}

const text =
  'Wir haben im letzten Jahr den Antrag auf Förderung gestellt, und die Beratung im Landkreis hat uns dabei sehr geholfen. '

/** Types as fast as good typists do, and sends. */
async function write(page: Page, characters: number, box = /Ihr Beitrag/, send = 'Senden') {
  await page.getByRole('textbox', { name: box }).tap()
  await page.waitForTimeout(500)
  await page.keyboard.type(text.repeat(2).slice(0, characters), { delay: 60 })
  await page.getByRole('button', { name: send, exact: true }).tap()
  await page.waitForTimeout(2_000)
}

/** Ends the own turn, joins the list of speakers and leaves it, hands words in, is with a question, and votes. */
async function takePart(page: Page, characters: number) {
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name, exact: true }).first().tap()
    await page.waitForTimeout(800)
  }
  await press('Ich bin fertig')
  await press('Wortmeldung')
  await press('Zurückziehen')
  await press('Schriftlich beitragen')
  await write(page, characters, /Ihr Redebeitrag/, 'Auf die Redeliste setzen')
  for (const _ of ['with it', 'not', 'with it again']) await press(/auch ich|dabei/)
  for (const name of ['Stimmt nicht', 'Weiß nicht', 'Stimmt']) await press(name)
}
